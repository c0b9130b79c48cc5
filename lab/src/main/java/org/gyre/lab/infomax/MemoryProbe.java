package org.gyre.lab.infomax;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.memory.MemoryCapacity;

/// Linear memory of the input at regular blocks of training (T20).
final class MemoryProbe {
    private MemoryProbe() {}

    /// Settings of the probe.
    ///
    /// @param every blocks between probes
    /// @param longestDelay τ_max of the memory capacity
    /// @param settlingSteps steps before a probe's recording
    /// @param steps length of a probe's recording
    record Settings(
            @Default("50") int every,
            @Default("50") int longestDelay,
            @Default("5000") int settlingSteps,
            @Default("50000") int steps) {
        Settings {
            if (every < 1 || longestDelay < 1 || settlingSteps < 0 || steps < 1000) {
                throw new InputException("memory: every = " + every + " and longest_delay = " + longestDelay
                        + " must be at least 1, settling_steps = " + settlingSteps + " at least 0, steps = " + steps
                        + " at least 1000");
            }
        }
    }

    /// The capacity at these weights; input unit 0 is remembered by all free units.
    static MemoryCapacity measure(Settings settings, World world, long block, double[] weights, double[] thresholds) {
        FrozenNetwork network = new FrozenNetwork(world, "memory-" + block, weights, null).startingAt(thresholds);
        BinaryRaster raster = network.settle(settings.settlingSteps()).record(settings.steps());
        int free = world.parameters().freeUnits();
        return MemoryCapacity.of(raster, free, free, settings.longestDelay());
    }
}
