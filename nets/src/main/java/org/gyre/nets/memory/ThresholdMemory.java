package org.gyre.nets.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.linalg.Blas;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;
import org.gyre.nets.memory.Recall.Ending;
import org.gyre.nets.memory.Recall.Outcome;
import org.jspecify.annotations.Nullable;

/// A network of ±1 neurons that all follow the sign of their inputs at once,
///
///     s_i(t+1) = sign(Σ_j W_ij s_j(t) + b_i),   where a neuron without input keeps its state.
///
/// It has no randomness, so each state leads to a fixed point or a cycle. What counts as no input
/// is said at [ThresholdMap], which is the same network for the instruments that read attractors.
/// Immutable.
///
/// W. A. Little, Mathematical Biosciences 19, 101 (1974); J. J. Hopfield, PNAS 79, 2554 (1982), who
/// lets one neuron move at a time.
public final class ThresholdMemory {
    private final int units;
    private final double[] weights;
    private final double[] biases;
    private final double[] tolerance;
    private final BoltzmannMachine machine;
    private final ThresholdMap map;

    private ThresholdMemory(BoltzmannMachine machine) {
        this.machine = machine;
        units = machine.units();
        weights = machine.weights();
        biases = machine.bias();
        map = ThresholdMap.of(machine, Ties.STAY);
        tolerance = new double[units];
        for (int i = 0; i < units; i++) {
            double sum = Math.abs(biases[i]);
            for (int j = 0; j < units; j++) {
                sum += Math.abs(weights[i * units + j]);
            }
            // As in ThresholdMap: what is zero in real numbers is no input, in whatever order it is
            // summed.
            tolerance[i] = (units + 1) * Math.ulp(1.0) * sum;
        }
    }

    /// A memory from its weights.
    ///
    /// @param weights W, `[neuron][unit]`, N×N row-major, self-connections included; copied
    /// @param biases  b, N values; copied
    /// @throws IllegalArgumentException if the sizes do not fit or a number is not finite
    /// @throws org.gyre.core.InputException if the magnitudes of the weights into a neuron have no
    ///     finite sum
    public static ThresholdMemory of(int units, double[] weights, double[] biases) {
        return new ThresholdMemory(BoltzmannMachine.of(units, weights).withBias(biases));
    }

    /// A memory without biases.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit or a weight is not finite
    /// @throws org.gyre.core.InputException if the magnitudes of the weights into a neuron have no
    ///     finite sum
    public static ThresholdMemory of(int units, double[] weights) {
        return of(units, weights, new double[units]);
    }

    /// A memory from weights in single precision, as layers learn them.
    ///
    /// @throws IllegalArgumentException if the sizes do not fit or a number is not finite
    public static ThresholdMemory of(int units, float[] weights, float[] biases) {
        return of(units, widened(weights), widened(biases));
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /// Number of neurons N.
    public int units() {
        return units;
    }

    /// W, `[neuron][unit]`, N×N row-major; a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// b, N values; a copy.
    public double[] biases() {
        return biases.clone();
    }

    /// The memory as a map of states, for exact attractors and basins of few neurons
    /// (`map().table()` and `FunctionalGraph`) and sampled ones of many (`CycleSearch`).
    public ThresholdMap map() {
        return map;
    }

    /// The network with the same weights whose neurons fire with probability σ(Σ_j W_ij s_j + b_i)
    /// instead, for measures of information flux.
    public BoltzmannMachine machine() {
        return machine;
    }

    /// Follows each cue to its fixed point or cycle. Every cue keeps the states it has passed; the
    /// first that comes again is where the cycle begins.
    ///
    /// @param cues      of N units
    /// @param mostSteps steps after which a cue is given up, ≥ 1
    /// @throws IllegalArgumentException if the cues have another number of units or there are no
    ///     steps
    public Recall recall(Patterns cues, int mostSteps) {
        if (cues.units() != units) {
            throw new IllegalArgumentException("cues of " + cues.units() + " units for " + units + " neurons");
        }
        if (mostSteps < 1) {
            throw new IllegalArgumentException("steps = " + mostSteps + ": must be at least 1");
        }
        double[] states = cues.doubles();
        List<Walk> walks = new ArrayList<>();
        for (int k = 0; k < cues.count(); k++) {
            walks.add(new Walk(Arrays.copyOfRange(states, k * units, (k + 1) * units)));
        }
        List<Walk> going = walks;
        for (int step = 1; step <= mostSteps && !going.isEmpty(); step++) {
            double[] inputs = inputs(states(going), going.size());
            List<Walk> still = new ArrayList<>();
            for (int k = 0; k < going.size(); k++) {
                Walk walk = going.get(k);
                walk.advance(inputs, k * units);
                if (walk.outcome == null) {
                    still.add(walk);
                }
            }
            going = still;
        }
        return summary(walks);
    }

    private double[] states(List<Walk> walks) {
        double[] states = new double[walks.size() * units];
        for (int k = 0; k < walks.size(); k++) {
            System.arraycopy(walks.get(k).state, 0, states, k * units, units);
        }
        return states;
    }

    /// One step of many states.
    ///
    /// @param states `[state][neuron]`, changed
    void advance(double[] states, int count) {
        double[] inputs = inputs(states, count);
        for (int k = 0; k < count; k++) {
            advance(states, k * units, inputs, k * units);
        }
    }

    /// One step of one state.
    ///
    /// @return whether any neuron had an input
    private boolean advance(double[] states, int at, double[] inputs, int offset) {
        boolean driven = false;
        for (int i = 0; i < units; i++) {
            double input = inputs[offset + i];
            if (Math.abs(input) > tolerance[i]) {
                states[at + i] = Math.signum(input);
                driven = true;
            }
        }
        return driven;
    }

    /// Σ_j W_ij s_j + b_i, `[state][neuron]`: one matrix product for all states.
    private double[] inputs(double[] states, int count) {
        double[] inputs = new double[count * units];
        for (int k = 0; k < count; k++) {
            System.arraycopy(biases, 0, inputs, k * units, units);
        }
        Blas.best()
                .dgemm(false, true, count, units, units, 1, states, 0, units, weights, 0, units, 1, inputs, 0, units);
        return inputs;
    }

    private Recall summary(List<Walk> walks) {
        byte[] states = new byte[walks.size() * units];
        List<Outcome> outcomes = new ArrayList<>();
        for (int k = 0; k < walks.size(); k++) {
            Walk walk = walks.get(k);
            for (int i = 0; i < units; i++) {
                states[k * units + i] = (byte) walk.state[i];
            }
            outcomes.add(walk.outcome == null ? new Outcome(Ending.UNFINISHED, walk.steps, 0) : walk.outcome);
        }
        return new Recall(Patterns.of(units, states), outcomes);
    }

    /// One cue on its way.
    private final class Walk {
        private final double[] state;
        private final Map<BitSet, Integer> passed = new HashMap<>();
        private int steps;
        private @Nullable Outcome outcome;

        Walk(double[] cue) {
            state = cue;
            passed.put(packed(), 0);
        }

        /// One step under the inputs to the present state, from `offset` on.
        void advance(double[] inputs, int offset) {
            if (!ThresholdMemory.this.advance(state, 0, inputs, offset)) {
                outcome = new Outcome(Ending.UNDRIVEN, steps, 1);
                return;
            }
            steps++;
            Integer before = passed.putIfAbsent(packed(), steps);
            if (before != null) {
                int period = steps - before;
                outcome = new Outcome(period == 1 ? Ending.FIXED : Ending.CYCLE, before, period);
            }
        }

        private BitSet packed() {
            BitSet positive = new BitSet(units);
            for (int i = 0; i < units; i++) {
                positive.set(i, state[i] > 0);
            }
            return positive;
        }
    }
}
