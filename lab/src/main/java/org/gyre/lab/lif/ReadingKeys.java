package org.gyre.lab.lif;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.nets.lif.read.LabelInformation;

/// The keys of a TOML file for what is read from the spikes of a layer.
///
/// @param bin          steps of a bin of words and first spikes
/// @param bins         of the window, from the start of a sample; 0 for as many as fit into a sample
/// @param correction   against the bias of few samples
/// @param permutations of the labels, for the null
/// @param classes      of the number of spikes of all units, about equally filled
public record ReadingKeys(
        @Default("5") int bin,
        @Default("0") int bins,
        @Default("permuted") Correction correction,
        @Default("30") int permutations,
        @Default("4") int classes) {
    private static final int MOST_CLASSES = 1000;

    /// What is done against the bias.
    public enum Correction {
        /// The mean with permuted labels is subtracted.
        PERMUTED,
        /// Nothing.
        NONE,
        /// Miller and Madow's.
        MILLER_MADOW,
        /// Panzeri and Treves'.
        PANZERI_TREVES,
        /// Extrapolation in one over the number of samples (Strong et al. 1998).
        QUADRATIC;

        private StimulusInformation.Correction correction() {
            return switch (this) {
                case PERMUTED -> StimulusInformation.Correction.subtracted();
                case NONE -> StimulusInformation.Correction.of(DiscreteEntropy.PLUG_IN);
                case MILLER_MADOW -> StimulusInformation.Correction.of(DiscreteEntropy.MILLER_MADOW);
                case PANZERI_TREVES -> StimulusInformation.Correction.of(DiscreteEntropy.PANZERI_TREVES);
                case QUADRATIC -> StimulusInformation.Correction.of(DiscreteEntropy.QUADRATIC);
            };
        }

        /// In words, for captions.
        String words() {
            return switch (this) {
                case PERMUTED -> "less the mean with permuted labels";
                case NONE -> "plug-in values, which are too large";
                case MILLER_MADOW -> "bias corrected after Miller and Madow";
                case PANZERI_TREVES -> "bias corrected after Panzeri and Treves";
                case QUADRATIC -> "extrapolated to endlessly many samples";
            };
        }
    }

    /// @throws InputException if a number is out of range
    public ReadingKeys {
        if (bin < 1 || bins < 0) {
            throw new InputException("reading: bin = " + bin + ", bins = " + bins
                    + ": a bin has at least one step, bins are 0 (as many as fit) or more");
        }
        if (permutations < 1) {
            throw new InputException("reading.permutations = " + permutations + ": a null needs at least 1");
        }
        if (classes < 2 || classes > MOST_CLASSES) {
            throw new InputException("reading.classes = " + classes + ": must be from 2 to " + MOST_CLASSES);
        }
    }

    /// Bins of the window.
    ///
    /// @param steps of a sample
    /// @throws InputException if they do not fit into a sample
    int binsOf(int steps) {
        long wanted = (long) bin * Math.max(bins, 1);
        if (wanted > steps) {
            throw new InputException("reading: " + Math.max(bins, 1) + " bins of " + bin + " steps do not fit into "
                    + steps + " steps of a sample");
        }
        return bins == 0 ? steps / bin : bins;
    }

    LabelInformation information(int steps, RandomStream stream, Team team) {
        return new LabelInformation(bin, binsOf(steps), correction.correction(), permutations, stream, team);
    }
}
