package org.gyre.nets.infomorphic.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.GoalGradient;
import org.jspecify.annotations.Nullable;

/// A layer of infomorphic neurons with their weights.
///
/// A batch passes once or more; a layer that hears its own output passes twice, in silence first.
/// Everything that a neuron does in a pass, products with the weights and learning included, is one
/// task for a run of neurons whose length does not depend on the number of threads, and so do none
/// of the results.
///
/// Matrices and summed inputs are single precision, probabilities and goals double.
public final class Layer {
    /// Neurons of a run, at most: enough for fast products, few enough for some threads.
    private static final int RUN = 64;

    private final LayerSettings settings;
    private final List<Afferents> afferents;
    private final int most;
    /// `[source]`, each `[neuron][sample]`.
    private final float[][] compartments;
    private final float[] probabilities;
    private final Arrival[] arrivals;
    private final Queue<Workplace> workplaces = new ConcurrentLinkedQueue<>();
    private float[] outputs;
    /// Outputs of the pass at work: those of the pass before are still heard.
    private float[] spare;

    private long steps;

    /// What one thread needs.
    private final class Workplace {
        private final Neuron neuron = new Neuron(settings.model(), settings.goal(), most);
        private float @Nullable [][] factors;
        private float @Nullable [] gradient;

        float[][] factors() {
            if (factors == null) {
                factors = new float[afferents.size()][length() * most];
            }
            return factors;
        }

        float[] gradient() {
            if (gradient == null) {
                int inputs =
                        afferents.stream().mapToInt(Afferents::inputs).max().orElseThrow();
                gradient = new float[Math.multiplyExact(length(), inputs)];
            }
            return gradient;
        }
    }

    /// A layer before its first step.
    ///
    /// @param afferents one of each source, in their order
    /// @param most      samples of a batch, at most
    public Layer(LayerSettings settings, List<Afferents> afferents, int most) {
        this.settings = settings;
        this.afferents = List.copyOf(afferents);
        this.most = most;
        int sources = settings.model().sources();
        if (afferents.size() != sources) {
            throw new IllegalArgumentException(afferents.size() + " classes of input for " + sources + " sources");
        }
        int cells = Math.multiplyExact(settings.neurons(), most);
        compartments = new float[sources][cells];
        probabilities = new float[cells];
        outputs = new float[cells];
        spare = new float[cells];
        arrivals = new Arrival[sources];
        Arrays.fill(arrivals, Arrival.Plain.SILENCE);
    }

    /// What the layer is made of.
    public LayerSettings settings() {
        return settings;
    }

    /// The classes of input in order.
    public List<Afferents> afferents() {
        return afferents;
    }

    /// Steps of learning so far.
    public long steps() {
        return steps;
    }

    /// Goes on from a checkpoint, whose weights and moments are put into [#afferents].
    public void resumeAt(long steps) {
        this.steps = steps;
    }

    /// ±1 as drawn in the last pass, `[neuron][sample]`, rows as long as its batch.
    public float[] outputs() {
        return outputs;
    }

    /// θ of the last pass, `[neuron][sample]`.
    public float[] probabilities() {
        return probabilities;
    }

    /// Lets a batch pass.
    ///
    /// @param heard   one arrival for each source
    /// @param samples of the batch
    /// @param draws   the random stream of this pass alone
    public void pass(List<? extends Arrival> heard, int samples, RandomStream draws, Team team) {
        hear(heard, samples);
        inRuns(team, from -> respond(heard, from, end(from), samples, draws, null));
        swap();
    }

    /// Lets a batch pass and takes one step of learning from it.
    public void learn(List<? extends Arrival> heard, int samples, RandomStream draws, Team team) {
        hear(heard, samples);
        Adam.Step step = Adam.Step.of(settings.rate(), settings.decay(), ++steps);
        inRuns(team, from -> respond(heard, from, end(from), samples, draws, step));
        swap();
    }

    private void hear(List<? extends Arrival> heard, int samples) {
        if (samples < 1 || samples > most) {
            throw new IllegalArgumentException(samples + " samples: must be from 1 to " + most);
        }
        for (int source = 0; source < arrivals.length; source++) {
            if (heard.get(source) != Arrival.Plain.AS_BEFORE) {
                arrivals[source] = heard.get(source);
            }
        }
    }

    private void swap() {
        float[] before = outputs;
        outputs = spare;
        spare = before;
    }

    private void respond(
            List<? extends Arrival> heard,
            int from,
            int to,
            int samples,
            RandomStream draws,
            Adam.@Nullable Step step) {
        for (int source = 0; source < arrivals.length; source++) {
            if (heard.get(source) != Arrival.Plain.AS_BEFORE) {
                afferents.get(source).sum(arrivals[source], from, to, samples, compartments[source]);
            }
        }
        Workplace place = take();
        long words = (samples + RandomStream.GROUP - 1L) / RandomStream.GROUP * RandomStream.GROUP;
        for (int n = from; n < to; n++) {
            place.neuron.take(compartments, n, samples);
            place.neuron.fire(draws, n * words, spare, n * samples);
            place.neuron.probabilities(probabilities, n * samples);
            if (step != null) {
                place.neuron.factors(place.factors(), (n - from) * samples);
            }
        }
        if (step != null) {
            for (int source = 0; source < arrivals.length; source++) {
                afferents
                        .get(source)
                        .learn(arrivals[source], from, to, samples, place.factors()[source], place.gradient(), step);
            }
        }
        workplaces.add(place);
    }

    private Workplace take() {
        Workplace place = workplaces.poll();
        return place == null ? new Workplace() : place;
    }

    /// What the goals of all neurons come to in the last pass.
    ///
    /// @param samples of that pass
    public Reading read(int samples, Team team) {
        int nodes = settings.goal().lattice().nodes();
        double[][] atoms = new double[settings.neurons()][nodes];
        double[] residual = new double[settings.neurons()];
        inRuns(team, from -> {
            Workplace place = take();
            for (int n = from; n < end(from); n++) {
                place.neuron.take(compartments, n, samples);
                GoalGradient goal = place.neuron.goal();
                atoms[n] = goal.atoms();
                residual[n] = goal.residualEntropy();
            }
            workplaces.add(place);
        });
        return new Reading(settings.goal(), atoms, residual);
    }

    /// The information atoms of the neurons of a layer in one batch.
    ///
    /// @param goal     of the layer
    /// @param atoms    in bits, `[neuron][node of the lattice]`
    /// @param residual H(Y | S) in bits, `[neuron]`
    public record Reading(Goal goal, double[][] atoms, double[] residual) {
        /// Mean over the neurons of an atom.
        public double mean(int node) {
            double sum = 0;
            for (double[] neuron : atoms) {
                sum += neuron[node];
            }
            return sum / atoms.length;
        }

        /// Mean over the neurons of H(Y | S).
        public double meanResidual() {
            double sum = 0;
            for (double neuron : residual) {
                sum += neuron;
            }
            return sum / residual.length;
        }

        /// Mean over the neurons of the goal.
        public double meanGoal() {
            double sum = goal.residual() * meanResidual();
            for (int node = 0; node < goal.lattice().nodes(); node++) {
                sum += goal.weight(node) * mean(node);
            }
            return sum;
        }
    }

    /// Neurons of a run: nearly the same for all runs.
    private int length() {
        int runs = (settings.neurons() + RUN - 1) / RUN;
        return (settings.neurons() + runs - 1) / runs;
    }

    private int end(int from) {
        return Math.min(from + length(), settings.neurons());
    }

    private void inRuns(Team team, IntConsumer work) {
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < settings.neurons(); from += length()) {
            int first = from;
            tasks.add(() -> work.accept(first));
        }
        team.run(tasks);
    }
}
