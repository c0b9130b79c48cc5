package org.gyre.measure.sampling;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gyre.core.Estimate;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.linalg.Blas;
import org.gyre.core.special.Logistic;
import org.gyre.core.stats.Descriptive;

/// Two ends between which the flux of a known network of any size lies, from K sampled pairs (x_k,
/// y_k) of successive states: each y_k is held against the mixture of what all x_j lead to.
///
///     lower = ⟨ log p(y_k|x_k) − log (1/K) Σ_j p(y_k|x_j) ⟩            ≤ log K
///     upper = ⟨ log p(y_k|x_k) − log 1/(K−1) Σ_{j≠k} p(y_k|x_j) ⟩
///
/// In expectation over independent pairs the information is between them. Sources: Oord, Li, Vinyals,
/// arXiv 1807.03748 (2018); Poole, Ozair, Oord, Alemi, Tucker, ICML 2019, with known conditional,
/// whose upper end leaves one out.
///
/// The lower end cannot exceed log K, so that K pairs say nothing about a flux near log₂ K or above;
/// both ends may then lie below it. The bracket is called saturated where the lower end is within two
/// bits of log₂ K, and is not to be believed.
///
/// @param lower the lower end, in nats, with its standard error
/// @param upper the upper end, or nothing where some y_k is impossible after all other x_j, which
///     makes it infinite
/// @param saturated whether K is too small for the value
public record ContrastiveBracket(Estimate lower, Optional<Estimate> upper, boolean saturated) {
    /// How far below log K, in bits, the lower end must stay.
    private static final double MARGIN_BITS = 2;

    /// Stands for log 0, so that impossible and certain events stay finite in a matrix product: far
    /// below any sum of logarithms of probabilities of a thousand units, at most 745 each, and a power
    /// of two, so that it cancels to 10⁻¹⁰ for each unit.
    private static final double LOG_ZERO = -0x1p20;

    /// Rows of the matrix of likelihoods that are in memory at once.
    private static final int TILE = 128;

    /// Measures the bracket. The cost is K² · N multiplications in matrix products and K² exponentials.
    ///
    /// The standard errors are those of means over independent pairs, in which each pair counts both
    /// as itself and as an alternative for the others.
    ///
    /// @param pairs pairs of that very process, see [Transitions#sample]
    /// @throws IllegalArgumentException if the pairs have other units than the process
    /// @throws ArithmeticException if a pair is impossible in the process
    public static ContrastiveBracket of(FactorisedMarkovProcess process, Transitions pairs) {
        if (process.units() != pairs.from().units()) {
            throw new IllegalArgumentException(
                    "pairs of " + pairs.from().units() + " units are no sample of a process of " + process.units());
        }
        Ends ends = new Ends(pairs.pairs());
        ends.measure(new Likelihoods(process, pairs));
        return ends.bracket();
    }

    /// log p(y|x) = Σ_i y_i [log f_i(x) − log(1 − f_i(x))] + Σ_i log(1 − f_i(x)): bilinear in y and in
    /// what x gives.
    private static final class Likelihoods {
        final int count;
        final int units;
        final double[] logit;
        final double[] silence;
        final double[] next;
        final Blas blas = Blas.best();

        Likelihoods(FactorisedMarkovProcess process, Transitions pairs) {
            this.count = pairs.pairs();
            this.units = process.units();
            this.logit = new double[Math.multiplyExact(count, units)];
            this.silence = new double[count];
            this.next = new double[count * units];
            int words = pairs.from().wordsPerStep();
            double[] fires = new double[units];
            double[] silent = new double[units];
            for (int k = 0; k < count; k++) {
                process.bothProbabilities(
                        Arrays.copyOfRange(pairs.from().words(), k * words, (k + 1) * words), fires, silent);
                for (int i = 0; i < units; i++) {
                    double logSilent = log(silent[i]);
                    logit[k * units + i] = log(fires[i]) - logSilent;
                    silence[k] += logSilent;
                    next[k * units + i] = pairs.to().get(k, i) ? 1 : 0;
                }
            }
        }

        private static double log(double p) {
            return p > 0 ? Math.log(p) : LOG_ZERO;
        }

        /// Writes log p(y_k|x_j) for k = first … first + rows − 1 and all j; −∞ where impossible.
        void fill(int first, int rows, double[] tile) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(silence, 0, tile, row * count, count);
            }
            blas.dgemm(
                    false, true, rows, count, units, 1, next, first * units, units, logit, 0, units, 1, tile, 0, count);
            for (int e = 0; e < rows * count; e++) {
                if (tile[e] < 0.5 * LOG_ZERO) {
                    tile[e] = Double.NEGATIVE_INFINITY;
                }
            }
        }
    }

    /// The terms of both ends, pair by pair, and what each pair contributes as an alternative for the
    /// others.
    private static final class Ends {
        final int count;
        final double[] lower;
        final double[] upper;
        /// (1/K) Σ_k p(y_k|x_j) / mixture(y_k), for each j: one on average.
        final double[] weight;

        final double[] weightWithoutItself;

        Ends(int count) {
            this.count = count;
            this.lower = new double[count];
            this.upper = new double[count];
            this.weight = new double[count];
            this.weightWithoutItself = new double[count];
        }

        void measure(Likelihoods likelihoods) {
            double[] tile = new double[Math.multiplyExact(Math.min(TILE, count), count)];
            for (int first = 0; first < count; first += TILE) {
                int rows = Math.min(TILE, count - first);
                likelihoods.fill(first, rows, tile);
                for (int row = 0; row < rows; row++) {
                    add(tile, row * count, first + row);
                }
            }
        }

        /// One row: log-sum-exp over all j with the largest taken out, and over all j but k.
        private void add(double[] tile, int start, int k) {
            double own = tile[start + k];
            if (own == Double.NEGATIVE_INFINITY) {
                throw new ArithmeticException("pair " + k + " is impossible in the process");
            }
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < count; j++) {
                if (j != k) {
                    largest = Math.max(largest, tile[start + j]);
                }
            }
            if (largest == Double.NEGATIVE_INFINITY) {
                // Only x_k explains y_k: its mixture is p(y_k|x_k) / K, and without it zero.
                lower[k] = Math.log(count);
                upper[k] = Double.POSITIVE_INFINITY;
                weight[k] += 1;
                return;
            }
            // The row is scaled by its largest element other than its own, so that the sum without
            // that one does not come from a difference; the own one may be larger than all others by
            // more than a double holds.
            double others = 0;
            for (int j = 0; j < count; j++) {
                double e = j == k ? 0 : Math.exp(tile[start + j] - largest);
                tile[start + j] = e;
                others += e;
            }
            double advantage = own - largest - Math.log(others);
            double ownShare = Logistic.logistic(advantage);
            lower[k] = Math.log(count) + Logistic.logLogistic(advantage);
            upper[k] = Math.log(count - 1) + advantage;
            weight[k] += ownShare;
            double scale = 1 / others;
            double rest = (1 - ownShare) * scale;
            for (int j = 0; j < count; j++) {
                weight[j] += tile[start + j] * rest;
                weightWithoutItself[j] += tile[start + j] * scale;
            }
        }

        ContrastiveBracket bracket() {
            double log2 = Math.log(2);
            boolean saturated = Descriptive.mean(lower) > Math.log(count) - MARGIN_BITS * log2;
            Optional<String> warning = saturated
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "saturated: the lower end of %.3f bits is within %.0f bits of log2 K = %.3f, so both ends may"
                                    + " lie below the information: raise the number of pairs K or use another method",
                            Descriptive.mean(lower) / log2,
                            MARGIN_BITS,
                            Math.log(count) / log2))
                    : Optional.empty();
            boolean bounded = Arrays.stream(upper).allMatch(Double::isFinite);
            return new ContrastiveBracket(
                    estimate("lower end", lower, weight, warning),
                    bounded
                            ? Optional.of(estimate("upper end", upper, weightWithoutItself, warning))
                            : Optional.empty(),
                    saturated);
        }

        private Estimate estimate(String end, double[] terms, double[] weights, Optional<String> warning) {
            double[] influence = new double[count];
            Arrays.setAll(influence, k -> terms[k] - weights[k]);
            Estimate estimate = Estimate.of("I(x(t); x(t+1))", Descriptive.mean(terms), "contrastive, " + end, count)
                    .withBiasCorrection("none: the information is between the lower and the upper end")
                    .withStandardError(Descriptive.standardError(influence));
            return warning.map(estimate::withWarning).orElse(estimate);
        }
    }
}
