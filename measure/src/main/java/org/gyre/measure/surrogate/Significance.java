package org.gyre.measure.surrogate;

import java.util.Arrays;
import java.util.Locale;
import org.gyre.core.Estimate;
import org.gyre.core.Plural;
import org.gyre.core.stats.Descriptive;

/// A value beside those of surrogates. Immutable.
///
/// The p-value is (1 + number of surrogates at least as large) / (1 + number of surrogates): the value itself
/// is one of the equally likely outcomes under the null hypothesis, so that p is never zero and a test at
/// level α errs in at most α of all cases (Phipson, Smyth 2010).
public final class Significance {
    private final double value;
    private final double[] surrogates;
    private final String nullHypothesis;

    /// @param value what was found
    /// @param surrogates the same quantity of each surrogate, at least one; copied
    /// @param nullHypothesis what the surrogates keep and destroy, such as `permutation`
    public Significance(double value, double[] surrogates, String nullHypothesis) {
        if (surrogates.length == 0) {
            throw new IllegalArgumentException("a test needs at least one surrogate");
        }
        this.value = value;
        this.surrogates = surrogates.clone();
        this.nullHypothesis = nullHypothesis;
    }

    /// What was found.
    public double value() {
        return value;
    }

    /// The values of the surrogates, in the order of their random streams; a copy.
    public double[] surrogates() {
        return surrogates.clone();
    }

    /// Number of surrogates.
    public int count() {
        return surrogates.length;
    }

    /// What the surrogates keep and destroy.
    public String nullHypothesis() {
        return nullHypothesis;
    }

    /// Probability of a value at least as large under the null hypothesis, in (0, 1].
    public double pValue() {
        long asLarge = Arrays.stream(surrogates).filter(s -> s >= value).count();
        return (double) (1 + asLarge) / (1 + surrogates.length);
    }

    /// Probability of a value at least as far from the surrogates' mean, in either direction, in (0, 1].
    public double twoSidedPValue() {
        double mean = mean();
        long asFar = Arrays.stream(surrogates)
                .filter(s -> Math.abs(s - mean) >= Math.abs(value - mean))
                .count();
        return (double) (1 + asFar) / (1 + surrogates.length);
    }

    /// Mean of the surrogates: the bias of the estimator where there is nothing to find.
    public double mean() {
        return Arrays.stream(surrogates).sum() / surrogates.length;
    }

    /// Standard deviation of the surrogates (divisor n − 1); zero for a single one.
    public double standardDeviation() {
        return surrogates.length < 2 ? 0 : Descriptive.standardDeviation(surrogates);
    }

    /// Adds the p-value to an estimate, and a warning where the surrogates are too few for a p of 0.05.
    public Estimate on(Estimate estimate) {
        Estimate tested = estimate.withPValue(pValue());
        return count() >= 19
                ? tested
                : tested.withWarning(String.format(
                        Locale.ROOT,
                        "%s cannot give a p-value below %.2g: take at least 19 surrogates, better 200 or more",
                        Plural.of(count(), "surrogate"),
                        1.0 / (1 + count())));
    }
}
