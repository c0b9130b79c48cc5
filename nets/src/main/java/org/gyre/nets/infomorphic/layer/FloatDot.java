package org.gyre.nets.infomorphic.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Inner products of stretches of single precision numbers. Lanes are always sixteen, so that the
/// sums have the same order, and the same bits, on every machine.
final class FloatDot {
    private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;

    private FloatDot() {}

    static float of(float[] a, int fromA, float[] b, int fromB, int count) {
        FloatVector low = FloatVector.zero(LANES);
        FloatVector high = FloatVector.zero(LANES);
        int width = LANES.length();
        int k = 0;
        for (; k + 2 * width <= count; k += 2 * width) {
            low = low.add(FloatVector.fromArray(LANES, a, fromA + k).mul(FloatVector.fromArray(LANES, b, fromB + k)));
            high = high.add(FloatVector.fromArray(LANES, a, fromA + k + width)
                    .mul(FloatVector.fromArray(LANES, b, fromB + k + width)));
        }
        float[] lanes = low.add(high).toArray();
        float sum = 0;
        for (float lane : lanes) {
            sum += lane;
        }
        for (; k < count; k++) {
            sum += a[fromA + k] * b[fromB + k];
        }
        return sum;
    }
}
