package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.Estimate;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Gamma;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class DiscreteEntropyTest {
    /// By hand for the counts 2, 1, 1: −½ ln ½ − 2 · ¼ ln ¼ = (3/2) ln 2; Miller-Madow adds 2/8;
    /// Grassberger is ln 4 − (2 G(2) + 2 G(1))/4 = ln 4 − (2 (2 − γ − ln 2) + 2 (−γ − ln 2))/4.
    @Test
    void threeSymbolsHaveTheEntropiesComputedByHand() {
        long[] counts = {2, 0, 1, 1};
        double log2 = Math.log(2);
        assertThat(DiscreteEntropy.PLUG_IN.nats(counts)).isEqualTo(1.5 * log2, within(1e-15));
        assertThat(DiscreteEntropy.MILLER_MADOW.nats(counts)).isEqualTo(1.5 * log2 + 0.25, within(1e-15));
        assertThat(DiscreteEntropy.GRASSBERGER.nats(counts))
                .isEqualTo(2 * log2 - 1 + Gamma.EULER + log2, within(1e-14));
    }

    /// Grassberger's recursion: G(1) = −γ − ln 2, G(2) = 2 − γ − ln 2, G(2n + 1) = G(2n), G(2n + 2) =
    /// G(2n) + 2/(2n + 1).
    @Test
    void grassbergersLogarithmsFollowTheirRecursion() {
        assertThat(Grassberger.logarithm(1)).isEqualTo(-Gamma.EULER - Math.log(2), within(1e-14));
        double expected = 2 - Gamma.EULER - Math.log(2);
        for (int n = 2; n < 200; n += 2) {
            assertThat(Grassberger.logarithm(n)).isEqualTo(expected, within(1e-13));
            assertThat(Grassberger.logarithm(n + 1)).isEqualTo(expected, within(1e-13));
            expected += 2.0 / (n + 1);
        }
        assertThat(Grassberger.logarithm(1_000_000_000)).isEqualTo(Math.log(1e9), within(1e-14));
    }

    /// Grassberger 2003: for Poisson counts of mean z the expectation of n G(n) is z ln z + z E₁(2z).
    /// The exponential integrals are from Abramowitz and Stegun, table 5.1: E₁(1), E₁(2), E₁(10).
    @Test
    void grassbergersLogarithmHasItsPoissonExpectation() {
        double[] means = {0.5, 1, 5};
        double[] integrals = {0.219383934, 0.048900511, 4.15696893e-6};
        for (int i = 0; i < means.length; i++) {
            double z = means[i];
            double probability = Math.exp(-z);
            double expectation = 0;
            for (int n = 1; n < 80; n++) {
                probability *= z / n;
                expectation += probability * n * Grassberger.logarithm(n);
            }
            assertThat(expectation).isEqualTo(z * Math.log(z) + z * integrals[i], within(1e-9));
        }
    }

    /// The expectation over all 3⁶ sequences of six symbols is ln T − (1/T) Σ_i Σ_n B(n; T, p_i) n ln
    /// n, because each count is binomial.
    @Test
    void thePlugInExpectationIsTheBinomialSum() {
        double[] p = {0.5, 0.3, 0.2};
        int total = 6;
        double expectation = 0;
        for (int code = 0; code < 729; code++) {
            long[] counts = new long[3];
            double probability = 1;
            for (int t = 0, rest = code; t < total; t++, rest /= 3) {
                counts[rest % 3]++;
                probability *= p[rest % 3];
            }
            expectation += probability * DiscreteEntropy.PLUG_IN.nats(counts);
        }
        double expected = Math.log(total);
        int[] choose = {1, 6, 15, 20, 15, 6, 1};
        for (double pi : p) {
            for (int n = 1; n <= total; n++) {
                expected -= choose[n] * Math.pow(pi, n) * Math.pow(1 - pi, total - n) * n * Math.log(n) / total;
            }
        }
        assertThat(expectation).isEqualTo(expected, within(1e-14));
    }

    /// 20 equal symbols, 200 samples: the plug-in bias is −(K − 1)/2T − (K² − 1)/12T² + O(T⁻³) (Harris
    /// 1975; Σ 1/p = K²). Of that Miller-Madow leaves the second term where all symbols are seen.
    /// Grassberger's counts are taken as Poisson, of variance z = Tp; a binomial count has z (1 − p),
    /// which takes p/2T from each term of the sum.
    @Test
    void theBiasOfEqualSymbolsIsThatOfTheory() {
        int symbols = 20;
        int total = 200;
        int runs = 20_000;
        CounterRandom random = RandomStream.of(1).split("multinomial").generator();
        double plugIn = 0;
        double millerMadow = 0;
        double grassberger = 0;
        for (int run = 0; run < runs; run++) {
            long[] counts = new long[symbols];
            for (int t = 0; t < total; t++) {
                counts[random.nextInt(symbols)]++;
            }
            plugIn += DiscreteEntropy.PLUG_IN.nats(counts) / runs;
            millerMadow += DiscreteEntropy.MILLER_MADOW.nats(counts) / runs;
            grassberger += DiscreteEntropy.GRASSBERGER.nats(counts) / runs;
        }
        double truth = Math.log(symbols);
        double second = (symbols * symbols - 1.0) / (12.0 * total * total);
        // One run scatters by √((K − 1)/2)/T = 0.015, the mean of 20 000 by 0.0001.
        assertThat(plugIn - truth).isEqualTo(-(symbols - 1) / (2.0 * total) - second, within(5e-4));
        assertThat(millerMadow - truth).isEqualTo(-second, within(5e-4));
        assertThat(grassberger - truth).isEqualTo(1 / (2.0 * total), within(5e-4));
    }

    @Test
    void anEntropyComesWithItsNameItsErrorAndItsWarning() {
        int[] symbols = new int[90];
        for (int t = 0; t < symbols.length; t++) {
            symbols[t] = t;
        }
        SymbolSeries pairs = SymbolSeries.of(symbols).joined(SymbolSeries.of(symbols));
        Estimate estimate = DiscreteEntropy.MILLER_MADOW.of("H(x, x)", pairs);
        assertThat(estimate.nats()).isEqualTo(Math.log(90) + 89 / 180.0, within(1e-14));
        assertThat(estimate.estimator()).isEqualTo("Miller-Madow");
        assertThat(estimate.samples()).isEqualTo(90);
        assertThat(estimate.biasCorrection()).contains("2T");
        // Every surprise is ln 90, so that only the second order of the variance is left: 89 / (2 ·
        // 90²).
        assertThat(estimate.standardError().orElseThrow()).isEqualTo(Math.sqrt(89 / 16200.0), within(1e-15));
        assertThat(estimate.interval(0.9)).isEmpty();
        assertThat(estimate.warnings()).hasSize(2);
        assertThat(estimate.warnings().getFirst())
                .contains("90 samples are too few")
                .contains("no interval");
        assertThat(estimate.warnings().getLast()).contains("90 samples are fewer than the 2^13");
        assertThat(DiscreteEntropy.PLUG_IN.of("H(x)", SymbolSeries.of(symbols)).warnings())
                .hasSize(1);
    }

    @Test
    void nothingHasNoEntropy() {
        assertThatThrownBy(() -> DiscreteEntropy.PLUG_IN.nats(new long[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DiscreteEntropy.PLUG_IN.nats(new long[] {1, -1}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
