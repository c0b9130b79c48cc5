package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.measure.surrogate.WeightShuffle;
import org.jspecify.annotations.Nullable;

/// Networks with the trained weights in random order (T09, Fig. 7): is it the arrangement that counts?
final class ShuffleControl {
    private ShuffleControl() {}

    /// Settings of the analysis.
    ///
    /// @param count number of shuffled networks
    /// @param settlingSteps steps before each recording: a shuffled network starts far from its thresholds, and
    ///     under strong weights they need hundreds of thousands of steps to find their place
    record Settings(
            @Default("100") int count, @Default("300000") int settlingSteps) {
        Settings {
            if (settlingSteps < 0) {
                throw new InputException("settling_steps = " + settlingSteps + ": must be at least 0");
            }
            if (count < 1) {
                throw new InputException("count = " + count + ": must be at least 1");
            }
        }
    }

    static void declare(@Nullable Settings settings, ValueNames names) {
        names.when(
                settings != null,
                List.of(
                        "information_original_bits",
                        "information_shuffled_mean_bits",
                        "information_shuffled_largest_bits",
                        "sequences_shuffled_largest",
                        "shuffles",
                        "shuffles_with_irregular_covariance",
                        "shuffles_below_in_information",
                        "shuffles_below_in_sequences",
                        "shuffles_share_below_in_information",
                        "shuffles_share_below_in_sequences"));
    }

    static void report(
            Settings settings,
            InfomaxConfiguration.TestSection test,
            PatternCounts.Settings patterns,
            FrozenNetwork trained,
            BinaryRaster recording,
            Outcome outcome,
            RunContext context) {
        int count = settings.count();
        MeasuredInformation[] measured = new MeasuredInformation[count];
        double[] sequences = new double[count];
        double[] centre = FrozenNetwork.centre(trained.parameters());
        for (int k = 0; k < count; k++) {
            if (context.stopRequested()) {
                throw new StopRequested();
            }
            context.progress().report(k, count, "shuffled networks");
            double[] weights = WeightShuffle.permute(
                    trained.weights(),
                    trained.world().random().split("shuffles").split(k));
            FrozenNetwork network = new FrozenNetwork(trained.world(), "shuffle-" + k, weights, null);
            BinaryRaster raster = network.settle(settings.settlingSteps()).record(test.steps());
            measured[k] = MeasuredInformation.of(raster, 1, centre);
            sequences[k] = (double)
                    PatternCounts.Counts.of(patterns, raster).sequences().occurrences(3);
        }
        double[] information = MeasuredInformation.bits(measured);
        MeasuredInformation original = MeasuredInformation.of(recording, 1, centre);
        double ours = original.bits();
        double oursSequences =
                PatternCounts.Counts.of(patterns, recording).sequences().occurrences(3);
        // NaN information (a singular network) is not below anything and counts against the claim.
        double fewerBits = Arrays.stream(information).filter(v -> v < ours).count();
        double fewerSequences =
                Arrays.stream(sequences).filter(v -> v < oursSequences).count();
        String allSingular = "Every shuffled network had a singular covariance.";
        double[] finite = Arrays.stream(information).filter(Double::isFinite).toArray();
        outcome.valueOr("information_original_bits", ours, "The covariance of the recording was singular.");
        outcome.valueOr(
                "information_shuffled_mean_bits",
                Arrays.stream(finite).average().orElse(Double.NaN),
                allSingular);
        outcome.valueOr(
                "information_shuffled_largest_bits", Arrays.stream(finite).max().orElse(Double.NaN), allSingular);
        outcome.value(
                "sequences_shuffled_largest", Arrays.stream(sequences).max().orElse(Double.NaN));
        outcome.value("shuffles", count);
        outcome.value("shuffles_with_irregular_covariance", (double) MeasuredInformation.irregular(measured));
        outcome.value("shuffles_below_in_information", fewerBits);
        outcome.value("shuffles_below_in_sequences", fewerSequences);
        outcome.value("shuffles_share_below_in_information", fewerBits / count);
        outcome.value("shuffles_share_below_in_sequences", fewerSequences / count);
        outcome.array("shuffle_information_bits", information);
        outcome.array("shuffle_sequences", sequences);

        int[] repaired =
                IntStream.range(0, count).filter(k -> !measured[k].regular()).toArray();
        List<Series> series = new ArrayList<>(List.of(
                Series.points("shuffled", information, sequences),
                Series.points("original", new double[] {ours}, new double[] {oursSequences})));
        if (repaired.length > 0) {
            series.add(Series.points(
                    "shuffled, covariance repaired",
                    IntStream.of(repaired).mapToDouble(k -> information[k]).toArray(),
                    IntStream.of(repaired).mapToDouble(k -> sequences[k]).toArray()));
        }
        InformationBounds bounds = InformationBounds.of(trained.parameters(), recording.steps() - 1);
        outcome.figure(new LineChart(
                        "shuffles",
                        "Shuffled weights against the original",
                        "Each point is one network; the shuffled ones have the same weights in random order. "
                                + bounds.sentence() + MeasuredInformation.sentence(measured)
                                + (original.regular()
                                        ? ""
                                        : " Of the original network: "
                                                + original.condition().meaning() + "."),
                        Axis.linear("information (bits)"),
                        Axis.linear("repeated sequences of length 3"),
                        series.toArray(Series[]::new))
                .with(bounds.references(Reference.Across.X, information, new double[] {ours})));
    }
}
