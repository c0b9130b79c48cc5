package org.gyre.nets.lif.layer;

import static org.gyre.nets.lif.layer.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gyre.nets.lif.Surrogate;

/// Surrogates of rows of potentials.
final class Slopes {
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /// 1/k!, of the series of the exponential, from k = 7 down to 0.
    private static final float[] SERIES = {1 / 5040f, 1 / 720f, 1 / 120f, 1 / 24f, 1 / 6f, 1 / 2f, 1, 1};

    private static final float PER_LOG_2 = (float) (1 / Math.log(2));
    /// log 2 in two parts, of which the first times an exponent is exact.
    private static final float LOG_2_HIGH = 355f / 512;

    private static final float LOG_2_LOW = (float) (Math.log(2) - LOG_2_HIGH);

    /// The exponential of less is taken as that of this: still a normal number.
    private static final float LEAST = -87;

    private static final int EXPONENT = 23;
    private static final int BIAS = 127;

    private Slopes() {}

    /// The slopes of one row.
    ///
    /// @param potential V before resets, the row `from` on
    /// @param threshold `[stride]`
    /// @param out       slopes, written `to` on
    static void of(Surrogate surrogate, float[] potential, int from, float[] threshold, float[] out, int to) {
        switch (surrogate) {
            case Surrogate.Flat() -> Arrays.fill(out, to, to + threshold.length, 1);
            case Surrogate.SuperSpike(double beta) -> superSpike((float) beta, potential, from, threshold, out, to);
            case Surrogate.Sigmoid(double beta, boolean scaled) ->
                sigmoid((float) beta, scaled ? (float) beta : 1, potential, from, threshold, out, to);
            case Surrogate.Esser(double beta) -> esser((float) beta, potential, from, threshold, out, to);
            case Surrogate.Arctan(double alpha) -> arctan((float) alpha, potential, from, threshold, out, to);
            case Surrogate.Gaussian(double beta) -> gaussian((float) beta, potential, from, threshold, out, to);
            case Surrogate.Boxcar(double beta) -> boxcar((float) beta, potential, from, threshold, out, to);
            case Surrogate.Custom custom -> custom(custom, potential, from, threshold, out, to);
        }
    }

    private static FloatVector distance(float[] v, int from, float[] threshold, int u) {
        return FloatVector.fromArray(FLOATS, v, from + u).sub(FloatVector.fromArray(FLOATS, threshold, u));
    }

    private static void superSpike(float beta, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            FloatVector d = distance(v, from, threshold, u).abs().mul(beta).add(1);
            FloatVector.broadcast(FLOATS, 1).div(d.mul(d)).intoArray(out, to + u);
        }
    }

    private static void sigmoid(float beta, float peak, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            FloatVector e = exponential(distance(v, from, threshold, u).abs().mul(-beta));
            FloatVector d = e.add(1);
            e.mul(peak).div(d.mul(d)).intoArray(out, to + u);
        }
    }

    private static void esser(float beta, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            FloatVector d = distance(v, from, threshold, u).abs().mul(beta);
            FloatVector.broadcast(FLOATS, 1).sub(d).max(0).intoArray(out, to + u);
        }
    }

    private static void arctan(float alpha, float[] v, int from, float[] threshold, float[] out, int to) {
        float scale = (float) (0.5 * Math.PI * alpha);
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            FloatVector x = distance(v, from, threshold, u).mul(scale);
            FloatVector.broadcast(FLOATS, 0.5f * alpha).div(x.mul(x).add(1)).intoArray(out, to + u);
        }
    }

    private static void gaussian(float beta, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            FloatVector x = distance(v, from, threshold, u).mul(beta);
            exponential(x.mul(x).neg()).intoArray(out, to + u);
        }
    }

    private static void boxcar(float beta, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u += FLOATS.length()) {
            VectorMask<Float> near =
                    distance(v, from, threshold, u).abs().mul(beta).compare(VectorOperators.LE, 1);
            FloatVector.zero(FLOATS).blend(1, near).intoArray(out, to + u);
        }
    }

    private static void custom(Surrogate.Custom custom, float[] v, int from, float[] threshold, float[] out, int to) {
        for (int u = 0; u < threshold.length; u++) {
            out[to + u] = (float) custom.slope(v[from + u] - threshold[u]);
        }
    }

    /// e^x of numbers that are not positive, within two units in the last place: 2ᵏ times a series.
    /// Sums and products alone, so that compiled or not the bits are the same.
    private static FloatVector exponential(FloatVector negative) {
        FloatVector x = negative.max(LEAST);
        IntVector k = (IntVector) x.mul(PER_LOG_2).sub(0.5f).convertShape(VectorOperators.F2I, INTS, 0);
        FloatVector whole = (FloatVector) k.convertShape(VectorOperators.I2F, FLOATS, 0);
        FloatVector r = x.sub(whole.mul(LOG_2_HIGH)).sub(whole.mul(LOG_2_LOW));
        FloatVector sum = FloatVector.broadcast(FLOATS, SERIES[0]);
        for (int i = 1; i < SERIES.length; i++) {
            sum = sum.mul(r).add(SERIES[i]);
        }
        FloatVector power = k.add(BIAS).lanewise(VectorOperators.LSHL, EXPONENT).reinterpretAsFloats();
        return sum.mul(power);
    }
}
