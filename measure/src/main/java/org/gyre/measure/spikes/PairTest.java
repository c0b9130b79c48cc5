package org.gyre.measure.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.surrogate.MultipleTests;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SpikeSurrogate;

/// A statistic of all pairs of units beside the same of surrogates, in order of [UnitPairs].
///
/// The test is two-sided. With m and s the mean and standard deviation of the N surrogates and the
/// value itself, which under the null hypothesis is one of them, z = (value − m) / s, and p = (1 +
/// number of surrogates with |z| at least as large) / (1 + N). The maximum statistic compares |z| with
/// the largest |z| of all pairs in each surrogate. A surrogate of which the statistic is not defined
/// counts as one that is as large.
///
/// Surrogate k uses child k of the stream, so that results depend neither on the number of threads nor
/// on how many surrogates follow.
///
/// @param statistic      its label
/// @param nullHypothesis what the surrogates keep and destroy
/// @param surrogates     N ≥ 1
/// @param values         the statistic; NaN where it is not defined
/// @param expected       mean of the surrogates, which is what the null hypothesis explains of the
/// value; NaN as above
/// @param z              distance from the null hypothesis in its standard deviations; NaN as above, 0
/// if s is
/// @param p              of each pair alone; NaN as above
/// @param discoveryRate  p adjusted for the false discovery rate (Benjamini and Hochberg) over all
/// pairs with a value
/// @param familyWise     p adjusted by the maximum statistic over these pairs
@SuppressWarnings("ArrayRecordComponent") // a result, handed on and never compared
public record PairTest(
        String statistic,
        String nullHypothesis,
        int surrogates,
        double[] values,
        double[] expected,
        double[] z,
        double[] p,
        double[] discoveryRate,
        double[] familyWise) {

    /// Tests all pairs.
    ///
    /// @param surrogates N
    /// @throws InputException if there is no surrogate, the values of all do not fit into memory, or
    /// the recording is too short, or has fewer different surrogates for some pair and the method
    /// does not draw the recording itself ([SpikeSurrogate#drawsTheRecording])
    public static PairTest of(
            PairStatistic statistic,
            SpikeTrains trains,
            SpikeSurrogate method,
            int surrogates,
            RandomStream stream,
            Team team,
            Progress progress) {
        if (surrogates < 1) {
            throw new InputException(
                    Plural.of(surrogates, "surrogate") + ": at least one is needed, 200 or more are usual");
        }
        double[] values = statistic.values(trains);
        // A recording too short for the method is told here, in a sentence of its own, not by a thread
        // that fails.
        method.apply(trains, stream.split(0));
        requireEnough(method, trains, surrogates);
        double[][] others = room(surrogates, values.length);
        Counter done = new Counter(surrogates, statistic.label(), progress);
        team.run(IntStream.range(0, surrogates)
                .<Runnable>mapToObj(k -> () -> {
                    others[k] = statistic.values(method.apply(trains, stream.split(k)));
                    done.one();
                })
                .toList());
        return of(statistic.label(), method.label(), values, others);
    }

    /// Copies of a few surrogates without the recording itself would make p as small as their
    /// number allows.
    private static void requireEnough(SpikeSurrogate method, SpikeTrains trains, int surrogates) {
        int[] pair = fewest(method, trains);
        if (!method.drawsTheRecording() && pair.length == 2) {
            method.requireEnough(only(trains, pair), surrogates, units(pair) + ", which may be left out");
        }
    }

    /// What to beware of where some pair has fewer different surrogates than were drawn, else
    /// nothing.
    ///
    /// @throws InputException if the recording is too short for the method
    public static Optional<String> coarseness(SpikeTrains trains, SpikeSurrogate method, int surrogates) {
        int[] pair = fewest(method, trains);
        double distinct = pair.length == 2 ? method.distinct(only(trains, pair)) : Double.POSITIVE_INFINITY;
        return distinct >= surrogates
                ? Optional.empty()
                : Optional.of(units(pair) + " have only " + Plural.of((long) distinct, "distinct order") + " ("
                        + method.label() + "), fewer than the " + Plural.of(surrogates, "surrogate")
                        + ": p of such a pair is valid, but cannot be much below 1/" + (long) distinct + "; "
                        + method.remedy() + ", or leave out units of few spikes");
    }

    private static String units(int[] pair) {
        return "units " + pair[0] + " and " + pair[1];
    }

    /// The pair with the fewest different surrogates: that of the two units with the fewest. Empty
    /// if no two units have a spike.
    private static int[] fewest(SpikeSurrogate method, SpikeTrains trains) {
        int[] active = IntStream.range(0, trains.units())
                .filter(unit -> trains.ticks()[unit].length > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(unit -> method.distinct(only(trains, unit))))
                .limit(2)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return active.length == 2 ? active : new int[0];
    }

    private static SpikeTrains only(SpikeTrains trains, int... units) {
        return new SpikeTrains(
                Arrays.stream(units).mapToObj(unit -> trains.ticks()[unit]).toArray(long[][]::new),
                trains.ticksPerSecond(),
                trains.duration());
    }

    /// What a surrogate takes beside its values.
    private static final long BYTES_OF_A_TASK = 100;

    private static double[][] room(int surrogates, int pairs) {
        long bytes = surrogates * (BYTES_OF_A_TASK + 16L * pairs);
        if (bytes > Runtime.getRuntime().maxMemory() / 2) {
            throw new InputException(Plural.of(surrogates, "surrogate") + " of " + pairs
                    + " pairs do not fit into memory: take fewer surrogates or units, or give Java a larger heap");
        }
        return new double[surrogates][];
    }

    /// Tells how many surrogates are done, from any thread.
    private static final class Counter {
        private final int all;
        private final String what;
        private final Progress progress;
        private int done;

        Counter(int all, String what, Progress progress) {
            this.all = all;
            this.what = what;
            this.progress = progress;
        }

        synchronized void one() {
            progress.report(++done, all, what);
        }
    }

    private static PairTest of(String statistic, String nullHypothesis, double[] values, double[][] others) {
        int pairs = values.length;
        double[] expected = nan(pairs);
        double[] z = nan(pairs);
        double[] p = nan(pairs);
        List<Significance> tests = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            if (Double.isNaN(values[pair])) {
                continue;
            }
            Scaled scaled = Scaled.of(values[pair], others, pair);
            Significance test = new Significance(Math.abs(scaled.z), scaled.distances, nullHypothesis);
            tests.add(test);
            expected[pair] = scaled.expected;
            z[pair] = scaled.z;
            p[pair] = test.pValue();
        }
        return new PairTest(
                statistic,
                nullHypothesis,
                others.length,
                values,
                expected,
                z,
                p,
                spread(values, MultipleTests.falseDiscoveryRate(defined(p))),
                spread(values, MultipleTests.maximumStatistic(tests)));
    }

    private static double[] nan(int length) {
        double[] nan = new double[length];
        Arrays.fill(nan, Double.NaN);
        return nan;
    }

    private static double[] defined(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /// Puts what was found for the pairs with a value back to their places.
    private static double[] spread(double[] values, double[] found) {
        double[] spread = nan(values.length);
        int at = 0;
        for (int pair = 0; pair < values.length; pair++) {
            if (!Double.isNaN(values[pair])) {
                spread[pair] = found[at++];
            }
        }
        return spread;
    }

    /// A value and its surrogates on the scale of their common mean and spread.
    ///
    /// @param expected mean of the surrogates alone
    /// @param z of the value
    /// @param distances |z| of the surrogates
    private record Scaled(double expected, double z, double[] distances) {
        static Scaled of(double value, double[][] others, int pair) {
            double sum = 0;
            int defined = 0;
            for (double[] surrogate : others) {
                if (!Double.isNaN(surrogate[pair])) {
                    sum += surrogate[pair];
                    defined++;
                }
            }
            double mean = (sum + value) / (defined + 1);
            double squares = (value - mean) * (value - mean);
            for (double[] surrogate : others) {
                double distance = Double.isNaN(surrogate[pair]) ? 0 : surrogate[pair] - mean;
                squares += distance * distance;
            }
            double deviation = Math.sqrt(squares / Math.max(1, defined));
            double scale = deviation > 0 ? 1 / deviation : 0;
            double[] distances = new double[others.length];
            for (int k = 0; k < distances.length; k++) {
                double surrogate = others[k][pair];
                distances[k] =
                        Double.isNaN(surrogate) ? Double.POSITIVE_INFINITY : Math.abs((surrogate - mean) * scale);
            }
            return new Scaled(defined == 0 ? Double.NaN : sum / defined, (value - mean) * scale, distances);
        }
    }
}
