package org.gyre.nets.infomorphic;

import java.util.List;
import java.util.stream.Collectors;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// What every neuron of a layer has in common beside its goal: how its inputs drive it and how they
/// are binned.
///
/// @param activation how inputs drive the neuron
/// @param binnings   one of each source
/// @param clamp      θ is kept from `clamp` to 1 − `clamp`, without a slope where it is held there;
///     0 for no bound
/// @param firing     how θ becomes an output
public record NeuronModel(Activation activation, List<Binning> binnings, double clamp, Firing firing) {
    /// How a firing probability becomes an output.
    public enum Firing {
        /// +1 with probability θ, else −1.
        DRAWN(-1),
        /// +1 with probability θ, else 0.
        DRAWN_BINARY(0),
        /// +1 if θ > ½, else −1: the neuron of a random projection.
        THRESHOLD(-1);

        private final int silent;

        Firing(int silent) {
            this.silent = silent;
        }

        /// The output of a neuron that does not fire.
        public int silent() {
            return silent;
        }
    }

    /// The bound of two-source neurons in the literature.
    public static final double USUAL_CLAMP = 1e-6;

    /// Joint bins of all sources, at most: a table of them is kept.
    private static final int MOST_CELLS = 1 << 24;

    /// @throws InputException if there is not one binning for each source of the activation, there
    ///     are too many bins, or the clamp is not between 0 and ½
    public NeuronModel {
        binnings = List.copyOf(binnings);
        if (binnings.size() != activation.sources()) {
            throw new InputException(Plural.of(binnings.size(), "binning") + " for an activation of "
                    + Plural.of(activation.sources(), "source") + ": give one for each");
        }
        double cells = 1;
        for (Binning binning : binnings) {
            cells *= binning.bins();
        }
        if (cells > MOST_CELLS) {
            throw new InputException("bins = "
                    + binnings.stream()
                            .map(binning -> Integer.toString(binning.bins()))
                            .collect(Collectors.joining(" times "))
                    + ": together at most " + MOST_CELLS + ", usual are 20 for each class of input");
        }
        if (!(clamp >= 0 && clamp < 0.5)) {
            throw new InputException("clamp = " + clamp + ": must be from 0 to below 0.5");
        }
    }

    /// S.
    public int sources() {
        return binnings.size();
    }

    /// Number of symbols of each source.
    public int[] bins() {
        return binnings.stream().mapToInt(Binning::bins).toArray();
    }
}
