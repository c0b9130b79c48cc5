package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.special.Zeta;

/// Where the power law begins: the xmin at which the fitted power law has the smallest Kolmogorov–Smirnov distance
/// to the data above it (CSN section 3.3).
///
/// Every distinct value that leaves at least `minimumTail` values is tried; a candidate is dropped as soon as its
/// distance exceeds the best one. Cost O(candidates × distinct values) at worst, in practice far less. The distance
/// is two-sided, at and below each value; programs that look at one side only (powerlaw, plfit) can prefer a
/// neighbouring xmin. [FittingRange] chooses both ends.
public final class LowerCutoff {
    /// CSN, section 3.3: fits to fewer than about 50 values are not reliable.
    public static final long MINIMUM_TAIL = 50;

    private LowerCutoff() {}

    /// The power law from the best xmin on, without upper end.
    public static Fit select(Tally sample, boolean discrete) {
        return select(sample, discrete, Double.POSITIVE_INFINITY, MINIMUM_TAIL, Team.alone());
    }

    /// The power law from the best xmin on, with the same bits for any number of threads.
    ///
    /// @param xmax upper end, or +∞
    /// @param minimumTail the smallest number of values in [xmin, xmax] that a candidate must leave
    /// @param team threads that share the candidates
    /// @throws InputException if no candidate leaves enough values
    public static Fit select(Tally sample, boolean discrete, double xmax, long minimumTail, Team team) {
        return Family.POWER_LAW.fit(sample, support(sample, discrete, xmax, minimumTail, team));
    }

    private static Support support(Tally sample, boolean discrete, double xmax, long minimumTail, Team team) {
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
            throw new InputException("the sample has " + Plural.of(bounded.total(), "value") + ", " + distinct
                    + " of them distinct: a lower cut-off needs at least " + Math.max(minimumTail, 2)
                    + " values and two distinct ones; give xmin instead");
        }
        Search search = new Search(bounded, logs, tail, tailLog, new Support(bounded.value(0), xmax, discrete));
        return search.support(search.best(candidates, team));
    }

    /// A candidate with its own distance: the two never part.
    private record Candidate(int index, double distance) {
        Candidate nearer(Candidate other) {
            int order = Double.compare(distance, other.distance);
            return order < 0 || (order == 0 && index < other.index) ? this : other;
        }
    }

    /// The candidates and the smallest distance that any thread has met. That bound only saves work: a candidate is
    /// left early when it is farther than one that was met, so that the nearest one is always
    /// measured to the end.
    private static final class Search {
        /// Exponents are found from that of the candidate before in the same stretch, whoever works on it.
        private static final int STRETCH = 32;

        private final Tally sample;
        private final double[] logs;
        private final long[] tail;
        private final double[] tailLog;
        private final Support whole;
        /// Bits of a distance, which are ordered as distances are.
        private final AtomicLong bound = new AtomicLong(Double.doubleToRawLongBits(Double.POSITIVE_INFINITY));

        Search(Tally sample, double[] logs, long[] tail, double[] tailLog, Support whole) {
            this.sample = sample;
            this.logs = logs;
            this.tail = tail;
            this.tailLog = tailLog;
            this.whole = whole;
        }

        Support support(int candidate) {
            return new Support(sample.value(candidate), whole.to(), whole.discrete());
        }

        int best(int candidates, Team team) {
            // Some candidates spread over the range first, so that the bound is low when all are tried.
            Candidate best = nearest(0, candidates, Math.max(1, candidates / 16));
            Candidate[] found = new Candidate[(candidates + STRETCH - 1) / STRETCH];
            List<Runnable> stretches = new ArrayList<>();
            for (int k = 0; k < found.length; k++) {
                int stretch = k;
                int from = k * STRETCH;
                stretches.add(() -> found[stretch] = nearest(from, Math.min(from + STRETCH, candidates), 1));
            }
            team.run(stretches);
            for (Candidate candidate : found) {
                best = best.nearer(candidate);
            }
            return best.index;
        }

        private Candidate nearest(int from, int to, int stride) {
            Candidate nearest = new Candidate(from, Double.POSITIVE_INFINITY);
            double guess = 2;
            for (int i = from; i < to; i += stride) {
                Support support = support(i);
                guess = PowerLaw.exponent(tailLog[i] / tail[i], support, guess);
                double limit = Double.longBitsToDouble(bound.get());
                double distance = distance(sample, logs, tail, i, new PowerLaw(guess, support), limit);
                bound.accumulateAndGet(Double.doubleToRawLongBits(distance), Math::min);
                nearest = nearest.nearer(new Candidate(i, distance));
            }
            return nearest;
        }
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
