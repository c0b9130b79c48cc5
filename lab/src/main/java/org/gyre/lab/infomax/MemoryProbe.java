package org.gyre.lab.infomax;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.memory.BooleanCapacity;
import org.gyre.measure.memory.MemoryCapacity;

/// Memory of the input, and what is computed from it, at regular blocks of training (T20).
///
/// @param linear memory capacity Σ R² over delays
/// @param bool Boolean capacity Σ R² over parities of the last inputs
record MemoryProbe(double linear, double bool) {
    /// Settings of the probe.
    ///
    /// @param every blocks between probes
    /// @param longestDelay τ_max of the memory capacity
    /// @param booleanWindow number m of last inputs whose Boolean functions are asked for; there are
    ///     2^m − 1 parities
    /// @param settlingSteps steps before a probe's recording
    /// @param steps length of a probe's recording
    record Settings(
            @Default("50") int every,
            @Default("50") int longestDelay,
            @Default("5") int booleanWindow,
            @Default("5000") int settlingSteps,
            @Default("50000") int steps) {
        Settings {
            if (every < 1) {
                throw new InputException("every = " + every + ": must be at least 1");
            }
            if (settlingSteps < 0) {
                throw new InputException("settling_steps = " + settlingSteps + ": must be at least 0");
            }
            if (steps < 1000) {
                throw new InputException("steps = " + steps + ": must be at least 1000");
            }
            if (longestDelay < 1) {
                throw new InputException("longest_delay = " + longestDelay + ": must be at least 1");
            }
            if (booleanWindow < 1 || booleanWindow > BooleanCapacity.LONGEST_WINDOW) {
                throw new InputException(
                        "boolean_window = " + booleanWindow + ": must be from 1 to " + BooleanCapacity.LONGEST_WINDOW);
            }
        }
    }

    /// The capacities at these weights; input unit 0 is remembered by all free units.
    static MemoryProbe measure(Settings settings, World world, long block, double[] weights, double[] thresholds) {
        FrozenNetwork network = new FrozenNetwork(world, "memory-" + block, weights, null).startingAt(thresholds);
        BinaryRaster raster = network.settle(settings.settlingSteps()).record(settings.steps());
        int free = world.parameters().freeUnits();
        return new MemoryProbe(
                MemoryCapacity.of(raster, free, free, settings.longestDelay()).total(),
                BooleanCapacity.of(raster, free, free, settings.booleanWindow()).total());
    }
}
