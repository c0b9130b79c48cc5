package org.gyre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.layer.LayerKernels;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.layer.Parameter;
import org.gyre.nets.lif.layer.SpikeRows;
import org.gyre.nets.lif.network.LifNetwork;
import org.gyre.nets.lif.network.Loss;

/// One network with a batch, ready to be timed: whole steps of learning, and the parts of a step of its
/// first layer by themselves.
final class LifKernels {
    private final LifCase which;
    private final Team team;
    private final float[][] weights = new float[2][];
    private final float[][] biases = new float[2][];
    private final LifInput input;
    private final int[] labels;
    private final LifNetwork network;
    private final List<Adam> optimisers = new ArrayList<>();
    private long steps;

    LifKernels(LifCase which, long seed, Team team) {
        this.which = which;
        this.team = team;
        CounterRandom random = RandomStream.of(seed).split("bench-lif").generator();
        int[] sizes = {which.inputs(), which.units(), LifCase.OUTPUTS};
        List<LifStart> starts = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            double bound = 1 / Math.sqrt(sizes[l]);
            weights[l] = drawn(random, sizes[l] * sizes[l + 1], -bound, bound);
            biases[l] = drawn(random, sizes[l + 1], -bound, bound);
            starts.add(new LifStart(
                    weights[l], biases[l], same(sizes[l + 1], LifCase.LEAK), same(sizes[l + 1], 1), new float[0]));
        }
        network = new LifNetwork(
                which.inputs(),
                List.of(LifCase.layer(which.units()), LifCase.layer(LifCase.OUTPUTS)),
                starts,
                which.batch(),
                LifCase.TIME_STEPS);
        network.parameters().forEach(parameter -> optimisers.add(new Adam(parameter.values())));
        input = which.constant()
                ? new LifInput.Constant(
                        drawn(random, which.batch() * which.inputs(), 0, 2 * which.rate()), which.inputs())
                : new LifInput.Spikes(spikes(random));
        labels = new int[which.batch()];
        Arrays.setAll(labels, b -> b % LifCase.OUTPUTS);
    }

    private static float[] drawn(CounterRandom random, int count, double low, double high) {
        float[] all = new float[count];
        for (int i = 0; i < count; i++) {
            all[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return all;
    }

    private static float[] same(int count, float value) {
        float[] all = new float[count];
        Arrays.fill(all, value);
        return all;
    }

    private SpikeRows spikes(CounterRandom random) {
        SpikeRows rows = new SpikeRows(which.inputs());
        for (int row = 0; row < which.batch() * LifCase.TIME_STEPS; row++) {
            for (int i = 0; i < which.inputs(); i++) {
                if (random.nextDouble() < which.rate()) {
                    rows.add(i);
                }
            }
            rows.endRow();
        }
        return rows;
    }

    /// So many steps of learning; the loss of the last one, in nats.
    double learn(int count) {
        double loss = 0;
        for (int k = 0; k < count; k++) {
            loss = gradients();
            adam();
        }
        return loss;
    }

    /// Loss and gradients, without a step.
    double gradients() {
        network.forward(input, which.batch(), LifCase.TIME_STEPS, team);
        double loss = Loss.SUMMED_POTENTIAL.of(network, labels);
        network.backward(team);
        return loss;
    }

    /// A step of Adam, on the calling thread.
    void adam() {
        Adam.Step step = Adam.Step.of(LifCase.RATE, 0, ++steps);
        List<Parameter> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            optimisers.get(i).descend(step, 0, parameter.values().length, parameter.gradient(), 0);
        }
        network.settle();
    }

    /// The kernels of the first layer, on the last batch.
    LayerKernels parts() {
        return new LayerKernels(network.layers().getFirst());
    }

    /// Share of the units of the first layer that fire in a step.
    double rate() {
        return network.layers().getFirst().rate();
    }

    /// Bytes of everything that the layers keep of a batch.
    long activityBytes() {
        return network.layers().stream().mapToLong(LifLayer::activityBytes).sum();
    }

    /// Weights and biases as they were at the start, `[layer]`, for programs that check.
    float[][] weights() {
        return weights;
    }

    float[][] biases() {
        return biases;
    }

    LifInput input() {
        return input;
    }

    int[] labels() {
        return labels;
    }

    /// Euclidean norms of the gradients of weights and biases of both layers.
    double[] norms() {
        return network.parameters().stream()
                .mapToDouble(parameter -> {
                    double sum = 0;
                    for (float g : parameter.gradient()) {
                        sum += (double) g * g;
                    }
                    return Math.sqrt(sum);
                })
                .toArray();
    }
}
