package org.gyre.measure.branching;

import java.util.List;

/// A form fitted to r_k.
///
/// @param form which
/// @param parameters in the order of [DecayForm#parameterNames]
/// @param residual weighted sum of squared residuals
/// @param explained 1 − residual / weighted sum of squares of r_k about their mean; at most 1
/// @param atBound whether a time constant lies at an end of its range, so that the form does not suit
///     the data
public record DecayFit(DecayForm form, List<Double> parameters, double residual, double explained, boolean atBound) {
    /// τ in bins; infinite for m = 1, negative for m > 1.
    public double timeConstant() {
        return parameters.getFirst();
    }

    /// m = e^(−1/τ) for bins of width one.
    public double m() {
        return StrictMath.exp(-1 / timeConstant());
    }

    /// The parameter with the given name of [DecayForm#parameterNames].
    public double parameter(String name) {
        int i = form.parameterNames().indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("no parameter " + name + " in " + form.parameterNames());
        }
        return parameters.get(i);
    }
}
