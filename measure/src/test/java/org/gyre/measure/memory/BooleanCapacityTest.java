package org.gyre.measure.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Units that compute known functions of a fair coin; what can be read of each parity follows on paper.
class BooleanCapacityTest {
    private static final int STEPS = 40_000;
    /// Chance gives each of a few R² about 1/T = 5e-5.
    private static final double CHANCE = 0.005;

    /// The input is the last unit; unit k shows `functions[k]` of the word u(t−1), u(t−2), u(t−3) in
    /// bits 0, 1, 2.
    private static BinaryRaster computing(IntPredicate... functions) {
        var random = RandomStream.of(8).generator();
        BinaryRaster raster = new BinaryRaster(STEPS, functions.length + 1);
        int word = 0;
        for (int t = 0; t < STEPS; t++) {
            for (int k = 0; k < functions.length; k++) {
                if (functions[k].test(word)) {
                    raster.set(t, k);
                }
            }
            boolean bit = random.nextDouble() < 0.5;
            if (bit) {
                raster.set(t, functions.length);
            }
            word = (word << 1 | (bit ? 1 : 0)) & 7;
        }
        return raster;
    }

    private static boolean bit(int word, int k) {
        return (word >>> k & 1) != 0;
    }

    @Test
    void aDelayLineHasItsLengthAsCapacityAndNothingNonlinear() {
        BinaryRaster raster = computing(w -> bit(w, 0), w -> bit(w, 1), w -> bit(w, 2));
        BooleanCapacity capacity = BooleanCapacity.of(raster, 3, 3, 3);
        assertThat(capacity.total()).isEqualTo(3, within(CHANCE));
        // Subsets in the order of their bits: {1} {2} {12} {3} {13} {23} {123}.
        assertThat(capacity.rSquared()).containsExactly(new double[] {1, 1, 0, 1, 0, 0, 0}, within(CHANCE));
    }

    @Test
    void aParityIsReadByTheUnitThatShowsItAndByNoDelayLine() {
        BinaryRaster raster = computing(w -> bit(w, 0) ^ bit(w, 2), w -> bit(w, 1));
        BooleanCapacity capacity = BooleanCapacity.of(raster, 2, 2, 3);
        assertThat(capacity.rSquared()).containsExactly(new double[] {0, 1, 0, 0, 1, 0, 0}, within(CHANCE));
    }

    /// With u = ±1, a AND b = (1 + a + b + ab)/4, whose variance is 3/16: each of the three parities
    /// has R² = (1/4)²/(3/16) = 1/3, and one unit carries a capacity of one in all.
    @Test
    void aConjunctionSpreadsTheCapacityOfOneUnitOverThreeParities() {
        BinaryRaster raster = computing(w -> bit(w, 0) && bit(w, 1));
        BooleanCapacity capacity = BooleanCapacity.of(raster, 1, 1, 2);
        assertThat(capacity.rSquared()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(0.03));
        assertThat(capacity.total()).isEqualTo(1, within(0.03));
    }

    /// Subsets of one input are the linear memory of the same delays.
    @Test
    void subsetsOfOneInputAreTheMemoryCapacity() {
        BinaryRaster raster = computing(w -> bit(w, 0) || bit(w, 2), w -> bit(w, 1));
        double[] parities = BooleanCapacity.of(raster, 2, 2, 3).rSquared();
        double[] delays = MemoryCapacity.of(raster, 2, 2, 3).rSquared();
        assertThat(new double[] {parities[0], parities[1], parities[3]}).containsExactly(delays, within(1e-12));
    }

    @Test
    void aWindowOutOfRangeIsRefused() {
        assertThatThrownBy(() -> BooleanCapacity.of(new BinaryRaster(1000, 3), 2, 2, 9))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("window = 9: must be from 1 to 8");
    }
}
