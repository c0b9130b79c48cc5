package org.gyre.lab.infomorphic;

import java.util.Collections;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Suggestions;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.PublishedGoal;

/// The keys of a TOML file for the neurons of one layer.
///
/// @param activation     how inputs drive a neuron
/// @param fixedGain      `modulated` and `kay-phillips`: k₁, the part of the gain that the context
///     does not turn
/// @param contextShare   `modulated` with three sources: c₁; `sum`: the weight of the context
/// @param lateralShare   `modulated` with three sources: c₂; `sum`: the weight of the laterals
/// @param gain           k₂, or w₁ = w₂
/// @param binning        where bins lie
/// @param bins           of each source
/// @param range          `fixed`: bins lie from −range to range
/// @param clamp          θ is kept so far from 0 and 1
/// @param firing         whether outputs are drawn
public record NeuronKeys(
        @Default("modulated") Form activation,
        @Default("0.9") double fixedGain,
        @Default("0.1") double contextShare,
        @Default("0.1") double lateralShare,
        @Default("2") double gain,
        @Default("symmetric") Bins binning,
        @Default("20") int bins,
        @Default("20") double range,
        @Default("1e-6") double clamp,
        @Default("drawn") NeuronModel.Firing firing) {
    /// Names of activations.
    public enum Form {
        MODULATED,
        KAY_PHILLIPS,
        SUM
    }

    /// Names of binnings.
    public enum Bins {
        FIXED,
        SYMMETRIC,
        SPANNING;

        /// The binning.
        ///
        /// @param number of bins
        /// @param range  `fixed`: bins lie from −range to range
        Binning of(int number, double range) {
            return switch (this) {
                case FIXED -> new Binning.Fixed(number, -range, range);
                case SYMMETRIC -> new Binning.Symmetric(number);
                case SPANNING -> new Binning.Spanning(number);
            };
        }
    }

    /// The model of neurons with so many sources.
    ///
    /// @throws InputException if a number does not fit
    NeuronModel model(int sources) {
        return new NeuronModel(drive(sources), Collections.nCopies(sources, bin(bins)), clamp, firing);
    }

    /// The model of neurons with two sources, of which the second has another number of bins.
    NeuronModel withContextBins(int number) {
        return new NeuronModel(drive(2), List.of(bin(bins), bin(number)), clamp, firing);
    }

    private Activation drive(int sources) {
        return switch (activation) {
            case MODULATED ->
                sources == 2
                        ? new Activation.Modulated(fixedGain, gain)
                        : new Activation.ModulatedByTwo(contextShare, lateralShare, gain, gain);
            case KAY_PHILLIPS -> {
                if (sources != 2) {
                    throw new InputException("activation = \"kay-phillips\" with " + sources
                            + " sources: it is one of two; take \"modulated\" or \"sum\"");
                }
                yield new Activation.KayPhillips(fixedGain, gain);
            }
            case SUM -> new Activation.Sum(contextShare, sources == 3 ? lateralShare : 0, sources == 3);
        };
    }

    /// Refuses numbers with which Adam cannot learn, so that the sentence begins with their key.
    ///
    /// @throws InputException if the rate is not positive or the decay negative
    static void requireLearning(double rate, double decay) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new InputException("rate = " + rate + ": must be positive and finite");
        }
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new InputException("decay = " + decay + ": must be finite and not negative");
        }
    }

    private Binning bin(int number) {
        return binning.of(number, range);
    }

    /// The goal of a key.
    ///
    /// @param sources 2 or 3
    /// @throws InputException if it cannot be read; a misspelt name is answered with the right one
    static Goal goal(String key, int sources, String text) {
        try {
            return Goal.parse(sources, text);
        } catch (InputException e) {
            String near = Suggestions.closest(text, PublishedGoal.names(sources));
            if (near != null) {
                throw new InputException(key + ": no goal '" + text + "'; did you mean '" + near + "'?", e);
            }
            throw new InputException(key + ": " + e.getMessage(), e);
        }
    }
}
