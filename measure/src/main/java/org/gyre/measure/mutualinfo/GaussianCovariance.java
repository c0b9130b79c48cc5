package org.gyre.measure.mutualinfo;

/// How a covariance is had from samples, and what is done about the bias of what is computed from it.
public enum GaussianCovariance {
    /// The sample covariance: the information is too high by about (number of parameters) / 2n.
    PLUG_IN("plug-in", "none"),
    /// The sample covariance; the exact bias of log-determinants of Gaussian samples is taken away.
    CORRECTED("corrected", "analytic for Gaussian samples (digamma)"),
    /// The sample correlations drawn towards zero by the weight that Ledoit and Wolf find best. Always regular, hence
    /// the
    /// way out for redundant components and for fewer samples than components; the value is conservative.
    LEDOIT_WOLF("Ledoit-Wolf shrinkage", "shrinkage");

    private final String label;
    private final String correction;

    GaussianCovariance(String label, String correction) {
        this.label = label;
        this.correction = correction;
    }

    String label() {
        return label;
    }

    String correction() {
        return correction;
    }
}
