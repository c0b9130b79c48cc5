package org.gyre.data.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;

/// Events in time steps: samples × steps × units, of which the pairs (step, unit) that have an event are kept.
///
/// An event at time t lies in step ⌊t / `stepSeconds`⌋, computed in double precision.
///
/// @param stepSeconds length of a step
/// @param steps how many there are
/// @param units how many there are
/// @param samples in the order of the events
/// @param late events at or after the end of the last step, which are left out
/// @param merged events that fell into a pair that had one before
public record EventBins(double stepSeconds, int steps, int units, List<BinnedSample> samples, long late, long merged) {
    public EventBins {
        samples = List.copyOf(samples);
    }

    /// What several events of one unit in one step give.
    public enum Several {
        /// 1, as one does.
        ONE,
        /// Their number.
        COUNTED
    }

    /// As [#of(LabelledEvents, double, int, Several)], several events giving 1.
    public static EventBins of(LabelledEvents events, double stepSeconds, int steps) {
        return of(events, stepSeconds, steps, Several.ONE);
    }

    /// Puts events into steps.
    ///
    /// @throws InputException if a step has no length, there is no step, or steps × units exceeds 2³¹ - 1
    public static EventBins of(LabelledEvents events, double stepSeconds, int steps, Several several) {
        if (!(stepSeconds > 0) || Double.isInfinite(stepSeconds)) {
            throw new InputException("a step of " + stepSeconds + " s cannot hold events; give a positive length");
        }
        if (steps < 1 || (long) steps * events.units() > Integer.MAX_VALUE) {
            throw new InputException(
                    steps + " steps of " + events.units() + " units cannot be binned; give at least 1 step and at most "
                            + Integer.MAX_VALUE / events.units());
        }
        List<BinnedSample> samples = new ArrayList<>(events.size());
        long late = 0;
        long merged = 0;
        for (EventSample sample : events.samples()) {
            // Pairs as one number each, so that sorting orders them by step, then unit.
            int[] pairs = new int[sample.size()];
            int kept = 0;
            for (int e = 0; e < pairs.length; e++) {
                double step = Math.floor(sample.times()[e] / stepSeconds);
                if (step < steps) {
                    pairs[kept++] = ((int) step) * events.units() + sample.units()[e];
                }
            }
            late += pairs.length - kept;
            Arrays.sort(pairs, 0, kept);
            BinnedSample binned = binned(pairs, kept, events.units(), several, sample.label());
            merged += kept - binned.size();
            samples.add(binned);
        }
        return new EventBins(stepSeconds, steps, events.units(), samples, late, merged);
    }

    private static BinnedSample binned(int[] pairs, int kept, int units, Several several, int label) {
        int[] steps = new int[kept];
        int[] fired = new int[kept];
        int[] counts = new int[kept];
        int size = 0;
        for (int e = 0; e < kept; e++) {
            if (e > 0 && pairs[e] == pairs[e - 1]) {
                counts[size - 1] += several == Several.COUNTED ? 1 : 0;
            } else {
                steps[size] = pairs[e] / units;
                fired[size] = pairs[e] % units;
                counts[size++] = 1;
            }
        }
        return new BinnedSample(
                Arrays.copyOf(steps, size), Arrays.copyOf(fired, size), Arrays.copyOf(counts, size), label);
    }

    /// Adds the counts of a sample to zeros: unit fastest, then step.
    ///
    /// @param sample which, from 0
    /// @param into where `[steps][units]` starts at `offset`
    public void fill(int sample, float[] into, int offset) {
        BinnedSample binned = samples.get(sample);
        for (int i = 0; i < binned.size(); i++) {
            into[offset + binned.steps()[i] * units + binned.units()[i]] += binned.counts()[i];
        }
    }
}
