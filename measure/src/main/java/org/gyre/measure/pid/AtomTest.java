package org.gyre.measure.pid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Which atoms of a recording differ from what chance makes of it: a permutation test of the hypothesis
/// that the target is independent of all sources.
///
/// The samples of the target are put in random order, everything else stays, and the decomposition is
/// done again. Chance gives atoms of either sign, and plug-in estimates a positive mean; so an atom is
/// tested on both sides, with
///
///     p = min(1, 2 min(1 + #{Π* ≥ Π}, 1 + #{Π* ≤ Π}) / (N + 1))
///
/// and the total on one, p = (1 + #{I* ≥ I}) / (N + 1). Samples must be exchangeable: in a recording
/// with memory p is too small. A synergy or redundancy of sources that do tell something is not what is
/// tested.
///
/// @param surrogates number N of permutations
/// @param pValues of each atom, by node
/// @param totalPValue of the mutual information
public record AtomTest(int surrogates, double[] pValues, double totalPValue) {
    /// Differences below this, in nats, are rounding and count as ties.
    private static final double TIE = 1e-12;

    /// Tests a decomposition.
    ///
    /// @param observed the decomposition of the samples in their own order
    /// @param samples how many there are
    /// @param surrogates number of permutations, ≥ 1
    /// @param stream where they come from
    /// @param reordered the decomposition where sample s of the target is replaced by that of sample
    ///     `order[s]`; called from several threads
    public static AtomTest of(
            Decomposition observed,
            int samples,
            int surrogates,
            RandomStream stream,
            Team team,
            Function<int[], Decomposition> reordered) {
        if (surrogates < 1) {
            throw new IllegalArgumentException("surrogates = " + surrogates + ": must be at least 1");
        }
        Decomposition[] chance = new Decomposition[surrogates];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < surrogates; i++) {
            int number = i;
            tasks.add(() -> chance[number] =
                    reordered.apply(permutation(samples, stream.split(number).generator())));
        }
        team.run(tasks);
        double[] atoms = observed.atoms();
        int[] above = new int[atoms.length];
        int[] below = new int[atoms.length];
        int totalAbove = 0;
        for (Decomposition each : chance) {
            double[] other = each.atoms();
            for (int node = 0; node < atoms.length; node++) {
                above[node] += other[node] >= atoms[node] - TIE ? 1 : 0;
                below[node] += other[node] <= atoms[node] + TIE ? 1 : 0;
            }
            totalAbove += each.total() >= observed.total() - TIE ? 1 : 0;
        }
        double[] pValues = new double[atoms.length];
        for (int node = 0; node < atoms.length; node++) {
            pValues[node] = Math.min(1, 2.0 * (1 + Math.min(above[node], below[node])) / (surrogates + 1));
        }
        return new AtomTest(surrogates, pValues, (1.0 + totalAbove) / (surrogates + 1));
    }

    /// An order of so many samples, each equally likely (Fisher-Yates).
    private static int[] permutation(int samples, CounterRandom random) {
        int[] order = new int[samples];
        for (int i = 0; i < samples; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
