package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.RankCorrelation;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.FluxReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where the correlation of pairs stands for the flux, and where it does not: A13 and A14 of the specification, whose
/// intervals come from another program's 2000 networks for each coupling.
final class CheapProxyTest {
    private static final int UNITS = 5;

    private static List<FluxReading> readings(double sigma, int networks, long seed) {
        CounterRandom random = RandomStream.of(seed).split("weights").generator();
        List<FluxReading> readings = new ArrayList<>();
        for (int k = 0; k < networks; k++) {
            double[] weights = new double[UNITS * UNITS];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = sigma * random.nextGaussian();
            }
            readings.add(ExactFlux.of(BoltzmannMachine.of(UNITS, weights), Team.alone())
                    .reading());
        }
        return readings;
    }

    /// A13: I = N² C² / 2 nats for weak coupling.
    @Test
    void theWeakCouplingLawHolds() {
        for (long seed = 1; seed <= 3; seed++) {
            for (FluxReading reading : readings(.05, 300, seed)) {
                double c = reading.correlationRms();
                assertThat(2 * reading.information() / (UNITS * UNITS * c * c)).isBetween(.99, 1.01);
            }
        }
    }

    /// A14: the rank correlation of I and C falls with the coupling and reverses.
    @ParameterizedTest
    @CsvSource({".3, .98, 1", ".5, .90, .97", "1, .45, .75", "5, -1, -.85"})
    void theRankCorrelationFallsAndReverses(double sigma, double low, double high) {
        for (long seed = 1; seed <= 3; seed++) {
            List<FluxReading> readings = readings(sigma, 500, seed);
            double[] information =
                    readings.stream().mapToDouble(FluxReading::information).toArray();
            double[] correlation =
                    readings.stream().mapToDouble(FluxReading::correlationRms).toArray();
            assertThat(RankCorrelation.of(information, correlation)).isBetween(low, high);
        }
    }
}
