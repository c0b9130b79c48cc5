package org.gyre.measure.entropy;

import java.util.Locale;
import java.util.Optional;
import org.gyre.core.Estimate;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.BatchMeans;
import org.gyre.measure.series.SymbolSeries;

/// Estimators of the Shannon entropy from counts n_1 … n_K of T = Σ n_i independent samples.
///
/// All of them are consistent; they differ in their bias when T is not much larger than the number of
/// symbols.
public enum DiscreteEntropy {
    /// The entropy of the observed frequencies, ln T − (1/T) Σ n_i ln n_i. Too small, by (K − 1)/2T +
    /// O(T⁻²).
    PLUG_IN("plug-in", "none", "maximum likelihood") {
        @Override
        double sum(long[] counts, long total) {
            double sum = 0;
            for (long n : counts) {
                if (n > 1) {
                    sum += (double) n * Math.log((double) n);
                }
            }
            return Math.log((double) total) - sum / (double) total;
        }
    },

    /// The plug-in value + (K − 1)/2T, with K the number of symbols that were **seen**; too small
    /// while many are unseen.
    MILLER_MADOW("Miller-Madow", "(symbols seen - 1) / 2T added to each entropy", "Miller 1955") {
        @Override
        double sum(long[] counts, long total) {
            long seen = 0;
            for (long n : counts) {
                seen += n > 0 ? 1 : 0;
            }
            return PLUG_IN.sum(counts, total) + (seen - 1) / (2.0 * total);
        }
    },

    /// ln T − (1/T) Σ n_i G(n_i) with G of [#logarithm]. Derived for Poisson counts of mean z, of
    /// which a bias of z E₁(2z)/T remains; that the counts have a fixed sum T makes the value too
    /// large by 1/2T.
    GRASSBERGER("Grassberger", "logarithms of counts replaced by G(n)", "Grassberger 2003, arXiv physics/0307138") {
        @Override
        double sum(long[] counts, long total) {
            double sum = 0;
            for (long n : counts) {
                if (n > 0) {
                    sum += (double) n * logarithm(n);
                }
            }
            return Math.log((double) total) - sum / (double) total;
        }
    };

    private final String label;
    private final String correction;
    private final String source;

    DiscreteEntropy(String label, String correction, String source) {
        this.label = label;
        this.correction = correction;
        this.source = source;
    }

    /// The name in the field, such as `Miller-Madow`.
    public String label() {
        return label;
    }

    /// What is done against the bias, `none` if nothing.
    public String correction() {
        return correction;
    }

    /// Where the estimator comes from.
    public String source() {
        return source;
    }

    abstract double sum(long[] counts, long total);

    /// The estimate from counts, in nats. Counts of zero do not matter.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are zero
    public double nats(long[] counts) {
        long total = 0;
        for (long n : counts) {
            if (n < 0) {
                throw new IllegalArgumentException("a count is " + n + ": must not be negative");
            }
            total = Math.addExact(total, n);
        }
        if (total == 0) {
            throw new IllegalArgumentException("no samples, hence no entropy");
        }
        return sum(counts, total);
    }

    /// The entropy of the symbols of a series, with the standard error by batch means of −log of the
    /// observed frequencies.
    ///
    /// @param quantity how the entropy is called, such as `H(x)`
    public Estimate of(String quantity, SymbolSeries series) {
        long[] counts = series.counts();
        int[] codes = series.codes();
        double[] surprise = new double[codes.length];
        for (int t = 0; t < codes.length; t++) {
            surprise[t] = Math.log((double) codes.length / counts[codes[t]]);
        }
        Estimate estimate =
                Estimate.of(quantity, nats(counts), label, codes.length).withBiasCorrection(correction);
        var error = BatchMeans.standardError(surprise);
        if (error.isPresent()) {
            estimate = estimate.withStandardError(error.getAsDouble());
        }
        Optional<String> warning = undersampled(series);
        return warning.isPresent() ? estimate.withWarning(warning.get()) : estimate;
    }

    /// Says what to expect when a series has fewer samples than possible symbols; empty when it has
    /// enough.
    public Optional<String> undersampled(SymbolSeries words) {
        if (Math.log(words.length()) / Math.log(2) >= words.log2Possible()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%d samples are fewer than the 2^%s words that are possible, so that %s",
                words.length(),
                words.log2Possible() == Math.rint(words.log2Possible())
                        ? Long.toString((long) words.log2Possible())
                        : String.format(Locale.ROOT, "%.1f", words.log2Possible()),
                this == PLUG_IN
                        ? "the plug-in estimate may be dominated by its bias"
                        : "a bias may remain after the correction"));
    }

    /// Grassberger's G(n) = ψ(n) + ½ (−1)ⁿ [ψ((n + 1)/2) − ψ(n/2)], which takes the place of ln n. It
    /// is −γ − ln 2 at 1, 2 − γ − ln 2 at 2 and 3, and ln n + O(n⁻²) from there on.
    ///
    /// Source: P. Grassberger, Entropy estimates from insufficient samplings, arXiv physics/0307138
    /// (2003).
    static double logarithm(long n) {
        double half = 0.5 * (Gamma.digamma((n + 1) / 2.0) - Gamma.digamma(n / 2.0));
        return Gamma.digamma((double) n) + ((n & 1) == 0 ? half : -half);
    }
}
