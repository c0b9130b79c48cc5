package org.gyre.measure.pairs;

import java.util.List;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gyre.core.BinaryRaster;

/// Strings of bits, 64 in a long, bit i in place i & 63 of long i >> 6. Bits beyond the end are zero.
final class Bits {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private Bits() {}

    /// The longs that so many bits take.
    static int words(long bits) {
        return Math.toIntExact((bits + 63) >>> 6);
    }

    /// The spikes of each unit of each trial, `[trial][unit][word of time]`.
    static long[][][] columns(List<BinaryRaster> trials) {
        long[][][] columns = new long[trials.size()][][];
        for (int r = 0; r < columns.length; r++) {
            BinaryRaster trial = trials.get(r);
            columns[r] = new long[trial.units()][words(trial.steps())];
            long[] raster = trial.words();
            int perStep = trial.wordsPerStep();
            for (int t = 0; t < trial.steps(); t++) {
                for (int w = 0; w < perStep; w++) {
                    for (long left = raster[t * perStep + w]; left != 0; left &= left - 1) {
                        columns[r][(w << 6) + Long.numberOfTrailingZeros(left)][t >>> 6] |= 1L << t;
                    }
                }
            }
        }
        return columns;
    }

    /// Copies bits `from … from + count − 1` to places `to …`; what lies there must be zero.
    static void copy(long[] source, long from, long[] target, long to, long count) {
        int place = (int) (to & 63);
        long done = Math.min(count, (64 - place) & 63);
        int word = (int) (to >>> 6);
        if (done > 0) {
            target[word++] |= (read(source, from) & ((1L << done) - 1)) << place;
        }
        int first = (int) ((from + done) >>> 6);
        int shift = (int) ((from + done) & 63);
        int whole = (int) ((count - done) >>> 6);
        if (shift == 0) {
            System.arraycopy(source, first, target, word, whole);
        } else {
            for (int w = 0; w < whole; w++) {
                target[word + w] = (source[first + w] >>> shift) | (source[first + w + 1] << (64 - shift));
            }
        }
        done += 64L * whole;
        if (done < count) {
            target[word + whole] |= read(source, from + done) & ((1L << (count - done)) - 1);
        }
    }

    /// The 64 bits from a place on; zeros beyond the end.
    private static long read(long[] source, long from) {
        int word = (int) (from >>> 6);
        int place = (int) (from & 63);
        long bits = source[word] >>> place;
        return place == 0 || word + 1 == source.length ? bits : bits | (source[word + 1] << (64 - place));
    }

    /// Numbers of ones that a string shares with each of others of the same length, four at a time so that
    /// its words are read once for all four.
    ///
    /// @param counts where they are written, from place `at` on
    static void shared(long[] one, long[][] others, int first, long[] counts, int at) {
        for (int i = first; i < others.length; i += 4) {
            // The last ones are counted again where fewer than four are left.
            int last = others.length - 1;
            shared(
                    one,
                    others[i],
                    others[Math.min(last, i + 1)],
                    others[Math.min(last, i + 2)],
                    others[Math.min(last, i + 3)],
                    counts,
                    at + i,
                    at + last);
        }
    }

    private static void shared(long[] one, long[] a, long[] b, long[] c, long[] d, long[] counts, int at, int last) {
        LongVector sumA = LongVector.zero(SPECIES);
        LongVector sumB = LongVector.zero(SPECIES);
        LongVector sumC = LongVector.zero(SPECIES);
        LongVector sumD = LongVector.zero(SPECIES);
        int w = 0;
        for (int bound = SPECIES.loopBound(one.length); w < bound; w += SPECIES.length()) {
            LongVector x = LongVector.fromArray(SPECIES, one, w);
            sumA = sumA.add(x.and(LongVector.fromArray(SPECIES, a, w)).lanewise(VectorOperators.BIT_COUNT));
            sumB = sumB.add(x.and(LongVector.fromArray(SPECIES, b, w)).lanewise(VectorOperators.BIT_COUNT));
            sumC = sumC.add(x.and(LongVector.fromArray(SPECIES, c, w)).lanewise(VectorOperators.BIT_COUNT));
            sumD = sumD.add(x.and(LongVector.fromArray(SPECIES, d, w)).lanewise(VectorOperators.BIT_COUNT));
        }
        long countA = sumA.reduceLanes(VectorOperators.ADD);
        long countB = sumB.reduceLanes(VectorOperators.ADD);
        long countC = sumC.reduceLanes(VectorOperators.ADD);
        long countD = sumD.reduceLanes(VectorOperators.ADD);
        for (; w < one.length; w++) {
            countA += Long.bitCount(one[w] & a[w]);
            countB += Long.bitCount(one[w] & b[w]);
            countC += Long.bitCount(one[w] & c[w]);
            countD += Long.bitCount(one[w] & d[w]);
        }
        long[] found = {countA, countB, countC, countD};
        System.arraycopy(found, 0, counts, at, Math.min(4, last - at + 1));
    }

    /// Number of ones.
    static long ones(long[] bits) {
        long count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }
}
