package org.gyre.deep.hybrid;

import org.gyre.core.InputException;

/// How the parameters of LibTorch's layers follow their gradients. Learning rates are given step by
/// step, so that a schedule is a plain function of the step.
public sealed interface Optimiser {
    /// Adaptive moments (Kingma and Ba, arXiv:1412.6980), with the decay of weights added to the
    /// gradient.
    ///
    /// @param beta1   forgetting of the mean, in [0, 1)
    /// @param beta2   forgetting of the square, in [0, 1)
    /// @param epsilon added to the root of the square, positive
    /// @param decay   of weights, not negative
    record Adam(double beta1, double beta2, double epsilon, double decay) implements Optimiser {
        /// β₁ = .9, β₂ = .999, ε = 10⁻⁸, no decay.
        public static final Adam USUAL = new Adam(0.9, 0.999, 1e-8, 0);

        public Adam {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
                throw new InputException(
                        "beta1 = " + beta1 + ", beta2 = " + beta2 + " of Adam: must be from 0 to below 1");
            }
            if (!(epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
                throw new InputException("epsilon = " + epsilon + " of Adam: must be positive");
            }
            notNegative("decay", decay);
        }
    }

    /// Stochastic gradient descent: v ← μ v + g + λ p, p ← p − η v.
    ///
    /// @param momentum μ, in [0, 1)
    /// @param decay    λ, not negative
    record Sgd(double momentum, double decay) implements Optimiser {
        public Sgd {
            if (!(momentum >= 0 && momentum < 1)) {
                throw new InputException("momentum = " + momentum + ": must be from 0 to below 1");
            }
            notNegative("decay", decay);
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= Float.MAX_VALUE)) {
            throw new InputException(name + " = " + value + ": must be at least 0 and a number of single precision");
        }
    }
}
