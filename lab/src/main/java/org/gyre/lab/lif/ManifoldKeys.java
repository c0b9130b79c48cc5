package org.gyre.lab.lif;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.SpikeManifolds;
import org.gyre.data.stimulus.SpikeTimes;
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
    private static final int HARMONICS = 50;

    /// @throws InputException if a number is out of range
    public ManifoldKeys {
        if (classes < 2 || units < 1 || samples < 2) {
            throw new InputException(
                    "classes = " + classes + ", units = " + units + ", samples = " + samples + ": at least 2, 1 and 2");
        }
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new InputException("alpha = " + alpha + ": must be positive");
        }
    }

    /// Draws samples and parts them.
    ///
    /// @param training   of the samples left for it, so many are learnt from; 0 for all
    /// @param validation so many of the others judge training
    /// @param stream     of the split
    SampleParts draw(int steps, int training, int validation, RandomStream stream) {
        SpikeTimes drawn = new SpikeManifolds(classes, units, steps, HARMONICS, alpha)
                .draw(samples, RandomStream.of(seed).split("manifolds"));
        int count = drawn.labels().length;
        int[] order = stream.split("parts").permutation(count);
        int judged = count / FIFTH;
        int learned = training == 0 ? count - judged - validation : training;
        if (learned < 1 || judged < 1 || (long) learned + judged + validation > count) {
            throw new InputException("samples.training = " + training + ", validation = " + validation + ": "
                    + (count - judged) + " samples of " + SampleKeys.MANIFOLDS
                    + " are left when a fifth is kept for the test; ask for no more");
        }
        return new SampleParts(
                part(drawn, Arrays.copyOfRange(order, judged, judged + learned)),
                part(drawn, Arrays.copyOf(order, judged)),
                validation == 0
                        ? null
                        : part(drawn, Arrays.copyOfRange(order, judged + learned, judged + learned + validation)));
    }

    private static SpikeSamples part(SpikeTimes drawn, int[] chosen) {
        int steps = drawn.steps();
        int units = drawn.units();
        int[][][] spikes = new int[chosen.length][steps][];
        int[] labels = new int[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            labels[k] = drawn.labels()[chosen[k]];
            for (int t = 0; t < steps; t++) {
                int step = t;
                int row = chosen[k] * units;
                spikes[k][t] = IntStream.range(0, units)
                        .filter(unit -> drawn.times()[row + unit] == step)
                        .toArray();
            }
        }
        return new SpikeSamples(spikes, labels, units, drawn.classes(), steps);
    }
}
