package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;

/// One of a few units is on, such as the label of an image: its weight is looked up, not multiplied.
public final class LabelAfferents implements Afferents {
    private final int neurons;
    private final int labels;
    private final Adam weights;
    /// `[neuron][label]`.
    private final float[] gradient;
    private final Biases biases;

    /// Weights and biases uniform between ±1/√labels.
    ///
    /// @param labels number of units
    public LabelAfferents(int neurons, int labels, RandomStream stream) {
        this.neurons = neurons;
        this.labels = labels;
        double bound = Biases.usualBound(labels);
        weights = new Adam(Biases.uniform(
                Math.multiplyExact(neurons, labels),
                bound,
                stream.split("weights").generator()));
        gradient = new float[neurons * labels];
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
    public List<Runnable> sum(Arrival arrival, int samples, float[] compartment) {
        return Tile.ofRuns(neurons, samples, run -> {
            biases.fill(run, samples, compartment);
            if (arrival instanceof Arrival.Labels on) {
                add(on.labels(), run, samples, compartment);
            }
        });
    }

    private void add(int[] on, Tile run, int samples, float[] compartment) {
        float[] w = weights.parameters();
        for (int neuron = run.from(); neuron < run.to(); neuron++) {
            int row = neuron * samples;
            for (int k = 0; k < samples; k++) {
                compartment[row + k] += w[neuron * labels + on[k]];
            }
        }
    }

    @Override
    public void sendBack(float[] factors, int from, int to, int samples, float[] units) {
        throw new IllegalArgumentException("labels are given, not computed");
    }

    @Override
    public List<Runnable> learn(Arrival arrival, int samples, float[] factors, Adam.Step step) {
        return Tile.ofRuns(neurons, samples, run -> {
            biases.learn(run, samples, factors, step);
            if (arrival instanceof Arrival.Labels on) {
                learn(on.labels(), run, samples, factors, step);
            }
        });
    }

    private void learn(int[] on, Tile run, int samples, float[] factors, Adam.Step step) {
        double[] sums = new double[labels];
        for (int neuron = run.from(); neuron < run.to(); neuron++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < samples; k++) {
                sums[on[k]] += factors[neuron * samples + k];
            }
            for (int label = 0; label < labels; label++) {
                gradient[neuron * labels + label] = (float) -sums[label];
            }
        }
        weights.descend(step, run.from() * labels, run.rows() * labels, gradient, run.from() * labels);
    }
}
