package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Closed forms, recurrences and reflection formulas (numbers of the DLMF).
class SpecialFunctionIdentityTest {
    private static final Percentage CLOSE = Percentage.withPercentage(1e-10);

    @Test
    void gammaOfIntegersIsTheFactorial() {
        double factorial = 1;
        for (int n = 1; n < 60; n++) {
            assertThat(Gamma.gamma(n)).isCloseTo(factorial, CLOSE);
            factorial *= n;
        }
    }

    @Test
    void gammaReflects() {
        // 5.5.3
        for (double x : new double[] {0.1, 0.25, 0.77, 1.3, 2.6, 5.9}) {
            assertThat(Gamma.gamma(x) * Gamma.gamma(1 - x)).isCloseTo(Math.PI / Math.sin(Math.PI * x), CLOSE);
        }
    }

    @Test
    void polesAreInfiniteOrNotANumber() {
        assertThat(Gamma.logGamma(-2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Gamma.digamma(0)).isNaN();
        assertThat(Zeta.hurwitz(1, 3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Zeta.hurwitz(0.5, 3)).isNaN();
    }

    @Test
    void digammaAndTrigammaClimbByTheirRecurrence() {
        // 5.5.2: psi(x+1) = psi(x) + 1/x
        for (double x = -3.45; x < 30; x += 0.7) {
            assertThat(Gamma.digamma(x + 1)).isCloseTo(Gamma.digamma(x) + 1 / x, within(1e-11));
            assertThat(Gamma.trigamma(x + 1)).isCloseTo(Gamma.trigamma(x) - 1 / (x * x), within(1e-9));
        }
    }

    @Test
    void digammaAtOneHalfIsMinusGammaMinusTwoLogTwo() {
        // 5.4.13
        assertThat(Gamma.digamma(0.5)).isCloseTo(-Gamma.EULER - 2 * Math.log(2), CLOSE);
    }

    @Test
    void incompleteGammaHalvesAddToOneAndShapeOneIsExponential() {
        for (double a = 0.05; a < 80; a *= 1.6) {
            for (double x = 0.01; x < 200; x *= 2.3) {
                assertThat(Gamma.regularisedLower(a, x) + Gamma.regularisedUpper(a, x))
                        .isCloseTo(1, within(1e-13));
            }
        }
        assertThat(Gamma.regularisedUpper(1, 3.3)).isCloseTo(Math.exp(-3.3), CLOSE);
    }

    @Test
    void upperIncompleteGammaClimbsInTheShape() {
        // 8.8.2: Γ(a+1, x) = a Γ(a, x) + x^a e^−x
        for (double a : new double[] {-7.3, -3, -1.0001, -0.6, -0.01, 0, 0.2, 0.9, 4.4}) {
            for (double x : new double[] {1e-4, 0.2, 1.4, 1.51, 3, 20}) {
                double right = a * Gamma.upper(a, x) + Math.pow(x, a) * Math.exp(-x);
                double scale = Math.pow(x, a) * Math.exp(-x);
                assertThat(Gamma.upper(a + 1, x)).isCloseTo(right, within(1e-12 * (scale + Math.abs(right))));
            }
        }
    }

    @Test
    void chiSquareWithTwoDegreesOfFreedomIsExponential() {
        assertThat(Gamma.chiSquareSurvival(5, 2)).isCloseTo(Math.exp(-2.5), CLOSE);
        // One degree: the square of a normal variable.
        assertThat(Gamma.chiSquareSurvival(3.841458820694124, 1)).isCloseTo(0.05, CLOSE);
    }

    @Test
    void normalQuantileInvertsTheDistribution() {
        for (double z = -8; z < 5; z += 0.37) {
            assertThat(Normal.quantile(Normal.cdf(z))).isCloseTo(z, within(1e-8));
        }
        assertThat(Normal.quantile(0.5)).isZero();
        assertThat(Normal.quantile(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Normal.quantile(1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Normal.quantile(1.1)).isNaN();
    }

    @Test
    void zetaOfEvenIntegersIsAPowerOfPi() {
        // 25.6.1
        assertThat(Zeta.riemann(2)).isCloseTo(Math.PI * Math.PI / 6, CLOSE);
        assertThat(Zeta.riemann(4)).isCloseTo(Math.pow(Math.PI, 4) / 90, CLOSE);
        // 25.11.1 minus its first terms
        assertThat(Zeta.hurwitz(2, 3)).isCloseTo(Math.PI * Math.PI / 6 - 1.25, CLOSE);
    }

    @Test
    void zetaDerivativesAreThoseOfFiniteDifferences() {
        double h = 1e-4;
        for (double s : new double[] {1.2, 1.95, 3.3}) {
            double up = Zeta.hurwitz(s + h, 7);
            double down = Zeta.hurwitz(s - h, 7);
            assertThat(Zeta.hurwitzDerivative(s, 7)).isCloseTo((up - down) / (2 * h), within(1e-5));
            assertThat(Zeta.hurwitzSecondDerivative(s, 7))
                    .isCloseTo((up - 2 * Zeta.hurwitz(s, 7) + down) / (h * h), Percentage.withPercentage(0.01));
        }
    }

    @Test
    void theTailFormIsTheHurwitzZeta() {
        assertThat(Zeta.tail(2.5, 40, Math.log(40))).isCloseTo(Zeta.hurwitz(2.5, 40), CLOSE);
    }

    @Test
    void lerchSumsAreGeometricAtOrderZero() {
        double lambda = 0.013;
        double ratio = Math.exp(-lambda);
        assertThat(PowerExponential.scaledSum(0, lambda, 5, Double.POSITIVE_INFINITY))
                .isCloseTo(1 / (1 - ratio), CLOSE);
        assertThat(PowerExponential.scaledSum(0, lambda, 5, 904))
                .isCloseTo((1 - Math.pow(ratio, 900)) / (1 - ratio), CLOSE);
    }

    @Test
    void cutOffsFarBelowTheFirstValueEnd() {
        // ∫_a^∞ x^−s e^(−λ(x−a)) dx = a^−s/λ · (1 − s/(λa) + …) and Σ = a^−s/(1 − e^−λ) where x^−s does not change.
        assertThat(PowerExponential.scaledIntegral(2, 1e20, 1, 1e300)).isCloseTo(1e-20, CLOSE);
        assertThat(PowerExponential.scaledIntegral(1.5, 20, 1e17, 1e18)).isCloseTo(Math.pow(1e17, -1.5) / 20, CLOSE);
        assertThat(PowerExponential.scaledSum(2, 20, 1e17, 1e18)).isCloseTo(1e-34 / (1 - Math.exp(-20)), CLOSE);
    }

    @Test
    void logisticFunctionsKeepTheirTails() {
        assertThat(Logistic.logistic(-800)).isZero();
        assertThat(Logistic.logistic(800)).isEqualTo(1);
        assertThat(Logistic.logOnePlusExp(800)).isEqualTo(800);
        assertThat(Logistic.logOnePlusExp(-40)).isCloseTo(Math.exp(-40), CLOSE);
        assertThat(Logistic.logLogistic(-800)).isEqualTo(-800);
        for (double x = -20; x < 20; x += 1.7) {
            assertThat(Logistic.logit(Logistic.logistic(x))).isCloseTo(x, within(1e-6));
            assertThat(Logistic.logistic(x) + Logistic.logistic(-x)).isCloseTo(1, within(1e-15));
        }
    }

    /// At the ends of the doubles each function is its limit: e^x has left the sum 1 + e^x, or is all
    /// of it.
    @Test
    void logisticFunctionsOfExtremesAreTheirLimits() {
        double log2 = Math.log(2);
        for (double nothing : new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, 1e-310, -1e-300}) {
            assertThat(Logistic.logistic(nothing)).isEqualTo(0.5);
            assertThat(Logistic.logOnePlusExp(nothing)).isEqualTo(log2);
            assertThat(Logistic.logLogistic(nothing)).isEqualTo(-log2);
        }
        for (double huge : new double[] {1e300, Double.MAX_VALUE}) {
            assertThat(Logistic.logistic(huge)).isEqualTo(1);
            assertThat(Logistic.logistic(-huge)).isZero();
            assertThat(Logistic.logOnePlusExp(huge)).isEqualTo(huge);
            assertThat(Logistic.logOnePlusExp(-huge)).isZero();
            assertThat(Logistic.logLogistic(huge)).isZero();
            assertThat(Logistic.logLogistic(-huge)).isEqualTo(-huge);
        }
        // e^−744 is denormal, about 1e-323: two steps from zero.
        assertThat(Logistic.logistic(-744)).isEqualTo(Math.exp(-744)).isPositive();
        assertThat(Logistic.logOnePlusExp(-744)).isEqualTo(Math.exp(-744));
        assertThat(Logistic.logit(Double.MIN_VALUE)).isEqualTo(Math.log(Double.MIN_VALUE));
        assertThat(Logistic.logit(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Logistic.logit(1)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    /// log x (x + 1) … (x + n − 1), also where the two gamma functions agree to all digits but a few.
    @Test
    void theRisingFactorialIsAProduct() {
        for (double x : new double[] {1e-200, 0.3, 5, 9.99, 10, 1e4, 1e12, 1e300}) {
            double sum = 0;
            for (int n = 0; n < 40; n++) {
                assertThat(Gamma.logRising(x, n)).isEqualTo(sum, within(1e-13 * Math.max(1, Math.abs(sum))));
                sum += Math.log(x + n);
            }
        }
    }
}
