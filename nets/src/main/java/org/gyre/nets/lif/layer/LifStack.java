package org.gyre.nets.lif.layer;

import java.util.List;
import org.gyre.core.Team;
import org.jspecify.annotations.Nullable;

/// Layers on top of each other, and in what form each hears the one below.
///
/// @param layers from the input on
public record LifStack(List<LifLayer> layers) {
    /// Up to this share of ones, spikes are added row by row; beyond it, a dense product is as quick or
    /// quicker (784 inputs of 100 and of 1000 units break even at about .3).
    private static final double MOST_SPARSE = 0.25;

    /// Keeps its own list.
    public LifStack {
        layers = List.copyOf(layers);
    }

    /// Lets a batch pass.
    ///
    /// @throws IllegalArgumentException if the input has not the shape of the batch
    public void forward(LifInput input, int samples, int steps, Team team) {
        if (input.inputs() != layers.getFirst().feed().inputs()) {
            throw new IllegalArgumentException(input.inputs() + " inputs of a layer that has "
                    + layers.getFirst().feed().inputs());
        }
        Arrival arrival = first(input, samples, steps);
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).forward(arrival, samples, steps, team);
            if (l + 1 < layers.size()) {
                arrival = layers.get(l).output(MOST_SPARSE, team);
            }
        }
    }

    private static Arrival first(LifInput input, int samples, int steps) {
        return switch (input) {
            case LifInput.Spikes(SpikeRows rows) -> {
                need(rows.rows(), samples * steps);
                yield rows.density() <= MOST_SPARSE ? new Arrival.Lists(rows) : dense(rows);
            }
            case LifInput.Constant(float[] values, int inputs) -> {
                need(values.length / inputs, samples);
                yield new Arrival.Constant(values);
            }
            case LifInput.Currents(float[] values, int inputs) -> {
                need(values.length / inputs, samples * steps);
                yield new Arrival.Dense(values, inputs);
            }
        };
    }

    private static void need(int rows, int wanted) {
        if (rows < wanted) {
            throw new IllegalArgumentException(rows + " rows of input: the batch has " + wanted);
        }
    }

    private static Arrival dense(SpikeRows rows) {
        float[] values = new float[Math.multiplyExact(rows.rows(), rows.inputs())];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = rows.starts()[row]; i < rows.starts()[row + 1]; i++) {
                values[row * rows.inputs() + rows.indices()[i]] = 1;
            }
        }
        return new Arrival.Dense(values, rows.inputs());
    }

    /// Sends back what is written at the last layer.
    public void backward(Team team) {
        @Nullable LifLayer above = null;
        for (LifLayer layer : layers.reversed()) {
            layer.backward(above, team);
            above = layer;
        }
    }
}
