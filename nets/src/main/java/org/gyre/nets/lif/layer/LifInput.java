package org.gyre.nets.lif.layer;

import org.gyre.core.InputException;

/// What arrives at the first layer of a network during a batch.
public sealed interface LifInput {
    /// How many different inputs there are.
    int inputs();

    /// Spikes, `[sample][step]` rows.
    ///
    /// @param rows which inputs fire
    record Spikes(SpikeRows rows) implements LifInput {
        @Override
        public int inputs() {
            return rows.inputs();
        }
    }

    /// The same currents at each step.
    ///
    /// @param values `[sample][input]`
    /// @param inputs how many a sample has
    record Constant(float[] values, int inputs) implements LifInput {
        /// @throws InputException if a value is not finite
        public Constant {
            check(values, inputs);
        }
    }

    /// Currents that differ from step to step.
    ///
    /// @param values `[sample][step][input]`
    /// @param inputs how many a step has
    record Currents(float[] values, int inputs) implements LifInput {
        /// @throws InputException if a value is not finite
        public Currents {
            check(values, inputs);
        }
    }

    private static void check(float[] values, int inputs) {
        if (inputs < 1 || values.length % inputs != 0) {
            throw new IllegalArgumentException(values.length + " values of " + inputs + " inputs");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new InputException("input " + i % inputs + " of row " + i / inputs + " is " + values[i]
                        + ": replace what is not a number");
            }
        }
    }
}
