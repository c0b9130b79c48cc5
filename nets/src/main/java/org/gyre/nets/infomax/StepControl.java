package org.gyre.nets.infomax;

import org.gyre.core.InputException;

/// What guards the size of a learning step. Information stays near zero for long and then rises like a
/// cliff; a learning rate that is harmless before it can wreck the network after it.
public sealed interface StepControl {
    /// η as given; only unusable covariances lower it, for a while (see [InfomaxTrainer]).
    record Fixed() implements StepControl {}

    /// η until the information first exceeds `nats`, then η · factor.
    ///
    /// @param nats level of Gaussian information that marks the transition, in nats
    /// @param factor what η is multiplied with afterwards, in (0, 1]
    record ReducedAfterTransition(double nats, double factor) implements StepControl {
        public ReducedAfterTransition {
            if (!(factor > 0 && factor <= 1)) {
                throw new InputException("reduction = " + factor + ": must be in (0, 1]");
            }
            if (!Double.isFinite(nats)) {
                throw new InputException("transition = " + nats + ": must be finite");
            }
        }
    }

    /// A line search over blocks: when the information measured after a step is lower than before it by
    /// more than `tolerance`, the step is taken back and repeated at half its length; after a success η
    /// grows again, up to its given value.
    ///
    /// @param tolerance nats, ≥ 0; about twice the sampling deviation of the information of a block
    record LineSearch(double tolerance) implements StepControl {
        public LineSearch {
            if (!(tolerance >= 0)) {
                throw new InputException("tolerance = " + tolerance + ": must be at least 0");
            }
        }
    }
}
