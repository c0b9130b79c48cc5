package org.gyre.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.TimeSeries;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class RealSeriesTest {
    private static final RealSeries ONE = RealSeries.of(1, new double[] {1, 2, 3, 4}, new double[] {7, 8, 9});

    @Test
    void wordsHoldTheOldestStepFirstAndStayInTheirTrial() {
        RealSeries words = ONE.words(new Instants(2, 1), -1, 0);
        assertThat(words.dimensions()).isEqualTo(2);
        assertThat(words.trialLengths()).containsExactly(2, 1);
        assertThat(words.values()).containsExactly(1, 2, 2, 3, 7, 8);
        assertThat(ONE.shifted(new Instants(2, 1), 1).values()).containsExactly(3, 4, 9);
        assertThat(ONE.words(new Instants(3, 1), -2, 0, 2).values()).containsExactly(1, 3);
    }

    @Test
    void joiningPutsVectorsSideBySide() {
        RealSeries pair = ONE.joined(ONE.reordered(new int[] {6, 5, 4, 3, 2, 1, 0}));
        assertThat(pair.values()).containsExactly(1, 9, 2, 8, 3, 7, 4, 4, 7, 3, 8, 2, 9, 1);
        assertThat(pair.column(1)).containsExactly(9, 8, 7, 4, 3, 2, 1);
        assertThatThrownBy(() -> ONE.joined(RealSeries.of(1, 2, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one has 2 trials of 7 steps, the other 3 steps");
    }

    /// Mean 4 and variance 8 (divisor 2) of 2, 4, 6 … by hand: (−2, 0, 2)/2.
    @Test
    void normalisingGivesMeanZeroAndUnitDeviation() {
        assertThat(RealSeries.of(2, 4, 6).normalised().values())
                .containsExactly(new double[] {-1, 0, 1}, within(1e-15));
        assertThat(RealSeries.of(5, 5, 5).normalised().values()).containsExactly(0, 0, 0);
    }

    /// The same by scaling with powers of two, which loses no bit of 2, 4 and 6.
    @Test
    void normalisingAndJitterTakeValuesAtTheEndsOfTheRange() {
        double[] expected = RealSeries.of(2, 4, 6).normalised().values();
        for (int power : new int[] {1018, 600, -600, -1070}) {
            RealSeries far = RealSeries.of(Math.scalb(2.0, power), Math.scalb(4.0, power), Math.scalb(6.0, power));
            assertThat(far.normalised().values()).containsExactly(expected);
        }
        double[] huge = {1e300, -1e300, 1e300};
        double[] jittered =
                RealSeries.of(huge).jittered(1e-8, RandomStream.of(1)).values();
        assertThat(jittered[0]).isNotEqualTo(jittered[2]).isEqualTo(1e300, within(1e293));
    }

    @Test
    void columnsAreChosenByNumber() {
        TimeSeries recording = TimeSeries.of(2, 3, new double[] {1, 2, 3, 4, 5, 6});
        assertThat(RealSeries.of(List.of(recording), 2, 0).values()).containsExactly(3, 1, 6, 4);
        assertThatThrownBy(() -> RealSeries.of(List.of(recording), 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("column 3");
        assertThatThrownBy(() -> RealSeries.of(List.of())).isInstanceOf(InputException.class);
    }

    @Test
    void valuesThatAreNotNumbersAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> RealSeries.of(2, new double[] {1, 2, 3, Double.NaN}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 1, column 1 is NaN");
    }
}
