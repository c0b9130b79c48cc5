package org.gyre.lab.infomorphic;

import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;

/// The keys of a TOML file for the neurons of an associative memory. Whether they fit together is
/// found out by making the [#rule].
///
/// @param goal           over F (the neuron's bit of the pattern) and C (the other neurons)
/// @param externalWeight how strongly the pattern drives a neuron in the first epoch
/// @param lastExternalWeight the same in the last epoch, which it nears by the same factor each epoch:
///     positive, or 0 where it stays the same
/// @param externalLearns whether that weight learns, too
/// @param share          of the recurrent input in the drive
/// @param binning        where bins lie
/// @param bins           of the recurrent input
/// @param externalBins   of the external input
/// @param range          `fixed`: bins lie from −range to range
/// @param rate           η of Adam in the first epoch
/// @param lastRate       η of Adam in the last epoch, which it nears by the same factor each epoch:
///     positive, or 0 where it stays the same
/// @param decay          λ of Adam
/// @param batchShare     patterns of a step, as a share of all
/// @param epochs         how often each pattern is shown
public record MemoryKeys(
        @Default("{F}{C}") String goal,
        @Default("2") double externalWeight,
        @Default("0") double lastExternalWeight,
        @Default("false") boolean externalLearns,
        @Default("1") double share,
        @Default("spanning") NeuronKeys.Bins binning,
        @Default("60") int bins,
        @Default("60") int externalBins,
        @Default("20") double range,
        @Default("0.02") double rate,
        @Default("0") double lastRate,
        @Default("0") double decay,
        @Default("1") double batchShare,
        @Default("3000") int epochs) {
    /// @throws InputException if the goal cannot be read, or a weight or rate cannot be learned with
    public MemoryKeys {
        NeuronKeys.goal("goal", 2, goal);
        NeuronKeys.requireLearning(rate, decay);
        requireNotNegative("last_rate", lastRate);
        requireNotNegative("last_external_weight", lastExternalWeight);
    }

    private static void requireNotNegative(String key, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InputException(key + " = " + value + ": must be positive and finite, or 0 for no change");
        }
    }

    /// The rule that the keys describe.
    ///
    /// @throws InputException if a number does not fit
    InfomorphicRule rule() {
        Goal of = NeuronKeys.goal("goal", 2, goal);
        try {
            return new InfomorphicRule(
                    of,
                    binning.of(externalBins, range),
                    binning.of(bins, range),
                    externalWeight,
                    lastExternalWeight == 0 ? externalWeight : lastExternalWeight,
                    externalLearns,
                    share,
                    rate,
                    lastRate == 0 ? rate : lastRate,
                    decay,
                    batchShare,
                    epochs);
        } catch (InputException e) {
            throw new InputException("neurons: " + e.getMessage(), e);
        }
    }
}
