package org.gyre.measure.transfer;

import java.util.Locale;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.InputException;
import org.gyre.measure.flux.StationaryLaw;

/// Active storage, entropy rate and transfer entropy of units of a known network, without sampling: what
/// [ActiveStorage], [EntropyRate] and [TransferEntropy] tend to as the recording grows.
///
/// They return an [Estimate] too, of no samples, so that the exact value and its estimates can stand
/// side by side.
public final class ExactTransfer {
    /// Error of the stationary law above which the reader is warned.
    private static final double TELLING_ERROR = 1e-6;

    private ExactTransfer() {}

    /// I(x(t+1); x(t), …, x(t−k+1)) of one unit, in nats.
    ///
    /// @param history k ≥ 1
    /// @throws InputException if the unit does not exist or the history is too long
    public static Estimate activeStorage(StationaryLaw law, int unit, int history) {
        WordLaw words = WordLaw.of(law, unit, new int[] {unit}, history);
        double next = words.entropy(true, 0);
        double past = words.entropy(false, history);
        double both = words.entropy(true, history);
        return told(
                law,
                Estimate.of("A(x), k = " + history, next + past - both, "exact", 0)
                        .withParts(
                                new Part("H(next)", next), new Part("H(past)", past), new Part("H(past, next)", both)));
    }

    /// H(x(t+1) | x(t), …, x(t−k+1)) of one unit, in nats for a step.
    ///
    /// @param history k ≥ 1
    /// @throws InputException if the unit does not exist or the history is too long
    public static Estimate entropyRate(StationaryLaw law, int unit, int history) {
        WordLaw words = WordLaw.of(law, unit, new int[] {unit}, history);
        double past = words.entropy(false, history);
        double both = words.entropy(true, history);
        return told(
                law,
                Estimate.of("H(next | past), k = " + history, both - past, "exact", 0)
                        .withParts(new Part("H(past, next)", both), new Part("H(past)", past)));
    }

    /// I(x(t+1); y(t), …, y(t−l+1) | x(t), …, x(t−k+1)) from unit y to unit x, in nats.
    ///
    /// @param targetHistory k ≥ 1
    /// @param sourceHistory l ≥ 1
    /// @throws InputException if a unit does not exist, the two are the same, or a history is too
    ///     long
    public static Estimate transferEntropy(
            StationaryLaw law, int source, int target, int targetHistory, int sourceHistory) {
        if (source == target) {
            throw new InputException(
                    "unit " + source + " is source and target: what it tells about itself is its active storage");
        }
        int steps = Math.max(targetHistory, sourceHistory);
        WordLaw words = WordLaw.of(law, target, new int[] {target, source}, steps);
        double own = words.entropy(true, targetHistory, 0);
        double given = words.entropy(false, targetHistory, 0);
        double all = words.entropy(true, targetHistory, sourceHistory);
        double pasts = words.entropy(false, targetHistory, sourceHistory);
        return told(
                law,
                Estimate.of(
                                "TE(" + source + " -> " + target + "), k = " + targetHistory + ", l = " + sourceHistory,
                                own + pasts - all - given,
                                "exact",
                                0)
                        .withParts(
                                new Part("H(next, target past)", own),
                                new Part("H(target past, source past)", pasts),
                                new Part("H(next, target past, source past)", all),
                                new Part("H(target past)", given)));
    }

    private static Estimate told(StationaryLaw law, Estimate estimate) {
        Estimate result = estimate;
        if (law.reducible()) {
            result = result.withWarning("the network has " + law.recurrentClasses()
                    + " sets of states that it never leaves, so that a recording shows another value in each");
        }
        if (!(law.errorEstimate() <= TELLING_ERROR)) {
            result = result.withWarning(String.format(
                    Locale.ROOT,
                    "the stationary law is uncertain by %.2g: the network mixes too slowly for this solver",
                    law.errorEstimate()));
        }
        return result;
    }
}
