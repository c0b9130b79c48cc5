package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaTest {
    /// Values of scipy 1.17.1, `special.betainc`.
    @ParameterizedTest
    @CsvSource({
        "0.3, 2, 5, 0.5798250000000003",
        "0.001, 0.5, 40, 0.22208013236431182",
        "0.9, 10, 0.7, 0.22825885833928827",
        "0.5, 100, 100, 0.5",
        "0.01, 0.01, 3, 0.9691737532025242"
    })
    void agreesWithScipy(double x, double a, double b, double expected) {
        assertThat(Beta.regularised(x, a, b)).isCloseTo(expected, within(1e-12 * expected));
        assertThat(Beta.regularised(1 - x, b, a)).isCloseTo(1 - expected, within(1e-12));
    }

    @Test
    void powersAreExact() {
        for (double x : new double[] {0, 0.01, 0.4, 0.99, 1}) {
            assertThat(Beta.regularised(x, 3, 1)).isCloseTo(x * x * x, within(1e-14));
            assertThat(Beta.regularised(x, 1, 4)).isCloseTo(1 - Math.pow(1 - x, 4), within(1e-14));
        }
        assertThat(Beta.regularised(1.1, 1, 1)).isNaN();
        assertThat(Beta.regularised(Double.NaN, 1, 1)).isNaN();
    }

    /// Values of scipy 1.17.1, `stats.f.sf`.
    @ParameterizedTest
    @CsvSource({
        "3.2, 2, 56, 0.0483165865749036",
        "1e-9, 1, 10, 0.9999753906250045",
        "80, 3, 1000, 2.1707639144569947e-46",
        "0.7, 1, 3, 0.46418808205300677",
        "0, 4, 5, 1",
        "Infinity, 4, 5, 0"
    })
    void theLawOfFisherAgreesWithScipy(double f, double p, double q, double expected) {
        assertThat(Beta.fisherSurvival(f, p, q)).isCloseTo(expected, within(1e-11 * expected));
    }
}
