package org.gyre.measure.entropy;

import org.gyre.core.Estimate;
import org.gyre.measure.series.RealSeries;

/// A way to estimate the differential entropy −∫ p log p of real vectors. Unlike the entropy of symbols it depends on
/// the unit of each component and may be negative.
public sealed interface DifferentialEntropy permits KozachenkoLeonenko, GaussianEntropy {
    /// The estimator with its parameters, such as `Kozachenko-Leonenko, k = 4`.
    String label();

    /// The local values −log p at each sample, in nats, one trial after the other. Their mean is the entropy before any
    /// correction of its bias.
    ///
    /// @throws org.gyre.core.InputException if there is too little to estimate from
    double[] local(RealSeries x);

    /// The entropy in nats, with its error and warnings.
    ///
    /// @param quantity how it is called, such as `h(x)`
    /// @throws org.gyre.core.InputException if there is too little to estimate from
    Estimate estimate(String quantity, RealSeries x);
}
