package org.gyre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Logistic;
import org.gyre.nets.infomorphic.GoalGradient;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.layer.Afferents;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.network.Classifier;

/// One network, ready to be timed: whole steps, and the parts of a step of its hidden layer by
/// themselves.
///
/// The parts work on the last batch with the weights of the moment, and leave the network as it is.
final class InfomorphicKernels {
    private static final int BATCHES = 4;

    private static final int SAMPLES = InfomorphicCase.BATCH;

    private final InfomorphicCase which;
    private final Team team;
    private final List<DrawnImages> batches = new ArrayList<>();
    private final RandomStream draws;
    private final Classifier network;
    private final Layer hidden;
    private long steps;

    InfomorphicKernels(InfomorphicCase which, long seed, Team team) {
        this.which = which;
        this.team = team;
        RandomStream root = RandomStream.of(seed).split("bench-infomorphic");
        DrawnImages images = DrawnImages.of(BATCHES * SAMPLES, root.split("images"));
        for (int batch = 0; batch < BATCHES; batch++) {
            batches.add(images.part(batch * SAMPLES, (batch + 1) * SAMPLES));
        }
        draws = root.split("draws");
        network = new Classifier(
                DrawnImages.PIXELS,
                List.of(which.hidden()),
                InfomorphicCase.readOut(DrawnImages.CLASSES),
                SAMPLES,
                root.split("weights"));
        hidden = network.layers().getFirst();
    }

    /// So many steps of learning of the hidden layer and the read-out.
    void learn(int count) {
        for (int k = 0; k < count; k++) {
            DrawnImages batch = batches.get((int) (steps % BATCHES));
            network.learn(batch.pixels(), batch.classes(), SAMPLES, draws.split(steps), team);
            steps++;
        }
    }

    private List<Arrival> arrivals() {
        DrawnImages batch = batches.getFirst();
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.add(new Arrival.Dense(batch.pixels(), false));
        arrivals.add(new Arrival.Labels(batch.classes()));
        if (which.sources() == 3) {
            arrivals.add(new Arrival.Dense(hidden.outputs(), true));
        }
        return arrivals;
    }

    /// What reaches the hidden neurons, ready to be summed by [#forward].
    float[][] compartments() {
        return new float[which.sources()][which.neurons() * SAMPLES];
    }

    /// The summed inputs of a step.
    ///
    /// @param compartments `[source]`, each `[neuron][sample]`, written
    void forward(float[][] compartments) {
        List<Arrival> arrivals = arrivals();
        for (int source = 0; source < compartments.length; source++) {
            Team.alone().run(hidden.afferents().get(source).sum(arrivals.get(source), SAMPLES, compartments[source]));
        }
    }

    /// Products back and Adam of a step, on weights of another network of the same shape.
    Runnable learning() {
        List<Afferents> afferents = new Classifier(
                        DrawnImages.PIXELS,
                        List.of(which.hidden()),
                        InfomorphicCase.readOut(DrawnImages.CLASSES),
                        SAMPLES,
                        draws)
                .layers()
                .getFirst()
                .afferents();
        List<Arrival> arrivals = arrivals();
        float[] factors = new float[which.neurons() * SAMPLES];
        Arrays.fill(factors, 1e-3f);
        Adam.Step step = Adam.Step.of(1e-3, 0, 1);
        return () -> {
            for (int source = 0; source < afferents.size(); source++) {
                Team.alone().run(afferents.get(source).learn(arrivals.get(source), SAMPLES, factors, step));
            }
        };
    }

    /// Adam of a step, on as many parameters.
    Runnable adam() {
        List<Adam> parameters = hidden.afferents().stream()
                .flatMap(afferents -> afferents.parameters().stream())
                .map(learned -> new Adam(new float[learned.parameters().length]))
                .toList();
        float[] gradient = new float
                [parameters.stream()
                        .mapToInt(learned -> learned.parameters().length)
                        .max()
                        .orElseThrow()];
        Arrays.fill(gradient, 1e-3f);
        Adam.Step step = Adam.Step.of(1e-3, 0, 1);
        return () -> {
            for (Adam learned : parameters) {
                learned.descend(step, 0, learned.parameters().length, gradient, 0);
            }
        };
    }

    /// The goals of all hidden neurons and their slopes: binning, cells and gradients.
    Goals goals() {
        return new Goals();
    }

    /// The part of a step that is about information.
    final class Goals {
        private final NeuronModel model = hidden.settings().model();
        private final GoalGradient goal = new GoalGradient(hidden.settings().goal(), SAMPLES, model.bins());
        private final float[][] compartments = compartments();
        private final double[][] inputs = new double[which.sources()][SAMPLES];
        private final int[][] symbols = new int[which.sources()][SAMPLES];
        private final double[] slopes = new double[SAMPLES];
        private final double[] on = new double[SAMPLES];
        private final double[] off = new double[SAMPLES];

        private Goals() {
            forward(compartments);
            drive();
        }

        /// θ of the first neuron, which serves all: what the goal costs does not depend on θ.
        private void drive() {
            take(0);
            double[] drive = new double[SAMPLES];
            model.activation().evaluate(inputs, SAMPLES, drive, new double[which.sources()][SAMPLES]);
            Logistic.both(drive, SAMPLES, on, off);
            for (int k = 0; k < SAMPLES; k++) {
                on[k] = Math.clamp(on[k], model.clamp(), 1 - model.clamp());
                off[k] = Math.clamp(off[k], model.clamp(), 1 - model.clamp());
            }
        }

        private void take(int neuron) {
            for (int source = 0; source < inputs.length; source++) {
                for (int k = 0; k < SAMPLES; k++) {
                    inputs[source][k] = compartments[source][neuron * SAMPLES + k];
                }
            }
        }

        /// All neurons.
        ///
        /// @return the mean number of occupied cells
        double run() {
            long cells = 0;
            for (int neuron = 0; neuron < which.neurons(); neuron++) {
                gradient(neuron);
                cells += goal.cells();
            }
            return (double) cells / which.neurons();
        }

        private void gradient(int neuron) {
            take(neuron);
            for (int source = 0; source < inputs.length; source++) {
                model.binnings().get(source).assign(inputs[source], SAMPLES, symbols[source]);
            }
            goal.take(symbols, on, off, SAMPLES);
            goal.gradient(slopes);
        }

        /// What reaches the first neuron, `[source][sample]`.
        float[][] inputs() {
            float[][] rows = new float[compartments.length][];
            Arrays.setAll(rows, source -> Arrays.copyOf(compartments[source], SAMPLES));
            return rows;
        }

        /// ∂G/∂θ of each sample for the first neuron, in bits.
        double[] slopes() {
            gradient(0);
            return slopes.clone();
        }
    }
}
