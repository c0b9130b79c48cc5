package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;

/// The biases of one class of inputs, and what all kinds of weights begin with.
final class Biases {
    private final Adam values;
    private final float[] gradient;

    /// @param bound drawn uniformly from −bound to bound
    Biases(int neurons, double bound, CounterRandom random) {
        values = new Adam(uniform(neurons, bound, random));
        gradient = new float[neurons];
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
    void fill(Tile tile, int samples, float[] compartment) {
        for (int neuron = tile.from(); neuron < tile.to(); neuron++) {
            int first = neuron * samples + tile.left();
            Arrays.fill(compartment, first, first + tile.columns(), values.parameters()[neuron]);
        }
    }

    /// Adds each neuron's bias to its row.
    void add(Tile tile, int samples, float[] compartment) {
        for (int neuron = tile.from(); neuron < tile.to(); neuron++) {
            float bias = values.parameters()[neuron];
            int first = neuron * samples + tile.left();
            for (int k = first; k < first + tile.columns(); k++) {
                compartment[k] += bias;
            }
        }
    }

    /// Learns from whole rows of factors.
    void learn(Tile run, int samples, float[] factors, Adam.Step step) {
        int neuron = run.from();
        for (; neuron + 3 < run.to(); neuron += 4) {
            sumFour(neuron, samples, factors);
        }
        for (; neuron < run.to(); neuron++) {
            sumOne(neuron, samples, factors);
        }
        values.descend(step, run.from(), run.rows(), gradient, run.from());
    }

    /// Four neurons at a time: each sum has to wait for itself.
    private void sumFour(int neuron, int samples, float[] factors) {
        int row = neuron * samples;
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int k = row; k < row + samples; k++) {
            sum0 += factors[k];
            sum1 += factors[k + samples];
            sum2 += factors[k + 2 * samples];
            sum3 += factors[k + 3 * samples];
        }
        gradient[neuron] = (float) -sum0;
        gradient[neuron + 1] = (float) -sum1;
        gradient[neuron + 2] = (float) -sum2;
        gradient[neuron + 3] = (float) -sum3;
    }

    private void sumOne(int neuron, int samples, float[] factors) {
        double sum = 0;
        for (int k = neuron * samples; k < (neuron + 1) * samples; k++) {
            sum += factors[k];
        }
        gradient[neuron] = (float) -sum;
    }
}
