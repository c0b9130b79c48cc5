package org.gyre.core.special;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The logistic function and its relatives, without overflow or cancellation.
public final class Logistic {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    /// 1/k!, k = 2 … 13: the next term of the series is below 4·10⁻¹⁸ at ½ log 2.
    private static final double[] INVERSE_FACTORIALS = inverseFactorials();

    /// Worked out once: the compiler would take the logarithm again for every vector.
    private static final double PER_LOG_2 = 1 / Math.log(2);

    /// log 2 in two parts, of which the first times an exponent is exact.
    private static final double LOG_2_HIGH = 0.6931471803691238;

    private static final double LOG_2_LOW = 1.9082149292705877e-10;

    /// 1.5 · 2⁵², which rounds what is added to it to a whole number and shows it in its lowest bits.
    private static final double WHOLE = 0x1.8p52;

    /// The exponential of less is taken as that of this: still a normal number.
    private static final double LEAST = -708;

    private Logistic() {}

    private static double[] inverseFactorials() {
        double[] inverse = new double[12];
        double factorial = 1;
        for (int k = 2; k < 14; k++) {
            factorial *= k;
            inverse[k - 2] = 1 / factorial;
        }
        return inverse;
    }

    /// σ(x) = 1 / (1 + e^−x).
    public static double logistic(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /// log(p / (1 − p)) for p in [0, 1]; ±∞ at the ends.
    public static double logit(double p) {
        return Math.log(p) - Math.log1p(-p);
    }

    /// log(1 + e^x), also called softplus.
    public static double logOnePlusExp(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    /// log σ(x) = −log(1 + e^−x).
    public static double logLogistic(double x) {
        return -logOnePlusExp(-x);
    }

    /// σ(x) and σ(−x) of many numbers, several times faster than one by one. Nothing but sums,
    /// products and quotients of doubles: the same bits on every processor, compiled or not. Each
    /// within three units in the last place; neither is ever zero, since beyond ±708 the function
    /// stays where it is.
    ///
    /// @param x     numbers, not NaN
    /// @param count how many
    /// @param on    σ(x), written; may be `x` itself
    /// @param off   σ(−x), written; may be `x` itself
    public static void both(double[] x, int count, double[] on, double[] off) {
        for (int i = 0; i < count; i += LANES.length()) {
            VectorMask<Double> inside = LANES.indexInRange(i, count);
            DoubleVector value = DoubleVector.fromArray(LANES, x, i, inside);
            DoubleVector e = exponential(value.abs().neg().max(LEAST));
            DoubleVector one = DoubleVector.broadcast(LANES, 1);
            DoubleVector large = one.div(e.add(1));
            DoubleVector small = e.mul(large);
            VectorMask<Double> negative = value.compare(VectorOperators.LT, 0);
            large.blend(small, negative).intoArray(on, i, inside);
            small.blend(large, negative).intoArray(off, i, inside);
        }
    }

    /// σ(x) of many numbers; see [#both].
    public static void inPlace(double[] x, int count) {
        for (int i = 0; i < count; i += LANES.length()) {
            VectorMask<Double> inside = LANES.indexInRange(i, count);
            DoubleVector value = DoubleVector.fromArray(LANES, x, i, inside);
            DoubleVector e = exponential(value.abs().neg().max(LEAST));
            DoubleVector large = DoubleVector.broadcast(LANES, 1).div(e.add(1));
            large.blend(e.mul(large), value.compare(VectorOperators.LT, 0)).intoArray(x, i, inside);
        }
    }

    /// e^x = 2^k e^r with |r| ≤ ½ log 2 and the Taylor series of e^r.
    private static DoubleVector exponential(DoubleVector x) {
        DoubleVector shifted = x.mul(PER_LOG_2).add(WHOLE);
        DoubleVector k = shifted.sub(WHOLE);
        DoubleVector r = x.sub(k.mul(LOG_2_HIGH)).sub(k.mul(LOG_2_LOW));
        DoubleVector series = DoubleVector.broadcast(LANES, INVERSE_FACTORIALS[11]);
        for (int i = 10; i >= 0; i--) {
            series = series.mul(r).add(INVERSE_FACTORIALS[i]);
        }
        DoubleVector value = series.mul(r).mul(r).add(r).add(1);
        LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
        return value.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
    }
}
