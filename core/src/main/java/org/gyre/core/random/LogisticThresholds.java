package org.gyre.core.random;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Random thresholds that turn a saturating logistic unit into a comparison.
///
/// A unit that fires with probability p_max / (1 + e⁻ᵃ) fires exactly when a uniform draw u lies below that,
/// that is when
///
///     a > θ(u) = log( u / (p_max − u) ),     θ = +∞ for u ≥ p_max
///
/// θ does not depend on the state of the network, so it is drawn in bulk and ahead of time; the loop over
/// time steps keeps only the comparison. Draw `w` uses word `w` of the stream.
///
/// Accuracy: u has 31 random bits, rounded to float; θ is within 4 · 10⁻⁷ (1 + |θ|) of the real
/// logarithm. The rewriting of the logarithm (exponents apart, one division, a polynomial in the squared
/// inverse-hyperbolic-tangent argument) is guarded by `LogisticThresholdsTest`.
public final class LogisticThresholds {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    private static final float SCALE = 0x1p-31f;
    private static final float LN2 = 0.6931472f;
    private static final int MANTISSA = 0x007fffff;
    private static final int ONE = 0x3f800000;

    /// Coefficients of 2 artanh(s) / s in z = s² on [0, 1/9], from interpolation at Chebyshev nodes; relative
    /// error below 4 · 10⁻⁹.
    private static final float C0 = 2.0f;

    private static final float C1 = 0.66666317f;
    private static final float C2 = 0.40024853f;
    private static final float C3 = 0.27961418f;
    private static final float C4 = 0.2817466f;

    private LogisticThresholds() {}

    /// Draws `out.length` (or fewer) thresholds.
    ///
    /// @param counter index of the first word, a multiple of [RandomStream#GROUP]
    /// @param pMax ceiling of the firing probability, in (0, 1]
    /// @param scratch at least `count` ints, overwritten
    /// @param out receives `count` thresholds
    /// @param count a multiple of [RandomStream#GROUP]
    public static void fill(RandomStream stream, long counter, float pMax, int[] scratch, float[] out, int count) {
        if (count % RandomStream.GROUP != 0) {
            throw new IllegalArgumentException("count = " + count + ": must be a multiple of " + RandomStream.GROUP);
        }
        stream.fillInts(counter, scratch, 0, count);
        for (int i = 0; i < count; i += FLOATS.length()) {
            IntVector words = IntVector.fromArray(INTS, scratch, i);
            FloatVector u = ((FloatVector)
                            words.lanewise(VectorOperators.LSHR, 1).convert(VectorOperators.I2F, 0))
                    .add(0.5f)
                    .mul(SCALE);
            FloatVector rest = u.neg().add(pMax);
            VectorMask<Float> never = rest.compare(VectorOperators.LE, 0f);
            IntVector a = u.reinterpretAsInts();
            IntVector b = rest.reinterpretAsInts();
            FloatVector exponent = (FloatVector) a.lanewise(VectorOperators.LSHR, 23)
                    .sub(b.lanewise(VectorOperators.LSHR, 23))
                    .convert(VectorOperators.I2F, 0);
            FloatVector ma = a.and(MANTISSA).or(ONE).reinterpretAsFloats();
            FloatVector mb = b.and(MANTISSA).or(ONE).reinterpretAsFloats();
            FloatVector s = ma.sub(mb).div(ma.add(mb));
            FloatVector z = s.mul(s);
            FloatVector p = z.mul(C4).add(C3);
            p = p.mul(z).add(C2);
            p = p.mul(z).add(C1);
            p = p.mul(z).add(C0);
            exponent.mul(LN2)
                    .add(s.mul(p))
                    .blend(Float.POSITIVE_INFINITY, never)
                    .intoArray(out, i);
        }
    }

    /// The threshold of one word: the scalar twin of [#fill], same bits.
    static float threshold(int word, float pMax) {
        float u = ((word >>> 1) + 0.5f) * SCALE;
        float rest = -u + pMax;
        if (rest <= 0f) {
            return Float.POSITIVE_INFINITY;
        }
        int a = Float.floatToRawIntBits(u);
        int b = Float.floatToRawIntBits(rest);
        float exponent = (a >>> 23) - (b >>> 23);
        float ma = Float.intBitsToFloat((a & MANTISSA) | ONE);
        float mb = Float.intBitsToFloat((b & MANTISSA) | ONE);
        float s = (ma - mb) / (ma + mb);
        float z = s * s;
        float p = z * C4 + C3;
        p = p * z + C2;
        p = p * z + C1;
        p = p * z + C0;
        return exponent * LN2 + s * p;
    }
}
