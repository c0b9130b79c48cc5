package org.gyre.lab.lif;

import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.lif.encoding.Encoding;

/// The keys of a TOML file for how a value x from 0 to 1 becomes what an input does.
///
/// @param kind      how
/// @param factor    probability of a spike in a step, or current, at x = 1
/// @param effective of latencies: time constant of the membrane as a share of the steps
/// @param threshold of latencies: no spike at or below it
public record EncodingKeys(
        @Default("poisson") Kind kind,
        @Default("1") double factor,
        @Default("0.05") double effective,
        @Default("0.2") double threshold) {
    /// How.
    public enum Kind {
        /// A spike in each step with probability factor · x.
        POISSON,
        /// The current factor · x in each step.
        CONSTANT,
        /// One spike, the earlier the larger x, as a membrane would.
        LATENCY,
        /// One spike at step (1 − x) N.
        LINEAR_LATENCY
    }

    /// @throws InputException if a number does not fit
    public EncodingKeys {
        if (kind == Kind.CONSTANT) {
            Single.check("factor", factor);
        }
        if (kind == Kind.POISSON && !(factor > 0)) {
            throw new InputException("factor = " + factor + ": must be positive, the probability of a spike at x = 1");
        }
        if (kind == Kind.LATENCY && !(effective > 0)) {
            throw new InputException("effective = " + effective + ": must be positive, a share of the steps");
        }
        boolean late = kind == Kind.LATENCY || kind == Kind.LINEAR_LATENCY;
        if (late && !(threshold >= 0 && (float) threshold < 1)) {
            throw new InputException("threshold = " + threshold
                    + ": must be at least 0 and, in single precision, below the largest value 1");
        }
        encoding(kind, factor, effective, threshold);
    }

    Encoding encoding() {
        return encoding(kind, factor, effective, threshold);
    }

    private static Encoding encoding(Kind kind, double factor, double effective, double threshold) {
        return switch (kind) {
            case POISSON -> new Encoding.Poisson(factor);
            case CONSTANT -> new Encoding.Constant(factor);
            case LATENCY -> new Encoding.Latency(effective, threshold);
            case LINEAR_LATENCY -> new Encoding.LinearLatency(threshold);
        };
    }
}
