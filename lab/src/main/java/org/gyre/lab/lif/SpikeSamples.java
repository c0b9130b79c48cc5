package org.gyre.lab.lif;

import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.SpikeRows;

/// Samples that are spikes already.
///
/// @param spikes  `[sample][step]`, each the inputs that fire, ascending
/// @param labels  `[sample]`
/// @param inputs  how many there are
/// @param classes how many there are
/// @param steps   of a sample
record SpikeSamples(int[][][] spikes, int[] labels, int inputs, int classes, int steps) implements SampleSet {
    /// Some of the samples, in this order.
    SpikeSamples part(int[] chosen) {
        int[][][] some = new int[chosen.length][][];
        int[] named = new int[chosen.length];
        for (int k = 0; k < chosen.length; k++) {
            some[k] = spikes[chosen[k]];
            named[k] = labels[chosen[k]];
        }
        return new SpikeSamples(some, named, inputs, classes, steps);
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public LifInput encode(int[] samples, RandomStream stream) {
        SpikeRows rows = new SpikeRows(inputs);
        for (int sample : samples) {
            for (int[] step : spikes[sample]) {
                for (int input : step) {
                    rows.add(input);
                }
                rows.endRow();
            }
        }
        return new LifInput.Spikes(rows);
    }
}
