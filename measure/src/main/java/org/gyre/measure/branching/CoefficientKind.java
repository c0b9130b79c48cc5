package org.gyre.measure.branching;

/// How the means of the activity are taken where there are several trials. With one trial both kinds
/// are the same.
public enum CoefficientKind {
    /// A regression in each trial about the trial's own means; r_k is the mean of the slopes. Right
    /// where the activity's mean differs between trials; biased down in trials that are not much
    /// longer than the time constant.
    TRIAL_SEPARATED("ts"),
    /// One regression over all trials about the common means. Right where all trials share one mean,
    /// and far less biased then.
    STATIONARY_MEAN("sm");

    private final String label;

    CoefficientKind(String label) {
        this.label = label;
    }

    /// The short name, `ts` or `sm`.
    public String label() {
        return label;
    }
}
