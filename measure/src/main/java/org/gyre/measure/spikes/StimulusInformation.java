package org.gyre.measure.spikes;

import java.util.Arrays;
import java.util.Optional;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;

/// How much a response tells about the stimulus, I(S; R) in nats, over trials: at most the entropy of
/// the stimulus.
///
/// With few trials for each stimulus and response the plug-in value is too large by about (|R| − 1)(|S|
/// − 1)/2T, the reason for the many corrections; Panzeri, Senatore, Montemurro and Petersen (J.
/// Neurophysiol. 98:1064, 2007) compare them. Permuted labels tell what is left when there is nothing
/// to know: they give the p-value and, subtracted, one more correction.
///
/// @param estimate        I(S; R)
/// @param stimulusEntropy H(S) of the observed labels in nats, the most that a response could tell
/// @param test            against permuted labels, if any were asked for
public record StimulusInformation(Estimate estimate, double stimulusEntropy, Optional<Significance> test) {
    /// What is done against the bias.
    ///
    /// @param entropy        the estimator of the entropies
    /// @param lessPermuted   whether the mean with permuted labels is subtracted
    public record Correction(DiscreteEntropy entropy, boolean lessPermuted) {
        /// The correction that an estimator of entropy brings.
        public static Correction of(DiscreteEntropy entropy) {
            return new Correction(entropy, false);
        }

        /// The plug-in value less its mean with permuted labels.
        public static Correction subtracted() {
            return new Correction(DiscreteEntropy.PLUG_IN, true);
        }
    }

    /// The information in the responses of one unit.
    ///
    /// @param stimulus     one symbol for each trial
    /// @param response     one symbol for each trial
    /// @param permutations of the labels, ≥ 0; at least one where their mean is subtracted
    /// @throws InputException if there is only one stimulus, or too few trials for the correction
    public static StimulusInformation of(
            SymbolSeries stimulus,
            SymbolSeries response,
            Correction correction,
            int permutations,
            RandomStream stream,
            Team team) {
        if (Arrays.stream(stimulus.counts()).filter(n -> n > 0).count() < 2) {
            throw new InputException("all trials have the same label: information about a stimulus needs at least two");
        }
        if (permutations < 0 || (correction.lessPermuted && permutations < 1)) {
            throw new InputException(Plural.of(permutations, "permutation") + ": "
                    + (correction.lessPermuted
                            ? "their mean is to be subtracted, so that at least 1 is needed"
                            : "must" + " not be negative"));
        }
        Relation relation = new DiscreteInformation(correction.entropy).between(stimulus, response);
        Estimate estimate = relation.estimate("I(S; R)");
        double entropy = DiscreteEntropy.PLUG_IN.nats(stimulus.counts());
        if (permutations == 0) {
            return new StimulusInformation(estimate, entropy, Optional.empty());
        }
        Significance test = new SurrogateTest(new Shuffle.Permutation(), permutations, stream).of(relation, team);
        if (correction.lessPermuted) {
            estimate = less(estimate, test);
        }
        return new StimulusInformation(test.on(estimate), entropy, Optional.of(test));
    }

    /// The warnings of the plug-in value speak of the bias that is gone now.
    private static Estimate less(Estimate plugIn, Significance test) {
        Estimate less = Estimate.of(
                        plugIn.quantity(), plugIn.nats() - test.mean(), plugIn.estimator(), plugIn.samples())
                .withBiasCorrection("mean of " + Plural.of(test.count(), "permutation") + " of the labels subtracted");
        return plugIn.standardError().isPresent()
                ? less.withStandardError(plugIn.standardError().getAsDouble())
                : less;
    }
}
