package org.gyre.core.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GoldenSectionTest {
    @Test
    void theLeastOfACoshIsAtItsCentre() {
        // Values differ by the square of the distance: half of the digits are found.
        assertThat(GoldenSection.minimum(x -> Math.cosh(x - 1.25), -3, 7, 1e-9)).isCloseTo(1.25, within(2e-7));
    }

    @Test
    void aFunctionThatOnlyFallsEndsAtTheEdge() {
        assertThat(GoldenSection.minimum(x -> -x, 2, 5, 1e-9)).isCloseTo(5, within(1e-7));
    }

    @Test
    void eachStepCostsOneEvaluation() {
        // 0.618^n < 1e-3 · 3 / 2 after 14 steps, from two values on.
        AtomicInteger evaluations = new AtomicInteger();
        GoldenSection.minimum(
                x -> {
                    evaluations.incrementAndGet();
                    return Math.abs(x - 1.4);
                },
                1,
                3,
                1e-3);
        assertThat(evaluations.get()).isBetween(14, 20);
    }
}
