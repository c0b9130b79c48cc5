package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.LayerActivity;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.SpikeBits;

/// How the units of a layer fare on some samples.
///
/// @param layer     its number, from 1
/// @param units     how many
/// @param spiking   whether its units fire at all
/// @param rate      mean share of steps with a spike
/// @param dead      share of units that never fire
/// @param saturated share of units that fire in nearly every step
/// @param moved     share of potentials with a surrogate slope above a thousandth of its largest value
/// @param leak      mean leak
/// @param outside   share of leaks below 0 or above 1
public record Health(
        int layer,
        int units,
        boolean spiking,
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

    /// Reads all layers on a part of the samples.
    static List<Health> of(LifTraining training, String name, SampleSet set, Team team) {
        List<LifLayer> layers = training.network().layers();
        List<Counter> counters = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            counters.add(new Counter(l + 1, layers.get(l)));
        }
        training.show(name, set, team, (batch, input) -> {
            int rows = batch.length * set.steps();
            counters.forEach(counter -> counter.add(rows));
        });
        return counters.stream().map(Counter::health).toList();
    }

    /// What is wrong with the layer, in whole sentences.
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        String name = "Layer " + layer;
        if (spiking && dead > ALARM) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "%s: %.0f %% of its units never fire on the test part; raise what comes into it, or lower its"
                            + " threshold.",
                    name,
                    100 * dead));
        }
        if (spiking && saturated > ALARM) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "%s: %.0f %% of its units fire in nearly every step; lower what comes into it, or raise its"
                            + " threshold.",
                    name,
                    100 * saturated));
        }
        if (spiking && moved < SLIGHT) {
            complaints.add(name + ": hardly any potential is near enough to the threshold for the surrogate to pass a"
                    + " gradient; choose a flatter surrogate (a smaller beta), or scale what comes into it.");
        }
        if (outside > 0) {
            complaints.add(String.format(
                    Locale.ROOT,
                    "%s: %.0f %% of its leaks have left [0, 1], where potentials grow or change sign;"
                            + " leak_form = \"clamped\" or \"logistic\" keeps them in.",
                    name,
                    100 * outside));
        }
        return complaints;
    }

    /// Adds up batch after batch.
    public static final class Counter {
        private final int number;
        private final LayerActivity layer;
        private final long[] spikes;
        private final double peak;
        private long rows;
        private long moved;
        private long sampled;

        /// @param number of the layer, from 1
        /// @param layer  that the batches pass through
        public Counter(int number, LayerActivity layer) {
            this.number = number;
            this.layer = layer;
            spikes = new long[layer.settings().units()];
            peak = layer.settings().surrogate().slope(0);
        }

        /// Reads the batch that has passed last.
        ///
        /// @param newRows its samples times steps
        public void add(int newRows) {
            SpikeBits bits = layer.spikes();
            for (int u = 0; u < spikes.length; u++) {
                spikes[u] += bits.count(u, 0, newRows);
            }
            // A sample of the potentials is enough to see whether gradients pass.
            for (int row = 0; row < newRows; row += EVERY) {
                for (int u = 0; u < spikes.length; u++) {
                    double v = layer.potentials()[row * layer.stride() + u];
                    double slope = layer.settings().surrogate().slope(v - layer.threshold(u));
                    moved += slope > SLIGHT * peak ? 1 : 0;
                }
            }
            rows += newRows;
            sampled += (long) Math.ceilDiv(newRows, EVERY) * spikes.length;
        }

        /// What all batches together tell.
        public Health health() {
            int units = spikes.length;
            int dead = 0;
            int saturated = 0;
            int outside = 0;
            long all = 0;
            double leaks = 0;
            for (int u = 0; u < units; u++) {
                dead += spikes[u] == 0 ? 1 : 0;
                saturated += spikes[u] > NEARLY_ALWAYS * rows ? 1 : 0;
                all += spikes[u];
                float leak = layer.leak(u);
                leaks += leak;
                outside += leak < 0 || leak > 1 ? 1 : 0;
            }
            return new Health(
                    number,
                    units,
                    layer.settings().semantics().spiking(),
                    (double) all / rows / units,
                    (double) dead / units,
                    (double) saturated / units,
                    (double) moved / sampled,
                    leaks / units,
                    (double) outside / units);
        }
    }
}
