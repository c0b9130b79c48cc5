package org.gyre.nets.boltzmann.search;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A (μ+λ) evolution strategy on weight matrices: each child is a parent with Gaussian noise on all N² weights,
/// brought back into the constraint, and the μ best of parents and children live on. Starts at W = 0.
///
/// Everything depends on the stream alone. One object is one sequential run; several seeds are several objects,
/// which may run on as many threads, each with an objective of its own. [#state] holds all that a run is, and
/// [#resume] goes on from it to the same bits. Not thread-safe.
public final class Evolution {
    /// How to evolve.
    ///
    /// @param parents μ ≥ 1
    /// @param offspring λ ≥ 1
    /// @param deviation standard deviation of the noise on each weight, above 0
    /// @param constraint what the weights must satisfy
    /// @param patience generations without an improvement after which the run starts again from W = 0, keeping
    ///     the best that it had; 0 never
    public record Settings(int parents, int offspring, double deviation, Constraint constraint, int patience) {
        /// @throws IllegalArgumentException if a number is out of its range
        public Settings {
            if (parents < 1 || offspring < 1 || patience < 0) {
                throw new IllegalArgumentException("parents = " + parents + ", offspring = " + offspring
                        + ", patience = " + patience + ": must be at least 1, 1 and 0");
            }
            if (!(deviation > 0 && Double.isFinite(deviation))) {
                throw new IllegalArgumentException("deviation = " + deviation + ": must be positive and finite");
            }
        }

        /// One parent, ten children, noise of .2, no restarts.
        public static Settings standard(Constraint constraint) {
            return new Settings(1, 10, .2, constraint, 0);
        }
    }

    /// A run at rest.
    ///
    /// @param parents μ matrices, one after another, best first
    /// @param values their values
    /// @param best the best weights ever
    /// @param bestValue their value
    /// @param generations done
    /// @param evaluations of the objective done
    /// @param restarts done
    /// @param waited generations since the last improvement of this start
    /// @param position of the random stream
    @SuppressWarnings("ArrayRecordComponent") // plain numbers to be stored
    public record State(
            double[] parents,
            double[] values,
            double[] best,
            double bestValue,
            long generations,
            long evaluations,
            int restarts,
            int waited,
            long position) {}

    private final int units;
    private final ToDoubleFunction<double[]> objective;
    private final Settings settings;
    private final CounterRandom random;
    private double[][] parents;
    private double[][] children;
    private double[] values;
    private final double[] childValues;
    private double[] best;
    private double bestValue;
    private long generations;
    private long evaluations;
    private int restarts;
    private int waited;

    private Evolution(
            int units,
            ToDoubleFunction<double[]> objective,
            Settings settings,
            CounterRandom random,
            double[][] parents,
            double[] values,
            double[] best) {
        this.units = units;
        this.objective = objective;
        this.settings = settings;
        this.random = random;
        this.parents = parents;
        this.values = values;
        this.best = best;
        this.children = new double[settings.offspring()][units * units];
        this.childValues = new double[settings.offspring()];
    }

    /// A run at its start.
    ///
    /// @param units N
    /// @param objective what is maximised, of weights `[to][from]`, N×N row-major, which it must not change
    public static Evolution start(
            int units, ToDoubleFunction<double[]> objective, Settings settings, RandomStream stream) {
        int mu = settings.parents();
        Evolution evolution = new Evolution(
                units,
                objective,
                settings,
                stream.generator(),
                new double[mu][units * units],
                new double[mu],
                new double[units * units]);
        evolution.begin();
        evolution.bestValue = evolution.values[0];
        return evolution;
    }

    /// A run that goes on.
    ///
    /// @param state what [#state] gave, for the same units, settings, objective and stream
    /// @throws IllegalArgumentException if the state is of another shape
    public static Evolution resume(
            int units, ToDoubleFunction<double[]> objective, Settings settings, RandomStream stream, State state) {
        int mu = settings.parents();
        int size = units * units;
        if (state.parents().length != mu * size || state.values().length != mu || state.best().length != size) {
            throw new IllegalArgumentException("a state of " + state.values().length + " parents with "
                    + state.parents().length + " weights is not of " + mu + " parents of " + units + " units");
        }
        double[][] parents = new double[mu][];
        for (int p = 0; p < mu; p++) {
            parents[p] = Arrays.copyOfRange(state.parents(), p * size, (p + 1) * size);
        }
        Evolution evolution = new Evolution(
                units,
                objective,
                settings,
                stream.generatorAt(state.position()),
                parents,
                state.values().clone(),
                state.best().clone());
        evolution.bestValue = state.bestValue();
        evolution.generations = state.generations();
        evolution.evaluations = state.evaluations();
        evolution.restarts = state.restarts();
        evolution.waited = state.waited();
        return evolution;
    }

    private void begin() {
        for (double[] parent : parents) {
            Arrays.fill(parent, 0);
        }
        Arrays.fill(values, evaluate(parents[0]));
        waited = 0;
    }

    /// What is not a number is worse than everything.
    private double evaluate(double[] weights) {
        evaluations++;
        double value = objective.applyAsDouble(weights);
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    /// Evolves.
    ///
    /// @param count number of generations
    /// @return the best value so far after each of them
    public double[] advance(int count) {
        double[] trace = new double[count];
        for (int k = 0; k < count; k++) {
            generation();
            trace[k] = bestValue;
        }
        return trace;
    }

    private void generation() {
        for (int c = 0; c < children.length; c++) {
            double[] parent = parents[parents.length == 1 ? 0 : random.nextInt(parents.length)];
            double[] child = children[c];
            for (int k = 0; k < child.length; k++) {
                child[k] = parent[k] + settings.deviation() * random.nextGaussian();
            }
            settings.constraint().onto(units, child);
            childValues[c] = evaluate(child);
        }
        double before = values[0];
        for (int c = 0; c < children.length; c++) {
            insert(c);
        }
        generations++;
        waited = values[0] > before ? 0 : waited + 1;
        if (values[0] > bestValue) {
            bestValue = values[0];
            best = parents[0].clone();
        }
        if (settings.patience() > 0 && waited >= settings.patience()) {
            restarts++;
            begin();
        }
    }

    /// Takes a child among the parents if it is at least as good as the last of them, so that a plateau can be
    /// crossed; the last parent's array becomes the child's.
    private void insert(int c) {
        int last = parents.length - 1;
        if (childValues[c] < values[last]) {
            return;
        }
        double[] freed = parents[last];
        int at = last;
        while (at > 0 && values[at - 1] <= childValues[c]) {
            parents[at] = parents[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        parents[at] = children[c];
        values[at] = childValues[c];
        children[c] = freed;
    }

    /// The best weights so far, N×N row-major; a copy.
    public double[] best() {
        return best.clone();
    }

    /// The value of the best weights so far.
    public double bestValue() {
        return bestValue;
    }

    /// Number of generations so far.
    public long generations() {
        return generations;
    }

    /// Number of evaluations so far.
    public long evaluations() {
        return evaluations;
    }

    /// All that the run is, to be stored; a copy.
    public State state() {
        int size = units * units;
        double[] flat = new double[parents.length * size];
        for (int p = 0; p < parents.length; p++) {
            System.arraycopy(parents[p], 0, flat, p * size, size);
        }
        return new State(
                flat,
                values.clone(),
                best.clone(),
                bestValue,
                generations,
                evaluations,
                restarts,
                waited,
                random.position());
    }
}
