package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;

/// One of a few units is on, such as the label of an image: its weight is looked up, not multiplied.
public final class LabelAfferents implements Afferents {
    private final int labels;
    private final Adam weights;
    private final Biases biases;

    /// Weights and biases uniform between ±1/√labels.
    ///
    /// @param labels number of units
    public LabelAfferents(int neurons, int labels, RandomStream stream) {
        this.labels = labels;
        double bound = Biases.usualBound(labels);
        weights = new Adam(Biases.uniform(
                Math.multiplyExact(neurons, labels),
                bound,
                stream.split("weights").generator()));
        biases = new Biases(neurons, bound, stream.split("biases").generator());
    }

    @Override
    public int inputs() {
        return labels;
    }

    @Override
    public List<Adam> parameters() {
        return List.of(weights, biases.parameters());
    }

    @Override
    public void sum(Arrival arrival, int from, int to, int samples, float[] compartment) {
        biases.fill(from, to, samples, compartment);
        if (arrival == Arrival.Plain.SILENCE) {
            return;
        }
        int[] on = ((Arrival.Labels) arrival).labels();
        float[] w = weights.parameters();
        for (int neuron = from; neuron < to; neuron++) {
            int row = neuron * samples;
            for (int k = 0; k < samples; k++) {
                compartment[row + k] += w[neuron * labels + on[k]];
            }
        }
    }

    @Override
    public void learn(
            Arrival arrival, int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step) {
        biases.learn(from, to, samples, factors, gradient, step);
        if (arrival == Arrival.Plain.SILENCE) {
            return;
        }
        int[] on = ((Arrival.Labels) arrival).labels();
        double[] sums = new double[labels];
        for (int row = 0; row < to - from; row++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < samples; k++) {
                sums[on[k]] += factors[row * samples + k];
            }
            for (int label = 0; label < labels; label++) {
                gradient[row * labels + label] = (float) -sums[label];
            }
        }
        weights.descend(step, from * labels, (to - from) * labels, gradient, 0);
    }
}
