package org.gyre.lab.infomax;

import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.memory.MemoryCapacity;
import org.gyre.nets.infomax.LearningRule;
import org.jspecify.annotations.Nullable;

/// Everything that a recurrent-infomax run is made of. Tables that are left out switch their part off.
///
/// @param network the network and its homeostasis
/// @param training blocks and learning
/// @param patches input units that see patches of pictures
/// @param pulses a sequence that is forced upon some units now and then
/// @param randomInput input units that are random bits
/// @param test the recording with frozen weights, before and after training, that the analyses read
/// @param receptiveFields spike-triggered averages and Gabor fits
/// @param patterns repeated patterns and sequences
/// @param lags information at longer lags
/// @param shuffles networks with permuted weights
/// @param avalanches bursts and their distributions
/// @param replay completion of the forced sequence
/// @param memory linear memory of the random input
public record InfomaxConfiguration(
        NetworkSection network,
        TrainingSection training,
        @Nullable PatchSection patches,
        @Nullable PulseSection pulses,
        @Nullable RandomInputSection randomInput,
        TestSection test,
        ReceptiveFields.@Nullable Settings receptiveFields,
        PatternCounts.@Nullable Settings patterns,
        LagInformation.@Nullable Settings lags,
        ShuffleControl.@Nullable Settings shuffles,
        AvalancheStudy.@Nullable Settings avalanches,
        Replay.@Nullable Settings replay,
        MemoryProbe.@Nullable Settings memory) {

    public InfomaxConfiguration {
        if (patches != null && randomInput != null) {
            throw new InputException(
                    "random_input: a network has either patches or random bits as input; remove one table");
        }
        int inputs = patches != null ? patches.inputs() : randomInput != null ? randomInput.units() : 0;
        int units = network.units() + inputs;
        if (units > NetworkSection.LARGEST) {
            throw new InputException("network.units = " + network.units() + " with " + inputs
                    + " inputs: must be at most " + NetworkSection.LARGEST + " together");
        }
        if (training.measuredSteps() > Integer.MAX_VALUE - training.settlingSteps()) {
            throw new InputException("training.measured_steps = " + training.measuredSteps()
                    + ": must be fewer than 2^31 together with settling_steps = " + training.settlingSteps());
        }
        fits("test", test.steps(), units);
        if ((test.steps() + 1L) * units > Integer.MAX_VALUE - 8L) {
            throw new InputException("test.steps = " + test.steps() + ": must be at most "
                    + ((Integer.MAX_VALUE - 8L) / units - 1) + " for " + units
                    + " units, because arrays/raster.npy has a byte for each step and unit");
        }
        if (replay != null) {
            fits("replay", replay.steps(), units);
        }
        if (memory != null) {
            fits("memory", memory.steps(), units);
            long needed = MemoryCapacity.stepsNeeded(network.units(), memory.longestDelay());
            if (memory.steps() < needed) {
                throw new InputException("memory.steps = " + memory.steps() + ": must be at least " + needed + " for "
                        + Plural.of(network.units(), "unit") + " and longest_delay = " + memory.longestDelay());
            }
        }
        if (lags != null && lags.longest() >= test.steps()) {
            throw new InputException(
                    "lags.longest = " + lags.longest() + ": must be below test.steps = " + test.steps());
        }
        if (pulses != null && pulses.units().stream().anyMatch(unit -> unit < 0 || unit >= network.units())) {
            throw new InputException("pulses.units = " + pulses.units() + ": must be from 0 to " + (network.units() - 1)
                    + ", the free units");
        }
        if (receptiveFields != null && patches == null) {
            throw new InputException("receptive_fields: needs pictures to see; add the table [patches]");
        }
        if (replay != null && pulses == null) {
            throw new InputException("replay: needs a taught sequence; add the table [pulses]");
        }
        if (replay != null && pulses != null) {
            for (int delay : pulses.delays().subList(1, pulses.delays().size())) {
                if (delay < 1 || delay > replay.longestLag()) {
                    throw new InputException("replay.longest_lag = " + replay.longestLag()
                            + ": must reach every delay of the taught sequence, and " + delay + " is among "
                            + pulses.delays() + "; delays after the first must be at least 1");
                }
            }
        }
        double variance = network.rate() * (1 - network.rate());
        if (training.scaled() && !Double.isFinite(training.learningRate() / (variance * variance))) {
            throw new InputException("training.learning_rate = " + training.learningRate()
                    + ": is infinite in units of 1/variance^2, as scaled = true takes it; lower it");
        }
        if (training.rule() == LearningRule.EXACT && network.units() > EnumeratedChain.LARGEST) {
            throw new InputException("training.rule = \"exact\": enumerates all 2^units states and takes at most "
                    + EnumeratedChain.LARGEST + " units, not " + network.units() + "; choose \"paper\" or \"sampled\"");
        }
        if (training.rule() != LearningRule.PAPER && pulses != null) {
            throw new InputException(
                    "training.rule = \"" + training.rule().name().toLowerCase(Locale.ROOT)
                            + "\": forced spikes are not draws of the network; choose \"paper\" or leave out [pulses]");
        }
        if (memory != null && randomInput == null) {
            throw new InputException("memory: needs an input to remember; add the table [random_input]");
        }
    }

    /// A recording is written as bytes, eight units to each, in words of eight bytes.
    private static void fits(String table, int steps, int units) {
        long words = (units + 63L) / 64;
        long most = Integer.MAX_VALUE / (Long.BYTES * words) - 1;
        if (steps > most) {
            throw new InputException(table + ".steps = " + steps + ": must be at most " + most + " for " + units
                    + " units, so that the recording fits an array");
        }
    }

    /// Frozen-weight recordings.
    ///
    /// @param settlingSteps steps before a recording in which thresholds settle; several times 1/(ε p̄)
    /// @param steps length of the recording
    public record TestSection(
            @Default("50000") int settlingSteps,
            @Default("50000") int steps) {
        public TestSection {
            if (settlingSteps < 0) {
                throw new InputException("settling_steps = " + settlingSteps + ": must be at least 0");
            }
            if (steps < 1000) {
                throw new InputException("steps = " + steps + ": must be at least 1000");
            }
        }
    }
}
