package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Likelihoods of counts under rounded laws against the sum of the logarithms of their probabilities, which are the
/// differences of survival where those do not cancel.
class RoundedLawTest {
    private static final double[] VALUES = {2, 3, 4, 7, 30, 31, 400, 5000};
    private static final long[] COUNTS = {50, 20, 9, 5, 4, 3, 2, 1};

    private static void check(Distribution law) {
        double sum = 0;
        for (int i = 0; i < VALUES.length; i++) {
            double x = VALUES[i];
            sum += COUNTS[i] * law.logProbability(x);
            double mass = law.survival(x) - (x < law.support().to() ? law.survival(x + 1) : 0);
            assertThat(Math.exp(law.logProbability(x))).isCloseTo(mass, within(1e-9 * mass + 1e-15));
        }
        assertThat(law.logLikelihood(Tally.of(VALUES, COUNTS))).isCloseTo(sum, within(1e-12 * Math.abs(sum)));
    }

    @Test
    void lognormalLikelihoodsAreSumsOfLogProbabilities() {
        for (double to : new double[] {5000, Double.POSITIVE_INFINITY}) {
            Support support = new Support(2, to, true);
            for (double sigma : new double[] {0.8, 2, 40}) {
                check(new Lognormal(1.5, sigma, support));
                check(new Lognormal(-20, 5 * sigma, support));
            }
        }
    }

    @Test
    void stretchedExponentialLikelihoodsAreSumsOfLogProbabilities() {
        for (double to : new double[] {5000, Double.POSITIVE_INFINITY}) {
            Support support = new Support(2, to, true);
            check(new StretchedExponential(0.3, 0.3, support));
            check(new StretchedExponential(0.001, 1, support));
        }
    }
}
