package org.gyre.measure.avalanche;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.surrogate.SpikeSurrogate;

/// The avalanches of a recording beside those of surrogate spike trains: what of them is left where units are
/// independent, or where timing is destroyed.
///
/// The recording is cut at its first spike, so that data and surrogates share their bins. Surrogate k comes from child
/// k of the stream.
///
/// @param label the null hypothesis in words
/// @param surrogates how many
/// @param count number of avalanches
/// @param meanSize mean number of spikes in an avalanche
/// @param largestSize of the largest avalanche
/// @param naiveBranching slope of the activity of a bin on that of the bin before
/// @param first the avalanches of the first surrogate, to be drawn
public record AvalancheNull(
        String label,
        int surrogates,
        Reading count,
        Reading meanSize,
        Reading largestSize,
        Reading naiveBranching,
        Avalanches first) {
    private static final int MOST = 1_000_000;

    /// One quantity.
    ///
    /// @param data of the recording
    /// @param mean over the surrogates
    /// @param deviation standard deviation over the surrogates
    /// @param p two-sided: twice the smaller share of surrogates at or beyond the data, the data counted among them
    ///     (Phipson and Smyth 2010), at most 1
    public record Reading(double data, double mean, double deviation, double p) {}

    private record Sample(double count, double meanSize, double largestSize, double naiveBranching) {
        static Sample of(int[] activity) {
            Avalanches avalanches = Avalanches.of(activity);
            return new Sample(avalanches.count(), avalanches.sizes().mean(), avalanches.largestSize(), slope(activity));
        }
    }

    /// Compares a recording with its surrogates.
    ///
    /// @param ticksPerBin width of a bin
    /// @param surrogates how many, at least 2
    /// @param team threads that share the surrogates; any number gives the same bits
    /// @param progress is told after each surrogate
    /// @throws InputException if there is no spike, or there are too few surrogates, too many, or
    ///     more than there are different ones
    public static AvalancheNull of(
            SpikeTrains trains,
            long ticksPerBin,
            SpikeSurrogate surrogate,
            int surrogates,
            RandomStream stream,
            Team team,
            Progress progress) {
        if (surrogates < 2 || surrogates > MOST) {
            throw new InputException(
                    Plural.of(surrogates, "surrogate") + ": must be from 2 to " + MOST + ", better 100");
        }
        if (trains.spikes() == 0) {
            throw new InputException("the recording holds no spike: there is nothing to compare");
        }
        SpikeTrains cut = fromFirstSpike(trains);
        surrogate.requireEnough(cut, surrogates, "this recording");
        IntFunction<int[]> activity = k -> surrogate.apply(cut, stream.split(k)).activity(ticksPerBin, 0);
        Sample data = Sample.of(cut.activity(ticksPerBin, 0));
        Sample[] samples = new Sample[surrogates];
        AtomicInteger done = new AtomicInteger();
        team.run(IntStream.range(0, surrogates)
                .<Runnable>mapToObj(k -> () -> {
                    samples[k] = Sample.of(activity.apply(k));
                    progress.report(done.incrementAndGet(), surrogates, "surrogates");
                })
                .toList());
        return new AvalancheNull(
                surrogate.label(),
                surrogates,
                reading(data, samples, Sample::count),
                reading(data, samples, Sample::meanSize),
                reading(data, samples, Sample::largestSize),
                reading(data, samples, Sample::naiveBranching),
                Avalanches.of(activity.apply(0)));
    }

    private static SpikeTrains fromFirstSpike(SpikeTrains trains) {
        long first = trains.firstSpike();
        long[][] ticks = new long[trains.units()][];
        for (int unit = 0; unit < ticks.length; unit++) {
            ticks[unit] = Arrays.stream(trains.ticks()[unit])
                    .map(tick -> tick - first)
                    .toArray();
        }
        return new SpikeTrains(ticks, trains.ticksPerSecond(), trains.duration() - first);
    }

    private static Reading reading(Sample data, Sample[] samples, ToDoubleFunction<Sample> quantity) {
        double value = quantity.applyAsDouble(data);
        double[] values = Arrays.stream(samples).mapToDouble(quantity).toArray();
        double below = 1;
        double above = 1;
        for (double x : values) {
            below += x <= value ? 1 : 0;
            above += x >= value ? 1 : 0;
        }
        return new Reading(
                value,
                Descriptive.mean(values),
                Descriptive.standardDeviation(values),
                Math.min(1, 2 * Math.min(below, above) / (values.length + 1)));
    }

    /// 0 where the activity does not vary.
    private static double slope(int[] activity) {
        int n = activity.length - 1;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int t = 0; t < n; t++) {
            x += activity[t];
            y += activity[t + 1];
            xx += (double) activity[t] * activity[t];
            xy += (double) activity[t] * activity[t + 1];
        }
        double variance = xx - x * x / n;
        return n > 0 && variance > 0 ? (xy - x * y / n) / variance : 0;
    }
}
