package org.gyre.core.special;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Natural logarithms of many numbers at once, several times faster than one by one where the processor has vectors.
///
/// With x = 2^k z, z from √½ to √2, f = z − 1 and s = f / (2 + f),
///
///     log x = k log 2 + log(1 + f),   log(1 + f) = 2 artanh s = f − (f²/2 − s (f²/2 + R(s²)))
///
/// where R is the polynomial of the C library of Sun (e_log.c, 1993), s² (L₁ + L₂ s² + …). Nothing but sums, products
/// and one quotient of doubles: the same bits on every processor, compiled or not, which the logarithm of the Vector
/// API has not. Within two units in the last place.
public final class Logarithms {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    private static final double[] POLYNOMIAL = {
        0.6666666666666735,
        0.3999999999940942,
        0.2857142874366239,
        0.22222198432149784,
        0.1818357216161805,
        0.15313837699209373,
        0.14798198605116586
    };

    /// log 2 in two parts, of which the first times an exponent is exact.
    private static final double LOG_2_HIGH = 0.6931471803691238;

    private static final double LOG_2_LOW = 1.9082149292705877e-10;

    /// The bits of √½, less than one unit of its upper half away.
    private static final long ROOT_HALF = 0x3fe6a09e00000000L;

    private static final long EXPONENT = 0xfff0000000000000L;

    /// Denormal numbers are multiplied by this power of two first.
    private static final int LIFT = 54;

    /// 1.5 · 2⁵², to whose bits a small whole number may be added to have it as a double.
    private static final double WHOLE = 0x1.8p52;

    private Logarithms() {}

    /// Puts the logarithm of each number in its place. The logarithm of a number does not depend on where it stands.
    ///
    /// @param values finite and not negative; zero becomes −∞
    public static void inPlace(double[] values) {
        inPlace(values, values.length);
    }

    /// The same for the first numbers of an array.
    public static void inPlace(double[] values, int count) {
        for (int i = 0; i < count; i += LANES.length()) {
            VectorMask<Double> inside = LANES.indexInRange(i, count);
            logarithm(DoubleVector.fromArray(LANES, values, i, inside)).intoArray(values, i, inside);
        }
    }

    private static DoubleVector logarithm(DoubleVector x) {
        VectorMask<Double> denormal = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
        LongVector bits = x.mul(0x1p54, denormal).reinterpretAsLongs();
        LongVector offset = bits.sub(ROOT_HALF);
        LongVector exponent = offset.lanewise(VectorOperators.ASHR, 52);
        DoubleVector k = exponent.add(Double.doubleToRawLongBits(WHOLE))
                .reinterpretAsDoubles()
                .sub(WHOLE);
        k = k.sub(LIFT, denormal);
        DoubleVector f = bits.sub(offset.and(EXPONENT)).reinterpretAsDoubles().sub(1);
        DoubleVector s = f.div(f.add(2));
        DoubleVector square = s.mul(s);
        DoubleVector r = square.mul(POLYNOMIAL[6]);
        for (int i = 5; i >= 0; i--) {
            r = r.add(POLYNOMIAL[i]).mul(square);
        }
        DoubleVector half = f.mul(0.5).mul(f);
        DoubleVector rest = half.sub(s.mul(half.add(r)).add(k.mul(LOG_2_LOW)));
        return k.mul(LOG_2_HIGH).sub(rest.sub(f)).blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
    }
}
