package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.linalg.Blas;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperRuleTest {
    /// The formula of the paper's appendix A as the literal quadruple sum, with D inverted as a 2N×2N matrix.
    @ParameterizedTest
    @CsvSource({"4, 1, 0.4, 1, 3", "5, 0.95, 0.1, 2, 4", "6, 0.5, 0.05, 1, 5"})
    void theMatrixFormEqualsTheLiteralSum(int n, double pMax, double rate, double width, long seed) {
        ExactInfomax exact = ExactInfomax.atTargetRates(
                InfomaxParameters.uniform(n, pMax, rate), ExactInfomaxTest.random(n, width, seed));
        LagCovariances moments = exact.covariances();
        double[] gradient = PaperRule.gradient(moments, exact.gaussian().derivatives());

        double[] c = moments.covariance();
        double[] e = moments.lagged();
        double[] d = new double[4 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                d[i * 2 * n + j] = c[i * n + j];
                d[(n + i) * 2 * n + n + j] = c[i * n + j];
                d[(n + i) * 2 * n + j] = e[i * n + j];
                d[j * 2 * n + n + i] = e[i * n + j];
            }
        }
        double[] inverseC = inverse(n, c);
        double[] inverseD = inverse(2 * n, d);
        double[] literal = new double[n * n];
        for (int k = 0; k < n; k++) {
            for (int l = 0; l < n; l++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        if (i != j) {
                            double v = 2 * inverseC[i * n + j]
                                    - inverseD[i * 2 * n + j]
                                    - inverseD[(n + i) * 2 * n + n + j];
                            sum += 0.5 * (c[i * n + k] * e[j * n + l] + e[i * n + l] * c[j * n + k]) * v;
                        }
                    }
                }
                double lag = e[k * n + l];
                double bracket =
                        (1 - 2 * rate) * (1 - 2 * rate) * lag + rate * (1 - rate) * rate * (1 - rate) - lag * lag;
                literal[k * n + l] = sum - 0.5 * bracket * 2 * inverseD[(n + k) * 2 * n + l];
            }
        }
        double scale = 0;
        for (double value : literal) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertThat(gradient).containsExactly(literal, within(1e-12 * Math.max(1, scale)));
    }

    private static double[] inverse(int n, double[] matrix) {
        double[] lu = matrix.clone();
        int[] pivots = new int[n];
        assertThat(Blas.best().dgetrf(n, lu, 0, n, pivots)).isZero();
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1;
        }
        Blas.best().dgetrs(false, n, n, lu, 0, n, pivots, inverse, 0, n);
        return inverse;
    }

    /// Weak weights, N = 4, p_max 1, p̄ .4: the direction agrees with the exact gradient, which equals finite
    /// differences.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theDirectionIsGoodForWeakWeights(long seed) {
        ExactInfomax exact = ExactInfomax.atTargetRates(
                InfomaxParameters.uniform(4, 1, 0.4), ExactInfomaxTest.random(4, 0.5, 100 + seed));
        GaussianInformation information = exact.gaussian();
        double[] paper = PaperRule.gradient(exact.covariances(), information.derivatives());
        double[] truth = exact.gaussianGradient();
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < paper.length; i++) {
            dot += paper[i] * truth[i];
            a += paper[i] * paper[i];
            b += truth[i] * truth[i];
        }
        assertThat(dot / Math.sqrt(a * b)).isGreaterThanOrEqualTo(0.995);
    }
}
