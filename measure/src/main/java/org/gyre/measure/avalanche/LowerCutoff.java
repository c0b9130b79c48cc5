package org.gyre.measure.avalanche;

import org.gyre.core.InputException;
import org.gyre.core.special.Zeta;

/// Where the power law begins: the xmin at which the fitted power law has the smallest Kolmogorov–Smirnov distance
/// to the data above it (CSN section 3.3).
///
/// Every distinct value that leaves at least `minimumTail` values is tried; a candidate is dropped as soon as its
/// distance exceeds the best one. Cost O(candidates × distinct values) at worst, in practice far less. The distance
/// is two-sided, at and below each value; programs that look at one side only (powerlaw, plfit) can prefer a
/// neighbouring xmin.
public final class LowerCutoff {
    /// CSN, section 3.3: fits to fewer than about 50 values are not reliable.
    public static final long MINIMUM_TAIL = 50;

    private LowerCutoff() {}

    /// The power law from the best xmin on, without upper end.
    public static Fit select(Tally sample, boolean discrete) {
        return select(sample, discrete, Double.POSITIVE_INFINITY, MINIMUM_TAIL);
    }

    /// The power law from the best xmin on.
    ///
    /// @param xmax upper end, or +∞
    /// @param minimumTail the smallest number of values in [xmin, xmax] that a candidate must leave
    /// @throws InputException if no candidate leaves enough values
    public static Fit select(Tally sample, boolean discrete, double xmax, long minimumTail) {
        return Family.POWER_LAW.fit(sample, support(sample, discrete, xmax, minimumTail));
    }

    private static Support support(Tally sample, boolean discrete, double xmax, long minimumTail) {
        Tally bounded = sample.between(0, xmax);
        int distinct = bounded.distinct();
        double[] logs = new double[distinct];
        double[] tailLog = new double[distinct + 1];
        long[] tail = new long[distinct + 1];
        for (int i = distinct - 1; i >= 0; i--) {
            logs[i] = Math.log(bounded.value(i));
            tail[i] = tail[i + 1] + bounded.count(i);
            tailLog[i] = tailLog[i + 1] + bounded.count(i) * logs[i];
        }
        int candidates = 0;
        // At least two distinct values must remain for a fit.
        while (candidates < distinct - 1 && tail[candidates] >= minimumTail) {
            candidates++;
        }
        if (candidates == 0) {
            throw new InputException("the sample has " + bounded.total() + " value(s), " + distinct
                    + " of them distinct: a lower cut-off needs at least " + Math.max(minimumTail, 2)
                    + " values and two distinct ones; give xmin instead");
        }
        int best = -1;
        double bestDistance = Double.POSITIVE_INFINITY;
        double guess = 2;
        // Some candidates spread over the range first, so that the bound is low when all are tried.
        int stride = Math.max(1, candidates / 16);
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < candidates; i += pass == 0 ? stride : 1) {
                Support support = new Support(bounded.value(i), xmax, discrete);
                double alpha = PowerLaw.exponent(tailLog[i] / tail[i], support, guess);
                guess = alpha;
                double distance = distance(bounded, logs, tail, i, new PowerLaw(alpha, support), bestDistance);
                if (distance < bestDistance || (distance == bestDistance && i < best)) {
                    best = i;
                    bestDistance = distance;
                }
            }
        }
        return new Support(bounded.value(best), xmax, discrete);
    }

    /// The distance of [Distribution#distance] for values `first …`, or some number above `limit` once that is
    /// passed.
    private static double distance(Tally sample, double[] logs, long[] tail, int first, PowerLaw law, double limit) {
        double n = tail[first];
        double alpha = law.exponent();
        boolean discrete = law.support().discrete();
        boolean fast = discrete && !law.support().bounded();
        double all = fast ? Zeta.hurwitz(alpha, sample.value(first)) : 1;
        double distance = 0;
        double previous = Double.NaN;
        double after = 1;
        for (int i = first; i < sample.distinct() && distance <= limit; i++) {
            double x = sample.value(i);
            double before;
            if (discrete && x == previous + 1) {
                before = after;
            } else if (fast) {
                before = (x > 15 + alpha ? Zeta.tail(alpha, x, logs[i]) : Zeta.hurwitz(alpha, x)) / all;
            } else {
                before = law.survival(x);
            }
            after = discrete
                    ? Math.max(0, before - (fast ? Math.exp(-alpha * logs[i]) / all : Math.exp(law.logProbability(x))))
                    : before;
            distance = Math.max(distance, Math.abs(before - tail[i] / n));
            distance = Math.max(distance, Math.abs(after - tail[i + 1] / n));
            previous = x;
        }
        return distance;
    }
}
