package org.gyre.core.random;

import java.util.random.RandomGenerator;
import org.gyre.core.special.Gamma;

/// Draws from binomial laws in a time that does not grow with the number of trials.
///
/// Where few successes are expected, by inversion of the cumulative probability, term by term;
/// else by transformed rejection (Hörmann, J. Stat. Comput. Simul. 46:101 (1993), algorithm
/// BTRS). Both are exact but for rounding.
public final class Binomial {
    /// From this expected number of successes on, rejection works (Hörmann's bound) and is
    /// faster.
    private static final double MANY = 10;

    private Binomial() {}

    /// How many of `trials` independent trials succeed.
    ///
    /// @param trials n ≥ 0
    /// @param probability of success of each, in [0, 1]
    /// @throws IllegalArgumentException if they are not
    public static long draw(RandomGenerator random, long trials, double probability) {
        if (trials < 0 || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    trials + " trials with probability " + probability + ": must be 0 or more, and in [0, 1]");
        }
        if (probability > 0.5) {
            return trials - seldom(random, trials, 1 - probability);
        }
        return seldom(random, trials, probability);
    }

    private static long seldom(RandomGenerator random, long n, double p) {
        if (n == 0 || p == 0) {
            return 0;
        }
        return n * p < MANY ? inversion(random, n, p) : rejection(random, n, p);
    }

    private static long inversion(RandomGenerator random, long n, double p) {
        double odds = p / (1 - p);
        double term = Math.exp(n * Math.log1p(-p));
        double u = random.nextDouble() - term;
        long k = 0;
        while (u >= 0 && k < n && term > 0) {
            k++;
            term *= odds * (n - k + 1) / k;
            u -= term;
        }
        return k;
    }

    private static long rejection(RandomGenerator random, long n, double p) {
        double deviation = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double certain = 0.92 - 4.2 / b;
        double centre = n * p + 0.5;
        double mode = Math.floor((n + 1) * p);
        double logOdds = Math.log(p / (1 - p));
        double top = logFactorial(mode) + logFactorial(n - mode);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double room = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / room + b) * u + centre);
            if (room >= 0.07 && v <= certain) {
                return (long) k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            // The ratio of the law at k to that at its mode, against the density of the proposal.
            double logRatio = top - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
            if (Math.log(v * alpha / (a / (room * room) + b)) <= logRatio) {
                return (long) k;
            }
        }
    }

    private static double logFactorial(double k) {
        return Gamma.logGamma(k + 1);
    }
}
