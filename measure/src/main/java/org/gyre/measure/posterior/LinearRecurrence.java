package org.gyre.measure.posterior;

import org.gyre.core.InputException;

/// The law of a linear recurrent inference layer z_t = F x + L z_{t−1} + s∘ε_t after T steps at a
/// constant input.
///
/// From z_0 = 0 the layer is N(M x, C) exactly, with M ← F + L M and C ← L C Lᵀ + diag(s²), T
/// times. From another z_0 the mean is M x + L^T z_0 with the same C, which is what a layer does
/// that reads several steps for each frame of a sequence.
///
/// @param reading the law of z_T given x, from z_0 = 0
/// @param carry L^T, `[units][units]`
public record LinearRecurrence(LinearConditional reading, double[] carry) {
    /// The layer after T steps.
    ///
    /// @param inputs number of components of x
    /// @param units number of neurons
    /// @param f F, `[units][inputs]`
    /// @param l L, `[units][units]`; zeros with T = 1 are the factorised control
    /// @param s standard deviation of each neuron's noise, `[units]`, > 0
    /// @param steps T ≥ 1
    /// @throws InputException if a shape or value is out of range, or the activity grows beyond
    ///     finite numbers
    public static LinearRecurrence after(int inputs, int units, double[] f, double[] l, double[] s, int steps) {
        Matrices.atLeastOne("inputs", inputs);
        Matrices.atLeastOne("units", units);
        Matrices.atLeastOne("steps", steps);
        double[] drive = Matrices.checked("feedforward weights", units, inputs, f);
        double[] lateral = Matrices.checked("lateral weights", units, units, l);
        double[] deviations = Matrices.deviations("noise", units, s);
        double[] mean = new double[units * inputs];
        double[] covariance = new double[units * units];
        double[] carry = Matrices.identity(units);
        for (int t = 0; t < steps; t++) {
            mean = Matrices.plus(drive, 1, Matrices.multiply(units, units, inputs, lateral, mean));
            covariance = Matrices.congruence(units, units, lateral, covariance);
            for (int i = 0; i < units; i++) {
                covariance[i * units + i] += deviations[i] * deviations[i];
            }
            carry = Matrices.multiply(units, units, units, lateral, carry);
        }
        if (!(Matrices.largest(mean) + Matrices.largest(covariance) + Matrices.largest(carry)
                < Double.POSITIVE_INFINITY)) {
            throw new InputException("lateral weights: the activity grows beyond finite numbers in " + steps
                    + " steps; take smaller weights or fewer steps");
        }
        return new LinearRecurrence(new LinearConditional(inputs, units, mean, covariance), carry);
    }
}
