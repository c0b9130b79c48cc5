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
    private final int inputs;
    /// Which units, `[neuron][input]`, ascending.
    private final int[] units;
    private final Adam weights;
    private final Biases biases;

    private SparseAfferents(int[] units, int inputs, Adam weights, Biases biases) {
        this.units = units;
        this.inputs = inputs;
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
    public void sum(Arrival arrival, int from, int to, int samples, float[] compartment) {
        biases.fill(from, to, samples, compartment);
        if (arrival == Arrival.Plain.SILENCE) {
            return;
        }
        float[] x = byUnit(arrival);
        float[] w = weights.parameters();
        for (int neuron = from; neuron < to; neuron++) {
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

    private static float[] byUnit(Arrival arrival) {
        Arrival.Dense x = (Arrival.Dense) arrival;
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
    public void learn(
            Arrival arrival, int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step) {
        biases.learn(from, to, samples, factors, gradient, step);
        if (arrival == Arrival.Plain.SILENCE) {
            return;
        }
        float[] x = byUnit(arrival);
        for (int neuron = from; neuron < to; neuron++) {
            for (int i = 0; i < inputs; i++) {
                gradient[(neuron - from) * inputs + i] = -FloatDot.of(
                        factors, (neuron - from) * samples, x, units[neuron * inputs + i] * samples, samples);
            }
        }
        weights.descend(step, from * inputs, (to - from) * inputs, gradient, 0);
    }
}
