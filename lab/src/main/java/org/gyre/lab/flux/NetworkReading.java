package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.FluxReading;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;

/// What the experiments ask of one small network, exact; informations in bits. Pairs are the N² ordered pairs of
/// a unit at t + 1 and a unit at t, i = j included.
///
/// @param information I[x(t); x(t+1)]
/// @param correlationRms root mean square of the pairs' correlations, C_RMS
/// @param correlationMean their mean with sign
/// @param pairInformation mean information of a pair
/// @param meanPeriod period of the cycle that a state leads to in the deterministic limit, mean over all states;
///     units without input stay
/// @param longestPeriod the longest of these
record NetworkReading(
        double information,
        double correlationRms,
        double correlationMean,
        double pairInformation,
        double meanPeriod,
        int longestPeriod) {
    /// Networks read by one thread at a time before it takes others.
    private static final int BATCH = 8;

    static NetworkReading of(BoltzmannMachine machine) {
        FluxReading flux = ExactFlux.of(machine, Team.alone()).reading();
        FunctionalGraph graph = attractors(machine);
        return new NetworkReading(
                Unit.BITS.fromNats(flux.information()),
                flux.correlationRms(),
                Arrays.stream(flux.correlation()).average().orElseThrow(),
                Unit.BITS.fromNats(flux.meanPairInformation()),
                graph.meanPeriodOverStates(),
                graph.longestPeriod());
    }

    /// The cycles of the deterministic limit.
    static FunctionalGraph attractors(BoltzmannMachine machine) {
        return FunctionalGraph.of(ThresholdMap.of(machine, Ties.STAY).table().next());
    }

    /// Reads many networks, on all threads of a team; the result does not depend on it.
    ///
    /// @param machine network number 0 … count − 1
    static NetworkReading[] ofAll(int count, IntFunction<BoltzmannMachine> machine, Team team) {
        NetworkReading[] readings = new NetworkReading[count];
        List<Runnable> batches = new ArrayList<>();
        for (int from = 0; from < count; from += BATCH) {
            int first = from;
            batches.add(() -> {
                for (int k = first; k < Math.min(count, first + BATCH); k++) {
                    readings[k] = of(machine.apply(k));
                }
            });
        }
        team.run(batches);
        return readings;
    }
}
