package org.gyre.lab.infomax;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.measure.surrogate.WeightShuffle;
import org.gyre.nets.infomax.LagCovariances;

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

    static void report(
            Settings settings,
            InfomaxConfiguration.TestSection test,
            PatternCounts.Settings patterns,
            FrozenNetwork trained,
            BinaryRaster recording,
            Outcome outcome,
            RunContext context) {
        double[] information = new double[settings.count()];
        double[] sequences = new double[settings.count()];
        double[] centre = FrozenNetwork.centre(trained.parameters());
        for (int k = 0; k < settings.count(); k++) {
            if (context.stopRequested()) {
                throw new StopRequested();
            }
            context.progress().report(k, settings.count(), "shuffled networks");
            double[] weights = WeightShuffle.permute(
                    trained.weights(),
                    trained.world().random().split("shuffles").split(k));
            FrozenNetwork network = new FrozenNetwork(trained.world(), "shuffle-" + k, weights, null);
            BinaryRaster raster = network.settle(settings.settlingSteps()).record(test.steps());
            information[k] = bits(raster, centre);
            sequences[k] = (double)
                    PatternCounts.Counts.of(patterns, raster).sequences().occurrences(3);
        }
        double ours = bits(recording, centre);
        double oursSequences =
                PatternCounts.Counts.of(patterns, recording).sequences().occurrences(3);
        outcome.value("information_original_bits", ours);
        outcome.value(
                "information_shuffled_mean_bits",
                Arrays.stream(information).average().orElse(Double.NaN));
        outcome.value(
                "information_shuffled_largest_bits",
                Arrays.stream(information).max().orElse(Double.NaN));
        outcome.value(
                "sequences_shuffled_largest", Arrays.stream(sequences).max().orElse(Double.NaN));
        // NaN information (a singular network) is not above anything and counts against the claim's
        // denominator.
        outcome.value("shuffles", settings.count());
        outcome.value("shuffles_below_in_information", (double)
                Arrays.stream(information).filter(v -> v < ours).count());
        outcome.value("shuffles_below_in_sequences", (double)
                Arrays.stream(sequences).filter(v -> v < oursSequences).count());
        outcome.array("shuffle_information_bits", information);
        outcome.array("shuffle_sequences", sequences);
        outcome.figure(new LineChart(
                "shuffles",
                "Shuffled weights against the original",
                "Each point is one network; the shuffled ones have the same weights in random order.",
                Axis.linear("information (bits)"),
                Axis.linear("repeated sequences of length 3"),
                Series.points("shuffled", information, sequences),
                Series.points("original", new double[] {ours}, new double[] {oursSequences})));
    }

    private static double bits(BinaryRaster raster, double[] centre) {
        LagCovariances moments = LagCovariances.of(raster, 1, centre);
        GaussianInformation information =
                GaussianInformation.of(raster.units(), moments.covariance(), moments.lagged());
        return information.defined() ? Unit.BITS.fromNats(information.nats()) : Double.NaN;
    }
}
