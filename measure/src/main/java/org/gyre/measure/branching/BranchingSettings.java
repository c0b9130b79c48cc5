package org.gyre.measure.branching;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// How a branching ratio is measured.
///
/// @param lags longest lag K in bins; 0 for [#MOST_LAGS] or a quarter of the trial, whichever is
///     shorter
/// @param kind of the coefficients
/// @param forms that are fitted; m, τ and the interval are those of the first
/// @param replicas of the bootstrap, 0 for no interval
/// @param level of the interval, in (0, 1)
public record BranchingSettings(int lags, CoefficientKind kind, List<DecayForm> forms, int replicas, double level) {
    /// Lags taken by default where the recording is long enough.
    public static final int MOST_LAGS = 500;

    /// Trial-separated coefficients, exponential and offset form, a 90 % interval from 500 replicas.
    public static final BranchingSettings DEFAULT = new BranchingSettings(
            0, CoefficientKind.TRIAL_SEPARATED, List.of(DecayForm.EXPONENTIAL, DecayForm.EXPONENTIAL_OFFSET), 500, 0.9);

    private static final int FEWEST_REPLICAS = 50;
    private static final int MOST_REPLICAS = 1_000_000;

    /// @throws InputException if a value is out of range
    public BranchingSettings {
        forms = List.copyOf(forms);
        if (lags < 0) {
            throw new InputException(Plural.of(lags, "lag") + ": must be at least 1");
        }
        if (forms.isEmpty() || forms.stream().distinct().count() < forms.size()) {
            throw new InputException("fit forms "
                    + forms.stream().map(DecayForm::label).toList() + ": name at least one, and none twice");
        }
        if (replicas != 0 && (replicas < FEWEST_REPLICAS || replicas > MOST_REPLICAS)) {
            throw new InputException(Plural.of(replicas, "bootstrap replica") + ": must be from " + FEWEST_REPLICAS
                    + " to " + MOST_REPLICAS + ", or 0 for no interval");
        }
        if (!(level > 0 && level < 1)) {
            throw new InputException("level " + level + " of the interval: must be between 0 and 1");
        }
    }

    public BranchingSettings withLags(int value) {
        return new BranchingSettings(value, kind, forms, replicas, level);
    }

    public BranchingSettings withKind(CoefficientKind value) {
        return new BranchingSettings(lags, value, forms, replicas, level);
    }

    public BranchingSettings withForms(List<DecayForm> value) {
        return new BranchingSettings(lags, kind, value, replicas, level);
    }

    public BranchingSettings withReplicas(int value) {
        return new BranchingSettings(lags, kind, forms, value, level);
    }

    /// The lags for trials of the given length.
    int lagsFor(int bins) {
        return lags > 0 ? lags : Math.max(1, Math.min(MOST_LAGS, bins / 4));
    }
}
