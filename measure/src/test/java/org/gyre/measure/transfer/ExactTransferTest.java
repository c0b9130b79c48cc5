package org.gyre.measure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class ExactTransferTest {
    private record Network(int units, Law law) implements FactorisedMarkovProcess {
        @Override
        public void firingProbabilities(long[] state, double[] probability) {
            for (int i = 0; i < units; i++) {
                probability[i] = law.fires((int) state[0], i);
            }
        }
    }

    private interface Law {
        double fires(int state, int unit);
    }

    /// Three units that mix everything.
    private static final Network MIXED =
            new Network(3, (s, i) -> 1 / (1 + Math.exp(1.5 * ((s * (i + 2) + i) % 5 - 2))));

    private static StationaryLaw solve(FactorisedMarkovProcess process) {
        return new StationarySolver(Team.alone()).solve(process);
    }

    private static double channel(double error) {
        return Math.log(2) + error * Math.log(error) + (1 - error) * Math.log(1 - error);
    }

    /// Each unit copies its left neighbour with error ε. One step carries ln 2 − h(ε) from there and
    /// nothing from elsewhere; a unit sees itself again after three steps with an error of (1 − (1 −
    /// 2ε)³)/2.
    @Test
    void aRingOfThreeHasItsClosedForms() {
        double error = 0.1;
        StationaryLaw ring = solve(new Network(3, (s, i) -> (s >>> (i + 2) % 3 & 1) != 0 ? 1 - error : error));
        assertThat(ExactTransfer.transferEntropy(ring, 0, 1, 1, 1).nats()).isEqualTo(channel(error), within(1e-12));
        assertThat(ExactTransfer.transferEntropy(ring, 1, 0, 1, 1).nats()).isEqualTo(0, within(1e-12));
        double around = (1 - Math.pow(1 - 2 * error, 3)) / 2;
        double twice = (1 - Math.pow(1 - 2 * error, 2)) / 2;
        assertThat(ExactTransfer.transferEntropy(ring, 1, 0, 1, 2).nats()).isEqualTo(channel(twice), within(1e-12));
        assertThat(ExactTransfer.activeStorage(ring, 2, 2).nats()).isEqualTo(0, within(1e-12));
        assertThat(ExactTransfer.activeStorage(ring, 2, 3).nats()).isEqualTo(channel(around), within(1e-12));
        assertThat(ExactTransfer.entropyRate(ring, 2, 3).nats())
                .isEqualTo(Math.log(2) - channel(around), within(1e-12));
    }

    /// All paths of three states, 512 of them, with the words of their units counted one by one.
    @Test
    void transferIsThatOfTheEnumeratedPaths() {
        EnumeratedChain chain = new EnumeratedChain(MIXED);
        Map<String, Double> all = new HashMap<>();
        Map<String, Double> own = new HashMap<>();
        Map<String, Double> pasts = new HashMap<>();
        Map<String, Double> given = new HashMap<>();
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                for (int c = 0; c < 8; c++) {
                    double p = chain.stationary(a) * chain.transition(a, b) * chain.transition(b, c);
                    String target = (a >> 2) + " " + (b >> 2);
                    String source = " " + (b & 1);
                    String next = " " + (c >> 2);
                    all.merge(target + source + next, p, Double::sum);
                    own.merge(target + next, p, Double::sum);
                    pasts.merge(target + source, p, Double::sum);
                    given.merge(target, p, Double::sum);
                }
            }
        }
        double expected = entropy(own) + entropy(pasts) - entropy(all) - entropy(given);
        assertThat(expected).isGreaterThan(0.01);
        assertThat(ExactTransfer.transferEntropy(solve(MIXED), 0, 2, 2, 1).nats())
                .isEqualTo(expected, within(1e-12));
        assertThat(ExactTransfer.activeStorage(solve(MIXED), 2, 2).nats())
                .isEqualTo(marginal(own) + entropy(given) - entropy(own), within(1e-12));
    }

    private static double entropy(Map<String, Double> law) {
        return law.values().stream().mapToDouble(p -> -p * Math.log(p)).sum();
    }

    /// Entropy of the last character of the words.
    private static double marginal(Map<String, Double> law) {
        Map<String, Double> last = new HashMap<>();
        law.forEach((word, p) -> last.merge(word.substring(word.length() - 1), p, Double::sum));
        return entropy(last);
    }

    private static final DiscreteInformation ESTIMATOR = new DiscreteInformation(DiscreteEntropy.MILLER_MADOW);

    /// Side by side: the corrected estimates of half a million steps are within four standard errors.
    @Test
    void estimatesTendToTheExactValues() {
        StationaryLaw law = solve(MIXED);
        ProcessSampler sampler = new ProcessSampler(MIXED, RandomStream.of(8));
        sampler.skip(100);
        BinaryRaster raster = sampler.record(500_000);
        SymbolSeries source = SymbolSeries.of(raster, 1);
        SymbolSeries target = SymbolSeries.of(raster, 0);
        for (int history = 1; history <= 4; history++) {
            agree(
                    new TransferEntropy(history, 2).estimate(source, target, ESTIMATOR),
                    ExactTransfer.transferEntropy(law, 1, 0, history, 2));
            agree(new ActiveStorage(history).estimate(target, ESTIMATOR), ExactTransfer.activeStorage(law, 0, history));
        }
    }

    private static void agree(Estimate estimate, Estimate exact) {
        assertThat(exact.nats()).isPositive();
        double error = estimate.standardError().orElseThrow();
        assertThat(error).isLessThan(0.002);
        assertThat(estimate.nats()).isEqualTo(exact.nats(), within(4 * error));
    }

    /// A unit that keeps its state for ever: each state is a world of its own, and the law is half and
    /// half.
    @Test
    void aNetworkWithTwoFatesSaysSo() {
        Estimate storage = ExactTransfer.activeStorage(solve(new Network(1, (s, i) -> s)), 0, 1);
        assertThat(storage.nats()).isEqualTo(Math.log(2), within(1e-12));
        assertThat(storage.warnings()).singleElement().asString().contains("2 sets of states");
    }

    @Test
    void whatCannotBeComputedIsSaid() {
        StationaryLaw law = solve(MIXED);
        assertThatThrownBy(() -> ExactTransfer.transferEntropy(law, 1, 1, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("active storage");
        assertThatThrownBy(() -> ExactTransfer.transferEntropy(law, 1, 3, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no unit 3");
        assertThatThrownBy(() -> ExactTransfer.transferEntropy(law, 1, 0, 20, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("shorten the history");
        assertThatThrownBy(() -> ExactTransfer.activeStorage(law, 1, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least one step");
    }
}
