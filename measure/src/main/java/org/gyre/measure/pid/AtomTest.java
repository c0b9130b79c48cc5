package org.gyre.measure.pid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SurrogateTest;

/// Which atoms of a recording differ from what chance makes of it: a test of the hypothesis that the
/// target is independent of all sources.
///
/// The samples of the target are put in another order ([Shuffle]), everything else stays, and the
/// decomposition is done again. Chance gives atoms of either sign, and plug-in estimates a positive
/// mean; so an atom is tested on both sides, with
///
///     p = min(1, 2 min(1 + #{Π* ≥ Π}, 1 + #{Π* ≤ Π}) / (N + 1))
///
/// and the total on one, p = (1 + #{I* ≥ I}) / (N + 1). A permutation wants exchangeable samples:
/// in a recording with memory p is then too small, and circular shifts or blocks are right. A
/// synergy or redundancy of sources that do tell something is not what is tested.
///
/// @param surrogates number N of them
/// @param pValues of each atom, by node
/// @param totalPValue of the mutual information
public record AtomTest(int surrogates, double[] pValues, double totalPValue) {
    /// Differences below this, in nats, are rounding and count as ties.
    private static final double TIE = 1e-12;

    /// Tests a decomposition.
    ///
    /// @param observed the decomposition of the samples in their own order
    /// @param trials how many there are in each trial
    /// @param surrogates how many, how they are made and where they come from
    /// @param reordered the decomposition where sample s of the target is replaced by that of sample
    ///     `order[s]`; called from several threads
    /// @throws org.gyre.core.InputException if the samples are too few for the shuffle
    public static AtomTest of(
            Decomposition observed,
            int[] trials,
            SurrogateTest surrogates,
            Team team,
            Function<int[], Decomposition> reordered) {
        int count = surrogates.count();
        Shuffle shuffle = surrogates.shuffle();
        RandomStream stream = surrogates.stream();
        // Told here, in a sentence of its own, rather than by a thread that fails.
        surrogates.requireEnoughOrders(trials);
        Decomposition[] chance = new Decomposition[count];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            tasks.add(() -> chance[number] =
                    reordered.apply(shuffle.order(trials, stream.split(number).generator())));
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
            pValues[node] = Math.min(1, 2.0 * (1 + Math.min(above[node], below[node])) / (count + 1));
        }
        return new AtomTest(count, pValues, (1.0 + totalAbove) / (count + 1));
    }
}
