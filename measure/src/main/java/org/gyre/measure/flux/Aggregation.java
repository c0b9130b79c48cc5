package org.gyre.measure.flux;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.Team;

/// The stationary law of a chain of few attractors that are rarely left, by iterative aggregation and
/// disaggregation (Takahashi 1975).
///
/// The states are grouped by the cycle that the most probable successors lead to. Inside a group the chain
/// mixes fast; between groups it may take longer than iteration can wait. Each round pushes every group
/// on by one step, forms from the flows between groups a small chain, solves it by elimination, in which
/// nothing cancels, and gives each group its weight. All numbers stay positive, so that the rare states that
/// lead from group to group keep their relative accuracy. A round costs about one step.
final class Aggregation {
    /// More groups than this take too long, and more numbers of their laws too much memory.
    private static final int MOST_GROUPS = 1024;

    private static final long MOST_NUMBERS = 1L << 26;

    private static final int ROUNDS = 1000;
    private static final int SETTLING = 8;
    private static final double SLOWEST = 0.99;

    private final TransitionStep step;
    private final int[] group;
    private final int groups;
    private final int[][] members;

    private Aggregation(TransitionStep step, int[] group, int groups) {
        this.step = step;
        this.group = group;
        this.groups = groups;
        this.members = new int[groups][];
        for (int a = 0; a < groups; a++) {
            int which = a;
            members[a] = IntStream.range(0, group.length)
                    .filter(s -> group[s] == which)
                    .toArray();
        }
    }

    /// Groups of the stored states by the cycles of most probable successors; flips count as one state.
    static Aggregation byAttractors(TransitionStep step) {
        StateTable table = step.table();
        int size = table.stored();
        int[] group = new int[size];
        Arrays.fill(group, -1);
        int[] path = new int[size];
        int groups = 0;
        for (int start = 0; start < size; start++) {
            int length = 0;
            int at = start;
            while (group[at] == -1) {
                group[at] = -2;
                path[length++] = at;
                at = mostProbable(table, at);
            }
            int which = group[at] == -2 ? groups++ : group[at];
            for (int k = 0; k < length; k++) {
                group[path[k]] = which;
            }
        }
        return new Aggregation(step, group, groups);
    }

    int groups() {
        return groups;
    }

    /// Whether there is something to weigh, and not too much.
    boolean feasible() {
        return groups > 1 && groups <= MOST_GROUPS && (long) groups * group.length <= MOST_NUMBERS;
    }

    /// The most probable successor of a stored state, or its flip if that one is stored.
    private static int mostProbable(StateTable table, int state) {
        int next = table.mostProbable(state);
        return next < table.stored() ? next : table.states() - 1 - next;
    }

    /// Improves a law until the rates between groups stand still, each relative to itself: rare states, which
    /// no sum of masses shows, decide how often a group is left.
    ///
    /// Every second round keeps half of the old law: that damps cycles, which a plain step would only turn.
    ///
    /// @param mass of the stored states; becomes the law
    /// @param tolerance goal for the error
    /// @return estimate of the remaining Σ |error of a group's weight|: a chain of G states whose rates are known
    ///     to a relative ε has weights known to 2Gε (O'Cinneide 1993); infinite if the groups fall apart
    double solve(double[] mass, double tolerance) {
        double before = Double.POSITIVE_INFINITY;
        double error = Double.POSITIVE_INFINITY;
        double[] rates = new double[groups * groups];
        for (int round = 0; round < ROUNDS && error > tolerance; round++) {
            double[] coarse = new double[groups * groups];
            if (!weigh(mass, (round & 1) != 0, coarse)) {
                return Double.POSITIVE_INFINITY;
            }
            double change = 0;
            for (int k = 0; k < rates.length; k++) {
                if (coarse[k] > 0) {
                    change = Math.max(change, Math.abs(coarse[k] - rates[k]) / coarse[k]);
                }
            }
            rates = coarse;
            double ratio = Math.min(SLOWEST, Math.max(change / before, 0.1));
            error = round < SETTLING ? Double.POSITIVE_INFINITY : 2.0 * groups * Math.max(change, before) / (1 - ratio);
            before = change;
        }
        return error;
    }

    /// Pushes each group on by one step and gives it its weight.
    ///
    /// @param half whether to keep half of the old law
    /// @param rates receives the flows between groups, `[from][to]`
    /// @return whether the groups hang together
    private boolean weigh(double[] mass, boolean half, double[] rates) {
        int size = mass.length;
        double[][] laws = new double[groups][size];
        double[] part = mass.clone();
        double[] within = new double[groups];
        for (int a = 0; a < groups; a++) {
            for (int s : members[a]) {
                within[a] += mass[s];
            }
            for (int s : members[a]) {
                // A group that lost all its mass starts again from the uniform law.
                part[s] = within[a] > 0 ? mass[s] / within[a] : 1.0 / members[a].length;
            }
            step.applyFrom(members[a], part, laws[a]);
            for (int s = 0; s < size; s++) {
                rates[a * groups + group[s]] += laws[a][s];
            }
        }
        Gth gth = Gth.eliminate(groups, rates.clone(), Team.alone());
        if (!gth.complete()) {
            return false;
        }
        double[] weight = gth.stationary();
        double scale = (double) size / step.table().states();
        for (int s = 0; s < size; s++) {
            double next = 0;
            for (int a = 0; a < groups; a++) {
                next += weight[a] * laws[a][s];
            }
            if (half) {
                next = 0.5 * next + 0.5 * weight[group[s]] * part[s];
            }
            mass[s] = scale * next;
        }
        return true;
    }
}
