package org.gyre.nets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageRuleTest {
    private static final RandomStream NONE = RandomStream.of(0);

    private static Patterns patterns(int count, int units, long seed) {
        return Patterns.random(count, units, RandomStream.of(seed));
    }

    /// ξ = (1, −1, 1): W = ξ ξᵀ / 3 without diagonal, and neuron i receives 2 ξ_i / 3. The states
    /// in which one neuron is wrong lead back in one step: for (−1, −1, 1), the inputs are 2/3, 0,
    /// 0.
    @Test
    void hebbHoldsOnePattern() {
        ThresholdMemory memory = new Hebb().store(Patterns.of(3, new byte[] {1, -1, 1}), NONE);
        double third = 1.0 / 3;
        assertThat(memory.weights()).containsExactly(0, -third, third, -third, 0, -third, third, -third, 0);
        Patterns cues = Patterns.of(3, new byte[] {1, -1, 1, -1, -1, 1});
        Recall recall = memory.recall(cues, 5);
        assertThat(recall.outcomes())
                .containsExactly(
                        new Recall.Outcome(Recall.Ending.FIXED, 0, 1), new Recall.Outcome(Recall.Ending.FIXED, 1, 1));
        assertThat(recall.states().doubles()).containsExactly(1, -1, 1, 1, -1, 1);
    }

    /// By definition, and W_12 of (1, 1), (1, −1) and (1, 1) is 1/2.
    @Test
    void hebbSumsProducts() {
        Patterns patterns = Patterns.of(2, new byte[] {1, 1, 1, -1, 1, 1});
        assertThat(new Hebb().store(patterns, NONE).weights()).containsExactly(0, 0.5, 0.5, 0);
    }

    /// After (1, 1, 1, 1) all W_ij are 1/4. For (1, 1, −1, −1) then h_ij = −(ξ_i + ξ_j)/4: equal
    /// pairs have ξ h = −1/2 and gain (1 + 1/2 + 1/2)/4 or (3/2)²/4, unequal pairs have h = 0 and
    /// lose 1/4. For (1, 1, 1, −1) instead, pairs of the first three have h = 0 and gain 1/4; with
    /// the last, h_i4 = h_4i = 1/2 and the change is (−1 − 1/2 + 1/2)/4 or (1/2)(−3/2)/4.
    @ParameterizedTest
    @CsvSource({"FIRST, .75, 0, .5, 0", "SECOND, .8125, 0, .5, .0625"})
    void storkeysRuleByHand(Storkey.Order order, double equal, double unequal, double three, double last) {
        Storkey rule = new Storkey(order);
        double[] halves = rule.store(Patterns.of(4, new byte[] {1, 1, 1, 1, 1, 1, -1, -1}), NONE)
                .weights();
        double[] threes = rule.store(Patterns.of(4, new byte[] {1, 1, 1, 1, 1, 1, 1, -1}), NONE)
                .weights();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                assertThat(halves[4 * i + j]).isEqualTo(i == j ? 0 : i / 2 == j / 2 ? equal : unequal);
                assertThat(threes[4 * i + j]).isEqualTo(i == j ? 0 : Math.max(i, j) < 3 ? three : last);
            }
        }
    }

    /// A transcription of the definition, with its sums.
    @ParameterizedTest
    @EnumSource(Storkey.Order.class)
    void storkeysRuleByDefinition(Storkey.Order order) {
        int n = 9;
        Patterns patterns = patterns(6, n, 2);
        double[][] w = new double[n][n];
        for (int m = 0; m < 6; m++) {
            double[][] h = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < n; k++) {
                        h[i][j] += k == i || k == j ? 0 : w[i][k] * patterns.at(m, k);
                    }
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double xi = patterns.at(m, i);
                    double xj = patterns.at(m, j);
                    double change = order == Storkey.Order.SECOND
                            ? (xi - h[i][j]) * (xj - h[j][i])
                            : xi * xj - xi * h[j][i] - h[i][j] * xj;
                    w[i][j] += i == j ? 0 : change / n;
                }
            }
        }
        double[] weights = new Storkey(order).store(patterns, NONE).weights();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(weights[i * n + j]).isEqualTo(w[i][j], within(1e-14));
            }
        }
    }

    /// From a load of about .8 on, the weights of the second order overflow, also in another
    /// program.
    @Test
    void storkeysSecondOrderLosesAllWhenOverloaded() {
        Patterns patterns = patterns(150, 100, 1);
        Recall recall = new Storkey(Storkey.Order.SECOND).store(patterns, NONE).recall(patterns, 50);
        assertThat(recall.ended(Recall.Ending.UNDRIVEN)).isEqualTo(150);
        assertThat(recall.recalled(patterns)).isZero();
    }

    /// W ξ = ξ and W² = W, Wᵀ = W, trace W = rank: what a projection onto the patterns is. Of the
    /// patterns some are repeated; and 40 patterns of 20 units fill the space.
    @ParameterizedTest
    @CsvSource({"100, 50, 0, 50", "100, 20, 15, 20", "20, 40, 0, 20"})
    void thePseudoInverseProjectsOntoThePatterns(int n, int distinct, int repeated, int rank) {
        Patterns some = patterns(distinct, n, 4);
        byte[] values = new byte[(distinct + repeated) * n];
        for (int m = 0; m < distinct + repeated; m++) {
            for (int i = 0; i < n; i++) {
                values[m * n + i] = (byte) some.at(m % distinct, i);
            }
        }
        Patterns patterns = Patterns.of(n, values);
        double[] w = new PseudoInverse(true).store(patterns, NONE).weights();
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += w[i * n + i];
            for (int m = 0; m < patterns.count(); m++) {
                double image = 0;
                for (int j = 0; j < n; j++) {
                    image += w[i * n + j] * patterns.at(m, j);
                }
                assertThat(image).isEqualTo(patterns.at(m, i), within(1e-10));
            }
            for (int j = 0; j < n; j++) {
                double squared = 0;
                for (int k = 0; k < n; k++) {
                    squared += w[i * n + k] * w[k * n + j];
                }
                assertThat(squared).isEqualTo(w[i * n + j], within(1e-12));
                assertThat(w[i * n + j]).isEqualTo(w[j * n + i], within(1e-14));
            }
        }
        assertThat(trace).isEqualTo(rank, within(1e-9));
    }

    /// Patterns (1, 1, 1, 1) and (1, 1, −1, −1) are orthogonal: the projection is Hebb's matrix
    /// with its diagonal.
    @Test
    void thePseudoInverseOfOrthogonalPatternsIsHebbs() {
        Patterns patterns = Patterns.of(4, new byte[] {1, 1, 1, 1, 1, 1, -1, -1});
        double[] with = new PseudoInverse(true).store(patterns, NONE).weights();
        double[] without = new PseudoInverse(false).store(patterns, NONE).weights();
        double[] hebb = new Hebb().store(patterns, NONE).weights();
        for (int i = 0; i < 16; i++) {
            assertThat(with[i]).isEqualTo(i / 4 / 2 == i % 4 / 2 ? 0.5 : 0, within(1e-14));
            assertThat(without[i]).isEqualTo(hebb[i], within(1e-14));
        }
    }

    /// The projection is the identity, and without self-connections nothing is left.
    @Test
    void patternsThatFillTheSpaceLeaveThePseudoInverseWithoutWeights() {
        Patterns patterns = patterns(60, 30, 6);
        assertThat(new PseudoInverse(false).store(patterns, NONE).weights()).containsOnly(0);
    }

    /// The condition itself, at margins that leave room: in large networks the load .5 bears κ =
    /// 1.0, the load 1 κ = .47 and the load 1.5 κ = .19, by Gardner's formula.
    @ParameterizedTest
    @CsvSource({"50, .5", "100, .1", "150, 0"})
    void gardnersNeuronsMeetTheirMargins(int count, double margin) {
        int n = 100;
        for (long seed = 1; seed <= 3; seed++) {
            Patterns patterns = patterns(count, n, seed);
            Gardner.Learned learned = new Gardner(margin, 20_000).learn(patterns);
            assertThat(learned.complete()).isTrue();
            assertThat(learned.missing()).isZero();
            double[] w = learned.memory().weights();
            for (int i = 0; i < n; i++) {
                assertThat(w[i * n + i]).isZero();
                double norm = 0;
                for (int j = 0; j < n; j++) {
                    norm += w[i * n + j] * w[i * n + j];
                }
                for (int m = 0; m < count; m++) {
                    double field = 0;
                    for (int j = 0; j < n; j++) {
                        field += w[i * n + j] * patterns.at(m, j);
                    }
                    double aligned = field * patterns.at(m, i);
                    assertThat(aligned).isGreaterThan(1e-9);
                    assertThat(aligned).isGreaterThanOrEqualTo(margin * Math.sqrt(norm) - 1e-9);
                }
            }
            Recall recall = learned.memory().recall(patterns, 5);
            assertThat(recall.recalled(patterns)).isEqualTo(1);
            assertThat(recall.meanOverlap(patterns)).isEqualTo(1);
        }
    }

    /// Of 40 random patterns of 10 units no weights hold all, by Cover's count of dichotomies: 9
    /// weights separate a share of 2^−39 Σ_{k<9} C(39, k) = 1.4e-4 of them for one neuron, and
    /// there are ten.
    @Test
    void gardnersNeuronsSayThatTheyFailed() {
        Gardner.Learned learned = new Gardner(0, 50).learn(patterns(40, 10, 1));
        assertThat(learned.complete()).isFalse();
        assertThat(learned.sweeps()).isEqualTo(50);
        double[] w = learned.memory().weights();
        Patterns patterns = patterns(40, 10, 1);
        int missing = 0;
        for (int i = 0; i < 10; i++) {
            for (int m = 0; m < 40; m++) {
                double field = 0;
                for (int j = 0; j < 10; j++) {
                    field += w[i * 10 + j] * patterns.at(m, j);
                }
                missing += field * patterns.at(m, i) < 0.05 ? 1 : 0;
            }
        }
        assertThat(learned.missing()).isEqualTo(missing).isPositive();
    }

    /// One sweep by hand: neuron 1 of (1, 1, −1) takes W = (0, 1, −1)/3, N times a margin of 2
    /// against a norm of √2.
    @Test
    void onePresentationIsEnoughForOnePattern() {
        Gardner.Learned learned = new Gardner(1, 10).learn(Patterns.of(3, new byte[] {1, 1, -1}));
        double third = 1.0 / 3;
        assertThat(learned.memory().weights()).containsExactly(0, third, -third, third, 0, -third, -third, -third, 0);
        // The first presentation teaches, the second finds that all is well.
        assertThat(learned.sweeps()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void aMarginIsANumber(double margin) {
        assertThatThrownBy(() -> new Gardner(margin, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("margin = ");
        assertThatThrownBy(() -> new Gardner(0, 0)).hasMessage("sweeps = 0: must be at least 1");
    }
}
