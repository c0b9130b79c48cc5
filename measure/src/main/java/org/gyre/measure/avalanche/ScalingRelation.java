package org.gyre.measure.avalanche;

import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Whether sizes, durations and mean sizes fit together as at a critical point: ⟨S⟩(T) ∝ T^γ with
/// γ = (α − 1)/(τ − 1), τ the exponent of the sizes and α that of the durations (Sethna, Dahmen and Myers,
/// Nature 410:242 (2001); Friedman et al., PRL 108:208102 (2012)).
///
/// γ is the slope of the line of log ⟨S⟩(T) on log T through the durations in the range of the fit of the
/// durations, each weighted by its number of avalanches. Its error comes from the residuals about that line, those of
/// γ predicted from the errors of τ and α, taken as independent. Agreement is necessary at a critical point, not
/// sufficient: many other processes satisfy the relation too.
///
/// @param gamma fitted
/// @param gammaError its standard error
/// @param predicted (α − 1)/(τ − 1)
/// @param predictedError its standard error by propagation; NaN where an exponent has none
/// @param durations number of distinct durations in the regression
public record ScalingRelation(double gamma, double gammaError, double predicted, double predictedError, int durations) {
    private static final int FEWEST = 3;

    /// The relation between the fitted power laws of sizes and durations.
    ///
    /// @throws InputException if fewer than three durations lie in the range, or the exponent of the sizes is 1
    public static ScalingRelation of(Avalanches avalanches, Fit sizes, Fit durations) {
        Tally tally = avalanches.durations();
        double weight = 0;
        double meanX = 0;
        double meanY = 0;
        int n = 0;
        for (int i = 0; i < tally.distinct(); i++) {
            if (durations.support().contains(tally.value(i))) {
                weight += tally.count(i);
                meanX += tally.count(i) * tally.log(i);
                meanY += tally.count(i) * Math.log(avalanches.meanSizes().get(i));
                n++;
            }
        }
        if (n < FEWEST) {
            throw new InputException("only " + Plural.of(n, "distinct duration lies", "distinct durations lie")
                    + " in the range of the fit: a slope needs " + FEWEST);
        }
        meanX /= weight;
        meanY /= weight;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < tally.distinct(); i++) {
            if (durations.support().contains(tally.value(i))) {
                double x = tally.log(i) - meanX;
                double y = Math.log(avalanches.meanSizes().get(i)) - meanY;
                xx += tally.count(i) * x * x;
                xy += tally.count(i) * x * y;
                yy += tally.count(i) * y * y;
            }
        }
        double slope = xy / xx;
        double error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx);
        double tau = sizes.parameter("exponent");
        double alpha = durations.parameter("exponent");
        if (tau == 1) {
            throw new InputException("the exponent of the sizes is 1, at which nothing is predicted");
        }
        double predicted = (alpha - 1) / (tau - 1);
        return new ScalingRelation(
                slope,
                error,
                predicted,
                Math.hypot(
                        durations.standardError("exponent") / (tau - 1),
                        predicted * sizes.standardError("exponent") / (tau - 1)),
                n);
    }

    /// Fitted less predicted γ.
    public double deviation() {
        return gamma - predicted;
    }

    /// Standard error of the deviation.
    public double deviationError() {
        return Math.hypot(gammaError, predictedError);
    }
}
