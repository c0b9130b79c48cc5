package org.gyre.nets.lif.encoding;

import org.gyre.core.InputException;

/// How a value x becomes what an input does in the N steps of a sample.
public sealed interface Encoding {
    /// A spike in each step with probability p = min(1, factor · x), independent of all others.
    ///
    /// @param factor probability at x = 1; where a rate r and the time dt of a step are given, r dt
    record Poisson(double factor) implements Encoding {
        /// The value itself is the probability.
        public static final Poisson PLAIN = new Poisson(1);

        /// @throws InputException if the factor is not positive and finite
        public Poisson {
            if (!(factor > 0) || Double.isInfinite(factor)) {
                throw new InputException(
                        "a factor of " + factor + " for spike probabilities: it must be positive and finite");
            }
        }
    }

    /// The current factor · x at each step.
    ///
    /// @param factor current at x = 1
    record Constant(double factor) implements Encoding {
        /// @throws InputException if the factor is not finite
        public Constant {
            if (!Double.isFinite(factor)) {
                throw new InputException("a factor of " + factor + " for currents: it must be finite");
            }
        }
    }

    /// One spike, at step ⌊t_eff ln(x / (x − θ)) N⌋: when a membrane that is charged by a current x
    /// reaches θ. None if x ≤ θ, or if that step is N or later.
    ///
    /// @param effectiveTime t_eff > 0, time constant of the membrane as a share of the N steps
    /// @param threshold     0 ≤ θ < 1; rounded to single precision, as the values are
    record Latency(double effectiveTime, double threshold) implements Encoding {
        /// The published constants.
        public static final Latency PUBLISHED = new Latency(0.05, 0.2);

        /// @throws InputException if a constant is out of range
        public Latency {
            if (!(effectiveTime > 0) || Double.isInfinite(effectiveTime)) {
                throw new InputException(
                        "an effective time of " + effectiveTime + " for latencies: it must be positive and finite");
            }
            checkThreshold(threshold);
        }
    }

    /// One spike, at step ⌊(1 − x) N⌋: equal ranges of values for all steps. None if x ≤ θ.
    ///
    /// @param threshold 0 ≤ θ < 1; rounded to single precision, as the values are
    record LinearLatency(double threshold) implements Encoding {
        /// @throws InputException if the threshold is out of range
        public LinearLatency {
            checkThreshold(threshold);
        }
    }

    private static void checkThreshold(double threshold) {
        if (!(threshold >= 0 && threshold < 1)) {
            throw new InputException("a threshold of " + threshold
                    + " for latencies: it must be at least 0 and below 1, the largest value");
        }
    }
}
