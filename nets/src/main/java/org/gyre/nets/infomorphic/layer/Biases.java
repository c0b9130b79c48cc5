package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;

/// The biases of one class of inputs, and what all kinds of weights begin with.
final class Biases {
    private final Adam values;

    /// @param bound drawn uniformly from −bound to bound
    Biases(int neurons, double bound, CounterRandom random) {
        values = new Adam(uniform(neurons, bound, random));
    }

    /// `count` numbers, uniform between −bound and bound.
    static float[] uniform(int count, double bound, CounterRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    /// The bound that is usual for so many inputs, 1/√inputs.
    static double usualBound(int inputs) {
        return 1 / Math.sqrt(Math.max(1, inputs));
    }

    Adam parameters() {
        return values;
    }

    /// Puts each neuron's bias into its row.
    void fill(int from, int to, int samples, float[] compartment) {
        for (int neuron = from; neuron < to; neuron++) {
            Arrays.fill(compartment, neuron * samples, (neuron + 1) * samples, values.parameters()[neuron]);
        }
    }

    /// Adds each neuron's bias to its row.
    void add(int from, int to, int samples, float[] compartment) {
        for (int neuron = from; neuron < to; neuron++) {
            float bias = values.parameters()[neuron];
            for (int k = neuron * samples; k < (neuron + 1) * samples; k++) {
                compartment[k] += bias;
            }
        }
    }

    /// @param gradient scratch of to − from numbers
    void learn(int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step) {
        for (int row = 0; row < to - from; row++) {
            double sum = 0;
            for (int k = row * samples; k < (row + 1) * samples; k++) {
                sum += factors[k];
            }
            gradient[row] = (float) -sum;
        }
        values.descend(step, from, to - from, gradient, 0);
    }
}
