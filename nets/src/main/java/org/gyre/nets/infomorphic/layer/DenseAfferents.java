package org.gyre.nets.infomorphic.layer;

import java.util.List;
import org.gyre.core.linalg.Blas;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;

/// Every unit reaches every neuron: one matrix product forward and one back.
public final class DenseAfferents implements Afferents {
    private final int units;
    private final boolean others;
    private final Adam weights;
    private final Biases biases;
    private final Blas blas = Blas.best();

    private DenseAfferents(int neurons, int units, boolean others, RandomStream stream) {
        this.units = units;
        this.others = others;
        double bound = Biases.usualBound(units);
        float[] initial = Biases.uniform(
                Math.multiplyExact(neurons, units),
                bound,
                stream.split("weights").generator());
        if (others) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                initial[neuron * units + neuron] = 0;
            }
        }
        weights = new Adam(initial);
        biases = new Biases(neurons, bound, stream.split("biases").generator());
    }

    /// From another population: weights and biases uniform between ±1/√units.
    public static DenseAfferents of(int neurons, int units, RandomStream stream) {
        return new DenseAfferents(neurons, units, false, stream);
    }

    /// From the neurons of the layer itself, without an input from itself to any.
    public static DenseAfferents amongOthers(int neurons, RandomStream stream) {
        return new DenseAfferents(neurons, neurons, true, stream);
    }

    /// W, `[neuron][unit]`.
    public float[] weights() {
        return weights.parameters();
    }

    @Override
    public int inputs() {
        return units;
    }

    @Override
    public List<Adam> parameters() {
        return List.of(weights, biases.parameters());
    }

    @Override
    public void sum(Arrival arrival, int from, int to, int samples, float[] compartment) {
        if (arrival == Arrival.Plain.SILENCE) {
            biases.fill(from, to, samples, compartment);
            return;
        }
        Arrival.Dense x = (Arrival.Dense) arrival;
        blas.sgemm(
                false,
                !x.byUnit(),
                to - from,
                samples,
                units,
                1,
                weights.parameters(),
                from * units,
                units,
                x.values(),
                0,
                x.byUnit() ? samples : units,
                0,
                compartment,
                from * samples,
                samples);
        biases.add(from, to, samples, compartment);
    }

    @Override
    public void learn(
            Arrival arrival, int from, int to, int samples, float[] factors, float[] gradient, Adam.Step step) {
        biases.learn(from, to, samples, factors, gradient, step);
        if (arrival == Arrival.Plain.SILENCE) {
            return;
        }
        Arrival.Dense x = (Arrival.Dense) arrival;
        blas.sgemm(
                false,
                x.byUnit(),
                to - from,
                units,
                samples,
                -1,
                factors,
                0,
                samples,
                x.values(),
                0,
                x.byUnit() ? samples : units,
                0,
                gradient,
                0,
                units);
        if (others) {
            for (int neuron = from; neuron < to; neuron++) {
                gradient[(neuron - from) * units + neuron] = 0;
            }
        }
        weights.descend(step, from * units, (to - from) * units, gradient, 0);
    }
}
