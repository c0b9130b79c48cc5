package org.gyre.nets.infomorphic;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Cuts a range into equal bins, closed on the right.
final class EqualBins {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    /// A place in the first bin, in units of a bin: for what lies below the range.
    private static final double FIRST = 0.5;

    private EqualBins() {}

    /// The bins of some values. What lies outside the range goes to the bins at the ends; all go to
    /// the first bin if the range is so small that a bin has no width.
    ///
    /// @param values  finite
    /// @param count   how many
    /// @param symbols bin of each value, from 0 on, written
    static void cut(double[] values, int count, int bins, double low, double high, int[] symbols) {
        double perUnit = bins / (high - low);
        if (!Double.isFinite(perUnit)) {
            // All values are the same.
            Arrays.fill(symbols, 0, count, 0);
            return;
        }
        // In units of a bin, bin i is where i < place ≤ i + 1.
        int k = 0;
        for (; k < DOUBLES.loopBound(count); k += DOUBLES.length()) {
            DoubleVector place = DoubleVector.fromArray(DOUBLES, values, k)
                    .sub(low)
                    .mul(perUnit)
                    .max(FIRST)
                    .min(bins);
            IntVector whole = (IntVector) place.convertShape(VectorOperators.D2I, INTS, 0);
            VectorMask<Double> atEnd =
                    place.compare(VectorOperators.EQ, whole.convertShape(VectorOperators.I2D, DOUBLES, 0));
            whole.sub(1, atEnd.cast(INTS)).intoArray(symbols, k);
        }
        for (; k < count; k++) {
            double place = Math.min(Math.max((values[k] - low) * perUnit, FIRST), bins);
            int whole = (int) place;
            symbols[k] = whole == place ? whole - 1 : whole;
        }
    }
}
