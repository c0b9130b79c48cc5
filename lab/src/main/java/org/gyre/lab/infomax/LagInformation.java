package org.gyre.lab.infomax;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.LagCovariances;

/// Gaussian information I⁽ⁿ⁾ between states n steps apart (T09, Fig. 6A).
final class LagInformation {
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

    static void report(Settings settings, BinaryRaster before, BinaryRaster after, double[] centre, Outcome outcome) {
        double[] lags = new double[settings.longest()];
        double[] old = new double[lags.length];
        double[] now = new double[lags.length];
        for (int n = 1; n <= lags.length; n++) {
            lags[n - 1] = n;
            old[n - 1] = bits(before, n, centre);
            now[n - 1] = bits(after, n, centre);
        }
        outcome.value("information_lag_1_bits", now[0]);
        if (lags.length >= 2) {
            outcome.value("information_lag_2_bits", now[1]);
        }
        outcome.value("information_longest_lag_bits", now[lags.length - 1]);
        outcome.array("information_by_lag_bits", now);
        double n = after.units();
        outcome.figure(new LineChart(
                        "lags",
                        "Information against lag",
                        "Gaussian information between the states of the network n steps apart, weights frozen.",
                        Axis.linear("lag n (steps)"),
                        Axis.linear("information (bits)").from(0),
                        Series.lineAndPoints("before training", lags, old),
                        Series.lineAndPoints("after training", lags, now))
                .with(Reference.horizontal(
                        "sampling bias N²/2T", Unit.BITS.fromNats(n * n / (2.0 * (after.steps() - 1))))));
    }

    private static double bits(BinaryRaster raster, int lag, double[] centre) {
        LagCovariances moments = LagCovariances.of(raster, lag, centre);
        GaussianInformation information =
                GaussianInformation.of(raster.units(), moments.covariance(), moments.lagged());
        return information.defined() ? Unit.BITS.fromNats(information.nats()) : Double.NaN;
    }
}
