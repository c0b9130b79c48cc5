package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.ExactInfomax;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.LagCovariances;
import org.gyre.nets.infomax.PaperRule;

/// What the paper's approximations of ∂C/∂W and ∂E/∂W predict of small changes of the weights, against
/// what happens (T09, Fig. 11): Δlog|C|, Δlog|D| and ΔI = Δlog|C| − ½ Δlog|D|, in nats, the thresholds
/// following so that the rates stay. Both sides by enumeration, where the paper simulated.
final class PredictedChanges {
    /// A function of C and E whose change is predicted.
    private enum Quantity {
        LOG_C("log|C|", "log_c"),
        LOG_D("log|D|", "log_d"),
        INFORMATION("I", "information");

        private final String symbol;
        private final String name;

        Quantity(String symbol, String name) {
            this.symbol = symbol;
            this.name = name;
        }

        private String slope() {
            return "predicted_over_measured_slope_" + name;
        }

        private String correlation() {
            return "predicted_measured_correlation_" + name;
        }
    }

    /// Changes below this are rounding, nats.
    private static final double STILL = 1e-12;

    private final InfomaxParameters parameters;
    private final List<double[]> predicted = new ArrayList<>();
    private final List<double[]> measured = new ArrayList<>();

    PredictedChanges(InfomaxParameters parameters) {
        this.parameters = parameters;
    }

    static void declare(boolean on, ValueNames names) {
        names.when(
                on,
                Stream.of(Quantity.values())
                        .flatMap(q -> Stream.of(q.slope(), q.correlation()))
                        .toList());
    }

    /// Moves all weights of a network at once, each by a uniform random step.
    ///
    /// @param size largest step of a weight
    /// @param changes how many times, each from the same weights
    void add(double[] weights, double size, int changes, RandomStream stream) {
        ExactInfomax here = ExactInfomax.atTargetRates(parameters, weights);
        double[] start = values(here);
        double[][] gradients = gradients(here);
        for (int k = 0; k < changes; k++) {
            double[] step = SmallNetworks.weights(parameters.units(), size, stream.split(k));
            double[] moved = weights.clone();
            double[] expected = new double[gradients.length];
            for (int w = 0; w < step.length; w++) {
                moved[w] += step[w];
                for (int q = 0; q < expected.length; q++) {
                    expected[q] += gradients[q][w] * step[w];
                }
            }
            double[] end = values(
                    ExactInfomax.atTargetRates(parameters, moved, here.network().thresholds()));
            for (int q = 0; q < end.length; q++) {
                end[q] -= start[q];
            }
            predicted.add(expected);
            measured.add(end);
        }
    }

    /// The quantities in the order of [Quantity].
    private static double[] values(ExactInfomax network) {
        double logC = Cholesky.factor(
                        network.covariances().units(), network.covariances().covariance())
                .logDeterminant();
        double information = network.gaussian().nats();
        return new double[] {logC, 2 * (logC - information), information};
    }

    /// Their gradients by the paper's approximation, which is linear in the derivatives by C and E: of
    /// log|C| these are C⁻¹ and 0, and log|D| = 2 log|C| − 2 I.
    private static double[][] gradients(ExactInfomax network) {
        LagCovariances moments = network.covariances();
        int n = moments.units();
        double[] logC = PaperRule.gradient(
                moments,
                new GaussianInformation.Derivatives(
                        n, Cholesky.factor(n, moments.covariance()).inverse(), new double[n * n]));
        double[] information = PaperRule.gradient(moments, network.gaussian().derivatives());
        double[] logD = new double[n * n];
        Arrays.setAll(logD, w -> 2 * (logC[w] - information[w]));
        return new double[][] {logC, logD, information};
    }

    void report(double size, Outcome outcome) {
        List<Series> series = new ArrayList<>();
        double extent = 0;
        Quantity[] quantities = Quantity.values();
        for (int i = 0; i < quantities.length; i++) {
            Quantity quantity = quantities[i];
            int q = i;
            double[] x = measured.stream().mapToDouble(change -> change[q]).toArray();
            double[] y = predicted.stream().mapToDouble(change -> change[q]).toArray();
            double xy = 0;
            double xx = 0;
            for (int k = 0; k < x.length; k++) {
                xy += x[k] * y[k];
                xx += x[k] * x[k];
            }
            extent = Math.max(extent, Math.max(largest(x), largest(y)));
            // Through the origin: no change of the weights changes nothing.
            boolean still = largest(x) < STILL || largest(y) < STILL;
            String why = quantity.symbol + " does not change in these networks.";
            outcome.valueOr(quantity.slope(), still ? Double.NaN : xy / xx, why);
            outcome.valueOr(quantity.correlation(), still ? Double.NaN : correlation(x, y), why);
            series.add(Series.points("Δ" + quantity.symbol, x, y));
        }
        double[] ends = {-extent, extent};
        series.add(Series.dashed("equal", ends, ends));
        outcome.figure(new LineChart(
                "predicted-changes",
                "Predicted and measured changes",
                "Each point is a random step of all weights of a random network, at most " + size
                        + " for each weight. Across: the change by enumeration, at exactly met rates. Up: what the paper's"
                        + " gradient of that quantity predicts. On the dashed line they are equal.",
                Axis.linear("measured change (nats)"),
                Axis.linear("predicted change (nats)"),
                series.toArray(Series[]::new)));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    /// Pearson's: ∑ (x − x̄)(y − ȳ) / √(∑ (x − x̄)² ∑ (y − ȳ)²).
    private static double correlation(double[] x, double[] y) {
        double meanX = Descriptive.mean(x);
        double meanY = Descriptive.mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < x.length; k++) {
            xy += (x[k] - meanX) * (y[k] - meanY);
            xx += (x[k] - meanX) * (x[k] - meanX);
            yy += (y[k] - meanY) * (y[k] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
