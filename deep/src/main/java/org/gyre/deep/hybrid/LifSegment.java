package org.gyre.deep.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifUnits;

/// Leaky integrate-and-fire units as the activation of what comes before: each number of a step is the
/// current of a unit of its own. Every sample begins at rest.
///
/// A dense spiking layer is a [Layer.Dense] and this; a convolutional one a [Layer.Convolution] and
/// this. Units that never fire give their potential.
public final class LifSegment implements Segment {
    private final SignalShape shape;
    private final LifUnits units;
    private final Optimiser optimiser;
    private final Team team;
    private final List<ArrayParameter> parameters;
    private long passes;
    private long updates;
    private boolean follows;

    /// Units at rest.
    ///
    /// @param shape     of one sample; as many units as a step has numbers
    /// @param settings  with as many units, without recurrence and bias
    /// @param leaks     l of each unit
    /// @param threshold θ of all units, positive
    /// @param prefix    of the names of the parameters, such as `1.`
    /// @param optimiser of leaks and thresholds, if they are learnt
    /// @param team      whose threads share the work; the bits of results do not depend on it
    /// @throws InputException if the numbers of units differ, or a setting or number is out of range
    public LifSegment(
            SignalShape shape,
            LifSettings settings,
            float[] leaks,
            float threshold,
            String prefix,
            Optimiser optimiser,
            Team team) {
        if (settings.units() != shape.units()) {
            throw new InputException(settings.units() + " spiking units on " + shape + ": one for each number of a step"
                    + " is needed, " + shape.units());
        }
        float[] thresholds = new float[settings.units()];
        Arrays.fill(thresholds, threshold);
        this.shape = shape;
        this.units = new LifUnits(settings, leaks, thresholds);
        this.optimiser = optimiser;
        this.team = team;
        this.parameters = units.parameters().stream()
                .map(parameter -> new ArrayParameter(prefix + "lif." + parameter.name(), parameter.values(), optimiser))
                .toList();
    }

    @Override
    public String name() {
        return "lif";
    }

    @Override
    public SignalShape input() {
        return shape;
    }

    @Override
    public SignalShape output() {
        return shape;
    }

    /// The units, for what can be read of the last batch; only to be looked at.
    public LifUnits units() {
        return units;
    }

    @Override
    public float[] forward(float[] input, int samples, Pass pass) {
        follows = pass == Pass.TRAINING;
        passes += follows ? 1 : 0;
        return units.forward(input, samples, shape.steps(), team);
    }

    @Override
    public float[] backward(float[] gradient) {
        if (!follows) {
            throw new IllegalStateException("backward pass of lif without a training pass before it");
        }
        follows = false;
        float[] currents = units.backward(gradient, team);
        for (int p = 0; p < parameters.size(); p++) {
            parameters.get(p).add(units.parameters().get(p).gradient());
        }
        return currents;
    }

    @Override
    public Map<String, Double> gradientNorms() {
        Map<String, Double> norms = new TreeMap<>();
        parameters.forEach(parameter -> norms.put(parameter.name(), parameter.gradientNorm()));
        return norms;
    }

    @Override
    public void learn(double rate) {
        for (ArrayParameter parameter : parameters) {
            if (!parameter.isFinite()) {
                throw new ArithmeticException("the gradient of " + parameter.name() + " is not finite after " + updates
                        + " updates; lower the learning rate");
            }
        }
        updates++;
        for (ArrayParameter parameter : parameters) {
            parameter.learn(optimiser, rate, updates);
        }
        units.settle();
    }

    @Override
    public SegmentState state() {
        SortedMap<String, float[]> arrays = new TreeMap<>();
        parameters.forEach(parameter -> parameter.save(arrays));
        return new SegmentState(passes, updates, arrays);
    }

    @Override
    public void restore(SegmentState state) {
        parameters.forEach(parameter -> parameter.restore(state));
        passes = state.passes();
        updates = state.updates();
        follows = false;
        units.settle();
    }
}
