package org.gyre.measure.branching;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Fits one form to series of r_1 … r_K, many times over.
interface DecayFitter {
    /// The least-squares fit.
    DecayFit fit(double[] r);

    /// The fit to a series that differs little from one whose fit is known; forms with a costly
    /// search start there.
    default DecayFit fit(double[] r, DecayFit near) {
        return fit(r);
    }

    /// A fitter that gives each lag the same weight.
    static DecayFitter of(DecayForm form, int lags) {
        double[] weights = new double[lags];
        Arrays.fill(weights, 1);
        return create(form, weights);
    }

    /// A fitter that weighs lags by 1/error².
    static DecayFitter weighted(DecayForm form, double[] errors) {
        double[] weights = new double[errors.length];
        for (int k = 0; k < weights.length; k++) {
            if (!(errors[k] > 0 && errors[k] < Double.POSITIVE_INFINITY)) {
                throw new InputException("the standard error of r_" + (k + 1) + " is " + errors[k]
                        + ": must be positive and finite; fit without weights");
            }
            weights[k] = 1 / (errors[k] * errors[k]);
        }
        return create(form, weights);
    }

    private static DecayFitter create(DecayForm form, double[] weights) {
        int needed = form.parameterNames().size();
        if (weights.length < needed) {
            throw new InputException("the form " + form.label() + " has " + needed + " parameters, more than "
                    + Plural.of(weights.length, "lag") + ": take at least " + needed);
        }
        return switch (form) {
            case EXPONENTIAL -> new SingleDecay(weights, false);
            case EXPONENTIAL_OFFSET -> new SingleDecay(weights, true);
            case TWO_TIMESCALES -> new TwoDecays(weights);
            case COMPLEX -> new DampedOscillation(weights);
        };
    }
}
