package org.gyre.nets.infomorphic.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ObjIntConsumer;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.GoalGradient;
import org.jspecify.annotations.Nullable;

/// A layer of infomorphic neurons with their weights.
///
/// A batch passes once or more; a layer that hears its own output passes twice, in silence first.
/// A pass sums the inputs of all neurons, then works out runs of neurons, then lets the weights
/// learn. The work is cut into tasks by its shape alone, so that no result depends on the number of
/// threads.
///
/// Matrices and summed inputs are single precision, probabilities and goals double.
public final class Layer {
    private final LayerSettings settings;
    private final List<Afferents> afferents;
    private final int most;
    /// `[source]`, each `[neuron][sample]`.
    private final float[][] compartments;
    private final float[] probabilities;
    private final Arrival[] arrivals;
    /// δ, `[source]`, each `[neuron][sample]`, once the layer learns.
    private float @Nullable [][] factors;
    /// Scratch space of threads that have none at the moment.
    private final Queue<Neuron> idle = new ConcurrentLinkedQueue<>();
    private float[] outputs;
    /// Outputs of the pass at work: those of the pass before are still heard.
    private float[] spare;

    private long steps;

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

    /// What was drawn in the last pass, `[neuron][sample]`, rows as long as its batch.
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
        hear(heard, samples, team);
        inRuns(samples, team, (neuron, n) -> respond(neuron, n, samples, draws));
        swap();
    }

    /// Lets a batch pass and takes one step of learning from it.
    public void learn(List<? extends Arrival> heard, int samples, RandomStream draws, Team team) {
        learn(heard, samples, settings.rate(), draws, team);
    }

    /// The same at a rate of this step alone.
    ///
    /// @param rate η of Adam, positive
    public void learn(List<? extends Arrival> heard, int samples, double rate, RandomStream draws, Team team) {
        hear(heard, samples, team);
        float[][] delta = factors();
        inRuns(samples, team, (neuron, n) -> {
            respond(neuron, n, samples, draws);
            neuron.factors(delta, n * samples);
        });
        Adam.Step step = Adam.Step.of(rate, settings.decay(), ++steps);
        List<Runnable> tasks = new ArrayList<>();
        for (int source = 0; source < arrivals.length; source++) {
            tasks.addAll(afferents.get(source).learn(arrivals[source], samples, delta[source], step));
        }
        team.run(tasks);
        swap();
    }

    /// The slopes of the mean outputs of the last pass by the summed inputs: what an
    /// error of the output is multiplied by where drawing counts as if it were its mean.
    ///
    /// @param samples of that pass
    /// @param slopes  `[source]`, each `[neuron][sample]`, written
    public void outputSlopes(int samples, float[][] slopes, Team team) {
        inRuns(samples, team, (neuron, n) -> neuron.outputSlopes(slopes, n * samples));
    }

    /// One step of learning from factors that come from elsewhere than the goal.
    ///
    /// @param heard   one arrival for each source, none of them [Arrival.Plain#AS_BEFORE]
    /// @param samples of each arrival
    /// @param factors by which the summed inputs are to grow, `[source]`, each `[neuron][sample]`
    public void learnFrom(List<? extends Arrival> heard, int[] samples, float[][] factors, Team team) {
        Adam.Step step = Adam.Step.of(settings.rate(), settings.decay(), ++steps);
        List<Runnable> tasks = new ArrayList<>();
        for (int source = 0; source < factors.length; source++) {
            tasks.addAll(afferents.get(source).learn(heard.get(source), samples[source], factors[source], step));
        }
        team.run(tasks);
    }

    private float[][] factors() {
        if (factors == null) {
            factors = new float[arrivals.length][spare.length];
        }
        return factors;
    }

    private void hear(List<? extends Arrival> heard, int samples, Team team) {
        if (samples < 1 || samples > most) {
            throw new IllegalArgumentException(samples + " samples: must be from 1 to " + most);
        }
        List<Runnable> tasks = new ArrayList<>();
        for (int source = 0; source < arrivals.length; source++) {
            if (heard.get(source) != Arrival.Plain.AS_BEFORE) {
                arrivals[source] = heard.get(source);
                tasks.addAll(afferents.get(source).sum(arrivals[source], samples, compartments[source]));
            }
        }
        team.run(tasks);
    }

    private void respond(Neuron neuron, int n, int samples, RandomStream draws) {
        long words = Math.ceilDiv(samples, RandomStream.GROUP) * (long) RandomStream.GROUP;
        neuron.fire(draws, n * words, spare, n * samples);
        neuron.probabilities(probabilities, n * samples);
    }

    private void swap() {
        float[] before = outputs;
        outputs = spare;
        spare = before;
    }

    /// A neuron's summed inputs in the last pass.
    ///
    /// @param samples of that pass
    /// @return `[source][sample]`
    public double[][] inputs(int neuron, int samples) {
        double[][] inputs = new double[compartments.length][samples];
        for (int source = 0; source < inputs.length; source++) {
            for (int k = 0; k < samples; k++) {
                inputs[source][k] = compartments[source][neuron * samples + k];
            }
        }
        return inputs;
    }

    private Neuron take() {
        Neuron free = idle.poll();
        return free == null ? new Neuron(settings.model(), settings.goal(), most) : free;
    }

    /// What the goals of all neurons come to in the last pass.
    ///
    /// @param samples of that pass
    public Reading read(int samples, Team team) {
        int nodes = settings.goal().lattice().nodes();
        double[][] atoms = new double[settings.neurons()][nodes];
        double[] residual = new double[settings.neurons()];
        inRuns(samples, team, (neuron, n) -> {
            GoalGradient goal = neuron.goal();
            atoms[n] = goal.atoms();
            residual[n] = goal.residualEntropy();
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

        /// The goal of one neuron, in bits.
        public double goal(int neuron) {
            double sum = goal.residual() * residual[neuron];
            for (int node = 0; node < goal.lattice().nodes(); node++) {
                sum += goal.weight(node) * atoms[neuron][node];
            }
            return sum;
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

    /// Takes up the summed inputs of one neuron after another.
    private void inRuns(int samples, Team team, ObjIntConsumer<Neuron> work) {
        team.run(Tile.ofRuns(settings.neurons(), samples, run -> {
            Neuron neuron = take();
            for (int n = run.from(); n < run.to(); n++) {
                neuron.take(compartments, n, samples);
                work.accept(neuron, n);
            }
            idle.add(neuron);
        }));
    }
}
