package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Team;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.LaggedFlux;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.flux.SubsetFlux;
import org.gyre.measure.transfer.ExactTransfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lags, subsets and histories against sums over all paths of a small chain, and against closed forms.
final class ExactHistoriesTest {
    private static StationaryLaw law(BoltzmannMachine machine) {
        return new StationarySolver(Team.alone()).solve(machine);
    }

    private static BoltzmannMachine machine(boolean biased) {
        BoltzmannMachine machine = Golden.machine(3);
        return biased ? machine.withBias(Golden.bias(3)) : machine;
    }

    /// Probability of every path of the given length, by multiplying transition probabilities.
    private static Map<List<Integer>, Double> paths(BoltzmannMachine machine, int length) {
        StationaryLaw law = law(machine);
        Map<List<Integer>, Double> paths = new HashMap<>();
        for (int s = 0; s < 8; s++) {
            paths.put(List.of(s), law.probability(s));
        }
        double[] f = new double[3];
        for (int step = 1; step < length; step++) {
            Map<List<Integer>, Double> longer = new HashMap<>();
            for (var path : paths.entrySet()) {
                machine.firingProbabilities(new long[] {path.getKey().getLast()}, f);
                for (int y = 0; y < 8; y++) {
                    double p = path.getValue();
                    for (int i = 0; i < 3; i++) {
                        p *= (y >>> i & 1) != 0 ? f[i] : 1 - f[i];
                    }
                    List<Integer> next = new ArrayList<>(path.getKey());
                    next.add(y);
                    longer.put(next, p);
                }
            }
            paths = longer;
        }
        return paths;
    }

    private interface Feature {
        Object of(List<Integer> path);
    }

    private static double entropy(Map<List<Integer>, Double> paths, Feature feature) {
        Map<Object, Double> law = new HashMap<>();
        paths.forEach((path, p) -> law.merge(feature.of(path), p, Double::sum));
        return law.values().stream().mapToDouble(p -> -p * Math.log(p)).sum();
    }

    private static double information(Map<List<Integer>, Double> paths, Feature a, Feature b) {
        return entropy(paths, a) + entropy(paths, b) - entropy(paths, path -> List.of(a.of(path), b.of(path)));
    }

    private static List<Integer> bits(List<Integer> path, int unit, int from, int to) {
        return path.subList(from, to).stream().map(s -> s >>> unit & 1).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void storageAndTransferEqualSumsOverAllPaths(boolean biased) {
        BoltzmannMachine machine = machine(biased);
        StationaryLaw law = law(machine);
        int window = 3;
        Map<List<Integer>, Double> paths = paths(machine, window + 1);
        for (int k = 1; k <= window; k++) {
            int first = window - k;
            assertThat(ExactTransfer.activeStorage(law, 1, k).nats())
                    .isCloseTo(
                            information(paths, p -> bits(p, 1, window, window + 1), p -> bits(p, 1, first, window)),
                            within(1e-12));
            for (int l = 1; l <= window; l++) {
                int firstOfSource = window - l;
                Feature next = p -> bits(p, 0, window, window + 1);
                Feature own = p -> bits(p, 0, first, window);
                Feature both = p -> List.of(bits(p, 0, first, window), bits(p, 2, firstOfSource, window));
                assertThat(ExactTransfer.transferEntropy(law, 2, 0, k, l).nats())
                        .isCloseTo(information(paths, next, both) - information(paths, next, own), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lagsEqualSumsOverAllPaths(boolean biased) {
        BoltzmannMachine machine = machine(biased);
        LaggedFlux lagged = new LaggedFlux(law(machine), Team.alone());
        double[] information = lagged.information(3);
        List<double[]> correlations = lagged.correlations(3);
        for (int lag = 1; lag <= 3; lag++) {
            int last = lag;
            Map<List<Integer>, Double> paths = paths(machine, lag + 1);
            assertThat(information[lag - 1])
                    .isCloseTo(information(paths, p -> p.get(0), p -> p.get(last)), within(1e-12));
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double[] moments = new double[5];
                    for (var path : paths.entrySet()) {
                        double p = path.getValue();
                        double later = path.getKey().get(last) >>> i & 1;
                        double now = path.getKey().get(0) >>> j & 1;
                        moments[0] += p * later;
                        moments[1] += p * now;
                        moments[2] += p * later * now;
                    }
                    double expected = (moments[2] - moments[0] * moments[1])
                            / Math.sqrt(moments[0] * (1 - moments[0]) * moments[1] * (1 - moments[1]));
                    assertThat(correlations.get(lag - 1)[i * 3 + j]).isCloseTo(expected, within(1e-12));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void subsetsEqualSumsOverAllPaths(boolean biased) {
        BoltzmannMachine machine = machine(biased);
        Map<List<Integer>, Double> paths = paths(machine, 2);
        assertThat(SubsetFlux.of(law(machine), 0, 2))
                .isCloseTo(
                        information(
                                paths,
                                p -> List.of(p.get(0) & 1, p.get(0) >>> 2),
                                p -> List.of(p.get(1) & 1, p.get(1) >>> 2)),
                        within(1e-12));
        // All units are the network itself, and its only triplet.
        double whole = FluxReading.of(law(machine)).information();
        assertThat(SubsetFlux.of(law(machine), 0, 1, 2)).isCloseTo(whole, within(1e-12));
        assertThat(SubsetFlux.meanOfTriplets(law(machine))).isCloseTo(whole, within(1e-12));
    }

    /// A unit that copies another through a binary symmetric channel: TE = log 2 − h(p) one way, 0 the other.
    @Test
    void aCopyHasTheCapacityOfItsChannel() {
        BoltzmannMachine machine = BoltzmannMachine.of(2, new double[] {0, 3, 0, 0});
        StationaryLaw law = law(machine);
        double p = 1 / (1 + Math.exp(-3));
        double capacity = Math.log(2) + p * Math.log(p) + (1 - p) * Math.log(1 - p);
        assertThat(ExactTransfer.transferEntropy(law, 1, 0, 2, 2).nats()).isCloseTo(capacity, within(1e-12));
        assertThat(ExactTransfer.transferEntropy(law, 0, 1, 2, 2).nats()).isCloseTo(0, within(1e-12));
        assertThat(ExactTransfer.activeStorage(law, 0, 3).nats()).isCloseTo(0, within(1e-12));
    }
}
