package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class UnseenEntropyTest {
    /// H = Σ_k (1/k) Σ p (1 − p)^k: over every sample of five draws the expectation of the known part
    /// is the sum of the terms up to k = 4, without any bias.
    @Test
    void theKnownPartHasTheExpectationOfTheFirstTerms() {
        double[] p = {0.5, 0.3, 0.2};
        double expected = 0;
        for (int k = 1; k < 5; k++) {
            for (double one : p) {
                expected += one * Math.pow(1 - one, k) / k;
            }
        }
        assertThat(Enumeration.expectation(
                        p, 5, counts -> UnseenEntropy.of(Occupancies.of(counts)).known()))
                .isEqualTo(expected, within(1e-13));
    }

    /// The sum over r written out, with A = 2f₂/((T − 1) f₁ + 2f₂), and with 2/((T − 1)(f₁ − 1) + 2)
    /// where f₂ = 0.
    @Test
    void theRestIsTheSumThatItStandsFor() {
        assertThat(UnseenEntropy.extrapolated(50, 10, 4)).isEqualTo(summed(50, 10, 8.0 / 498), within(1e-5));
        assertThat(UnseenEntropy.extrapolated(200, 3, 0)).isEqualTo(summed(200, 3, 2.0 / 400), within(1e-6));
        assertThat(UnseenEntropy.extrapolated(200, 0, 7)).isZero();
        assertThat(UnseenEntropy.extrapolated(200, 1, 0)).isZero();
    }

    private static double summed(int total, double once, double a) {
        double sum = 0;
        for (int r = total; r < 100_000; r++) {
            sum += Math.pow(1 - a, r - total + 1.0) / r;
        }
        return once / total * sum;
    }

    /// Counts 4, 2, 2, 1, 1, 1: f₁ = 3, f₂ = 2.
    @Test
    void itIsMadeOfTheSymbolsSeenOnceAndTwice() {
        UnseenEntropy unseen = UnseenEntropy.of(Occupancies.of(4, 2, 1, 2, 1, 1));
        assertThat(unseen.extrapolated()).isEqualTo(UnseenEntropy.extrapolated(11, 3, 2));
        assertThat(unseen.atMost())
                .isEqualTo(UnseenEntropy.extrapolated(11, 3 + Math.sqrt(3), 2 - Math.sqrt(2)))
                .isGreaterThan(unseen.extrapolated());
    }
}
