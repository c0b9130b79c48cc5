package org.gyre.deep.hybrid;

import java.util.Arrays;
import java.util.SortedMap;

/// Parameters in a Java array that follow their gradient as those of LibTorch's layers do.
final class ArrayParameter {
    private final String name;
    private final float[] values;
    private final float[] gradient;
    private final float[] mean;
    private final float[] square;

    /// @param values changed in place
    ArrayParameter(String name, float[] values, Optimiser optimiser) {
        this.name = name;
        this.values = values;
        this.gradient = new float[values.length];
        this.mean = new float[values.length];
        this.square = new float[optimiser instanceof Optimiser.Adam ? values.length : 0];
    }

    String name() {
        return name;
    }

    float[] values() {
        return values;
    }

    /// Adds to the gradient since the last step.
    void add(float[] more) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += more[i];
        }
    }

    /// Euclidean norm of the gradient since the last step.
    double gradientNorm() {
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        return Math.sqrt(sum);
    }

    boolean isFinite() {
        for (float g : gradient) {
            if (!Float.isFinite(g)) {
                return false;
            }
        }
        return true;
    }

    /// Follows the gradient and forgets it.
    ///
    /// @param step from 1 on
    void learn(Optimiser optimiser, double rate, long step) {
        switch (optimiser) {
            case Optimiser.Adam(double beta1, double beta2, double epsilon, double decay) -> {
                double pace = rate / -Math.expm1(step * Math.log(beta1));
                double correction = Math.sqrt(-Math.expm1(step * Math.log(beta2)));
                for (int i = 0; i < values.length; i++) {
                    double g = gradient[i] + decay * values[i];
                    mean[i] = (float) (beta1 * mean[i] + (1 - beta1) * g);
                    square[i] = (float) (beta2 * square[i] + (1 - beta2) * g * g);
                    values[i] -= (float) (pace * mean[i] / (Math.sqrt(square[i]) / correction + epsilon));
                    gradient[i] = 0;
                }
            }
            case Optimiser.Sgd(double momentum, double decay) -> {
                for (int i = 0; i < values.length; i++) {
                    mean[i] = (float) (momentum * mean[i] + gradient[i] + decay * values[i]);
                    values[i] -= (float) (rate * mean[i]);
                    gradient[i] = 0;
                }
            }
        }
    }

    void save(SortedMap<String, float[]> arrays) {
        arrays.put(name, values.clone());
        arrays.put(name + ".mean", mean.clone());
        if (square.length > 0) {
            arrays.put(name + ".square", square.clone());
        }
    }

    void restore(SegmentState state) {
        copy(state.array(name, values.length), values);
        copy(state.array(name + ".mean", mean.length), mean);
        if (square.length > 0) {
            copy(state.array(name + ".square", square.length), square);
        }
        Arrays.fill(gradient, 0);
    }

    private static void copy(float[] from, float[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
