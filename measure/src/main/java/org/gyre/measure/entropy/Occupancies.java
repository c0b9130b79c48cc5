package org.gyre.measure.entropy;

import java.util.Arrays;

/// What every estimator of entropy needs of a sample: how many symbols occurred how often, and how
/// many symbols were possible at all.
///
/// Symbols that occurred equally often are kept together, so that time and memory of an estimate go
/// with the number of *different* counts, at most √(2T) for T samples, and not with the alphabet. Two
/// samples with the same counts in any order are the same to the last bit. Immutable.
public final class Occupancies {
    /// Counts below this many per symbol are sorted by counting.
    private static final int FEW = 4;

    private static final double LOG_2 = StrictMath.log(2);

    private final long[] counts;
    private final long[] symbols;
    private final long total;
    private final long seen;
    private final double log2Possible;

    private Occupancies(long[] counts, long[] symbols, double log2Possible) {
        this.counts = counts;
        this.symbols = symbols;
        long sum = 0;
        long kinds = 0;
        for (int i = 0; i < counts.length; i++) {
            sum = Math.addExact(sum, Math.multiplyExact(counts[i], symbols[i]));
            kinds += symbols[i];
        }
        this.total = sum;
        this.seen = kinds;
        this.log2Possible = log2Possible;
    }

    /// Counts of an alphabet of which every symbol was seen.
    ///
    /// @param counts by symbol, in any order; zeros do not matter
    /// @throws IllegalArgumentException if a count is negative or all are zero
    public static Occupancies of(long... counts) {
        return of(counts, 0);
    }

    /// Counts of an alphabet of known size.
    ///
    /// @param counts by symbol, in any order; zeros do not matter
    /// @param log2Possible log₂ of the number of symbols K that are possible; at least those that
    ///     were seen are taken
    /// @throws IllegalArgumentException if a count is negative or all are zero
    public static Occupancies of(long[] counts, double log2Possible) {
        int[] few = new int[FEW * counts.length + 1];
        long[] many = new long[counts.length];
        int large = 0;
        for (long n : counts) {
            if (n < 0) {
                throw new IllegalArgumentException("a count is " + n + ": must not be negative");
            }
            if (n < few.length) {
                few[(int) n]++;
            } else {
                many[large++] = n;
            }
        }
        Arrays.sort(many, 0, large);
        long[] distinct = new long[counts.length];
        long[] symbols = new long[counts.length];
        int size = 0;
        for (int n = 1; n < few.length; n++) {
            if (few[n] > 0) {
                distinct[size] = n;
                symbols[size++] = few[n];
            }
        }
        for (int i = 0; i < large; i++) {
            if (size == 0 || distinct[size - 1] != many[i]) {
                distinct[size++] = many[i];
            }
            symbols[size - 1]++;
        }
        if (size == 0) {
            throw new IllegalArgumentException("no samples, hence no entropy");
        }
        return possible(Arrays.copyOf(distinct, size), Arrays.copyOf(symbols, size), log2Possible);
    }

    private static Occupancies possible(long[] counts, long[] symbols, double log2Possible) {
        double seen = StrictMath.log((double) Arrays.stream(symbols).sum()) / LOG_2;
        return new Occupancies(counts, symbols, Math.max(log2Possible, seen));
    }

    /// Number of different counts.
    public int size() {
        return counts.length;
    }

    /// The i-th smallest count, ≥ 1.
    public long count(int i) {
        return counts[i];
    }

    /// How many symbols occurred [#count] times, ≥ 1.
    public long symbols(int i) {
        return symbols[i];
    }

    /// Number of samples T ≥ 1.
    public long total() {
        return total;
    }

    /// Number of symbols that occurred.
    public long seen() {
        return seen;
    }

    /// How many symbols occurred exactly once.
    public long once() {
        return counts[0] == 1 ? symbols[0] : 0;
    }

    /// How many symbols occurred exactly twice.
    public long twice() {
        int place = Arrays.binarySearch(counts, 2);
        return place >= 0 ? symbols[place] : 0;
    }

    /// log₂ of the number of symbols that are possible, at least of those that occurred.
    public double log2Possible() {
        return log2Possible;
    }

    /// Number of symbols K that are possible, ≥ [#seen]; infinite above 2¹⁰²³.
    public double possible() {
        double power = StrictMath.pow(2, log2Possible);
        return Math.max((double) seen, power < 1L << 52 ? Math.rint(power) : power);
    }

    /// The sample without one of the symbols that occurred [#count] times; needs T ≥ 2.
    Occupancies without(int i) {
        long[] lower = new long[counts.length + 1];
        long[] number = new long[counts.length + 1];
        int size = 0;
        for (int k = 0; k < counts.length; k++) {
            if (k == i && counts[k] > 1) {
                if (size > 0 && lower[size - 1] == counts[k] - 1) {
                    number[size - 1]++;
                } else {
                    lower[size] = counts[k] - 1;
                    number[size++] = 1;
                }
            }
            long left = symbols[k] - (k == i ? 1 : 0);
            if (left > 0) {
                lower[size] = counts[k];
                number[size++] = left;
            }
        }
        return possible(Arrays.copyOf(lower, size), Arrays.copyOf(number, size), log2Possible);
    }
}
