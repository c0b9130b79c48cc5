package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class TimeSeriesTest {
    private static final TimeSeries SERIES = TimeSeries.of(2, 3, new double[] {1, 2, 3, 4, 5, 6});

    @Test
    void rowsAreTimesAndColumnsAreVariables() {
        assertThat(SERIES.get(1, 0)).isEqualTo(4);
        assertThat(SERIES.variable(2)).containsExactly(3, 6);
        assertThat(SERIES.names()).containsExactly("x0", "x1", "x2");
    }

    @Test
    void selectedVariablesKeepTheirNamesAndTakeTheGivenOrder() {
        TimeSeries selected = SERIES.select(2, 0);
        assertThat(selected.values()).containsExactly(3, 1, 6, 4);
        assertThat(selected.names()).containsExactly("x2", "x0");
        assertThatThrownBy(() -> SERIES.select(3))
                .isInstanceOf(InputException.class)
                .hasMessage("column 3: must be between 0 and 2 (columns count from 0)");
        assertThatThrownBy(() -> SERIES.select(1, 1)).isInstanceOf(InputException.class);
    }

    @Test
    void nanAndInfinityAreRefusedWithRowAndColumn() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> TimeSeries.of(2, 3, new double[] {1, 2, 3, 4, bad, 6}))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("row 1, column 1 is " + bad);
        }
    }

    @Test
    void contradictorySizesNamesAndRatesAreRefused() {
        assertThatThrownBy(() -> TimeSeries.of(2, 2, new double[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeSeries(1, 2, new double[2], List.of("a", "a"), OptionalDouble.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("named a");
        assertThatThrownBy(() -> new TimeSeries(1, 1, new double[1], List.of("a"), OptionalDouble.of(0)))
                .isInstanceOf(InputException.class);
    }

    @Test
    void aSeriesMayBeEmptyInTime() {
        assertThat(TimeSeries.of(0, 2, new double[0]).variable(1)).isEmpty();
    }
}
