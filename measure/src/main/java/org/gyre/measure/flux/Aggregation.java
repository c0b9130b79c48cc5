package org.gyre.measure.flux;

import java.util.Arrays;
import org.gyre.core.Team;

/// The stationary law of a chain of few attractors that are rarely left, by iterative aggregation and
/// disaggregation (Takahashi 1975).
///
/// The states are grouped by the cycle that the most probable successors lead to. Inside a group the chain
/// mixes fast; between groups it may take longer than iteration can wait. Each round pushes every group
/// on by one step, forms from the flows between groups a small chain, solves it by elimination, in which
/// nothing cancels, and gives each group its weight. A round costs as many steps as there are groups; what
/// is wrong inside the groups is left to [Krylov].
final class Aggregation {
    /// More groups than this take too long.
    static final int MOST_GROUPS = 64;

    private final TransitionStep step;
    private final int[] group;
    private final int groups;

    private Aggregation(TransitionStep step, int[] group, int groups) {
        this.step = step;
        this.group = group;
        this.groups = groups;
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
                at = successor(table, at);
            }
            int which = group[at] == -2 ? groups++ : group[at];
            for (int k = 0; k < length; k++) {
                group[path[k]] = which;
            }
        }
        return new Aggregation(step, group, groups);
    }

    private static int successor(StateTable table, int state) {
        int next = 0;
        for (int i = 0; i < table.units(); i++) {
            if (table.fires(i, state) > table.silent(i, state)) {
                next |= 1 << i;
            }
        }
        return next < table.stored() ? next : table.states() - 1 - next;
    }

    int groups() {
        return groups;
    }

    /// Gives each group its weight, and pushes the law on by one step.
    ///
    /// @param mass of the stored states; becomes the new law
    /// @return the largest relative change of a group's weight, infinite if the groups fall apart
    double weigh(double[] mass) {
        int size = mass.length;
        double[] part = new double[size];
        double[] coarse = new double[groups * groups];
        double[][] laws = new double[groups][size];
        double[] before = new double[groups];
        for (int s = 0; s < size; s++) {
            before[group[s]] += mass[s];
        }
        for (int a = 0; a < groups; a++) {
            // A group that lost all its mass starts again from the uniform law.
            boolean lost = !(before[a] > 0);
            double sum = 0;
            for (int s = 0; s < size; s++) {
                part[s] = group[s] == a ? (lost ? 1 : mass[s]) : 0;
                sum += part[s];
            }
            for (int s = 0; s < size; s++) {
                part[s] /= sum;
            }
            step.apply(part, laws[a], TransitionStep.Parity.EVEN);
            for (int s = 0; s < size; s++) {
                coarse[a * groups + group[s]] += laws[a][s];
            }
        }
        Gth gth = Gth.eliminate(groups, coarse, Team.alone());
        if (!gth.complete()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weight = gth.stationary();
        double total = 0;
        for (double b : before) {
            total += b;
        }
        double change = 0;
        for (int a = 0; a < groups; a++) {
            change = Math.max(change, Math.abs(before[a] / total / weight[a] - 1));
        }
        Arrays.fill(mass, 0);
        double scale = (double) size / step.table().states();
        for (int a = 0; a < groups; a++) {
            for (int s = 0; s < size; s++) {
                mass[s] += scale * weight[a] * laws[a][s];
            }
        }
        return change;
    }
}
