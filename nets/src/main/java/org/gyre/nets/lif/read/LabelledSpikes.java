package org.gyre.nets.lif.read;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.nets.lif.layer.SpikeRows;

/// The output spikes of a layer in labelled samples. As trains of one clock, sample after sample: step t
/// of sample s is tick s · steps + t.
public final class LabelledSpikes {
    private final int steps;
    private final long[][] trains;
    private final int[] sizes;
    private int[] labels = new int[64];
    private int samples;

    /// @param units of the layer ≥ 1
    /// @param steps of a sample ≥ 1
    public LabelledSpikes(int units, int steps) {
        if (units < 1 || steps < 1) {
            throw new IllegalArgumentException(units + " units, " + steps + " steps");
        }
        this.steps = steps;
        trains = new long[units][0];
        sizes = new int[units];
    }

    /// Adds a batch.
    ///
    /// @param out    output spikes, `[sample][step]`
    /// @param labels one for each sample, ≥ 0
    /// @throws InputException if a label is negative
    public void add(SpikeRows out, int... labels) {
        if (out.inputs() != trains.length || out.rows() != (long) labels.length * steps) {
            throw new IllegalArgumentException(out.rows() + " rows of " + out.inputs() + " units for " + labels.length
                    + " samples of " + steps + " steps and " + trains.length + " units");
        }
        for (int k = 0; k < labels.length; k++) {
            if (labels[k] < 0) {
                throw new InputException("sample " + (k + 1) + " has the label " + labels[k]
                        + ": labels are numbers from 0 on, so leave out what has none");
            }
        }
        if (samples + labels.length > this.labels.length) {
            this.labels = Arrays.copyOf(this.labels, Math.max(2 * samples, samples + labels.length));
        }
        System.arraycopy(labels, 0, this.labels, samples, labels.length);
        long first = (long) samples * steps;
        for (int row = 0; row < out.rows(); row++) {
            for (int i = out.starts()[row]; i < out.starts()[row + 1]; i++) {
                int unit = out.indices()[i];
                if (sizes[unit] == trains[unit].length) {
                    trains[unit] = Arrays.copyOf(trains[unit], Math.max(16, 2 * sizes[unit]));
                }
                trains[unit][sizes[unit]++] = first + row;
            }
        }
        samples += labels.length;
    }

    /// Number of units.
    public int units() {
        return trains.length;
    }

    /// Steps of a sample.
    public int steps() {
        return steps;
    }

    /// Number of samples.
    public int samples() {
        return samples;
    }

    /// The label of each sample.
    public int[] labels() {
        return Arrays.copyOf(labels, samples);
    }

    /// The train of a unit in ticks.
    public long[] train(int unit) {
        return Arrays.copyOf(trains[unit], sizes[unit]);
    }

    /// The spikes of all units as one train; ticks repeat where several units fire together.
    public long[] pooled() {
        long[] all =
                new long[Math.toIntExact(Arrays.stream(sizes).asLongStream().sum())];
        int at = 0;
        for (int u = 0; u < trains.length; u++) {
            System.arraycopy(trains[u], 0, all, at, sizes[u]);
            at += sizes[u];
        }
        Arrays.sort(all);
        return all;
    }

    /// Which unit fires first in the first steps of each sample, the one of the lowest number if several
    /// do, or −1 if none does.
    ///
    /// @param window steps from the start of a sample
    public int[] firstUnits(int window) {
        int[] units = new int[samples];
        long[] ticks = new long[samples];
        Arrays.fill(units, -1);
        for (int u = 0; u < trains.length; u++) {
            for (int i = 0; i < sizes[u]; i++) {
                long tick = trains[u][i];
                int sample = (int) (tick / steps);
                if (tick % steps < window && (units[sample] < 0 || tick < ticks[sample])) {
                    units[sample] = u;
                    ticks[sample] = tick;
                }
            }
        }
        return units;
    }
}
