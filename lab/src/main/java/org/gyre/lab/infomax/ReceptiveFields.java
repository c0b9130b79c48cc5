package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.stats.Descriptive;
import org.gyre.data.stimulus.OnOffEncoder;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.ImageGrid;
import org.gyre.measure.receptivefield.GaborFit;
import org.gyre.measure.receptivefield.SpikeTriggeredAverage;
import org.jspecify.annotations.Nullable;

/// Receptive fields as spike-triggered averages of the patch one step before a spike (T09, Fig. 5),
/// before and after training, each with the Gabor function nearest to it.
final class ReceptiveFields {
    private static final int CHUNK = 20_000;

    /// How many fields fit a page.
    private static final int LARGEST_GRID = 48;

    private ReceptiveFields() {}

    /// Settings of the analysis.
    ///
    /// @param steps length of the recording; each unit contributes p̄ · steps spikes
    /// @param goodFit R² above which a field counts as Gabor-like
    /// @param shown number of fields drawn
    record Settings(
            @Default("500000") int steps,
            @Default("0.5") double goodFit,
            @Default("48") int shown) {
        Settings {
            if (steps < 1000) {
                throw new InputException("steps = " + steps + ": must be at least 1000");
            }
            if (!(goodFit > 0 && goodFit < 1)) {
                throw new InputException("good_fit = " + goodFit + ": must be above 0 and below 1");
            }
            if (shown < 1 || shown > LARGEST_GRID) {
                throw new InputException("shown = " + shown + ": must be from 1 to " + LARGEST_GRID);
            }
        }
    }

    /// The fields of one network.
    private record Fields(SpikeTriggeredAverage averages, List<GaborFit> fits, double inputRate) {
        double[] rSquared() {
            return fits.stream().mapToDouble(GaborFit::rSquared).toArray();
        }
    }

    static void declare(@Nullable Settings settings, ValueNames names) {
        names.when(
                settings != null,
                List.of(
                        "gabor_share_before",
                        "gabor_share",
                        "gabor_r2_median_before",
                        "gabor_r2_median",
                        "input_rate",
                        "gabor_share_weights_before",
                        "gabor_share_weights",
                        "gabor_r2_median_weights"));
    }

    static void report(Settings settings, FrozenNetwork before, FrozenNetwork after, Outcome outcome) {
        Fields old = measure(settings, before, "test-before");
        Fields now = measure(settings, after, "test-after");
        int size = (int) Math.round(Math.sqrt(now.averages().pixels()));
        outcome.value("gabor_share_before", shareAbove(settings, old.rSquared()));
        outcome.value("gabor_share", shareAbove(settings, now.rSquared()));
        outcome.value("gabor_r2_median_before", Descriptive.median(old.rSquared()));
        outcome.value("gabor_r2_median", Descriptive.median(now.rSquared()));
        outcome.value("input_rate", now.inputRate());
        double[] oldWeights = weightFits(before, size);
        double[] nowWeights = weightFits(after, size);
        outcome.value("gabor_share_weights_before", shareAbove(settings, oldWeights));
        outcome.value("gabor_share_weights", shareAbove(settings, nowWeights));
        outcome.value("gabor_r2_median_weights", Descriptive.median(nowWeights));

        int units = now.averages().units();
        double[] all = new double[units * now.averages().pixels()];
        for (int i = 0; i < units; i++) {
            System.arraycopy(
                    now.averages().average(i),
                    0,
                    all,
                    i * now.averages().pixels(),
                    now.averages().pixels());
        }
        outcome.array("receptive_fields", all, units, size, size);
        outcome.array("gabor_r2", now.rSquared());

        List<Integer> order = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -now.fits().get(i).rSquared()))
                .toList();
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        // Evenly spread over the ranking, so that the page shows poor fields too.
        int shown = Math.min(settings.shown(), units);
        for (int k = 0; k < shown; k++) {
            int unit = order.get(shown == 1 ? 0 : (int) ((long) k * (units - 1) / (shown - 1)));
            tiles.add(new ImageGrid.Tile(
                    String.format(
                            Locale.ROOT, "%d: %.2f", unit, now.fits().get(unit).rSquared()),
                    now.averages().average(unit)));
        }
        outcome.figure(ImageGrid.receptiveFields(
                "receptive-fields",
                "Receptive fields after training",
                String.format(
                        Locale.ROOT,
                        "Mean whitened patch one step before a spike, for %d of %d units spread evenly over the ranking by the"
                                + " R² of the nearest Gabor function, best first. Below each patch: number of the"
                                + " unit and its R². Each tile has its own scale.",
                        shown,
                        units),
                size,
                size,
                tiles));
        double[] edges = IntStream.rangeClosed(0, 20).mapToDouble(k -> k / 20.0).toArray();
        outcome.figure(new Histogram(
                "gabor-fits",
                "How Gabor-like the receptive fields are",
                String.format(
                        Locale.ROOT,
                        "R² of the nearest Gabor function over all %d units. White noise of this size reaches about 0.25, but"
                                + " a triggered average under random weights is noise smoothed by the pictures and reaches"
                                + " more; the share of units whose raw weights are Gabor-like is not smoothed.",
                        units),
                Axis.linear("R² of the Gabor fit"),
                Axis.linear("units"),
                edges,
                List.of(
                        new Histogram.Counts("before training", counts(old.rSquared(), edges)),
                        new Histogram.Counts("after training", counts(now.rSquared(), edges))),
                List.of()));
    }

    private static double shareAbove(Settings settings, double[] rSquared) {
        return Arrays.stream(rSquared).filter(r -> r > settings.goodFit()).count() / (double) rSquared.length;
    }

    /// R² of the nearest Gabor function to the weights from ON minus those from OFF cells. Unlike the
    /// triggered average they are not smoothed by the correlations of the pictures, so that random
    /// weights fit no better than white noise.
    private static double[] weightFits(FrozenNetwork network, int size) {
        int free = network.parameters().freeUnits();
        int n = network.parameters().units();
        int pixels = size * size;
        double[] rSquared = new double[free];
        for (int i = 0; i < free; i++) {
            double[] patch = new double[pixels];
            for (int k = 0; k < pixels; k++) {
                patch[k] = network.weights()[i * n + free + k] - network.weights()[i * n + free + pixels + k];
            }
            rSquared[i] = GaborFit.fit(patch, size).rSquared();
        }
        return rSquared;
    }

    private static Fields measure(Settings settings, FrozenNetwork network, String name) {
        OnOffEncoder encoder = Objects.requireNonNull(network.world().encoder(name));
        int pixels = encoder.source().pixels();
        int free = network.parameters().freeUnits();
        SpikeTriggeredAverage averages = new SpikeTriggeredAverage(0, free, pixels);
        long inputSpikes = 0;
        for (int done = 0; done < settings.steps(); done += CHUNK) {
            long first = network.simulator().step();
            BinaryRaster raster = network.record(Math.min(CHUNK, settings.steps() - done));
            averages.add(raster, first, encoder.source()::frame);
            long[] counts = raster.spikeCounts();
            for (int i = free; i < counts.length; i++) {
                inputSpikes += counts[i];
            }
        }
        int size = encoder.source().size();
        List<GaborFit> fits = new ArrayList<>();
        for (int i = 0; i < free; i++) {
            fits.add(GaborFit.fit(averages.average(i), size));
        }
        return new Fields(averages, fits, inputSpikes / ((double) settings.steps() * encoder.units()));
    }

    private static double[] counts(double[] values, double[] edges) {
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            counts[Math.clamp((int) (value * counts.length), 0, counts.length - 1)]++;
        }
        return counts;
    }
}
