package org.gyre.nets.infomorphic.layer;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.linalg.Blas;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;

/// Every unit reaches every neuron: one matrix product forward and one back.
public final class DenseAfferents implements Afferents {
    private final int neurons;
    private final int units;
    private final boolean others;
    private final Adam weights;
    /// `[neuron][unit]`.
    private final float[] gradient;
    private final Biases biases;
    private final Blas blas = Blas.best();

    private DenseAfferents(int neurons, int units, boolean others, RandomStream stream) {
        this.neurons = neurons;
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
        gradient = new float[initial.length];
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
    public List<Runnable> sum(Arrival arrival, int samples, float[] compartment) {
        if (arrival == Arrival.Plain.SILENCE) {
            return Tile.ofRuns(neurons, samples, run -> biases.fill(run, samples, compartment));
        }
        Arrival.Dense x = (Arrival.Dense) arrival;
        return Tile.ofProduct(neurons, samples, units, tile -> sum(x, tile, samples, compartment));
    }

    private void sum(Arrival.Dense x, Tile tile, int samples, float[] compartment) {
        blas.sgemm(
                false,
                !x.byUnit(),
                tile.rows(),
                tile.columns(),
                units,
                1,
                weights.parameters(),
                tile.from() * units,
                units,
                x.values(),
                x.byUnit() ? tile.left() : tile.left() * units,
                x.byUnit() ? samples : units,
                0,
                compartment,
                tile.from() * samples + tile.left(),
                samples);
        biases.add(tile, samples, compartment);
    }

    @Override
    public void sendBack(float[] factors, int from, int to, int samples, float[] into) {
        blas.sgemm(
                true,
                false,
                units,
                to - from,
                neurons,
                1,
                weights.parameters(),
                0,
                units,
                factors,
                from,
                samples,
                1,
                into,
                from,
                samples);
    }

    @Override
    public List<Runnable> learn(Arrival arrival, int samples, float[] factors, Adam.Step step) {
        List<Runnable> tasks = new ArrayList<>();
        if (arrival instanceof Arrival.Dense x) {
            tasks.addAll(Tile.ofProduct(neurons, units, samples, tile -> learn(x, tile, samples, factors, step)));
        }
        tasks.addAll(Tile.ofRuns(neurons, samples, run -> biases.learn(run, samples, factors, step)));
        return tasks;
    }

    private void learn(Arrival.Dense x, Tile tile, int samples, float[] factors, Adam.Step step) {
        blas.sgemm(
                false,
                x.byUnit(),
                tile.rows(),
                tile.columns(),
                samples,
                -1,
                factors,
                tile.from() * samples,
                samples,
                x.values(),
                x.byUnit() ? tile.left() * samples : tile.left(),
                x.byUnit() ? samples : units,
                0,
                gradient,
                tile.from() * units + tile.left(),
                units);
        for (int neuron = tile.from(); neuron < tile.to(); neuron++) {
            if (others && neuron >= tile.left() && neuron < tile.left() + tile.columns()) {
                gradient[neuron * units + neuron] = 0;
            }
            int first = neuron * units + tile.left();
            weights.descend(step, first, tile.columns(), gradient, first);
        }
    }
}
