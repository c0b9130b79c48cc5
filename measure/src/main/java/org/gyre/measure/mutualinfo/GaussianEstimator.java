package org.gyre.measure.mutualinfo;

import org.gyre.measure.series.RealSeries;

/// Information between real vectors as if they were jointly normal, from the determinants of their covariances:
///
///     I(a; b)     = ½ log(|Σ_a| |Σ_b| / |Σ_ab|)
///     I(a; b | c) = ½ log(|Σ_ac| |Σ_bc| / (|Σ_abc| |Σ_c|))
///
/// in nats. It sees linear dependence only: exact for normal variables, for others neither a bound nor unbiased. With
/// transfer entropy it is half of Granger's causality (Barnett, Barrett, Seth, Physical Review Letters 103:238701,
/// 2009). Not to be confused with [GaussianInformation], which starts from the covariances of a network.
///
/// The bias that is taken away on request is that of log-determinants of covariances with n − 1 degrees of freedom,
/// E log|S| = log|Σ| + Σ_{i=1..d} ψ((n − i)/2) + d log(2/(n − 1)): Misra, Singh, Demchuk, Journal of Multivariate
/// Analysis 92:324 (2005). Shrinkage: Ledoit and Wolf, Journal of Multivariate Analysis 88:365 (2004), applied to
/// standardised components so that units do not matter.
///
/// The p-value is exact for independent normal samples if a or b has one component (the F test of regression), else
/// that of the likelihood ratio with Bartlett's factor. Time O(n d²), for a shuffled a O(n d_a (d_b + d_c)).
///
/// @param covariance how covariances are had
public record GaussianEstimator(GaussianCovariance covariance) implements InformationEstimator<RealSeries> {
    @Override
    public String label() {
        return "Gaussian, " + covariance.label();
    }

    @Override
    public Relation between(RealSeries a, RealSeries b) {
        return new GaussianRelation(label(), covariance, Standardised.of(a, b));
    }

    @Override
    public Relation given(RealSeries a, RealSeries b, RealSeries c) {
        return new GaussianRelation(label(), covariance, Standardised.of(a, b, c));
    }
}
