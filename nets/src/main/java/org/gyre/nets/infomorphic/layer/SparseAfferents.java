package org.gyre.nets.infomorphic.layer;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Each neuron hears a few of the others, drawn at random once: for wide layers, whose dense
/// laterals would cost more than all else.
public final class SparseAfferents implements Afferents {
    private final int neurons;
    private final int inputs;
    /// Which units, `[neuron][input]`, ascending.
    private final int[] units;
    private final Adam weights;
    /// `[neuron][input]`.
    private final float[] gradient;
    private final Biases biases;

    private SparseAfferents(int[] units, int inputs, Adam weights, Biases biases) {
        this.units = units;
        this.inputs = inputs;
        this.neurons = units.length / inputs;
        this.gradient = new float[units.length];
        this.weights = weights;
        this.biases = biases;
    }

    /// From the neurons of the layer itself.
    ///
    /// @param inputs of each neuron: so many different others
    /// @throws InputException if there are not so many others
    public static SparseAfferents amongOthers(int neurons, int inputs, RandomStream stream) {
        if (inputs < 1 || inputs >= neurons) {
            throw new InputException(inputs + " lateral inputs of each of " + neurons
                    + " neurons: must be from 1 to one fewer than there are neurons");
        }
        int[] units = new int[Math.multiplyExact(neurons, inputs)];
        int[] others = new int[neurons - 1];
        CounterRandom random = stream.split("who hears whom").generator();
        for (int neuron = 0; neuron < neurons; neuron++) {
            for (int i = 0; i < others.length; i++) {
                others[i] = i < neuron ? i : i + 1;
            }
            for (int i = 0; i < inputs; i++) {
                int other = i + random.nextInt(others.length - i);
                units[neuron * inputs + i] = others[other];
                others[other] = others[i];
            }
            Arrays.sort(units, neuron * inputs, (neuron + 1) * inputs);
        }
        double bound = Biases.usualBound(inputs);
        return new SparseAfferents(
                units,
                inputs,
                new Adam(Biases.uniform(
                        units.length, bound, stream.split("weights").generator())),
                new Biases(neurons, bound, stream.split("biases").generator()));
    }

    /// Which units a neuron hears.
    public int[] heardBy(int neuron) {
        return Arrays.copyOfRange(units, neuron * inputs, (neuron + 1) * inputs);
    }

    @Override
    public int inputs() {
        return inputs;
    }

    @Override
    public List<Adam> parameters() {
        return List.of(weights, biases.parameters());
    }

    @Override
    public List<Runnable> sum(Arrival arrival, int samples, float[] compartment) {
        return Tile.ofRuns(neurons, samples, run -> {
            biases.fill(run, samples, compartment);
            if (arrival instanceof Arrival.Dense x) {
                add(byUnit(x), run, samples, compartment);
            }
        });
    }

    private void add(float[] x, Tile run, int samples, float[] compartment) {
        float[] w = weights.parameters();
        for (int neuron = run.from(); neuron < run.to(); neuron++) {
            int i = neuron * inputs;
            int end = i + inputs;
            for (; i + 3 < end; i += 4) {
                addFour(w, i, x, samples, compartment, neuron * samples);
            }
            for (; i < end; i++) {
                addOne(w[i], x, units[i] * samples, samples, compartment, neuron * samples);
            }
        }
    }

    private static float[] byUnit(Arrival.Dense x) {
        if (!x.byUnit()) {
            throw new IllegalArgumentException("sparse inputs take activity by unit");
        }
        return x.values();
    }

    /// Four units at a time: the row of the neuron is loaded and stored once.
    private void addFour(float[] w, int i, float[] x, int samples, float[] out, int row) {
        float w0 = w[i];
        float w1 = w[i + 1];
        float w2 = w[i + 2];
        float w3 = w[i + 3];
        int x0 = units[i] * samples;
        int x1 = units[i + 1] * samples;
        int x2 = units[i + 2] * samples;
        int x3 = units[i + 3] * samples;
        for (int k = 0; k < samples; k++) {
            out[row + k] += (w0 * x[x0 + k] + w1 * x[x1 + k]) + (w2 * x[x2 + k] + w3 * x[x3 + k]);
        }
    }

    private static void addOne(float w, float[] x, int from, int samples, float[] out, int row) {
        for (int k = 0; k < samples; k++) {
            out[row + k] += w * x[from + k];
        }
    }

    @Override
    public void sendBack(float[] factors, int from, int to, int samples, float[] into) {
        for (int i = 0; i < units.length; i++) {
            float weight = weights.parameters()[i];
            int row = i / inputs * samples;
            int unit = units[i] * samples;
            for (int k = from; k < to; k++) {
                into[unit + k] += weight * factors[row + k];
            }
        }
    }

    @Override
    public List<Runnable> learn(Arrival arrival, int samples, float[] factors, Adam.Step step) {
        return Tile.ofRuns(neurons, samples, run -> {
            biases.learn(run, samples, factors, step);
            if (arrival instanceof Arrival.Dense x) {
                learn(byUnit(x), run, samples, factors, step);
            }
        });
    }

    private void learn(float[] x, Tile run, int samples, float[] factors, Adam.Step step) {
        int first = run.from() * inputs;
        int end = run.to() * inputs;
        for (int i = first; i < end; i++) {
            gradient[i] = -FloatDot.of(factors, i / inputs * samples, x, units[i] * samples, samples);
        }
        weights.descend(step, first, end - first, gradient, first);
    }
}
