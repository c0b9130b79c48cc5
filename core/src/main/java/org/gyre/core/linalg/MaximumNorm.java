package org.gyre.core.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The largest magnitude of many numbers.
public final class MaximumNorm {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    /// All bits but the sign. Of numbers that are not negative the bits have the order of the numbers,
    /// infinity and NaN above all others.
    private static final long MAGNITUDE = Long.MAX_VALUE;

    private MaximumNorm() {}

    /// max |xᵢ|: infinite if one is, and NaN if one is.
    ///
    /// @param x     numbers
    /// @param count how many; of none the largest is 0
    public static double of(double[] x, int count) {
        LongVector most = DoubleVector.zero(LANES).reinterpretAsLongs();
        int i = 0;
        for (; i < LANES.loopBound(count); i += LANES.length()) {
            most = most.max(
                    DoubleVector.fromArray(LANES, x, i).reinterpretAsLongs().and(MAGNITUDE));
        }
        long largest = most.reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            largest = Math.max(largest, Double.doubleToRawLongBits(x[i]) & MAGNITUDE);
        }
        return Double.longBitsToDouble(largest);
    }
}
