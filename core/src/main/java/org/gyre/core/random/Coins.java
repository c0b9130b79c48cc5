package org.gyre.core.random;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Tosses of coins that each have a probability of their own.
public final class Coins {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorShape HALF = VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, HALF);
    private static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, HALF);

    private Coins() {}

    /// 1 where a word, as a fraction of 2³² without a sign, is below the probability, else `tails`.
    ///
    /// @param words random, `[sample]`
    /// @param on    probabilities of 1, `[sample]`
    /// @param count samples
    /// @param tails what is written instead of 1
    /// @param out   written from `row` on
    public static void toss(int[] words, double[] on, int count, float tails, float[] out, int row) {
        int k = 0;
        for (; k < DOUBLES.loopBound(count); k += DOUBLES.length()) {
            // Processors convert words with a sign only: 2³¹ is taken off before and put back after.
            IntVector word = IntVector.fromArray(INTS, words, k).lanewise(VectorOperators.XOR, Integer.MIN_VALUE);
            DoubleVector fraction = ((DoubleVector) word.convertShape(VectorOperators.I2D, DOUBLES, 0))
                    .add(0x1p31)
                    .mul(0x1p-32);
            VectorMask<Double> below = fraction.compare(VectorOperators.LT, DoubleVector.fromArray(DOUBLES, on, k));
            FloatVector.broadcast(FLOATS, tails).blend(1, below.cast(FLOATS)).intoArray(out, row + k);
        }
        for (; k < count; k++) {
            out[row + k] = Integer.toUnsignedLong(words[k]) * 0x1p-32 < on[k] ? 1 : tails;
        }
    }
}
