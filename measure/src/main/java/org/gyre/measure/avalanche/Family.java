package org.gyre.measure.avalanche;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The families of laws that can be fitted.
public enum Family {
    POWER_LAW("power law"),
    TRUNCATED_POWER_LAW("power law with exponential cut-off"),
    EXPONENTIAL("exponential"),
    LOGNORMAL("lognormal"),
    STRETCHED_EXPONENTIAL("stretched exponential");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    /// The name in words.
    public String label() {
        return label;
    }

    public List<String> parameterNames() {
        return switch (this) {
            case POWER_LAW -> List.of("exponent");
            case TRUNCATED_POWER_LAW -> List.of("exponent", "lambda");
            case EXPONENTIAL -> List.of("lambda");
            case LOGNORMAL -> List.of("mu", "sigma");
            case STRETCHED_EXPONENTIAL -> List.of("lambda", "beta");
        };
    }

    private Model model() {
        return switch (this) {
            case POWER_LAW -> PowerLaw.MODEL;
            case TRUNCATED_POWER_LAW -> TruncatedPowerLaw.MODEL;
            case EXPONENTIAL -> Exponential.MODEL;
            case LOGNORMAL -> Lognormal.MODEL;
            case STRETCHED_EXPONENTIAL -> StretchedExponential.MODEL;
        };
    }

    /// Whether every law of this family is (a limit of) one of the other, wider family, on the same support.
    public boolean isNestedIn(Family other) {
        return (this == POWER_LAW && other == TRUNCATED_POWER_LAW)
                || (this == EXPONENTIAL && other == STRETCHED_EXPONENTIAL);
    }

    /// Fits this family by maximum likelihood to the part of the sample that lies in the support.
    ///
    /// @throws InputException if fewer than two distinct values lie in the support, or a value there is not whole
    ///     although the support is discrete
    public Fit fit(Tally sample, Support support) {
        Tally tail = sample.between(support.from(), support.to());
        if (tail.distinct() < 2) {
            throw new InputException("only " + Plural.of(tail.distinct(), "distinct value") + " in [" + support.from()
                    + ", " + support.to() + "]: nothing can be fitted; lower xmin or bring more data");
        }
        if (support.discrete() && !tail.isWhole()) {
            throw new InputException("the sample holds values that are not whole: fit it as continuous");
        }
        return MaximumLikelihood.fit(model(), this, tail, support);
    }
}
