package org.gyre.measure.entropy;

import org.gyre.core.optimise.GoldenSection;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.Sum;

/// Mean and standard deviation of the entropy given a sample, under the NSB prior, in nats.
///
/// The integral over β runs over x = ln β, where its integrand is smooth and falls off exponentially on both
/// sides: as β^R below (R symbols seen), as 1/β above. The trapezoidal rule then converges faster than any
/// power of its step. Everything is kept as logarithms relative to the summit.
///
/// @param mean posterior mean
/// @param standardDeviation posterior standard deviation
record NsbPosterior(double mean, double standardDeviation) {
    /// The integrand is cut where it is e⁻⁴⁰ of its summit, and searched for up to here beyond where it can be.
    private static final double DEPTH = 40;

    private static final double MARGIN = 60;

    private static final double TOLERANCE = 1e-11;
    private static final int FIRST_STEPS = 32;
    private static final int MOST_STEPS = 1 << 14;

    /// Above this alphabet doubles run out; no sample can tell it from a larger one.
    private static final double LARGEST_LOG2 = 900;

    /// Above this β the two terms of ξ′ cancel, and their asymptotic series is exact.
    private static final double LARGE = 30;

    /// The posterior of a sample; K ≥ 2.
    static NsbPosterior of(Occupancies sample) {
        double possible = sample.log2Possible() > LARGEST_LOG2 ? StrictMath.pow(2, LARGEST_LOG2) : sample.possible();
        return new Integrand(sample, possible).integrate();
    }

    private record Integrand(Occupancies sample, double possible) {
        NsbPosterior integrate() {
            double left = -StrictMath.log(possible) - MARGIN;
            double right = StrictMath.log((double) sample.total()) + MARGIN;
            int points = (int) Math.ceil(right - left) + 1;
            double[] scan = new double[points];
            int best = 0;
            for (int i = 0; i < points; i++) {
                scan[i] = logWeight(left + i);
                best = scan[i] > scan[best] ? i : best;
            }
            double summit = GoldenSection.minimum(x -> -logWeight(x), left + best - 1, left + best + 1, 1e-9);
            double top = Math.max(scan[best], logWeight(summit));
            int first = 0;
            while (first < best && scan[first] < top - DEPTH) {
                first++;
            }
            int last = points - 1;
            while (last > best && scan[last] < top - DEPTH) {
                last--;
            }
            double from = edge(left + first - 1, Math.min(left + first, summit), top - DEPTH);
            double to = edge(left + last + 1, Math.max(left + last, summit), top - DEPTH);
            return trapezoid(from, to, top);
        }

        /// Just outside of where the integrand falls below a level, between a place outside and one inside.
        private double edge(double outside, double inside, double level) {
            double out = outside;
            double in = inside;
            for (int i = 0; i < 30; i++) {
                double middle = 0.5 * (out + in);
                if (logWeight(middle) < level) {
                    out = middle;
                } else {
                    in = middle;
                }
            }
            return out;
        }

        /// Halves the step until mean and variance stand.
        private NsbPosterior trapezoid(double from, double to, double top) {
            // About the first mean, so that the variance is not a difference of large numbers.
            double origin = moments(StrictMath.exp(0.5 * (from + to)))[0];
            double[] sums = new double[3];
            add(sums, from, (to - from) / FIRST_STEPS, FIRST_STEPS, top, origin);
            NsbPosterior before = result(sums, origin);
            for (int steps = FIRST_STEPS; steps < MOST_STEPS; steps *= 2) {
                double step = (to - from) / steps;
                add(sums, from + 0.5 * step, step, steps - 1, top, origin);
                NsbPosterior now = result(sums, origin);
                double scale = Math.max(now.mean, 1e-3);
                if (Math.abs(now.mean - before.mean) <= TOLERANCE * scale
                        && Math.abs(now.standardDeviation - before.standardDeviation)
                                <= 1e3 * TOLERANCE * now.standardDeviation) {
                    return now;
                }
                before = now;
            }
            return before;
        }

        private void add(double[] sums, double from, double step, int steps, double top, double origin) {
            for (int i = 0; i <= steps; i++) {
                double x = from + i * step;
                double weight = StrictMath.exp(logWeight(x) - top);
                double[] moments = moments(StrictMath.exp(x));
                double distance = moments[0] - origin;
                sums[0] += weight;
                sums[1] += weight * distance;
                sums[2] += weight * (moments[1] + distance * distance);
            }
        }

        private static NsbPosterior result(double[] sums, double origin) {
            double distance = sums[1] / sums[0];
            double variance = sums[2] / sums[0] - distance * distance;
            return new NsbPosterior(origin + distance, Math.sqrt(Math.max(0, variance)));
        }

        /// The logarithm of the evidence of β = eˣ times dξ/dx:
        ///
        ///     Γ(Kβ)/Γ(T + Kβ) Π Γ(n_i + β)/Γ(β) · β (K ψ′(Kβ + 1) − ψ′(β + 1))
        private double logWeight(double x) {
            double beta = StrictMath.exp(x);
            Sum sum = new Sum();
            for (int i = 0; i < sample.size(); i++) {
                sum.add(sample.symbols(i) * Gamma.logRising(beta, (double) sample.count(i)));
            }
            sum.add(-Gamma.logRising(possible * beta, (double) sample.total()));
            return sum.value() + x + StrictMath.log(slope(beta));
        }

        /// dξ/dβ > 0.
        private double slope(double beta) {
            if (beta < LARGE) {
                double y = possible * beta + 1;
                return possible / y * (1 + tau(y)) - Gamma.trigamma(beta + 1);
            }
            // ψ′(y + 1) = 1/y − 1/2y² + 1/6y³ − 1/30y⁵ + 1/42y⁷ − 1/30y⁹ (DLMF 5.15.8)
            double[] coefficients = {0.5, -1.0 / 6, 0, 1.0 / 30, 0, -1.0 / 42, 0, 1.0 / 30};
            double sum = 0;
            double power = 1 / beta;
            double shrunk = 1;
            for (double coefficient : coefficients) {
                power /= beta;
                shrunk /= possible;
                sum += coefficient * (1 - shrunk) * power;
            }
            return sum;
        }

        /// Mean and variance of the entropy under a Dirichlet law of parameters α_i = n_i + β, with A = Σ α_i and
        /// weights w_i = α_i/A:
        ///
        ///     mean     = ψ(A + 1) − Σ w_i ψ(α_i + 1)
        ///     variance = [Var_w ψ(α_i + 1) + Σ w_i τ(α_i + 1) − τ(A + 1)] / (A + 1),  τ(y) = y ψ′(y) − 1
        ///
        /// The second is Wolpert and Wolf's second moment less the square of the first, with the terms that
        /// cancel taken out by hand.
        private double[] moments(double beta) {
            double all = (double) sample.total() + possible * beta;
            double unseen = (possible - sample.seen()) * beta / all;
            double atUnseen = Gamma.digamma(beta + 1);
            double[] psi = new double[sample.size()];
            Sum mean = new Sum();
            Sum inner = new Sum();
            mean.add(unseen * atUnseen);
            inner.add(unseen * tau(beta + 1));
            for (int i = 0; i < psi.length; i++) {
                double alpha = sample.count(i) + beta;
                double weight = sample.symbols(i) * alpha / all;
                psi[i] = Gamma.digamma(alpha + 1);
                mean.add(weight * psi[i]);
                inner.add(weight * tau(alpha + 1));
            }
            inner.add(unseen * (atUnseen - mean.value()) * (atUnseen - mean.value()));
            for (int i = 0; i < psi.length; i++) {
                double weight = sample.symbols(i) * (sample.count(i) + beta) / all;
                double distance = psi[i] - mean.value();
                inner.add(weight * distance * distance);
            }
            return new double[] {
                Gamma.digamma(all + 1) - mean.value(), Math.max(0, inner.value() - tau(all + 1)) / (all + 1)
            };
        }

        /// y ψ′(y) − 1, y ≥ 1.
        private static double tau(double y) {
            if (y > LARGE) {
                // DLMF 5.15.8
                double square = 1 / (y * y);
                return (0.5 + (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square / 30))) / y) / y;
            }
            return y * Gamma.trigamma(y) - 1;
        }
    }
}
