package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.nets.infomax.InfomaxParameters;
import org.jspecify.annotations.Nullable;

/// Gaussian information I⁽ⁿ⁾ between states n steps apart (T09, Fig. 6A).
final class LagInformation {
    private static final String NO_NUMBER = "The covariance of the recording was singular beyond repair.";

    private LagInformation() {}

    /// Settings of the analysis.
    ///
    /// @param longest longest lag in steps
    record Settings(@Default("20") int longest) {
        Settings {
            if (longest < 1 || longest > 1000) {
                throw new InputException("longest = " + longest + ": must be from 1 to 1000");
            }
        }
    }

    static void declare(@Nullable Settings settings, ValueNames names) {
        names.when(
                settings != null,
                List.of("information_lag_1_bits", "information_longest_lag_bits", "lags_with_irregular_covariance"));
        names.when(
                settings != null && settings.longest() >= 2,
                List.of("information_lag_2_bits", "information_lag_largest_rise_bits"));
    }

    static void report(
            Settings settings, BinaryRaster before, BinaryRaster after, InfomaxParameters parameters, Outcome outcome) {
        double[] lags =
                IntStream.rangeClosed(1, settings.longest()).asDoubleStream().toArray();
        MeasuredInformation[] old = measure(before, lags.length, parameters);
        MeasuredInformation[] now = measure(after, lags.length, parameters);
        double[] bits = MeasuredInformation.bits(now);
        outcome.valueOr("information_lag_1_bits", bits[0], NO_NUMBER);
        outcome.valueOr("information_longest_lag_bits", bits[bits.length - 1], NO_NUMBER);
        outcome.value("lags_with_irregular_covariance", (double) MeasuredInformation.irregular(now));
        if (bits.length >= 2) {
            outcome.valueOr("information_lag_2_bits", bits[1], NO_NUMBER);
            outcome.valueOr("information_lag_largest_rise_bits", largestRise(bits), NO_NUMBER);
        }
        outcome.array("information_by_lag_bits", bits);
        MeasuredInformation[] all = Stream.of(old, now).flatMap(Stream::of).toArray(MeasuredInformation[]::new);
        InformationBounds bounds = InformationBounds.of(parameters, after.steps() - 1);
        List<Series> series = new ArrayList<>(List.of(
                Series.lineAndPoints("before training", lags, MeasuredInformation.bits(old)),
                Series.lineAndPoints("after training", lags, bits)));
        if (MeasuredInformation.irregular(all) > 0) {
            series.add(irregular(now, "covariance after training repaired"));
            series.add(irregular(old, "covariance before training repaired"));
        }
        outcome.figure(new LineChart(
                        "lags",
                        "Information against lag",
                        "Gaussian information between the states of the network n steps apart, weights frozen. "
                                + bounds.sentence() + MeasuredInformation.sentence(all),
                        Axis.linear("lag n (steps)"),
                        Axis.linear("information (bits)").from(0),
                        series.toArray(Series[]::new))
                .with(bounds.references(Reference.Across.Y, MeasuredInformation.bits(all))));
    }

    private static MeasuredInformation[] measure(BinaryRaster raster, int longest, InfomaxParameters parameters) {
        double[] centre = FrozenNetwork.centre(parameters);
        return IntStream.rangeClosed(1, longest)
                .mapToObj(lag -> MeasuredInformation.of(raster, lag, centre))
                .toArray(MeasuredInformation[]::new);
    }

    /// Largest I⁽ⁿ⁺¹⁾ − I⁽ⁿ⁾, negative if the information falls at every lag.
    private static double largestRise(double[] bits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int n = 1; n < bits.length; n++) {
            largest = Math.max(largest, bits[n] - bits[n - 1]);
        }
        return largest;
    }

    private static Series irregular(MeasuredInformation[] all, String name) {
        int[] lags =
                IntStream.range(0, all.length).filter(n -> !all[n].regular()).toArray();
        return Series.points(
                name,
                IntStream.of(lags).mapToDouble(n -> n + 1).toArray(),
                IntStream.of(lags).mapToDouble(n -> all[n].bits()).toArray());
    }
}
