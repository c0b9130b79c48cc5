package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Exponents at the xmin of Clauset, Shalizi and Newman (2009), as the README of the shared data gives them.
class PublishedExponentsTest {
    private static double exponent(String name, double unit, Support support) {
        return Family.POWER_LAW.fit(SharedData.powerLaw(name, unit), support).parameter("exponent");
    }

    @Test
    void wordsAreAt195() {
        assertThat(exponent("words", 1, Support.wholeFrom(7))).isCloseTo(1.9527, within(1e-4));
    }

    @Test
    void terrorismIsAt237() {
        assertThat(exponent("terrorism", 1, Support.wholeFrom(12))).isCloseTo(2.3699, within(1e-4));
    }

    @Test
    void blackoutsAreAt227() {
        assertThat(exponent("blackouts", 1000, Support.realFrom(230))).isCloseTo(2.2726, within(1e-4));
    }
}
