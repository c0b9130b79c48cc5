package org.gyre.measure.neighbour;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Counts in boxes of a space of some dimensions by ranks: once the ends of a box are found in the sorted columns, all
/// that is left are whole numbers and bits.
///
/// Points stand in the order of the first dimension, so that a box holds a stretch of them. For each other dimension a
/// table has, for every so many ranks, a row of bits that marks the points of lower rank; two rows tell which points
/// lie in a band of whole blocks, and the bands of all dimensions are met by a logical and. Points in a block that the
/// end of a box cuts are looked at one by one, sixteen at once. A count reads some hundred words where a tree would
/// visit as many nodes; the rows take n²/2048 bytes for each dimension, which is why many points are dealt out to
/// several counters by [SlabCounter].
final class RankCounter implements RangeCounter {
    private static final VectorSpecies<Integer> RANKS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_PREFERRED;
    private static final int WORD_SHIFT = 6;
    private static final int FEWEST_IN_A_BLOCK = 64;
    private static final int MOST_BLOCKS = 256;

    private final SortedColumn[] sorted;
    /// `[e][f][rank in e]`: the rank in dimension f of the point with a rank in dimension e ≥ 1, with room behind.
    private final int[][][] ranks;
    /// `[e][block][word]`: the points of lower rank in dimension e ≥ 1 than the block's first.
    private final long[][] rows;

    /// Words in a row.
    private final int words;
    /// log₂ of the ranks in a block.
    private final int blockShift;

    /// @param columns `[dimension][sample]`, two dimensions or more; not changed
    RankCounter(double[]... columns) {
        int dimensions = columns.length;
        int n = columns[0].length;
        words = (n + Long.SIZE - 1) >> WORD_SHIFT;
        int block = FEWEST_IN_A_BLOCK;
        while ((long) block * MOST_BLOCKS < n) {
            block *= 2;
        }
        blockShift = Integer.numberOfTrailingZeros(block);
        sorted = new SortedColumn[dimensions];
        int[][] bySample = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            sorted[d] = SortedColumn.of(columns[d]);
            bySample[d] = sorted[d].ranks(columns[d]);
        }
        ranks = new int[dimensions][dimensions][];
        rows = new long[dimensions][];
        for (int e = 1; e < dimensions; e++) {
            for (int f = 0; f < dimensions; f++) {
                if (f != e) {
                    ranks[e][f] = inOrder(bySample[e], bySample[f]);
                }
            }
            rows[e] = rows(ranks[e][0], n);
        }
    }

    /// The ranks in one dimension in the order of those in another.
    private static int[] inOrder(int[] order, int[] ranks) {
        int[] ordered = new int[order.length + RANKS.length()];
        for (int sample = 0; sample < order.length; sample++) {
            ordered[order[sample]] = ranks[sample];
        }
        return ordered;
    }

    private long[] rows(int[] places, int n) {
        int blocks = n >> blockShift;
        long[] bits = new long[(blocks + 1) * words + WORDS.length()];
        for (int block = 1; block <= blocks; block++) {
            int row = block * words;
            System.arraycopy(bits, row - words, bits, row, words);
            for (int rank = (block - 1) << blockShift; rank < (block << blockShift); rank++) {
                bits[row + (places[rank] >> WORD_SHIFT)] |= 1L << places[rank];
            }
        }
        return bits;
    }

    @Override
    public int count(double[] centre, double[] reach) {
        int dimensions = sorted.length;
        int[] from = new int[dimensions];
        int[] to = new int[dimensions];
        for (int d = 0; d < dimensions; d++) {
            if (!(reach[d] > 0)) {
                return 0;
            }
            from[d] = sorted[d].below(centre[d], reach[d]);
            to[d] = sorted[d].above(centre[d], reach[d]);
            if (to[d] <= from[d]) {
                return 0;
            }
        }
        // Takes off what is cut in one dimension after the other, until whole blocks are left.
        int count = 0;
        for (int d = 1; d < dimensions; d++) {
            int inner = (((from[d] - 1) >> blockShift) + 1) << blockShift;
            int outer = (to[d] >> blockShift) << blockShift;
            if (outer <= inner) {
                return count + single(d, from[d], to[d], from, to);
            }
            count += single(d, from[d], inner, from, to) + single(d, outer, to[d], from, to);
            from[d] = inner;
            to[d] = outer;
        }
        return count + whole(from, to);
    }

    /// Points with ranks `first` ≤ rank < `end` in dimension d that lie in the box in all others.
    private int single(int d, int first, int end, int[] from, int[] to) {
        int count = 0;
        for (int rank = first; rank < end; rank += RANKS.length()) {
            VectorMask<Integer> inside = RANKS.indexInRange(rank, end);
            for (int f = 0; f < from.length; f++) {
                if (f != d) {
                    inside = IntVector.fromArray(RANKS, ranks[d][f], rank)
                            .sub(from[f])
                            .compare(VectorOperators.ULT, to[f] - from[f])
                            .and(inside);
                }
            }
            count += inside.trueCount();
        }
        return count;
    }

    /// Points in a box of whole blocks.
    private int whole(int[] from, int[] to) {
        int first = from[0] >> WORD_SHIFT;
        int last = (to[0] - 1) >> WORD_SHIFT;
        LongVector counts = LongVector.zero(WORDS);
        for (int word = first; word <= last; word += WORDS.length()) {
            LongVector inside = LongVector.broadcast(WORDS, -1);
            for (int d = 1; d < from.length; d++) {
                LongVector below = LongVector.fromArray(WORDS, rows[d], row(from[d]) + word);
                LongVector above = LongVector.fromArray(WORDS, rows[d], row(to[d]) + word);
                inside = inside.and(above.lanewise(VectorOperators.XOR, below));
            }
            LongVector bits = inside.lanewise(VectorOperators.BIT_COUNT);
            counts = counts.add(bits, WORDS.indexInRange(word, last + 1));
        }
        long before = word(first, from, to) & ~(-1L << from[0]);
        long behind = word(last, from, to) & ~(-1L >>> -to[0]);
        return (int) counts.reduceLanes(VectorOperators.ADD) - Long.bitCount(before) - Long.bitCount(behind);
    }

    private long word(int word, int[] from, int[] to) {
        long inside = -1;
        for (int d = 1; d < from.length; d++) {
            inside &= rows[d][row(to[d]) + word] ^ rows[d][row(from[d]) + word];
        }
        return inside;
    }

    private int row(int rank) {
        return (rank >> blockShift) * words;
    }
}
