package org.gyre.lab.infomorphic;

import java.util.Collections;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;

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
        SPANNING
    }

    /// The model of neurons with so many sources.
    ///
    /// @throws InputException if a number does not fit
    NeuronModel model(int sources) {
        return new NeuronModel(drive(sources), Collections.nCopies(sources, bin()), clamp, firing);
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

    private Binning bin() {
        return switch (binning) {
            case FIXED -> new Binning.Fixed(bins, -range, range);
            case SYMMETRIC -> new Binning.Symmetric(bins);
            case SPANNING -> new Binning.Spanning(bins);
        };
    }

    /// The activation in a formula, for reports.
    String formula(int sources) {
        return switch (activation) {
            case MODULATED ->
                sources == 2
                        ? "r [" + fixedGain + " + 2 · " + round(1 - fixedGain) + " σ(" + gain + " r c)]"
                        : "r [" + round(1 - contextShare - lateralShare) + " + " + contextShare + " σ(" + gain
                                + " r c) + " + lateralShare + " σ(" + gain + " r l)]";
            case KAY_PHILLIPS -> "r [" + fixedGain + " + " + round(1 - fixedGain) + " exp(" + gain + " r c)]";
            case SUM -> "r + " + contextShare + " c" + (sources == 3 ? " + " + lateralShare + " l" : "");
        };
    }

    private static double round(double value) {
        return Math.rint(value * 1e9) / 1e9;
    }

    /// What each source is binned by, for reports.
    String binned() {
        return bins + " bins"
                + switch (binning) {
                    case FIXED -> " from −" + range + " to " + range;
                    case SYMMETRIC -> " up to the largest magnitude in the batch";
                    case SPANNING -> " from one below the least to one above the largest value in the batch";
                };
    }

    /// The names of the classes of input, in the order of a goal.
    static final List<String> LETTERS = List.of("F", "C", "L");

    /// The goal of a key.
    ///
    /// @param sources 2 or 3
    static Goal goal(String key, int sources, String text) {
        try {
            return Goal.parse(sources, text);
        } catch (InputException e) {
            throw new InputException(key + ": " + e.getMessage(), e);
        }
    }
}
