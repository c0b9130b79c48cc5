package org.gyre.lab.lif;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.SpikeManifolds;
import org.gyre.lab.experiment.Default;

/// The keys of a TOML file for samples whose classes are told by the times of spikes alone (Zenke &
/// Vogels 2021). One sample in five is for the test.
///
/// @param classes how many
/// @param units   each fires once in a sample
/// @param samples of a class
/// @param alpha   smoothness
/// @param seed    of the manifolds: the same for all seeds of networks
public record ManifoldKeys(
        @Default("10") int classes,
        @Default("40") int units,
        @Default("400") int samples,
        @Default("2") double alpha,
        @Default("123") int seed) {
    private static final int FIFTH = 5;

    /// @throws InputException if a number is out of range
    public ManifoldKeys {
        if (classes < 2 || units < 1 || samples < 2) {
            throw new InputException("manifolds: classes = " + classes + ", units = " + units + ", samples = " + samples
                    + ": at least 2, 1 and 2");
        }
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new InputException("manifolds.alpha = " + alpha + ": must be positive");
        }
    }
}
