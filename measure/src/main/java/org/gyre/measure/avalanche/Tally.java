package org.gyre.measure.avalanche;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.random.Binomial;
import org.jspecify.annotations.Nullable;

/// A sample of positive numbers as distinct values in ascending order and how often each occurs. Immutable.
public final class Tally {
    /// Integers that are counted in a table, whatever the size of the sample.
    private static final int LONGEST_TABLE = 1 << 16;

    private final double[] values;
    private final double[] logs;
    private final long[] counts;
    /// How many values lie below each distinct value.
    private final long[] ranks;

    private final long total;
    private final double mean;
    private final double logSum;
    private final double deviationOfLog;
    /// Made when first asked for; two threads that ask at once make the same.
    private @Nullable LogCells logCells;

    private Tally(double[] values, long[] counts) {
        this(values, counts, Arrays.stream(values).map(Math::log).toArray());
    }

    private Tally(double[] values, long[] counts, double[] logs) {
        this.values = values;
        this.counts = counts;
        this.logs = logs;
        ranks = new long[values.length];
        long n = 0;
        double s = 0;
        double l = 0;
        for (int i = 0; i < values.length; i++) {
            ranks[i] = n;
            n += counts[i];
            s += counts[i] * values[i];
            l += counts[i] * logs[i];
        }
        total = n;
        mean = Double.isFinite(s) ? s / n : scaledMean();
        logSum = l;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += counts[i] * (logs[i] - l / n) * (logs[i] - l / n);
        }
        deviationOfLog = Math.sqrt(squares / n);
    }

    /// The mean of values whose sum is no double any more.
    private double scaledMean() {
        double share = 0;
        for (int i = 0; i < values.length; i++) {
            share += counts[i] * (values[i] / maximum());
        }
        return share / total * maximum();
    }

    /// A tally from its parts.
    ///
    /// @param values strictly ascending, positive, finite
    /// @param counts one positive count for each value
    /// @throws IllegalArgumentException if they are not
    public static Tally of(double[] values, long[] counts) {
        if (values.length != counts.length) {
            throw new IllegalArgumentException(values.length + " values, but " + counts.length + " counts");
        }
        for (int i = 0; i < values.length; i++) {
            boolean ascending = values[i] > (i == 0 ? 0 : values[i - 1]);
            if (!ascending || values[i] == Double.POSITIVE_INFINITY || counts[i] <= 0) {
                throw new IllegalArgumentException("value[" + i + "] = " + values[i] + " with count " + counts[i]
                        + ": values must be positive and ascending, counts positive");
            }
        }
        return new Tally(values.clone(), counts.clone());
    }

    /// Counts a sample.
    ///
    /// @param sample positive, finite numbers in any order
    /// @throws InputException if a value is not positive and finite
    public static Tally of(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double[] values = new double[sorted.length];
        long[] counts = new long[sorted.length];
        int distinct = 0;
        for (double x : sorted) {
            if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
                throw new InputException("the sample holds the value " + x
                        + "; a heavy-tailed law is fitted to positive finite numbers: remove it first");
            }
            if (distinct > 0 && values[distinct - 1] == x) {
                counts[distinct - 1]++;
            } else {
                values[distinct] = x;
                counts[distinct++] = 1;
            }
        }
        return new Tally(Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct));
    }

    /// Counts a sample of positive integers, without sorting it where a table of all integers up to the largest is not
    /// much longer than the sample.
    ///
    /// @throws InputException if a value is not positive
    public static Tally of(int[] sample) {
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (int x : sample) {
            smallest = Math.min(smallest, x);
            largest = Math.max(largest, x);
        }
        if (smallest < 1 || largest > LONGEST_TABLE + 4L * sample.length) {
            return of(Arrays.stream(sample).asDoubleStream().toArray());
        }
        int[] table = new int[largest + 1];
        for (int x : sample) {
            table[x]++;
        }
        int distinct = 0;
        double[] values = new double[Math.min(largest, sample.length)];
        long[] counts = new long[values.length];
        for (int x = 1; x <= largest; x++) {
            if (table[x] > 0) {
                values[distinct] = x;
                counts[distinct++] = table[x];
            }
        }
        return new Tally(Arrays.copyOf(values, distinct), Arrays.copyOf(counts, distinct));
    }

    /// Number of distinct values.
    public int distinct() {
        return values.length;
    }

    /// The i-th distinct value, ascending.
    public double value(int i) {
        return values[i];
    }

    /// How often the i-th value occurs.
    public long count(int i) {
        return counts[i];
    }

    /// log of the i-th value.
    double log(int i) {
        return logs[i];
    }

    /// The cells [x − ½, x + ½] of the values on the scale of logarithms.
    LogCells logCells() {
        LogCells cells = logCells;
        if (cells == null) {
            cells = new LogCells(values);
            logCells = cells;
        }
        return cells;
    }

    /// Sample size.
    public long total() {
        return total;
    }

    public double minimum() {
        return values[0];
    }

    public double maximum() {
        return values[values.length - 1];
    }

    public double mean() {
        return mean;
    }

    /// Mean of log x.
    public double meanLog() {
        return logSum / total;
    }

    /// Standard deviation of log x (divisor n).
    public double standardDeviationOfLog() {
        return deviationOfLog;
    }

    /// True if every value is a whole number.
    public boolean isWhole() {
        return Arrays.stream(values).allMatch(x -> x == Math.rint(x));
    }

    /// The values in [from, to] with their counts.
    public Tally between(double from, double to) {
        int first = lowerBound(from);
        int end = first;
        while (end < values.length && values[end] <= to) {
            end++;
        }
        return new Tally(
                Arrays.copyOfRange(values, first, end),
                Arrays.copyOfRange(counts, first, end),
                Arrays.copyOfRange(logs, first, end));
    }

    /// These values and larger ones.
    ///
    /// @throws IllegalArgumentException if the other values are not all larger
    Tally followedBy(Tally larger) {
        int n = values.length;
        double[] all = Arrays.copyOf(values, n + larger.values.length);
        long[] counted = Arrays.copyOf(counts, all.length);
        System.arraycopy(larger.values, 0, all, n, larger.values.length);
        System.arraycopy(larger.counts, 0, counted, n, larger.values.length);
        return of(all, counted);
    }

    /// A sample of `n` of these values, each drawn with the probability with which it occurs here.
    ///
    /// @param n 0 if there are no values
    Tally resample(long n, RandomGenerator random) {
        double[] drawn = new double[values.length];
        long[] counted = new long[values.length];
        int distinct = 0;
        long left = n;
        for (int i = 0; i < values.length && left > 0; i++) {
            long here = Binomial.draw(random, left, (double) counts[i] / (total - ranks[i]));
            if (here > 0) {
                drawn[distinct] = values[i];
                counted[distinct++] = here;
                left -= here;
            }
        }
        return new Tally(Arrays.copyOf(drawn, distinct), Arrays.copyOf(counted, distinct));
    }

    /// How many values lie in [from, to].
    long totalBetween(double from, double to) {
        return rank(lowerBound(Math.nextUp(to))) - rank(lowerBound(from));
    }

    private long rank(int i) {
        return i < ranks.length ? ranks[i] : total;
    }

    /// Index of the first value ≥ x.
    int lowerBound(double x) {
        int i = Arrays.binarySearch(values, x);
        return i >= 0 ? i : -i - 1;
    }
}
