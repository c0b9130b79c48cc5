package org.gyre.nets.lif.mode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.SpikeRows;

/// Counts what made the units of a layer fire (Stoll et al. 2023). From each output spike one walks back
/// in time, k = 0, 1, …, adding
///
///     (1 − l)ᵏ (w · x + b) of step t* − k
///
/// until the sum is at least 0.9999 of the threshold, but no further than to the step after the unit's
/// last output spike, or to the first step of the sample. The input spikes of these steps, whatever their
/// weights, are the **contributing input spikes**, the number of steps the **effective integration
/// interval**.
///
/// Output spikes whose sum stays below that are counted apart and enter no average: a unit that reached
/// its threshold exactly fired and kept its potential, or it resets by subtraction, or began the sample
/// above rest.
///
/// Time goes with output spikes times the input spikes that are walked over.
public final class ModeMeasures {
    /// The part of the threshold that counts as all of it, against rounding.
    public static final double REACHED = 0.9999;

    /// Samples of a task.
    private static final int TASK = 16;

    private final int inputs;
    private final int units;
    /// `[unit][input]`, so that a walk stays in a row.
    private final float[] weights;
    private final MeasuredLayer layer;
    private final long[] spikes;
    private final long[] unexplained;
    private final long[] contributing;
    private final long[] intervals;

    /// Before any spike.
    public ModeMeasures(MeasuredLayer layer) {
        this.layer = layer;
        units = layer.leaks().length;
        inputs = layer.weights().length / layer.stride();
        weights = new float[inputs * units];
        for (int i = 0; i < inputs; i++) {
            for (int u = 0; u < units; u++) {
                weights[u * inputs + i] = layer.weights()[i * layer.stride() + u];
            }
        }
        spikes = new long[units];
        unexplained = new long[units];
        contributing = new long[units];
        intervals = new long[units];
    }

    /// Adds what a layer did in a batch.
    ///
    /// @param in    spikes that it heard, `[sample][step]`
    /// @param out   spikes of its units, `[sample][step]`
    /// @param steps of a sample
    /// @throws IllegalArgumentException if the rows do not fit each other or the layer
    public void add(SpikeRows in, SpikeRows out, int steps, Team team) {
        if (steps < 1 || in.rows() % steps != 0 || in.rows() != out.rows()) {
            throw new IllegalArgumentException(
                    in.rows() + " rows of inputs and " + out.rows() + " of outputs with " + steps + " steps a sample");
        }
        if (in.inputs() != inputs || out.inputs() != units) {
            throw new IllegalArgumentException(
                    in.inputs() + " inputs and " + out.inputs() + " outputs of a layer of " + inputs + " and " + units);
        }
        int samples = in.rows() / steps;
        List<Walks> tasks = new ArrayList<>();
        for (int s = 0; s < samples; s += TASK) {
            tasks.add(new Walks(in, out, steps, s, Math.min(s + TASK, samples)));
        }
        team.run(tasks);
        for (Walks task : tasks) {
            task.merge();
        }
    }

    /// What was counted so far.
    public UnitModes modes() {
        return new UnitModes(spikes.clone(), unexplained.clone(), contributing.clone(), intervals.clone());
    }

    /// Walks back from the output spikes of some samples.
    private final class Walks implements Runnable {
        private final SpikeRows in;
        private final SpikeRows out;
        private final int steps;
        private final int first;
        private final int end;
        private final int[] found = new int[units];
        private final int[] missed = new int[units];
        private final long[] heard = new long[units];
        private final long[] walked = new long[units];

        Walks(SpikeRows in, SpikeRows out, int steps, int first, int end) {
            this.in = in;
            this.out = out;
            this.steps = steps;
            this.first = first;
            this.end = end;
        }

        @Override
        public void run() {
            int[] place = new int[units + 1];
            int[] times = new int[0];
            for (int s = first; s < end; s++) {
                // The rows of the output spikes, unit by unit.
                int from = out.starts()[s * steps];
                int to = out.starts()[(s + 1) * steps];
                Arrays.fill(place, 0);
                for (int i = from; i < to; i++) {
                    place[out.indices()[i] + 1]++;
                }
                for (int u = 0; u < units; u++) {
                    place[u + 1] += place[u];
                }
                if (times.length < to - from) {
                    times = new int[to - from];
                }
                for (int row = s * steps; row < (s + 1) * steps; row++) {
                    for (int i = out.starts()[row]; i < out.starts()[row + 1]; i++) {
                        times[place[out.indices()[i]]++] = row;
                    }
                }
                // Each place has moved on to the end of its unit.
                int i = 0;
                for (int u = 0; u < units; u++) {
                    int last = s * steps - 1;
                    for (; i < place[u]; i++) {
                        walk(u, last, times[i]);
                        last = times[i];
                    }
                }
            }
        }

        /// From the row of an output spike back to the one after `last`.
        private void walk(int unit, int last, int row) {
            double kept = 1 - (double) layer.leaks()[unit];
            double factor = layer.leakyInput() ? layer.leaks()[unit] : 1;
            double wanted = REACHED * layer.thresholds()[unit];
            double bias = layer.bias()[unit];
            int[] starts = in.starts();
            int[] indices = in.indices();
            int from = unit * inputs;
            double sum = 0;
            for (int r = row; r > last; r--) {
                double current = bias;
                for (int i = starts[r]; i < starts[r + 1]; i++) {
                    current += weights[from + indices[i]];
                }
                sum += factor * current;
                if (sum >= wanted) {
                    found[unit]++;
                    heard[unit] += starts[row + 1] - starts[r];
                    walked[unit] += row - r + 1;
                    return;
                }
                factor *= kept;
            }
            missed[unit]++;
        }

        void merge() {
            for (int u = 0; u < units; u++) {
                spikes[u] += found[u];
                unexplained[u] += missed[u];
                contributing[u] += heard[u];
                intervals[u] += walked[u];
            }
        }
    }
}
