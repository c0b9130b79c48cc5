package org.gyre.lab.survey;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.recording.Recording;

/// Recordings of which it is known what the instruments should find. One tick is a millisecond.
final class SyntheticRecordings {
    static final double CLOCK = 1000;

    private SyntheticRecordings() {}

    /// Spikes at these ticks, `[unit][spike]`, in a recording that lasts so many ticks.
    static Recording of(long duration, long[]... ticks) {
        List<String> names =
                IntStream.range(0, ticks.length).mapToObj(unit -> "u" + unit).toList();
        return named(names, duration, ticks);
    }

    static Recording named(List<String> names, long duration, long[]... ticks) {
        return new Recording(
                new SpikeTrains(ticks, CLOCK, duration),
                seconds(ticks),
                names,
                places(ticks.length),
                OptionalDouble.empty(),
                "made by a test",
                Map.of(),
                List.of());
    }

    private static double[][] seconds(long[][] ticks) {
        return Arrays.stream(ticks)
                .map(train ->
                        Arrays.stream(train).mapToDouble(tick -> tick / CLOCK).toArray())
                .toArray(double[][]::new);
    }

    /// In a row, 100 µm from each other.
    private static double[][] places(int units) {
        double[][] places = new double[units][2];
        for (int unit = 0; unit < units; unit++) {
            places[unit][0] = 100.0 * unit;
        }
        return places;
    }

    /// Units that fire in each tick with a probability of their own and know nothing of each other.
    static Recording independent(int units, int ticks, double probability, long seed) {
        long[][] trains = new long[units][];
        for (int unit = 0; unit < units; unit++) {
            trains[unit] =
                    train(ticks, probability, RandomStream.of(seed).split(unit).generator());
        }
        return of(ticks, trains);
    }

    private static long[] train(int ticks, double probability, CounterRandom random) {
        return IntStream.range(0, ticks)
                .filter(t -> random.nextDouble() < probability)
                .asLongStream()
                .toArray();
    }

    /// Unit 1 follows each spike of unit 0 after four ticks with probability ½, and fires by itself besides; unit 2
    /// is independent.
    static Recording driven(int ticks, double probability, long seed) {
        RandomStream stream = RandomStream.of(seed);
        long[] source = train(ticks, probability, stream.split("source").generator());
        CounterRandom random = stream.split("target").generator();
        long[] followed = Arrays.stream(source)
                .filter(t -> t + 4 < ticks && random.nextDouble() < 0.5)
                .map(t -> t + 4)
                .toArray();
        long[] own = train(ticks, probability / 2, stream.split("own").generator());
        long[] target = IntStream.concat(
                        Arrays.stream(followed).mapToInt(Math::toIntExact),
                        Arrays.stream(own).mapToInt(Math::toIntExact))
                .sorted()
                .asLongStream()
                .toArray();
        return of(
                ticks,
                source,
                target,
                train(ticks, probability, stream.split("other").generator()));
    }

    /// A branching process with immigration: each spike has Poisson(m) descendants in the next bin of four ticks,
    /// and Poisson(h) arise by themselves. Descendants belong to any of ten units.
    static Recording branching(int bins, double m, double h, long seed) {
        CounterRandom random = RandomStream.of(seed).split("branching").generator();
        int units = 10;
        long[][] trains = new long[units][bins];
        int[] counts = new int[units];
        int active = (int) Math.round(h / (1 - m));
        for (int bin = 0; bin < bins; bin++) {
            for (int spike = 0; spike < active; spike++) {
                int unit = random.nextInt(units);
                if (counts[unit] == trains[unit].length) {
                    trains[unit] = Arrays.copyOf(trains[unit], 2 * counts[unit]);
                }
                trains[unit][counts[unit]++] = 4L * bin;
            }
            active = poisson(m * active + h, random);
        }
        for (int unit = 0; unit < units; unit++) {
            trains[unit] = Arrays.copyOf(trains[unit], counts[unit]);
        }
        return of(4L * bins, trains);
    }

    /// Units 0 and 1 are fair coins in each bin of four ticks, and unit 2 fires if just one of them does.
    static Recording exclusiveOr(int bins, long seed) {
        CounterRandom random = RandomStream.of(seed).split("coins").generator();
        boolean[] first = new boolean[bins];
        boolean[] second = new boolean[bins];
        for (int bin = 0; bin < bins; bin++) {
            first[bin] = random.nextInt(2) == 0;
            second[bin] = random.nextInt(2) == 0;
        }
        return of(
                4L * bins,
                inBins(bins, bin -> first[bin]),
                inBins(bins, bin -> second[bin]),
                inBins(bins, bin -> first[bin] != second[bin]));
    }

    /// A spike in the first tick of each of those bins of four ticks.
    static long[] inBins(int bins, IntPredicate fires) {
        return IntStream.range(0, bins).filter(fires).mapToLong(bin -> 4L * bin).toArray();
    }

    /// Knuth's product of uniforms.
    private static int poisson(double mean, CounterRandom random) {
        int n = -1;
        for (double product = 1; product > Math.exp(-mean); n++) {
            product *= random.nextDouble();
        }
        return n;
    }
}
