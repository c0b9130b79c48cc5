package org.gyre.nets.lif.layer;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.special.Logistic;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.layer.BackwardScan.Rows;
import org.gyre.nets.lif.layer.BackwardScan.Sums;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;

/// The units of a layer apart from what makes their currents: leaks and thresholds, and the way of a
/// sample through time and back.
final class Population {
    /// Rows of samples that one task works on, about.
    static final int ROWS = 256;

    private static final float LEAST_THRESHOLD = 1e-3f;

    /// Where the leak weighs the input, the way back finds currents by dividing what they added to the
    /// potential by the leak, which loses log₂ 1/l bits, and all of them at l = 0. Below this, the
    /// currents themselves are kept.
    private static final float LEAST_DIVISOR = 0x1p-8f;

    /// Samples `from` to `to`.
    @FunctionalInterface
    interface Tile {
        void of(int from, int to);
    }

    final UnitNumbers numbers;
    private final UnitNumbers unweighed;
    private final LifSettings settings;
    private final Parameter leak;
    private final Parameter threshold;
    private boolean keeps;
    private boolean kept;
    /// I with its bias, in the rows of the potentials; used where `kept`.
    private float[] currents = new float[0];

    /// @param leaks      l, `[unit]`
    /// @param thresholds θ, `[unit]`
    /// @throws InputException if a leak that is learnt as a logistic function is not between 0 and 1
    Population(LifSettings settings, float[] leaks, float[] thresholds) {
        this.settings = settings;
        LifSemantics semantics = settings.semantics();
        numbers = new UnitNumbers(semantics, settings.units());
        unweighed = semantics.leakyInput() ? new UnitNumbers(semantics.plainInput(), settings.units()) : numbers;
        float[] values = leaks.clone();
        if (settings.leakForm() == LeakForm.LOGISTIC) {
            for (int u = 0; u < values.length; u++) {
                if (!(values[u] > 0 && values[u] < 1)) {
                    throw new InputException("a leak of " + values[u]
                            + ": a leak that is learnt as a logistic function starts between 0 and 1");
                }
                values[u] = (float) Logistic.logit(values[u]);
            }
        }
        leak = new Parameter("leak", values);
        threshold = new Parameter("threshold", thresholds.clone());
        settle();
    }

    /// Brings what is computed with into line with parameters that have changed.
    void settle() {
        boolean small = false;
        for (int u = 0; u < settings.units(); u++) {
            if (settings.leakForm() == LeakForm.CLAMPED) {
                leak.values()[u] = numbers.clamped(leak.values()[u]);
            }
            if (settings.trainThreshold()) {
                threshold.values()[u] = Math.max(threshold.values()[u], LEAST_THRESHOLD);
            }
            float l = leak(u);
            small |= Math.abs(l) < LEAST_DIVISOR;
            numbers.leak(u, l);
            numbers.threshold(u, threshold(u));
            if (settings.semantics().leakyInput()) {
                unweighed.leak(u, l);
                unweighed.threshold(u, threshold(u));
            }
        }
        keeps = small && settings.semantics().leakyInput() && settings.leakForm() != LeakForm.FIXED;
    }

    float leak(int unit) {
        float value = leak.values()[unit];
        return settings.leakForm() == LeakForm.LOGISTIC ? (float) Logistic.logistic(value) : value;
    }

    float threshold(int unit) {
        return threshold.values()[unit];
    }

    /// Leaks and thresholds, if they are learnt.
    List<Parameter> learnt() {
        List<Parameter> all = new ArrayList<>();
        if (settings.leakForm() != LeakForm.FIXED) {
            all.add(leak);
        }
        if (settings.trainThreshold()) {
            all.add(threshold);
        }
        return all;
    }

    /// To be called before the scans of a batch.
    ///
    /// @param length of the potentials
    void begin(int length) {
        kept = keeps;
        if (kept && currents.length < length) {
            currents = new float[length];
        }
    }

    /// Bytes of what is kept of a batch here.
    long bytes() {
        return (long) currents.length * Float.BYTES;
    }

    /// As [ForwardScan#run], whose arguments these are.
    void forward(
            float[] bias,
            float[] current,
            int at,
            int step,
            float[] potential,
            int row,
            int steps,
            SpikeBits spikes,
            float[] state,
            float[] held,
            int stateAt) {
        if (kept) {
            for (int t = 0; t < steps; t++) {
                for (int u = 0; u < numbers.stride; u++) {
                    currents[row + t * numbers.stride + u] = current[at + t * step + u] + bias[u];
                }
            }
        }
        ForwardScan.run(numbers, bias, current, at, step, potential, row, steps, spikes, state, held, stateAt);
    }

    /// Sends back through some steps of a sample: see [BackwardScan#run].
    ///
    /// @param first       whether these are the first steps of the batch, `before` being where it began
    /// @param onSpikes    dL/dS, not read where units never fire
    /// @param onPotential dL/dV
    /// @param onCurrents  dL/dI, written to the rows of the potentials; may be what `onSpikes` reads, or
    ///                    `onPotential` where units never fire
    /// @param slopes      room for the steps
    void back(
            float[] potential,
            int row,
            int steps,
            boolean first,
            float[] before,
            int beforeAt,
            Rows onSpikes,
            Rows onPotential,
            float[] onCurrents,
            Sums sums,
            int sumsAt,
            float[] slopes) {
        int stride = numbers.stride;
        BackwardScan.run(
                kept ? unweighed : numbers,
                settings.surrogate(),
                new Rows(potential, row, stride),
                steps,
                before,
                beforeAt,
                slopes,
                settings.semantics().spiking() ? onSpikes : nothing(),
                onPotential,
                new Rows(onCurrents, row, stride),
                sums,
                sumsAt);
        if (kept) {
            weigh(row, steps, onCurrents, sums.leaks(), sumsAt);
        }
        if (first) {
            end(before, beforeAt, sums, sumsAt, slopes);
        }
    }

    /// A row of zeros, again and again.
    Rows nothing() {
        return new Rows(numbers.nothing, 0, 0);
    }

    /// From what the loss changes by with what was added to the potentials, l I, to what it changes by
    /// with the two factors.
    private void weigh(int row, int steps, float[] onCurrents, float[] onLeaks, int sumsAt) {
        int stride = numbers.stride;
        for (int at = row; at < row + steps * stride; at += stride) {
            for (int u = 0; u < stride; u++) {
                onLeaks[sumsAt + u] += onCurrents[at + u] * currents[at + u];
                onCurrents[at + u] *= numbers.gain[u];
            }
        }
    }

    /// What is left when the first step of a sample has been reached.
    private void end(float[] before, int beforeAt, Sums sums, int sumsAt, float[] slopes) {
        if (kept) {
            for (int u = 0; u < numbers.stride; u++) {
                sums.currents()[sumsAt + u] *= numbers.gain[u];
            }
        }
        if (numbers.passes * numbers.takesLater != 0) {
            // The threshold that is subtracted in the first step is or is not, as the potential before says.
            Slopes.of(settings.surrogate(), before, beforeAt, numbers.threshold, slopes, 0);
            for (int u = 0; u < settings.units(); u++) {
                sums.thresholds()[sumsAt + u] += numbers.threshold[u] * slopes[u] * sums.later()[sumsAt + u];
            }
        }
    }

    /// Gradients of leaks and thresholds, from what the samples of a batch add to them.
    void learn(Sums sums, int samples) {
        total(sums.leaks(), samples, leak.gradient());
        total(sums.thresholds(), samples, threshold.gradient());
        if (settings.leakForm() == LeakForm.LOGISTIC) {
            for (int u = 0; u < settings.units(); u++) {
                leak.gradient()[u] *= leak(u) * (1 - leak(u));
            }
        }
    }

    /// Adds up what samples have, in their order.
    void total(float[] bySample, int samples, float[] gradient) {
        for (int u = 0; u < Math.min(numbers.stride, gradient.length); u++) {
            double sum = 0;
            for (int b = 0; b < samples; b++) {
                sum += bySample[b * numbers.stride + u];
            }
            gradient[u] = (float) sum;
        }
    }

    /// Tasks of several samples each.
    static List<Runnable> tiles(int samples, int several, Tile work) {
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < samples; from += several) {
            int first = from;
            int end = Math.min(from + several, samples);
            tasks.add(() -> work.of(first, end));
        }
        return tasks;
    }
}
