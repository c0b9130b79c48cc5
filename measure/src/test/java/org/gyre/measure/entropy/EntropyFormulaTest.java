package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class EntropyFormulaTest {
    private static final double[] P = {0.5, 0.3, 0.2};

    private static double plugIn(long[] counts) {
        return DiscreteEntropy.PLUG_IN.nats(counts);
    }

    private static Occupancies sample(double log2Possible, long... counts) {
        return Occupancies.of(counts, log2Possible);
    }

    /// The literal definition: T Ĥ − (T − 1) times the mean over the samples of the entropy without
    /// each.
    @Test
    void theJackknifeIsThatOfLeavingEachSampleOut() {
        for (long[] counts : new long[][] {{5, 1, 1}, {2, 2, 2}, {7, 0, 3, 1, 1, 1}, {1, 1}}) {
            long total = Arrays.stream(counts).sum();
            double mean = 0;
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] > 0) {
                    long[] without = counts.clone();
                    without[i]--;
                    mean += counts[i] * plugIn(without) / total;
                }
            }
            assertThat(DiscreteEntropy.JACKKNIFE.nats(counts))
                    .isEqualTo(total * plugIn(counts) - (total - 1) * mean, within(1e-13));
        }
    }

    /// A sample without one of its T is a sample of T − 1, hence over all samples of K = 3, T = 5 the
    /// expectation is 5 E₅ − 4 E₄, with E_T that of the plug-in entropy, a sum over binomial counts.
    @Test
    void theExpectedJackknifeIsTheExtrapolationOfExpectedPlugInEntropies() {
        assertThat(Enumeration.expectation(P, 5, DiscreteEntropy.JACKKNIFE::nats))
                .isEqualTo(5 * expectedPlugIn(5) - 4 * expectedPlugIn(4), within(1e-13));
    }

    /// Halves and quarters of independent samples are samples themselves: of T = 8 the expectation is
    /// (8 E₈ − 6 E₄ + E₂) / 3.
    @Test
    void theExpectedExtrapolationIsThatOfExpectedPlugInEntropies() {
        double expected = 0;
        for (int code = 0; code < 6561; code++) {
            int[] series = new int[8];
            double probability = 1;
            for (int t = 0, rest = code; t < 8; t++, rest /= 3) {
                series[t] = rest % 3;
                probability *= P[rest % 3];
            }
            expected += probability * new QuadraticExtrapolation().nats(series, 3);
        }
        assertThat(expected)
                .isEqualTo((8 * expectedPlugIn(8) - 6 * expectedPlugIn(4) + expectedPlugIn(2)) / 3, within(1e-12));
    }

    /// ln T − (1/T) Σ_i Σ_n B(n; T, p_i) n ln n.
    private static double expectedPlugIn(int total) {
        double expected = Math.log(total);
        for (double p : P) {
            double binomial = Math.pow(1 - p, total);
            for (int n = 1; n <= total; n++) {
                binomial *= p / (1 - p) * (total - n + 1) / n;
                expected -= binomial * n * Math.log(n) / total;
            }
        }
        return expected;
    }

    /// Counts 2, 1, 1: C = 1 − 2/4, so that p = 1/4, 1/8, 1/8, met with 1 − (3/4)⁴ = 175/256 and
    /// 1 − (7/8)⁴ = 1695/4096. Four different symbols: f₁ = T is taken as T − 1, C = 1/4.
    @Test
    void chaoAndShenByHand() {
        double expected = 0.25 * Math.log(4) * 256 / 175 + 2 * 0.125 * Math.log(8) * 4096 / 1695;
        assertThat(DiscreteEntropy.CHAO_SHEN.nats(new long[] {2, 1, 1})).isEqualTo(expected, within(1e-14));
        double met = 1 - Math.pow(15.0 / 16, 4);
        assertThat(DiscreteEntropy.CHAO_SHEN.nats(new long[] {1, 1, 1, 1}))
                .isEqualTo(4 * Math.log(16) / 16 / met, within(1e-14));
    }

    /// Counts 3, 1 of K = 4: Σp² = 5/8, Σ(1/4 − p)² = 3/8, λ = (3/8) / (3 · 3/8) = 1/3 and q = 7/12,
    /// 3/12, 1/12, 1/12.
    @Test
    void shrinkageByHand() {
        double expected = 7.0 / 12 * Math.log(12.0 / 7) + 0.25 * Math.log(4) + Math.log(12) / 6;
        assertThat(DiscreteEntropy.SHRINKAGE.nats(sample(2, 3, 1))).isEqualTo(expected, within(1e-14));
    }

    /// One draw says nothing: the entropy is that of equal symbols, whatever their number.
    @Test
    void shrinkageOfOneSampleIsTheEntropyOfAllSymbols() {
        assertThat(DiscreteEntropy.SHRINKAGE.nats(sample(60, 1))).isEqualTo(60 * Math.log(2), within(1e-12));
    }

    /// Counts 2, 1 of K = 4. With q = 1 − (3/5)^{1/3} = 0.15657: E(0) = 0.936 + 0.784 = 1.720, E(1) =
    /// 0.4 + 0.8795 + 0.7091 = 1.989, E(2) = 0.8 + 0.797 + 0.619 = 2.215. One unseen symbol comes
    /// nearest to the two that were seen, R̃ = 3. With K = 2 none may be added.
    @Test
    void panzeriAndTrevesByHand() {
        assertThat(PanzeriTreves.relevant(sample(2, 2, 1))).isEqualTo(3);
        assertThat(DiscreteEntropy.PANZERI_TREVES.nats(sample(2, 2, 1)))
                .isEqualTo(plugIn(new long[] {2, 1}) + 2.0 / 6, within(1e-15));
        assertThat(PanzeriTreves.relevant(sample(1, 2, 1))).isEqualTo(2);
    }

    /// The procedure as it was published: symbols are added one by one while the expected number of
    /// different symbols comes nearer to the number that was seen.
    @Test
    void theRelevantSymbolsAreThoseOfAddingOneByOne() {
        CounterRandom random = RandomStream.of(3).split("panzeri-treves").generator();
        for (int run = 0; run < 200; run++) {
            long[] counts = new long[1 + random.nextInt(12)];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = 1L + random.nextInt(1 + run % 7);
            }
            int possible = counts.length + random.nextInt(20);
            double log2 = Math.log(possible) / Math.log(2);
            assertThat(PanzeriTreves.relevant(sample(log2, counts)))
                    .as("%s of %d", Arrays.toString(counts), possible)
                    .isEqualTo(addedOneByOne(counts, possible));
        }
    }

    private static double addedOneByOne(long[] counts, int possible) {
        double before = Math.abs(expectedSeen(counts, 0) - counts.length);
        int unseen = 0;
        while (counts.length + unseen < possible) {
            double next = Math.abs(expectedSeen(counts, unseen + 1) - counts.length);
            if (!(next < before)) {
                break;
            }
            before = next;
            unseen++;
        }
        return counts.length + unseen;
    }

    private static double expectedSeen(long[] counts, int unseen) {
        double total = Arrays.stream(counts).sum();
        double seen = counts.length;
        double q = 1 - Math.pow(total / (total + seen), 1 / total);
        double expected = unseen * (1 - Math.pow(1 - q, total));
        for (long n : counts) {
            double p = (1 - unseen * q) * (n + 1) / (total + seen);
            expected += 1 - Math.pow(1 - p, total);
        }
        return expected;
    }

    /// H(b | c) is corrected for each c apart: two conditions of two symbols each, all of which were
    /// seen, give (1 + 1)/2T where the difference of the two corrected entropies would give as much,
    /// and a condition with one of its two symbols unseen only as much as the Bayes procedure finds.
    @Test
    void panzeriAndTrevesCountTheSymbolsOfEachCondition() {
        SymbolSeries b = SymbolSeries.of(new int[] {0, 0, 1, 1, 0, 1, 0, 0, 0, 0});
        SymbolSeries c = SymbolSeries.of(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
        double plugIn = DiscreteEntropy.PLUG_IN.conditional(b.joined(c), c);
        double relevant = PanzeriTreves.relevant(sample(1, 3, 3)) + PanzeriTreves.relevant(sample(1, 4));
        assertThat(DiscreteEntropy.PANZERI_TREVES.conditional(b.joined(c), c))
                .isEqualTo(plugIn + (relevant - 2) / 20, within(1e-15));
    }

    @Test
    void onlyTheCountsMatterAndNotTheirOrder() {
        Occupancies one = Occupancies.of(new long[] {9, 1, 0, 400, 2, 1, 1, 9});
        Occupancies other = Occupancies.of(new long[] {1, 1, 1, 2, 9, 9, 400});
        assertThat(one.total()).isEqualTo(423);
        assertThat(one.seen()).isEqualTo(7);
        assertThat(one.once()).isEqualTo(3);
        for (DiscreteEntropy estimator : DiscreteEntropy.values()) {
            assertThat(estimator.nats(one)).isEqualTo(estimator.nats(other));
        }
    }

    /// The standard error by leaving out, literally: each sample once, √((T − 1)/T Σ (Ĥ₋ₜ − mean)²).
    @Test
    void theErrorOfChaoAndShenIsThatOfLeavingEachSampleOut() {
        int[] symbols = {0, 0, 0, 1, 1, 2, 3, 4};
        double[] without = new double[symbols.length];
        for (int t = 0; t < symbols.length; t++) {
            long[] counts = new long[5];
            for (int s = 0; s < symbols.length; s++) {
                counts[symbols[s]] += s == t ? 0 : 1;
            }
            without[t] = DiscreteEntropy.CHAO_SHEN.nats(counts);
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares =
                Arrays.stream(without).map(h -> (h - mean) * (h - mean)).sum();
        assertThat(DiscreteEntropy.CHAO_SHEN
                        .standardError(Occupancies.of(3, 2, 1, 1, 1))
                        .orElseThrow())
                .isEqualTo(Math.sqrt(7.0 / 8 * squares), within(1e-14));
    }

    /// Counts 30 and 10: the squared error of leaving out, less what equal symbols would give it, half of
    /// (30 ln(30/29))² + (10 ln(10/9))² over T², and the second order (K − 1)/2T² = 1/3200. Harris' first
    /// order, (Σ p ln² p − H²)/T, is what then remains but for terms of
    /// order T⁻².
    @Test
    void theErrorOfThePlugInEntropyByHand() {
        double frequent = plugIn(new long[] {29, 10});
        double rare = plugIn(new long[] {30, 9});
        double mean = 0.75 * frequent + 0.25 * rare;
        double leftOut = 39.0 / 40 * (30 * Math.pow(frequent - mean, 2) + 10 * Math.pow(rare - mean, 2));
        double error =
                DiscreteEntropy.PLUG_IN.standardError(Occupancies.of(30, 10)).orElseThrow();
        double byChance = (Math.pow(30 * Math.log(30.0 / 29), 2) + Math.pow(10 * Math.log(10.0 / 9), 2)) / 3200;
        assertThat(error).isEqualTo(Math.sqrt(leftOut - byChance + 1.0 / 3200), within(1e-14));
        double h = 0.75 * Math.log(4.0 / 3) + 0.25 * Math.log(4);
        double first = 0.75 * Math.pow(Math.log(4.0 / 3), 2) + 0.25 * Math.pow(Math.log(4), 2) - h * h;
        assertThat(error * error * 40).isEqualTo(first, within(1.0 / 40));
    }

    /// Equal counts leave the second order, 3/2T² of four symbols, and so do counts that equal
    /// probabilities give in most
    /// cases. Grassberger's parities add K/4T².
    @Test
    void theErrorOfEqualSymbolsIsThatOfTheSecondOrder() {
        for (Occupancies sample : new Occupancies[] {Occupancies.of(20, 20, 20, 20), Occupancies.of(23, 18, 20, 19)}) {
            assertThat(DiscreteEntropy.MILLER_MADOW.standardError(sample).orElseThrow())
                    .isEqualTo(Math.sqrt(1.5) / 80, within(1e-15));
            assertThat(DiscreteEntropy.GRASSBERGER.standardError(sample).orElseThrow())
                    .isEqualTo(Math.sqrt(2.5) / 80, within(1e-15));
        }
    }

    @Test
    void aConstantHasNoEntropyWhereTheAlphabetHasOneSymbol() {
        for (DiscreteEntropy estimator : DiscreteEntropy.values()) {
            double nats = estimator.nats(new long[] {1000});
            if (estimator == DiscreteEntropy.GRASSBERGER) {
                // 1/2T too large, as is said of it
                assertThat(nats).isEqualTo(0, within(1e-6));
            } else {
                assertThat(nats).as(estimator.label()).isZero();
            }
        }
    }

    @Test
    void everyEstimatorHasAValueOrSaysWhatItNeeds() {
        for (DiscreteEntropy estimator : DiscreteEntropy.values()) {
            for (long[] counts : new long[][] {{1}, {2}, {1, 1}, {1, 1, 1, 1, 1}, {1_000_000_000}}) {
                if (estimator == DiscreteEntropy.QUADRATIC) {
                    continue;
                }
                Occupancies sample = Occupancies.of(counts, 40);
                assertThat(estimator.nats(sample)).as(estimator.label()).isFinite();
                assertThat(estimator.standardError(sample).orElse(0))
                        .as(estimator.label())
                        .isFinite()
                        .isNotNegative();
            }
        }
        assertThatThrownBy(() -> DiscreteEntropy.QUADRATIC.nats(new long[] {1, 2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 samples");
        assertThat(DiscreteEntropy.QUADRATIC.nats(new long[] {2, 2})).isFinite();
    }

    @Test
    void estimatorsHaveTheNamesOfTheirCorrections() {
        for (DiscreteEntropy estimator : DiscreteEntropy.values()) {
            assertThat(DiscreteEntropy.named(estimator.id())).isEqualTo(estimator);
        }
        assertThatThrownBy(() -> DiscreteEntropy.named("nbs"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'nbs'")
                .hasMessageContaining("nsb");
    }
}
