package org.gyre.nets.infomax;

import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Counts coincidences within a step and from one step to the next, as integers:
///
///     same_ij = #{t : x_i(t+1) = x_j(t+1) = 1},   lagged_ij = #{t : x_i(t+1) = x_j(t) = 1}
///
/// Integer counts are exact and do not depend on the order of summation; centring comes at the end, in
/// [#covariances].
///
/// Two ways give the same counts, chosen window by window from the measured activity: sparse increments
/// over lists of spikes (k² work for k spikes), or bit planes, 64 time steps to a word, with population
/// counts (N² / 64 work).
public final class LagCounts implements RasterSink {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    /// Words of time (64 steps each) collected before the bit planes are counted.
    private static final int PLANES = 32;

    /// Measured cost of k² over that of N² bit-plane pairs of 64 steps: 9 to 11 for N from 50 to 1000.
    private static final double SPARSE_COST = 10;

    private final int units;
    private final int padded;
    private final int wordsPerStep;
    private final int[] same;
    private final int[] lagged;
    private final long[] first;
    private final long[] last;
    private long steps;

    private final int[] now;
    private final int[] before;
    private final long[] planes;
    private final long[] planesBefore;
    private final long[] transposed = new long[64];
    private int filled;

    /// Counts for N units: two tables of N² ints.
    public LagCounts(int units) {
        this.units = units;
        this.padded = (units + 63) & ~63;
        this.wordsPerStep = (units + 63) >>> 6;
        this.same = new int[Math.multiplyExact(units, padded)];
        this.lagged = new int[Math.multiplyExact(units, padded)];
        this.first = new long[wordsPerStep];
        this.last = new long[wordsPerStep];
        this.now = new int[units];
        this.before = new int[units];
        this.planes = new long[PLANES * padded];
        this.planesBefore = new long[PLANES * padded];
    }

    /// Number of transitions counted, T.
    public long steps() {
        return steps;
    }

    public void clear() {
        Arrays.fill(same, 0);
        Arrays.fill(lagged, 0);
        steps = 0;
        filled = 0;
    }

    @Override
    public void accept(long[] raster, int count, int words) {
        if (steps == 0) {
            System.arraycopy(raster, 0, first, 0, wordsPerStep);
        }
        System.arraycopy(raster, count * words, last, 0, wordsPerStep);
        steps += count;
        long squares = 0;
        for (int row = 1; row <= count; row++) {
            int spikes = 0;
            for (int w = 0; w < words; w++) {
                spikes += Long.bitCount(raster[row * words + w]);
            }
            squares += (long) spikes * spikes;
        }
        // Lagged pairs k², pairs of one step k²/2; planes: N² and N²/2 per 64 steps.
        if (squares * SPARSE_COST * 64 < (double) units * units * count) {
            countSparsely(raster, count, words);
        } else {
            collectPlanes(raster, count, words);
        }
    }

    private void countSparsely(long[] raster, int count, int words) {
        int[] current = now;
        int[] previous = before;
        int previousCount = list(raster, 0, words, previous);
        for (int row = 1; row <= count; row++) {
            int currentCount = list(raster, row * words, words, current);
            for (int a = 0; a < currentCount; a++) {
                int table = current[a] * padded;
                for (int b = a; b < currentCount; b++) {
                    same[table + current[b]]++;
                }
                for (int b = 0; b < previousCount; b++) {
                    lagged[table + previous[b]]++;
                }
            }
            int[] swap = current;
            current = previous;
            previous = swap;
            previousCount = currentCount;
        }
    }

    private static int list(long[] raster, int offset, int words, int[] out) {
        int count = 0;
        for (int w = 0; w < words; w++) {
            for (long bits = raster[offset + w]; bits != 0; bits &= bits - 1) {
                out[count++] = (w << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return count;
    }

    private void collectPlanes(long[] raster, int count, int words) {
        for (int from = 0; from < count; from += 64) {
            int width = Math.min(64, count - from);
            if (filled == PLANES) {
                countPlanes();
            }
            for (int w = 0; w < words; w++) {
                plane(raster, from * words + w, width, words, planesBefore, filled * padded + (w << 6));
                plane(raster, (from + 1) * words + w, width, words, planes, filled * padded + (w << 6));
            }
            filled++;
        }
    }

    /// Gathers one word of up to 64 rows and writes its transpose: bit t of output i is bit i of row t.
    private void plane(long[] raster, int offset, int width, int words, long[] out, int to) {
        for (int t = 0; t < width; t++) {
            transposed[t] = raster[offset + t * words];
        }
        Arrays.fill(transposed, width, 64, 0L);
        BitTranspose.transpose(transposed);
        System.arraycopy(transposed, 0, out, to, 64);
    }

    private void countPlanes() {
        if (filled == 0) {
            return;
        }
        int lanes = SPECIES.length();
        for (int i = 0; i < units; i++) {
            int table = i * padded;
            for (int j = i / lanes * lanes; j < units; j += lanes) {
                add(planes, planes, i, j, same, table);
            }
            for (int j = 0; j < units; j += lanes) {
                add(planes, planesBefore, i, j, lagged, table);
            }
        }
        filled = 0;
    }

    private void add(long[] rowPlanes, long[] columnPlanes, int i, int j, int[] counts, int table) {
        LongVector sum = LongVector.zero(SPECIES);
        for (int w = 0; w < filled; w++) {
            LongVector column = LongVector.fromArray(SPECIES, columnPlanes, w * padded + j);
            sum = sum.add(column.and(rowPlanes[w * padded + i]).lanewise(VectorOperators.BIT_COUNT));
        }
        for (int lane = 0; lane < SPECIES.length(); lane++) {
            counts[table + j + lane] += (int) sum.lane(lane);
        }
    }

    /// Covariances of T09 eq. 4 from the counts so far.
    ///
    /// C_ij = ⟨(x_i − p̄_i)(x_j − p̄_j)⟩ is the mean of the estimates at t and at t+1: the same C serves
    /// both diagonal blocks of D, and without that the ends of the record could make D indefinite. Both tables are
    /// read, none is changed.
    ///
    /// @param centre p̄, length N; a NaN entry is replaced by the measured rate of that unit (clamped inputs)
    /// @throws IllegalStateException if nothing was counted
    public LagCovariances covariances(double[] centre) {
        countPlanes();
        if (steps == 0) {
            throw new IllegalStateException("no step was counted");
        }
        double t = steps;
        double[] after = new double[units];
        double[] earlier = new double[units];
        double[] mean = new double[units];
        double[] c = new double[units];
        for (int i = 0; i < units; i++) {
            long fired = same[i * padded + i];
            after[i] = fired / t;
            earlier[i] = (fired + bit(first, i) - bit(last, i)) / t;
            mean[i] = 0.5 * (after[i] + earlier[i]);
            c[i] = Double.isNaN(centre[i]) ? mean[i] : centre[i];
        }
        double[] covariance = new double[units * units];
        double[] lag = new double[units * units];
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                int pairs = i <= j ? same[i * padded + j] : same[j * padded + i];
                double ends = 0.5 * (bit(first, i) * bit(first, j) - bit(last, i) * bit(last, j));
                covariance[i * units + j] = (pairs + ends) / t - c[i] * mean[j] - mean[i] * c[j] + c[i] * c[j];
                lag[i * units + j] = lagged[i * padded + j] / t - c[i] * earlier[j] - after[i] * c[j] + c[i] * c[j];
            }
        }
        return new LagCovariances(units, steps, covariance, lag, after, c);
    }

    private static int bit(long[] words, int unit) {
        return (int) (words[unit >>> 6] >>> (unit & 63)) & 1;
    }
}
