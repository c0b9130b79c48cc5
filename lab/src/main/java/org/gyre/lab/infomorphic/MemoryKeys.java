package org.gyre.lab.infomorphic;

import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;

/// The keys of a TOML file for the neurons of an associative memory.
///
/// @param goal           over F (the neuron's bit of the pattern) and C (the other neurons)
/// @param externalWeight how strongly the pattern drives a neuron while it learns
/// @param externalLearns whether that weight learns, too
/// @param share          of the recurrent input in the drive
/// @param binning        where bins lie
/// @param bins           of the recurrent input
/// @param externalBins   of the external input
/// @param range          `fixed`: bins lie from −range to range
/// @param rate           η of Adam
/// @param decay          λ of Adam
/// @param batchShare     patterns of a step, as a share of all
/// @param epochs         how often each pattern is shown
public record MemoryKeys(
        @Default("{F}{C}") String goal,
        @Default("2") double externalWeight,
        @Default("false") boolean externalLearns,
        @Default("1") double share,
        @Default("spanning") NeuronKeys.Bins binning,
        @Default("60") int bins,
        @Default("60") int externalBins,
        @Default("20") double range,
        @Default("0.02") double rate,
        @Default("0") double decay,
        @Default("1") double batchShare,
        @Default("3000") int epochs) {
    /// @throws InputException if a number does not fit
    public MemoryKeys {
        rule(
                goal,
                externalWeight,
                externalLearns,
                share,
                binning,
                bins,
                externalBins,
                range,
                rate,
                decay,
                batchShare,
                epochs);
    }

    /// The rule that the keys describe.
    InfomorphicRule rule() {
        return rule(
                goal,
                externalWeight,
                externalLearns,
                share,
                binning,
                bins,
                externalBins,
                range,
                rate,
                decay,
                batchShare,
                epochs);
    }

    private static InfomorphicRule rule(
            String goal,
            double externalWeight,
            boolean externalLearns,
            double share,
            NeuronKeys.Bins binning,
            int bins,
            int externalBins,
            double range,
            double rate,
            double decay,
            double batchShare,
            int epochs) {
        return new InfomorphicRule(
                NeuronKeys.goal("neurons.goal", 2, goal),
                binning.of(externalBins, range),
                binning.of(bins, range),
                externalWeight,
                externalLearns,
                share,
                rate,
                decay,
                batchShare,
                epochs);
    }
}
