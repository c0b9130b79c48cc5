package org.gyre.nets.boltzmann;

/// The law of the magnitude of a random weight, as a function of a standard normal number.
public sealed interface Magnitude {
    /// The magnitude that belongs to the standard normal number z, ≥ 0.
    double at(double z);

    /// |w| = σ |z|: with signs of equal probability, w is normal with standard deviation σ.
    record Normal(double deviation) implements Magnitude {
        /// @throws IllegalArgumentException if σ is negative or not finite
        public Normal {
            if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "standard deviation = " + deviation + ": must be at least 0 and finite");
            }
        }

        @Override
        public double at(double z) {
            return deviation * Math.abs(z);
        }
    }

    /// |w| = e^(μ + width · z): log-normal.
    ///
    /// @param logMean μ, the mean of log |w|
    /// @param width the standard deviation of log |w|
    record LogNormal(double logMean, double width) implements Magnitude {
        /// @throws IllegalArgumentException if μ is not finite, or the width is negative or not finite
        public LogNormal {
            if (!Double.isFinite(logMean)) {
                throw new IllegalArgumentException("log-mean = " + logMean + ": must be finite");
            }
            if (!(width >= 0 && width < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("width = " + width + ": must be at least 0 and finite");
            }
        }

        @Override
        public double at(double z) {
            return Math.exp(logMean + width * z);
        }
    }
}
