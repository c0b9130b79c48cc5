package org.gyre.lab.hybrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.deep.hybrid.LifSegment;
import org.gyre.lab.hybrid.HybridLayerKeys.Kind;
import org.gyre.nets.lif.layer.LifUnits;

/// How the units of a spiking layer fare on some images.
///
/// @param layer     its number among all layers, from 1
/// @param units     how many
/// @param rate      mean share of steps with a spike
/// @param dead      share of units that never fire
/// @param saturated share of units that fire in nearly every step
/// @param moved     share of potentials with a surrogate slope above a thousandth of its largest value
/// @param leak      mean leak
/// @param outside   share of leaks below 0 or above 1
record UnitHealth(
        int layer,
        int units,
        double rate,
        double dead,
        double saturated,
        double moved,
        double leak,
        double outside) {
    /// A unit that fires in more steps than this share says nothing any more.
    private static final double NEARLY_ALWAYS = 0.95;

    /// Of so many rows the potentials of one are looked at.
    private static final int EVERY = 7;

    private static final double ALARM = 0.5;
    private static final double SLIGHT = 1e-3;

    /// Reads all layers whose units fire.
    static List<UnitHealth> of(HybridTraining training, HybridKeys keys, ImageSamples set) {
        List<Counter> counters = new ArrayList<>();
        for (int l = 0; l < keys.layers().size(); l++) {
            if (keys.layers().get(l).kind() == Kind.LIF) {
                LifSegment segment = training.units(l);
                if (segment.units().settings().semantics().spiking()) {
                    counters.add(new Counter(l + 1, segment));
                }
            }
        }
        if (!counters.isEmpty()) {
            training.show(set, (batch, _) -> counters.forEach(counter -> counter.add(batch.length)));
        }
        return counters.stream().map(Counter::health).toList();
    }

    /// What is wrong with the layer, in whole sentences.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (dead > ALARM) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "Layer %d: %.0f %% of its units never fire on the test images; raise what comes into it, or lower its"
                            + " threshold.",
                    layer,
                    100 * dead));
        }
        if (saturated > ALARM) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "Layer %d: %.0f %% of its units fire in nearly every step; lower what comes into it, or raise its"
                            + " threshold.",
                    layer,
                    100 * saturated));
        }
        if (moved < SLIGHT) {
            complaints.add("Layer " + layer
                    + ": hardly any potential is near enough to the threshold for the surrogate to pass a"
                    + " gradient; choose a flatter surrogate (a smaller beta).");
        }
        if (outside > 0) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "Layer %d: %.0f %% of its leaks have left [0, 1], where potentials grow or change sign;"
                            + " leak_form = \"clamped\" or \"logistic\" keeps them in.",
                    layer,
                    100 * outside));
        }
        return complaints;
    }

    private static final class Counter {
        private final int number;
        private final LifUnits units;
        private final int steps;
        private final long[] spikes;
        private final double peak;
        private long rows;
        private long moved;
        private long sampled;

        Counter(int number, LifSegment segment) {
            this.number = number;
            units = segment.units();
            steps = segment.input().steps();
            spikes = new long[units.settings().units()];
            peak = units.settings().surrogate().slope(0);
        }

        void add(int images) {
            int newRows = images * steps;
            for (int u = 0; u < spikes.length; u++) {
                spikes[u] += units.spikes().count(u, 0, newRows);
            }
            // A sample of the potentials is enough to see whether gradients pass.
            for (int row = 0; row < newRows; row += EVERY) {
                for (int u = 0; u < spikes.length; u++) {
                    double v = units.potentials()[row * units.stride() + u];
                    moved += units.settings().surrogate().slope(v - units.threshold(u)) > SLIGHT * peak ? 1 : 0;
                }
            }
            rows += newRows;
            sampled += (long) Math.ceilDiv(newRows, EVERY) * spikes.length;
        }

        UnitHealth health() {
            int dead = 0;
            int saturated = 0;
            int outside = 0;
            long all = 0;
            double leaks = 0;
            for (int u = 0; u < spikes.length; u++) {
                dead += spikes[u] == 0 ? 1 : 0;
                saturated += spikes[u] > NEARLY_ALWAYS * rows ? 1 : 0;
                all += spikes[u];
                float leak = units.leak(u);
                leaks += leak;
                outside += leak < 0 || leak > 1 ? 1 : 0;
            }
            int count = spikes.length;
            return new UnitHealth(
                    number,
                    count,
                    (double) all / rows / count,
                    (double) dead / count,
                    (double) saturated / count,
                    (double) moved / sampled,
                    leaks / count,
                    (double) outside / count);
        }
    }
}
