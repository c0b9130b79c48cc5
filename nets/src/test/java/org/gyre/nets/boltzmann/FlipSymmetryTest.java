package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlipSymmetryTest {
    private static final int UNITS = 5;

    private static BoltzmannMachine machine(long seed) {
        return BoltzmannMachine.of(
                UNITS, RandomWeights.normal(3).withDensity(0.8).draw(UNITS, RandomStream.of(seed)));
    }

    /// By looking at all states: a machine that says so has f_i(s̄) = 1 − f_i(s) to the last bit, with and without
    /// noise.
    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "3, 0.7", "4, 8"})
    void machinesWithoutBiasAreSymmetricToTheLastBit(long seed, double noise) {
        BoltzmannMachine machine = machine(seed).withNoise(noise);
        assertThat(machine.flipSymmetric()).isTrue();
        assertThat(looksSymmetric(machine)).isTrue();
    }

    /// A bias, or units of 0 and 1, makes a flip tell: neither is claimed, and neither is so.
    @Test
    void othersAreNot() {
        double[] bias = new double[UNITS];
        bias[UNITS - 1] = 1e-3;
        BoltzmannMachine biased = machine(1).withBias(bias);
        assertThat(biased.flipSymmetric()).isFalse();
        assertThat(looksSymmetric(biased)).isFalse();
        BoltzmannMachine binary = machine(1).withCoding(Coding.BINARY);
        assertThat(binary.flipSymmetric()).isFalse();
        assertThat(looksSymmetric(binary)).isFalse();
    }

    private static boolean looksSymmetric(BoltzmannMachine machine) {
        double[] fires = new double[UNITS];
        double[] silent = new double[UNITS];
        double[] flippedFires = new double[UNITS];
        double[] flippedSilent = new double[UNITS];
        for (long state = 0; state < 1 << UNITS; state++) {
            machine.bothProbabilities(new long[] {state}, fires, silent);
            machine.bothProbabilities(new long[] {(1 << UNITS) - 1 - state}, flippedFires, flippedSilent);
            if (!Arrays.equals(fires, flippedSilent) || !Arrays.equals(silent, flippedFires)) {
                return false;
            }
        }
        return true;
    }
}
