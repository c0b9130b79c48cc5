package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Statistics are allowed five standard errors, which follow from the number of independent draws.
class RandomWeightsTest {
    private static final int N = 300;
    private static final int PAIRS = N * (N - 1) / 2;
    private static final RandomStream STREAM = RandomStream.of(11).split("weights");

    private static final RandomWeights LOG_NORMAL = RandomWeights.logNormal(-1, 0.7);

    private static double fiveErrors(double probability, double draws) {
        return 5 * Math.sqrt(probability * (1 - probability) / draws);
    }

    private static long count(double[] weights, DoublePredicate what) {
        return Arrays.stream(weights).filter(what).count();
    }

    @Test
    void normalWeightsHaveTheirMomentsAndNoOther() {
        double[] w = RandomWeights.normal(2).draw(N, STREAM);
        double n = w.length;
        assertThat(Arrays.stream(w).average().orElseThrow()).isEqualTo(0, within(5 * 2 / Math.sqrt(n)));
        // Variances of w² and w⁴ of a normal variable: 2σ⁴ and 96σ⁸.
        assertThat(Arrays.stream(w).map(x -> x * x).average().orElseThrow())
                .isEqualTo(4, within(5 * Math.sqrt(2 / n) * 4));
        assertThat(Arrays.stream(w).map(x -> Math.pow(x, 4)).average().orElseThrow())
                .isEqualTo(3 * 16, within(5 * Math.sqrt(96 / n) * 16));
    }

    @Test
    void logNormalMagnitudesHaveTheirMeanAndWidth() {
        double[] logs = Arrays.stream(LOG_NORMAL.draw(N, STREAM))
                .map(x -> Math.log(Math.abs(x)))
                .toArray();
        double mean = Arrays.stream(logs).average().orElseThrow();
        double variance =
                Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertThat(mean).isEqualTo(-1, within(5 * 0.7 / Math.sqrt(logs.length)));
        assertThat(Math.sqrt(variance)).isEqualTo(0.7, within(5 * 0.7 / Math.sqrt(2.0 * logs.length)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.4, 1})
    void theDensityIsTheFractionThatIsNotZero(double density) {
        double[] w = LOG_NORMAL.withDensity(density).draw(N, STREAM);
        assertThat(count(w, x -> x != 0) / (double) w.length).isEqualTo(density, within(fiveErrors(density, w.length)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.5, 0, 0.3, 1})
    void theBalanceIsTheDifferenceOfSigns(double balance) {
        double[] w = LOG_NORMAL.withDensity(0.5).withBalance(balance).draw(N, STREAM);
        double positive = count(w, x -> x > 0);
        double negative = count(w, x -> x < 0);
        assertThat((positive - negative) / (positive + negative))
                .isEqualTo(balance, within(2 * fiveErrors((1 + balance) / 2, positive + negative)));
    }

    private static double fractionOfPairs(double[] w, DoubleBinaryOperator indicator) {
        double sum = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < i; j++) {
                sum += indicator.applyAsDouble(w[i * N + j], w[j * N + i]);
            }
        }
        return sum / PAIRS;
    }

    /// With density d, also the pairs count of which both happen to be absent: s + (1 − s)(1 − d)².
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void theSymmetryIsTheFractionOfEqualPairs(double symmetry) {
        RandomWeights law = LOG_NORMAL.withBalance(0.4).withSymmetry(symmetry);
        assertThat(fractionOfPairs(law.draw(N, STREAM), (a, b) -> a == b ? 1 : 0))
                .isEqualTo(symmetry, within(fiveErrors(symmetry, PAIRS)));
        double[] sparse = law.withDensity(0.5).draw(N, STREAM);
        double expected = symmetry + (1 - symmetry) * 0.25;
        assertThat(fractionOfPairs(sparse, (a, b) -> a == b ? 1 : 0))
                .isEqualTo(expected, within(fiveErrors(expected, PAIRS)));
        assertThat(count(sparse, x -> x != 0) / (double) sparse.length).isEqualTo(0.5, within(fiveErrors(0.5, PAIRS)));
    }

    /// A source of 300 weights has one sign by chance with probability 2⁻²⁹⁹.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 1})
    void monopolarIsTheFractionOfSourcesWithOneSign(double monopolar) {
        double[] w = LOG_NORMAL.withMonopolar(monopolar).draw(N, STREAM);
        int one = 0;
        for (int j = 0; j < N; j++) {
            int positive = 0;
            for (int i = 0; i < N; i++) {
                positive += w[i * N + j] > 0 ? 1 : 0;
            }
            one += positive == 0 || positive == N ? 1 : 0;
        }
        assertThat(one / (double) N).isEqualTo(monopolar, within(fiveErrors(monopolar, N)));
    }

    /// With all sources monopolar the balance is that of the N sources.
    @Test
    void monopolarSourcesKeepTheBalance() {
        double[] w = LOG_NORMAL.withMonopolar(1).withBalance(0.5).draw(N, STREAM);
        assertThat(count(w, x -> x > 0) / (double) w.length).isEqualTo(0.75, within(fiveErrors(0.75, N)));
    }

    /// The normal numbers behind a pair correlate with ρ; its signs agree with probability ρ + (1 −
    /// ρ)/2 at balance 0. Standard error of a correlation: (1 − ρ²)/√pairs.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6, 1})
    void reciprocityIsTheCorrelationOfPairs(double rho) {
        double[] w = LOG_NORMAL.withReciprocity(rho).draw(N, STREAM);
        double correlation =
                fractionOfPairs(w, (a, b) -> (Math.log(Math.abs(a)) + 1) / 0.7 * (Math.log(Math.abs(b)) + 1) / 0.7);
        // With the moments known instead of estimated the variance of the product is 1 + ρ².
        assertThat(correlation).isEqualTo(rho, within(5 * Math.sqrt((1 + rho * rho) / PAIRS)));
        double agree = rho + (1 - rho) / 2;
        assertThat(fractionOfPairs(w, (a, b) -> a * b > 0 ? 1 : 0)).isEqualTo(agree, within(fiveErrors(agree, PAIRS)));
        assertThat(fractionOfPairs(w, (a, b) -> a == b ? 1 : 0)).isEqualTo(rho == 1 ? 1 : 0);
        double[] sparse = LOG_NORMAL.withReciprocity(rho).withDensity(0.3).draw(N, STREAM);
        double both = 0.3 * (rho + (1 - rho) * 0.3);
        assertThat(fractionOfPairs(sparse, (a, b) -> a != 0 && b != 0 ? 1 : 0))
                .isEqualTo(both, within(fiveErrors(both, PAIRS)));
    }

    /// Three modules of 100: q = 1/3, so that inside the density is d (1 + 2m).
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void modularityMovesConnectionsInside(double modularity) {
        RandomWeights law = LOG_NORMAL.withDensity(0.2).withModularity(modularity, 3);
        double[] w = law.draw(N, STREAM);
        int inside = 0;
        int between = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                if (w[i * N + j] != 0) {
                    if (i / 100 == j / 100) {
                        inside++;
                    } else {
                        between++;
                    }
                }
            }
        }
        double in = 0.2 * (1 + 2 * modularity);
        double out = 0.2 * (1 - modularity);
        assertThat(law.densityInside(N)).isEqualTo(in, within(1e-15));
        assertThat(inside / 30_000.0).isEqualTo(in, within(fiveErrors(in, 30_000)));
        assertThat(between / 60_000.0).isEqualTo(out, within(fiveErrors(out, 60_000)));
        assertThat(LOG_NORMAL.withModularity(1, 3).densityInside(N)).isEqualTo(1);
    }

    @Test
    void anotherDensityKeepsWhatIsLeft() {
        double[] dense = LOG_NORMAL.draw(20, STREAM);
        double[] sparse = LOG_NORMAL.withDensity(0.3).draw(20, STREAM);
        for (int k = 0; k < dense.length; k++) {
            assertThat(sparse[k]).isIn(0.0, -0.0, dense[k]);
        }
        assertThat(LOG_NORMAL.draw(20, STREAM)).isEqualTo(dense);
        assertThat(LOG_NORMAL.draw(20, STREAM.split(1))).isNotEqualTo(dense);
    }

    @Test
    void aKnobOutOfRangeIsRefused() {
        assertThatThrownBy(() -> LOG_NORMAL.withDensity(1.1)).hasMessageContaining("density = 1.1");
        assertThatThrownBy(() -> LOG_NORMAL.withBalance(-2)).hasMessageContaining("balance = -2");
        assertThatThrownBy(() -> LOG_NORMAL.withSymmetry(Double.NaN)).hasMessageContaining("symmetry = NaN");
        assertThatThrownBy(() -> LOG_NORMAL.withMonopolar(-0.1)).hasMessageContaining("monopolar = -0.1");
        assertThatThrownBy(() -> LOG_NORMAL.withReciprocity(2)).hasMessageContaining("reciprocity = 2");
        assertThatThrownBy(() -> LOG_NORMAL.withModularity(2, 1)).hasMessageContaining("modularity = 2");
        assertThatThrownBy(() -> LOG_NORMAL.withModularity(0, 0)).hasMessageContaining("modules = 0");
        assertThatThrownBy(() -> RandomWeights.normal(-1)).hasMessageContaining("standard deviation = -1");
        assertThatThrownBy(() -> RandomWeights.logNormal(0, -1)).hasMessageContaining("width = -1");
        assertThatThrownBy(() -> RandomWeights.logNormal(Double.NaN, 1)).hasMessageContaining("log-mean = NaN");
        assertThatThrownBy(() -> LOG_NORMAL.draw(0, STREAM)).hasMessageContaining("units = 0");
    }
}
