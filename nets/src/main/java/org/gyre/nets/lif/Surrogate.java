package org.gyre.nets.lif;

import java.util.function.DoubleUnaryOperator;
import org.gyre.core.InputException;

/// What stands for the derivative of the step function at u = V − θ, in the backward pass alone.
/// The forward pass is always the step itself.
public sealed interface Surrogate {
    /// dS/dV at u.
    double slope(double u);

    /// One everywhere: the constant surrogate of Gerum & Schilling (2021).
    record Flat() implements Surrogate {
        @Override
        public double slope(double u) {
            return 1;
        }
    }

    /// 1 / (β|u| + 1)² (Zenke & Ganguli 2018); snnTorch's fast sigmoid.
    ///
    /// @param beta β > 0
    record SuperSpike(double beta) implements Surrogate {
        /// @throws InputException if β is not positive
        public SuperSpike {
            check(beta);
        }

        @Override
        public double slope(double u) {
            double d = beta * Math.abs(u) + 1;
            return 1 / (d * d);
        }
    }

    /// s (1 − s) with s = 1 / (1 + e^−βu), times β if it is scaled. The published unit does not scale
    /// it: its peak is ¼ for every β.
    ///
    /// @param beta   β > 0
    /// @param scaled whether the slope is that of s(u) itself
    record Sigmoid(double beta, boolean scaled) implements Surrogate {
        /// @throws InputException if β is not positive
        public Sigmoid {
            check(beta);
        }

        @Override
        public double slope(double u) {
            double e = Math.exp(-beta * Math.abs(u));
            double s = e / ((1 + e) * (1 + e));
            return scaled ? beta * s : s;
        }
    }

    /// max(0, 1 − β|u|) (Esser et al. 2016), also called triangular.
    ///
    /// @param beta β > 0
    record Esser(double beta) implements Surrogate {
        /// @throws InputException if β is not positive
        public Esser {
            check(beta);
        }

        @Override
        public double slope(double u) {
            return Math.max(0, 1 - beta * Math.abs(u));
        }
    }

    /// (α/2) / (1 + (π α u / 2)²), the derivative of arctan(π α u / 2) / π + ½ (Fang et al. 2021).
    ///
    /// @param alpha α > 0
    record Arctan(double alpha) implements Surrogate {
        /// @throws InputException if α is not positive
        public Arctan {
            check(alpha);
        }

        @Override
        public double slope(double u) {
            double x = 0.5 * Math.PI * alpha * u;
            return 0.5 * alpha / (1 + x * x);
        }
    }

    /// e^(−β² u²), one at the threshold.
    ///
    /// @param beta β > 0
    record Gaussian(double beta) implements Surrogate {
        /// @throws InputException if β is not positive
        public Gaussian {
            check(beta);
        }

        @Override
        public double slope(double u) {
            return Math.exp(-beta * beta * u * u);
        }
    }

    /// One where |u| ≤ 1/β, else zero.
    ///
    /// @param beta β > 0
    record Boxcar(double beta) implements Surrogate {
        /// @throws InputException if β is not positive
        public Boxcar {
            check(beta);
        }

        @Override
        public double slope(double u) {
            return beta * Math.abs(u) <= 1 ? 1 : 0;
        }
    }

    /// Any function; worked out one value at a time.
    ///
    /// @param name     to be shown
    /// @param function of u
    record Custom(String name, DoubleUnaryOperator function) implements Surrogate {
        @Override
        public double slope(double u) {
            return function.applyAsDouble(u);
        }
    }

    /// A table of points, with straight lines between them and zero before the first and after the last.
    ///
    /// @param distances u of the points, ascending
    /// @param slopes    dS/dV there
    /// @throws InputException if there are fewer than two points, or they are not finite or not ascending
    static Surrogate points(double[] distances, double[] slopes) {
        return new Custom("points", new PiecewiseLinear(distances, slopes));
    }

    private static void check(double steepness) {
        if (!(steepness > 0) || Double.isInfinite(steepness)) {
            throw new InputException("a surrogate of steepness " + steepness + ": it must be positive and finite");
        }
    }
}
