package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;

import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.junit.jupiter.api.Test;

/// A23 of the specification: five strong autapses seen for 1000 steps resonate with noise, while the flux of their
/// stationary law only falls.
final class ResonanceTest {
    private static BoltzmannMachine autapses(double noise) {
        double[] weights = new double[25];
        for (int i = 0; i < 5; i++) {
            weights[i * 6] = 10;
        }
        return BoltzmannMachine.of(5, weights).withNoise(noise);
    }

    /// Mean plug-in flux in bits of eight windows of 1000 steps, each from a random start.
    private static double seen(double noise) {
        double sum = 0;
        for (int run = 0; run < 8; run++) {
            ProcessSampler sampler = new ProcessSampler(
                    autapses(noise), RandomStream.of(run).split("window").split((long) (10 * noise)));
            sampler.startAnywhere();
            sum += RecordedFlux.of(sampler.record(1000), 1, DiscreteEntropy.PLUG_IN)
                    .in(Unit.BITS);
        }
        return sum / 8;
    }

    @Test
    void aFiniteWindowResonates() {
        double best = 0;
        double bestNoise = 0;
        for (double noise : new double[] {0, 1, 2, 3, 4, 5, 6, 8, 12, 20}) {
            double bits = seen(noise);
            if (bits > best) {
                best = bits;
                bestNoise = noise;
            }
        }
        assertThat(seen(0)).isLessThan(1);
        assertThat(best).isGreaterThan(3.3);
        assertThat(bestNoise).isBetween(3.0, 6.0);
    }

    @Test
    void theStationaryFluxFalls() {
        double before = 5;
        for (double noise : new double[] {0, 1, 2, 3, 4, 5, 6, 8, 12, 20}) {
            double bits = Unit.BITS.fromNats(
                    ExactFlux.of(autapses(noise), Team.alone()).reading().information());
            assertThat(bits).isLessThan(before);
            before = bits;
        }
    }
}
