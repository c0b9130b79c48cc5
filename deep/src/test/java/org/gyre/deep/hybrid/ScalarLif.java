package org.gyre.deep.hybrid;

import java.util.Map;
import java.util.TreeMap;

/// Leaky integrate-and-fire units without parameters, in the plainest loops that the equations give:
///
///     Vₜ = max(0, Iₜ + (1 − l) Vₜ₋₁ [Vₜ₋₁ ≤ θ]),   Sₜ = [Vₜ ≥ θ]
///
/// with a surrogate derivative of S. With [Surrogate#POTENTIAL] the output is V itself, without the
/// floor: a leaky sum, whose gradient finite differences can see.
final class ScalarLif implements Segment {
    enum Surrogate {
        FLAT,
        SUPERSPIKE,
        POTENTIAL;

        /// Of the distance u from the threshold.
        double derivative(double u) {
            double root = 10 * Math.abs(u) + 1;
            return this == SUPERSPIKE ? 1 / (root * root) : 1;
        }
    }

    private final SignalShape shape;
    private final float leak;
    private final float threshold;
    private final Surrogate surrogate;
    private float[] potential = {};

    ScalarLif(SignalShape shape, float leak, float threshold, Surrogate surrogate) {
        this.shape = shape;
        this.leak = leak;
        this.threshold = threshold;
        this.surrogate = surrogate;
    }

    @Override
    public String name() {
        return "lif";
    }

    @Override
    public SignalShape input() {
        return shape;
    }

    @Override
    public SignalShape output() {
        return shape;
    }

    @Override
    public float[] forward(float[] input, int samples, Pass pass) {
        int units = shape.units();
        potential = new float[input.length];
        float[] output = new float[input.length];
        for (int s = 0; s < samples; s++) {
            for (int t = 0; t < shape.steps(); t++) {
                for (int n = 0; n < units; n++) {
                    int i = (s * shape.steps() + t) * units + n;
                    float before = t == 0 ? 0 : potential[i - units];
                    float v = input[i] + (1 - leak) * (keeps(before) ? before : 0);
                    potential[i] = surrogate == Surrogate.POTENTIAL ? v : Math.max(0, v);
                    output[i] = surrogate == Surrogate.POTENTIAL ? v : potential[i] >= threshold ? 1 : 0;
                }
            }
        }
        return output;
    }

    private boolean keeps(float v) {
        return surrogate == Surrogate.POTENTIAL || v <= threshold;
    }

    @Override
    public float[] backward(float[] gradient) {
        int units = shape.units();
        float[] currents = new float[gradient.length];
        int samples = gradient.length / shape.size();
        for (int s = 0; s < samples; s++) {
            for (int n = 0; n < units; n++) {
                float later = 0;
                for (int t = shape.steps() - 1; t >= 0; t--) {
                    int i = (s * shape.steps() + t) * units + n;
                    float v = potential[i];
                    float total = (float) (gradient[i] * surrogate.derivative(v - threshold))
                            + (keeps(v) ? (1 - leak) * later : 0);
                    boolean floored = surrogate != Surrogate.POTENTIAL && v <= 0;
                    currents[i] = floored ? 0 : total;
                    later = currents[i];
                }
            }
        }
        return currents;
    }

    @Override
    public Map<String, Double> gradientNorms() {
        return Map.of();
    }

    @Override
    public void learn(double rate) {}

    @Override
    public SegmentState state() {
        return new SegmentState(0, 0, new TreeMap<>());
    }

    @Override
    public void restore(SegmentState state) {}
}
