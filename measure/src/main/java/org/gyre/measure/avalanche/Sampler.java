package org.gyre.measure.avalanche;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.random.Binomial;

/// Draws from a [Distribution] by inversion: a uniform number u becomes the x at which P(X > x) first falls to u or
/// below.
///
/// Discrete laws keep their first survival probabilities in a table; what lies beyond is found by doubling and
/// bisection. Immutable.
public final class Sampler {
    private static final int TABLE = 4096;

    /// Values beyond this are not told apart; a whole number beyond 2⁵³ is not exact anyway.
    private static final double LARGEST = 0x1p53;

    private final Distribution law;
    private final double[] survival;

    /// Prepares draws from a law.
    public Sampler(Distribution law) {
        this.law = law;
        Support support = law.support();
        if (support.discrete()) {
            double span = Math.min(TABLE, support.to() - support.from() + 1);
            survival = new double[(int) span + 1];
            survival[0] = 1;
            for (int k = 1; k < survival.length; k++) {
                double next = survival[k - 1] - Math.exp(law.logProbability(support.from() + k - 1));
                // Exact values now and then keep the rounding of the running difference small.
                survival[k] = k % 64 == 0 ? law.survival(support.from() + k) : Math.max(0, next);
            }
        } else {
            survival = new double[0];
        }
    }

    /// One value.
    public double draw(RandomGenerator random) {
        double u = 1 - random.nextDouble();
        return law.support().discrete() ? whole(u) : real(u);
    }

    /// `n` values, counted. For a discrete law the cost grows with the number of distinct values,
    /// not with n.
    ///
    /// @throws InputException if a value of a continuous law is beyond what a double holds
    public Tally draw(long n, RandomGenerator random) {
        if (!law.support().discrete()) {
            double[] values = new double[Math.toIntExact(n)];
            Arrays.setAll(values, i -> finite(draw(random)));
            return Tally.of(values);
        }
        double from = law.support().from();
        long left = n;
        int k = 0;
        int distinct = 0;
        double[] values = new double[survival.length - 1];
        long[] counts = new long[values.length];
        // How many of those that are left have the next value is binomial; once fewer than one does,
        // it is quicker to draw the rest one by one.
        for (; k < values.length && left * (1 - survival[k + 1] / survival[k]) >= 1; k++) {
            long here = Binomial.draw(random, left, 1 - survival[k + 1] / survival[k]);
            if (here > 0) {
                values[distinct] = from + k;
                counts[distinct++] = here;
                left -= here;
            }
        }
        Tally often = Tally.of(Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct));
        double[] rest = new double[Math.toIntExact(left)];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = whole(survival[k] * (1 - random.nextDouble()));
        }
        return often.followedBy(Tally.of(rest));
    }

    private static double finite(double x) {
        if (x == Double.POSITIVE_INFINITY) {
            throw new InputException("the fitted law has values beyond the largest number that a double holds;"
                    + " give it an upper end with xmax");
        }
        return x;
    }

    /// The smallest whole x with P(X ≥ x + 1) < u, u in (0, 1].
    private double whole(double u) {
        double from = law.support().from();
        int last = survival.length - 1;
        if (survival[last] < u) {
            int low = 0;
            int high = last;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (survival[middle] < u) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return from + high - 1;
        }
        // Invariant: P(X ≥ low) ≥ u > P(X ≥ high)
        double low = from + last;
        double step = last;
        double guess = law instanceof PowerLaw power ? Math.floor(power.quantile(u)) - 1 : Double.NaN;
        if (guess > low && guess < law.support().to() && guess < LARGEST && law.survival(guess) >= u) {
            low = guess;
            step = 2;
        }
        double high = low + step;
        while (high < law.support().to() && high < LARGEST && law.survival(high) >= u) {
            low = high;
            step *= 2;
            high += step;
        }
        high = Math.min(high, Math.min(LARGEST, law.support().to() + 1));
        while (high - low > 1) {
            double middle = Math.floor(0.5 * (low + high));
            if (law.survival(middle) < u) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high - 1;
    }

    private double real(double u) {
        Support support = law.support();
        if (law instanceof PowerLaw powerLaw) {
            return real(powerLaw.exponent() - 1, support, u);
        }
        double low = support.from();
        double high = support.bounded() ? support.to() : 2 * low;
        while (!support.bounded() && law.survival(high) >= u && high < Double.MAX_VALUE / 4) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
            double middle = 0.5 * (low + high);
            if (law.survival(middle) < u) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /// The continuous power law in closed form: y = log(x/xmin) has P(Y > y) ∝ e^(−ay) − e^(−at), t =
    /// log(xmax/xmin).
    private static double real(double a, Support support, double u) {
        if (!support.bounded()) {
            return support.from() * Math.exp(-Math.log(u) / a);
        }
        double t = support.logWidth();
        double y = Math.abs(a * t) < 1e-9 ? (1 - u) * t : -Math.log1p((1 - u) * Math.expm1(-a * t)) / a;
        // The quotient x/xmin may be beyond what a double holds where x is not.
        double x = y < 700 ? support.from() * Math.exp(y) : Math.exp(Math.log(support.from()) + y);
        return Math.min(support.to(), x);
    }
}
