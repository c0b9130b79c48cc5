package org.gyre.measure.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.SymbolSeries;
import org.gyre.measure.flux.ExactTransfer;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.sampling.ProcessSampler;
import org.junit.jupiter.api.Test;

/// The same quantities from a recording and from the process.
final class EstimatesBesideExactTest {
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

    private static ExactTransfer solve(FactorisedMarkovProcess process) {
        return new ExactTransfer(new StationarySolver(Team.alone()).solve(process), Team.alone());
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
        ExactTransfer ring = solve(new Network(3, (s, i) -> (s >>> (i + 2) % 3 & 1) != 0 ? 1 - error : error));
        assertThat(ring.transferEntropy(0, 1, 1, 1)).isEqualTo(channel(error), within(1e-12));
        assertThat(ring.transferEntropy(1, 0, 1, 1)).isEqualTo(0, within(1e-12));
        double around = (1 - Math.pow(1 - 2 * error, 3)) / 2;
        double twice = (1 - Math.pow(1 - 2 * error, 2)) / 2;
        assertThat(ring.transferEntropy(1, 0, 1, 2)).isEqualTo(channel(twice), within(1e-12));
        assertThat(ring.activeStorage(2, 2)).isEqualTo(0, within(1e-12));
        assertThat(ring.activeStorage(2, 3)).isEqualTo(channel(around), within(1e-12));
    }

    /// Side by side: the corrected estimates of half a million steps are within four standard errors.
    @Test
    void estimatesTendToTheExactValues() {
        ExactTransfer exact = solve(MIXED);
        ProcessSampler sampler = new ProcessSampler(MIXED, RandomStream.of(8));
        sampler.skip(100);
        BinaryRaster raster = sampler.record(500_000);
        SymbolSeries source = SymbolSeries.of(raster, 1);
        SymbolSeries target = SymbolSeries.of(raster, 0);
        for (int history = 1; history <= 4; history++) {
            agree(
                    TransferEntropy.of(source, target, history, 2, DiscreteEntropy.MILLER_MADOW),
                    exact.transferEntropy(1, 0, history, 2));
            agree(ActiveStorage.of(target, history, DiscreteEntropy.MILLER_MADOW), exact.activeStorage(0, history));
        }
    }

    private static void agree(Estimate estimate, double exact) {
        assertThat(exact).isPositive();
        double error = estimate.standardError().orElseThrow();
        assertThat(error).isLessThan(0.002);
        assertThat(estimate.nats()).isEqualTo(exact, within(4 * error));
    }
}
