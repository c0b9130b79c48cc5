package org.gyre.measure.branching;

import java.util.List;

/// The forms that can be fitted to r_k; k in bins.
public enum DecayForm {
    /// r_k = A e^(−k/τ), A ≥ 0: the law of a stationary branching process (WP eq. 4).
    EXPONENTIAL("exponential"),
    /// r_k = A e^(−k/τ) + O, A ≥ 0: for activity that also drifts on scales beyond the lags.
    EXPONENTIAL_OFFSET("offset"),
    /// r_k = A e^(−k/τ) + A′ e^(−k/τ′), both amplitudes ≥ 0, τ ≥ τ′: m is that of the longer time
    /// constant.
    TWO_TIMESCALES("two-timescales"),
    /// r_k = A e^(−k/τ) + B e^(−(k/τ_osc)^γ) cos(2πνk) + C e^(−(k/τ_g)²) + O, A ≥ 0: for activity
    /// with a rhythm (Spitzner et al. 2021).
    COMPLEX("complex");

    private final String label;

    DecayForm(String label) {
        this.label = label;
    }

    /// The name in words.
    public String label() {
        return label;
    }

    /// Names of the parameters, the time constant τ first. Times are in bins, frequencies in 1/bin.
    public List<String> parameterNames() {
        return switch (this) {
            case EXPONENTIAL -> List.of("tau", "amplitude");
            case EXPONENTIAL_OFFSET -> List.of("tau", "amplitude", "offset");
            case TWO_TIMESCALES -> List.of("tau", "amplitude", "tau_short", "amplitude_short");
            case COMPLEX ->
                List.of(
                        "tau",
                        "amplitude",
                        "offset",
                        "tau_oscillation",
                        "amplitude_oscillation",
                        "gamma",
                        "frequency",
                        "tau_gauss",
                        "amplitude_gauss");
        };
    }

    /// Fits this form by least squares.
    ///
    /// The amplitudes are solved for, so that the search runs over time constants only, from a grid
    /// over their whole range: the optimum does not depend on a guess.
    ///
    /// @param coefficients r_1 … r_K with K at least the number of parameters
    /// @throws org.gyre.core.InputException if there are fewer lags than parameters
    public DecayFit fit(Coefficients coefficients) {
        return DecayFitter.of(this, coefficients.lags()).fit(coefficients.toArray());
    }

    /// As [#fit(Coefficients)], each lag with the weight 1/error².
    ///
    /// @param errors standard errors of r_1 … r_K, positive
    public DecayFit fit(Coefficients coefficients, double[] errors) {
        return DecayFitter.weighted(this, errors).fit(coefficients.toArray());
    }
}
