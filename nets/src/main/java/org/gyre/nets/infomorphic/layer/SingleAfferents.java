package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.optimise.Adam;

/// Each neuron hears the one unit of its own number, without a bias: its bit of a pattern, or
/// whether the label is its own.
public final class SingleAfferents implements Afferents {
    private final Adam weights;
    private final float[] gradient;
    private final boolean learning;

    /// @param weight   of every neuron at first
    /// @param learning whether it changes
    public SingleAfferents(int neurons, double weight, boolean learning) {
        float[] initial = new float[neurons];
        Arrays.fill(initial, (float) weight);
        this.weights = new Adam(initial);
        this.gradient = new float[neurons];
        this.learning = learning;
    }

    /// Gives every neuron this weight.
    public void set(double weight) {
        Arrays.fill(weights.parameters(), (float) weight);
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public List<Adam> parameters() {
        return learning ? List.of(weights) : List.of();
    }

    @Override
    public List<Runnable> sum(Arrival arrival, int samples, float[] compartment) {
        return Tile.ofRuns(gradient.length, samples, run -> sum(arrival, run, samples, compartment));
    }

    private void sum(Arrival arrival, Tile run, int samples, float[] compartment) {
        Arrays.fill(compartment, run.from() * samples, run.to() * samples, 0);
        for (int neuron = run.from(); neuron < run.to(); neuron++) {
            float w = weights.parameters()[neuron];
            int row = neuron * samples;
            switch (arrival) {
                case Arrival.Labels on -> {
                    for (int k = 0; k < samples; k++) {
                        compartment[row + k] = on.labels()[k] == neuron ? w : 0;
                    }
                }
                case Arrival.Dense x -> {
                    for (int k = 0; k < samples; k++) {
                        compartment[row + k] = w * x.values()[place(x, neuron, k, samples)];
                    }
                }
                case Arrival.Plain ignored -> {}
            }
        }
    }

    private int place(Arrival.Dense x, int unit, int k, int samples) {
        return x.byUnit() ? unit * samples + k : k * gradient.length + unit;
    }

    @Override
    public void sendBack(float[] factors, int from, int to, int samples, float[] units) {
        throw new IllegalArgumentException("one bit for each neuron is given, not computed");
    }

    @Override
    public List<Runnable> learn(Arrival arrival, int samples, float[] factors, Adam.Step step) {
        if (!learning || arrival instanceof Arrival.Plain) {
            return List.of();
        }
        return Tile.ofRuns(gradient.length, samples, run -> learn(arrival, run, samples, factors, step));
    }

    private void learn(Arrival arrival, Tile run, int samples, float[] factors, Adam.Step step) {
        for (int neuron = run.from(); neuron < run.to(); neuron++) {
            double sum = 0;
            for (int k = 0; k < samples; k++) {
                float delta = factors[neuron * samples + k];
                sum += switch (arrival) {
                    case Arrival.Labels on -> on.labels()[k] == neuron ? delta : 0;
                    case Arrival.Dense x -> delta * x.values()[place(x, neuron, k, samples)];
                    case Arrival.Plain ignored -> 0;
                };
            }
            gradient[neuron] = (float) -sum;
        }
        weights.descend(step, run.from(), run.rows(), gradient, run.from());
    }
}
