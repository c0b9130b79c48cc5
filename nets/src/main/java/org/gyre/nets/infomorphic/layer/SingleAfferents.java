package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.optimise.Adam;

/// Each neuron hears the one unit of its own number, without a bias: its bit of a pattern, or
/// whether the label is its own.
public final class SingleAfferents implements Afferents {
    private final Adam weights;
    private final boolean learning;

    /// @param weight   of every neuron at first
    /// @param learning whether it changes
    public SingleAfferents(int neurons, double weight, boolean learning) {
        float[] initial = new float[neurons];
        Arrays.fill(initial, (float) weight);
        this.weights = new Adam(initial);
        this.learning = learning;
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
    public void sum(Arrival arrival, int from, int to, int samples, float[] compartment) {
        Arrays.fill(compartment, from * samples, to * samples, 0);
        for (int neuron = from; neuron < to; neuron++) {
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
        return x.byUnit() ? unit * samples + k : k * weights.parameters().length + unit;
    }

    @Override
    public void learn(
            Arrival arrival, int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step) {
        if (!learning || arrival instanceof Arrival.Plain) {
            return;
        }
        for (int neuron = from; neuron < to; neuron++) {
            double sum = 0;
            for (int k = 0; k < samples; k++) {
                float delta = factors[(neuron - from) * samples + k];
                sum += switch (arrival) {
                    case Arrival.Labels on -> on.labels()[k] == neuron ? delta : 0;
                    case Arrival.Dense x -> delta * x.values()[place(x, neuron, k, samples)];
                    case Arrival.Plain ignored -> 0;
                };
            }
            gradient[neuron - from] = (float) -sum;
        }
        weights.descend(step, from, to - from, gradient, 0);
    }
}
