package org.gyre.measure.avalanche;

import java.util.List;

/// A law fitted by maximum likelihood.
///
/// @param distribution the fitted law
/// @param standardErrors one for each parameter, from the observed information (the curvature of the log-likelihood
///     at its maximum); NaN where the maximum lies at a bound, so that there is no such error
/// @param logLikelihood of the values in the support, nats
/// @param n number of values in the support
/// @param distance Kolmogorov–Smirnov distance
/// @param outcome whether the maximum lies inside
/// @param cutShort whether the likelihood still rises at the bound where the search ended, so that a law beyond it
///     would be nearer to the data; false where the bound is as good as the limit behind it
public record Fit(
        Distribution distribution,
        List<Double> standardErrors,
        double logLikelihood,
        long n,
        double distance,
        Outcome outcome,
        boolean cutShort) {

    /// How the search for the maximum ended.
    public enum Outcome {
        /// At a maximum inside the allowed region.
        INTERIOR,
        /// At a bound: the family degenerates into a simpler one on these data (a lognormal or a stretched
        /// exponential into a power law, a cut-off into none), and its parameters mean little.
        AT_BOUND
    }

    public Family family() {
        return distribution.family();
    }

    public Support support() {
        return distribution.support();
    }

    /// The parameter with the given name of [Family#parameterNames].
    public double parameter(String name) {
        return distribution.parameters()[index(name)];
    }

    /// Standard error of the parameter with the given name.
    public double standardError(String name) {
        return standardErrors.get(index(name));
    }

    /// Whether the data leave a parameter open: its standard error is larger than itself. The μ of a
    /// lognormal is a logarithm, which may lie near 0 and be well known; it is open where its error is also
    /// more than 1, a factor e. False at a bound, where there is no standard error.
    public boolean undetermined(String name) {
        double size = Math.abs(parameter(name));
        return standardError(name) > (name.equals("mu") ? Math.max(1, size) : size);
    }

    private int index(String name) {
        int i = family().parameterNames().indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("no parameter " + name + " in " + family().parameterNames());
        }
        return i;
    }
}
