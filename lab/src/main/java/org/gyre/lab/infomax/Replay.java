package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.data.stimulus.PulseSequence;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.jspecify.annotations.Nullable;

/// Does the network complete a taught sequence when only its first unit is stimulated, or fires by itself (T09,
/// Fig. 9)?
final class Replay {
    private static final String AFTER = "replay_unit_#_at_#";
    private static final String ALONE = "replay_alone_unit_#_at_#";
    private static final String SILENT = "The first unit never fired.";

    private Replay() {}

    /// Settings of the analysis.
    ///
    /// @param steps length of the recordings
    /// @param longestLag lags that are drawn and searched
    record Settings(
            @Default("200000") int steps, @Default("12") int longestLag) {
        Settings {
            if (steps < 1000) {
                throw new InputException("steps = " + steps + ": must be at least 1000");
            }
            if (longestLag < 1 || longestLag >= steps) {
                throw new InputException(
                        "longest_lag = " + longestLag + ": must be at least 1 and below steps = " + steps);
            }
        }
    }

    static void declare(@Nullable Settings settings, @Nullable PulseSection pulses, ValueNames names) {
        names.know(AFTER, ALONE)
                .when(
                        settings != null,
                        List.of(
                                "replay_smallest",
                                "replay_alone_smallest",
                                "replay_before_largest",
                                "replay_other_lags_largest"));
        if (settings != null && pulses != null) {
            for (int k = 1; k < pulses.units().size(); k++) {
                names.member(AFTER, pulses.units().get(k), pulses.delays().get(k));
                names.member(ALONE, pulses.units().get(k), pulses.delays().get(k));
            }
        }
    }

    static void report(
            Settings settings,
            PulseSection pulses,
            InfomaxConfiguration.TestSection test,
            World world,
            double[] initialWeights,
            double[] weights,
            double[] thresholds,
            Outcome outcome) {
        // Before training, stimulated; after training, stimulated; after training, left alone.
        double[][] before = probabilities(
                settings, pulses, run(settings, test, world, "replay-before", initialWeights, null, true));
        double[][] after =
                probabilities(settings, pulses, run(settings, test, world, "replay", weights, thresholds, true));
        double[][] alone =
                probabilities(settings, pulses, run(settings, test, world, "replay-alone", weights, thresholds, false));

        double[] lags = new double[settings.longestLag()];
        for (int lag = 1; lag <= lags.length; lag++) {
            lags[lag - 1] = lag;
        }
        List<Series> series = new ArrayList<>();
        double worstOther = 0;
        double smallest = 1;
        double smallestAlone = 1;
        double largestBefore = 0;
        for (int k = 1; k < pulses.units().size(); k++) {
            int unit = pulses.units().get(k);
            int delay = pulses.delays().get(k);
            series.add(Series.lineAndPoints("unit " + unit + " after training", lags, after[k]));
            series.add(Series.dashed("unit " + unit + " before training", lags, before[k]));
            outcome.valueOr(ValueNames.of(AFTER, unit, delay), after[k][delay - 1], SILENT);
            outcome.valueOr(ValueNames.of(ALONE, unit, delay), alone[k][delay - 1], SILENT);
            smallest = Math.min(smallest, after[k][delay - 1]);
            smallestAlone = Math.min(smallestAlone, alone[k][delay - 1]);
            largestBefore = Math.max(largestBefore, before[k][delay - 1]);
            for (int lag = 1; lag <= lags.length; lag++) {
                if (lag != delay) {
                    worstOther = Math.max(worstOther, after[k][lag - 1]);
                }
            }
        }
        outcome.valueOr("replay_smallest", smallest, SILENT);
        outcome.valueOr("replay_alone_smallest", smallestAlone, SILENT);
        outcome.valueOr("replay_before_largest", largestBefore, SILENT);
        outcome.valueOr("replay_other_lags_largest", worstOther, SILENT);
        outcome.figure(new LineChart(
                "replay",
                "Replay of the taught sequence",
                "Probability that a unit fires so many steps after a spike of the first unit, when only the first unit is"
                        + " stimulated. The taught delays are " + pulses.delays() + " for units " + pulses.units()
                        + ".",
                Axis.linear("lag (steps)"),
                Axis.linear("probability").between(0, 1),
                series.toArray(Series[]::new)));
    }

    private static BinaryRaster run(
            Settings settings,
            InfomaxConfiguration.TestSection test,
            World world,
            String name,
            double[] weights,
            double @Nullable [] thresholds,
            boolean stimulated) {
        PulseSequence sequence = world.pulses(name);
        FrozenNetwork network =
                new FrozenNetwork(world, name, weights, stimulated && sequence != null ? sequence.firstOnly() : null);
        if (thresholds != null) {
            network.startingAt(thresholds);
        }
        return network.settle(test.settlingSteps()).record(settings.steps());
    }

    /// P(unit k fires at t + lag | the first unit fires at t), `[k][lag - 1]`.
    private static double[][] probabilities(Settings settings, PulseSection pulses, BinaryRaster raster) {
        int first = pulses.units().getFirst();
        double[][] counts = new double[pulses.units().size()][settings.longestLag()];
        long spikes = 0;
        for (int t = 0; t < raster.steps() - settings.longestLag(); t++) {
            if (raster.get(t, first)) {
                spikes++;
                for (int k = 1; k < counts.length; k++) {
                    for (int lag = 1; lag <= settings.longestLag(); lag++) {
                        if (raster.get(t + lag, pulses.units().get(k))) {
                            counts[k][lag - 1]++;
                        }
                    }
                }
            }
        }
        for (double[] row : counts) {
            for (int lag = 0; lag < row.length; lag++) {
                row[lag] = spikes == 0 ? Double.NaN : row[lag] / spikes;
            }
        }
        return counts;
    }
}
