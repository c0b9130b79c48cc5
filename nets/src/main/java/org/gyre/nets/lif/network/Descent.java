package org.gyre.nets.lif.network;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.optimise.Momentum;
import org.gyre.nets.lif.layer.Parameter;

/// Lets the parameters of a network descend along their gradients.
public final class Descent {
    /// Parameters that one task moves.
    private static final int RUN = 1 << 15;

    private final List<Parameter> parameters;
    private final List<Mover> movers = new ArrayList<>();
    private final Method method;
    private final double decay;
    private long steps;

    /// How.
    public enum Method {
        /// Adaptive moments (Kingma & Ba 2015).
        ADAM,
        /// Along a running sum of gradients.
        SGD
    }

    private sealed interface Mover {
        record ByAdam(Adam adam) implements Mover {}

        record BySum(Momentum sum) implements Mover {}
    }

    /// @param momentum of the running sum; not used by Adam
    /// @param decay    of the weights, λ ≥ 0, added to the gradient; not of biases, leaks and thresholds
    /// @throws InputException if a number is out of range
    public Descent(List<Parameter> parameters, Method method, double momentum, double decay) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new InputException("momentum = " + momentum + ": must be at least 0 and below 1");
        }
        if (!(decay >= 0) || Double.isInfinite(decay)) {
            throw new InputException("decay = " + decay + ": must not be negative");
        }
        this.parameters = List.copyOf(parameters);
        this.method = method;
        this.decay = decay;
        for (Parameter parameter : parameters) {
            movers.add(
                    switch (method) {
                        case ADAM -> new Mover.ByAdam(new Adam(parameter.values()));
                        case SGD -> new Mover.BySum(new Momentum(parameter.values(), momentum));
                    });
        }
    }

    /// One step of all parameters.
    ///
    /// @param rate η
    public void step(double rate, Team team) {
        steps++;
        List<Runnable> tasks = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            Mover mover = movers.get(p);
            double pull = parameter.name().endsWith("weights") ? decay : 0;
            for (int from = 0; from < parameter.values().length; from += RUN) {
                int first = from;
                int count = Math.min(RUN, parameter.values().length - from);
                tasks.add(() -> move(mover, rate, pull, parameter.gradient(), first, count));
            }
        }
        team.run(tasks);
    }

    private void move(Mover mover, double rate, double pull, float[] gradient, int first, int count) {
        switch (mover) {
            case Mover.ByAdam(Adam adam) ->
                adam.descend(Adam.Step.of(rate, pull, steps), first, count, gradient, first);
            case Mover.BySum(Momentum sum) -> sum.descend(rate, pull, first, count, gradient);
        }
    }

    /// How many steps were done.
    public long steps() {
        return steps;
    }

    /// Goes on from a checkpoint, of which [#memory] has been filled again.
    public void resumeAt(long done) {
        steps = done;
    }

    /// What is remembered of past gradients, in a fixed order, for checkpoints.
    public List<float[]> memory() {
        List<float[]> memory = new ArrayList<>();
        for (Mover mover : movers) {
            switch (mover) {
                case Mover.ByAdam(Adam adam) -> {
                    memory.add(adam.mean());
                    memory.add(adam.square());
                }
                case Mover.BySum(Momentum sum) -> memory.add(sum.velocity());
            }
        }
        return memory;
    }

    /// How many of the arrays of [#memory] each parameter has.
    public int memories() {
        return method == Method.ADAM ? 2 : 1;
    }

    /// How they descend.
    public Method method() {
        return method;
    }
}
