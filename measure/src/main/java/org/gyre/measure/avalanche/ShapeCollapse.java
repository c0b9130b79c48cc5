package org.gyre.measure.avalanche;

import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;

/// Whether avalanches of different duration have one shape, and with which exponent their height grows:
/// ⟨V⟩(t | T) = T^(γ − 1) F(t/T) (Sethna, Dahmen and Myers, Nature 410:242 (2001); Friedman et al., PRL 108:208102
/// (2012)). At a critical branching process γ − 1 = 1 and F is a parabola.
///
/// Each mean profile is spread over [0, 1] and averaged over as many cells as the shortest duration has steps, which
/// keeps its sum. Divided by T^x, the profiles have in each cell a mean and a variance over
/// the durations, weighted by the numbers of avalanches; the exponent is the x at which the relative variance, the sum
/// of the variances over the sum of the squared means, is smallest. (Marshall et al., Frontiers in Physiology 7:250
/// (2016) divide by the squared range of the mean, which a flat shape does not have, and do not weight.)
///
/// The exponent has the error of a bootstrap over avalanches. A small relative variance is no proof of criticality:
/// any profile of fixed shape collapses.
///
/// @param exponent γ − 1
/// @param error standard deviation of the exponent over the replicas; NaN without replicas
/// @param relativeVariance at the exponent: 0 is a perfect collapse
/// @param shortest duration in it, in steps
/// @param longest duration in it, in steps
/// @param durations how many
/// @param avalanches of these durations
/// @param shape F in the cells, with mean 1, `[cell]`
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ShapeCollapse(
        double exponent,
        double error,
        double relativeVariance,
        int shortest,
        int longest,
        int durations,
        long avalanches,
        double[] shape) {
    /// In fewer steps there is no shape.
    public static final int SHORTEST = 4;

    /// The number of avalanches below which a duration is left out: its mean profile is mostly noise.
    public static final int FEWEST = 20;

    private static final int FEWEST_DURATIONS = 3;
    private static final double LOWEST = -2;
    private static final double HIGHEST = 5;

    /// Profiles as they enter the collapse.
    ///
    /// @param cells `[duration][cell]`, mean spikes per step
    private record Profiles(int[] durations, double[] weights, double[][] cells) {
        static Profiles of(AvalancheProfiles profiles, int[] durations) {
            double[] weights = new double[durations.length];
            double[][] cells = new double[durations.length][];
            for (int i = 0; i < durations.length; i++) {
                weights[i] = profiles.count(durations[i]);
                cells[i] =
                        weights[i] == 0 ? new double[durations[0]] : cells(profiles.mean(durations[i]), durations[0]);
            }
            return new Profiles(durations, weights, cells);
        }

        /// Differences of the cumulative profile, which is known at the ends of the steps and a cubic between the four
        /// nearest of them, so that a parabola is averaged exactly.
        private static double[] cells(double[] profile, int cells) {
            int n = profile.length;
            double[] cumulative = new double[n + 1];
            for (int t = 0; t < n; t++) {
                cumulative[t + 1] = cumulative[t] + profile[t];
            }
            double[] means = new double[cells];
            double before = 0;
            for (int c = 0; c < cells; c++) {
                double after = cubic(cumulative, (c + 1.0) * n / cells);
                means[c] = (after - before) * cells / n;
                before = after;
            }
            return means;
        }

        /// Lagrange's cubic through the values at the four whole numbers about x.
        private static double cubic(double[] values, double x) {
            int first = Math.clamp((int) x - 1, 0, values.length - 4);
            double sum = 0;
            for (int i = first; i < first + 4; i++) {
                double product = values[i];
                for (int k = first; k < first + 4; k++) {
                    product *= k == i ? 1 : (x - k) / (i - k);
                }
                sum += product;
            }
            return sum;
        }

        /// The mean over the durations of the profiles divided by T^exponent, `[cell]`.
        double[] mean(double exponent) {
            double[] mean = new double[durations[0]];
            double all = 0;
            for (int i = 0; i < durations.length; i++) {
                double scale = weights[i] * Math.pow((double) durations[i] / durations[0], -exponent);
                for (int c = 0; c < mean.length; c++) {
                    mean[c] += scale * cells[i][c];
                }
                all += weights[i];
            }
            for (int c = 0; c < mean.length; c++) {
                mean[c] /= all;
            }
            return mean;
        }

        double relativeVariance(double exponent) {
            double[] mean = mean(exponent);
            double variance = 0;
            double all = 0;
            for (int i = 0; i < durations.length; i++) {
                double scale = Math.pow((double) durations[i] / durations[0], -exponent);
                for (int c = 0; c < mean.length; c++) {
                    double difference = scale * cells[i][c] - mean[c];
                    variance += weights[i] * difference * difference;
                }
                all += weights[i];
            }
            double squares = 0;
            for (double m : mean) {
                squares += m * m;
            }
            return variance / all / squares;
        }

        /// A scan, since the relative variance may have more than one valley, then golden sections.
        double best() {
            double step = 0.1;
            double best = LOWEST;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= Math.round((HIGHEST - LOWEST) / step); i++) {
                double value = relativeVariance(LOWEST + i * step);
                if (value < least) {
                    least = value;
                    best = LOWEST + i * step;
                }
            }
            double low = best - step;
            double high = best + step;
            double golden = (Math.sqrt(5) - 1) / 2;
            while (high - low > 1e-9) {
                double a = high - golden * (high - low);
                double b = low + golden * (high - low);
                if (relativeVariance(a) < relativeVariance(b)) {
                    high = b;
                } else {
                    low = a;
                }
            }
            return 0.5 * (low + high);
        }
    }

    /// The collapse of a recording's avalanches.
    ///
    /// @param activity spikes per step, `[time]`
    /// @param replicas of the bootstrap, 0 for no error
    /// @throws InputException if fewer than three durations have enough avalanches
    public static ShapeCollapse of(int[] activity, int replicas, RandomStream stream) {
        ProfileCounter counter = new ProfileCounter(replicas, stream);
        counter.add(activity);
        return of(counter);
    }

    /// The collapse of what was counted so far.
    ///
    /// @throws InputException if fewer than three durations have enough avalanches
    public static ShapeCollapse of(ProfileCounter counter) {
        AvalancheProfiles data = counter.data();
        int[] durations = IntStream.rangeClosed(SHORTEST, data.longest())
                .filter(duration -> data.count(duration) >= FEWEST)
                .toArray();
        if (durations.length < FEWEST_DURATIONS) {
            throw new InputException("only " + Plural.of(durations.length, "duration") + " from " + SHORTEST
                    + " bins on with " + FEWEST + " avalanches each: a shape collapse needs " + FEWEST_DURATIONS);
        }
        Profiles profiles = Profiles.of(data, durations);
        double exponent = profiles.best();
        // The durations stay those of the data, so that all replicas estimate the same number.
        double[] exponents = counter.replicas().stream()
                .mapToDouble(replica -> Profiles.of(replica, durations).best())
                .toArray();
        double[] shape = profiles.mean(exponent);
        double mean = Descriptive.mean(shape);
        for (int c = 0; c < shape.length; c++) {
            shape[c] /= mean;
        }
        return new ShapeCollapse(
                exponent,
                exponents.length < 2 ? Double.NaN : Descriptive.standardDeviation(exponents),
                profiles.relativeVariance(exponent),
                durations[0],
                durations[durations.length - 1],
                durations.length,
                IntStream.of(durations).mapToLong(data::count).sum(),
                shape);
    }
}
