package org.gyre.measure.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class MemoryCapacityTest {
    private static final int STEPS = 40_000;

    /// Units form a delay line of the input, unit k showing u(t − k − 1), each copy flipped with probability
    /// `noise`.
    private static BinaryRaster delayLine(int units, double noise) {
        var random = RandomStream.of(6).generator();
        BinaryRaster raster = new BinaryRaster(STEPS, units + 1);
        for (int t = 0; t < STEPS; t++) {
            if (random.nextDouble() < 0.5) {
                raster.set(t, units);
            }
            for (int k = 0; k < units; k++) {
                boolean past = t > k && raster.get(t - k - 1, units);
                if (past ^ random.nextDouble() < noise) {
                    raster.set(t, k);
                }
            }
        }
        return raster;
    }

    /// A perfect delay line of length L has MC = L: R² is one up to L and chance (about 1/T) beyond.
    @Test
    void aDelayLineRemembersItsLength() {
        MemoryCapacity capacity = MemoryCapacity.of(delayLine(5, 0), 5, 5, 10);
        for (int d = 0; d < 5; d++) {
            assertThat(capacity.rSquared()[d]).isEqualTo(1, within(1e-6));
        }
        for (int d = 5; d < 10; d++) {
            assertThat(capacity.rSquared()[d]).isLessThan(36.0 / (STEPS / 2.0));
        }
    }

    /// A copy flipped with probability q correlates as 1 − 2q; R² = (1 − 2q)², here .64, sampled with deviation
    /// below .005.
    @Test
    void noiseLowersTheMemoryAsTheBinarySymmetricChannelSays() {
        MemoryCapacity capacity = MemoryCapacity.of(delayLine(4, 0.1), 4, 4, 4);
        assertThat(capacity.rSquared()).containsExactly(new double[] {0.64, 0.64, 0.64, 0.64}, within(0.03));
        assertThat(capacity.total()).isEqualTo(4 * 0.64, within(0.08));
    }

    @Test
    void aShortRecordingIsRefused() {
        assertThatThrownBy(() -> MemoryCapacity.of(new BinaryRaster(100, 6), 5, 5, 10))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs at least 130 steps, not 100");
    }
}
