package org.gyre.measure.mutualinfo;

import org.gyre.measure.series.RealSeries;

/// Information between real vectors whose components are first given normal margins: each value is replaced by the
/// normal quantile of its rank / (n + 1), equal values by that of their mean rank; then as [GaussianEstimator].
///
/// Blind to monotone changes of each component, robust against outliers, and for a bivariate relation a lower bound of
/// the information, since a normal copula has the least information of all with its rank correlation. Source: Ince,
/// Giordano, Kayser, Rousselet, Gross, Schyns, Human Brain Mapping 38:1541 (2017), who correct the bias.
///
/// @param covariance how covariances of the normal scores are had
public record GaussianCopulaEstimator(GaussianCovariance covariance) implements InformationEstimator<RealSeries> {
    @Override
    public String label() {
        return "Gaussian copula, " + covariance.label();
    }

    @Override
    public Relation between(RealSeries a, RealSeries b) {
        return new GaussianRelation(label(), covariance, NormalScores.of(a, b));
    }

    @Override
    public Relation given(RealSeries a, RealSeries b, RealSeries c) {
        return new GaussianRelation(label(), covariance, NormalScores.of(a, b, c));
    }
}
