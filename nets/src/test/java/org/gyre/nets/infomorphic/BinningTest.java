package org.gyre.nets.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

/// Bins by hand.
class BinningTest {
    private static int[] symbols(Binning binning, double... values) {
        int[] symbols = new int[values.length];
        binning.assign(values, values.length, symbols);
        return symbols;
    }

    @Test
    void binsAreClosedOnTheRightAndTheEndsTakeWhatLiesOutside() {
        assertThat(symbols(new Binning.Fixed(4, -2, 2), -2, -1.999, -1, -0.999, 0, 0.001, 1, 1.5, 2, 2.1, -3))
                .containsExactly(0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 0);
    }

    /// Places in whole vectors and in the rest of an array are the same: bin i holds i < x ≤ i + 1.
    @Test
    void everyPlaceOfAnArrayIsBinnedAlike() {
        double[] steps = {-7, -0.1, 0, 0.1, 0.9999999, 1, 1.0000001, 2, 2.5, 3, 3.7, 4, 4.1, 9};
        int[] bins = {0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3, 3};
        for (int shift = 0; shift < 20; shift++) {
            double[] values = new double[37];
            int[] expected = new int[37];
            for (int k = 0; k < 37; k++) {
                values[k] = steps[(k + shift) % steps.length];
                expected[k] = bins[(k + shift) % steps.length];
            }
            assertThat(symbols(new Binning.Fixed(4, 0, 4), values)).isEqualTo(expected);
        }
    }

    @Test
    void hugeValuesGoToTheEnds() {
        assertThat(symbols(new Binning.Fixed(20, -20, 20), 1e300, -1e300, 1e12, -1e12))
                .containsExactly(19, 0, 19, 0);
    }

    @Test
    void symmetricBinsReachToTheLargestMagnitude() {
        assertThat(symbols(new Binning.Symmetric(4), -1, 4, 0, 2, 2.1, -4)).containsExactly(1, 3, 1, 2, 3, 0);
    }

    @Test
    void spanningBinsReachOneFurther() {
        // From 0 to 4, one wide each.
        assertThat(symbols(new Binning.Spanning(4), 1, 3, 2, 2.5)).containsExactly(0, 2, 1, 2);
    }

    @Test
    void constantsHaveOneSymbol() {
        assertThat(symbols(new Binning.Symmetric(4), 0, 0, 0)).containsOnly(0);
        assertThat(symbols(new Binning.Symmetric(4), 7, 7)).containsOnly(3);
        assertThat(symbols(new Binning.Spanning(4), 7, 7)).containsOnly(1);
    }

    @Test
    void noBinsAndEmptyRangesAreRefused() {
        assertThatThrownBy(() -> new Binning.Symmetric(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Binning.Fixed(4, 2, 2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Binning.Fixed(4, Double.NaN, 2)).isInstanceOf(InputException.class);
    }
}
