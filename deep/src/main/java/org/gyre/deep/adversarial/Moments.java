package org.gyre.deep.adversarial;

import org.gyre.core.InputException;

/// What adaptive moments remember (Kingma & Ba, arXiv:1412.6980).
///
/// @param beta1   forgetting of the mean of gradients, in [0, 1)
/// @param beta2   forgetting of their square, in (0, 1)
/// @param epsilon added to the root of the square, positive
public record Moments(double beta1, double beta2, double epsilon) {
    /// β₁ = 0, β₂ = .9, ε = 10⁻⁸: no memory of the direction, as two sides that learn against each other
    /// need.
    public static final Moments OPPONENTS = new Moments(0, 0.9, 1e-8);

    /// @throws InputException if a number is out of its range
    public Moments {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 > 0 && beta2 < 1 && epsilon > 0 && epsilon <= Float.MAX_VALUE)) {
            throw new InputException("beta1 = " + beta1 + ", beta2 = " + beta2 + ", epsilon = " + epsilon
                    + ": take beta1 from 0 to below 1, beta2 between 0 and 1, epsilon above 0");
        }
    }
}
