package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gyre.core.Estimate;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An interval of 90 % holds the exact entropy in 87 to 93 of 100 samples in which it is stated, wherever it
/// is stated in at least half of them.
final class IntervalCoverageTest {
    private static final int SAMPLES = 1000;

    /// Cells in which fewer samples have an interval are left out, and not because they are known to be right:
    /// Miller-Madow on the words covers 0.85 at 1000 and 3000 samples, where two in five have one. A known
    /// gap of the rule, told in docs/reproduction/estimators.md.
    private static final double OFTEN = 0.5;

    private static double[] normalised(int symbols, IntToDoubleFunction weight) {
        double[] p = IntStream.range(0, symbols).mapToDouble(weight).toArray();
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(x -> x / sum).toArray();
    }

    private static double[] uniform() {
        return normalised(100, i -> 1);
    }

    private static double[] zipf() {
        return normalised(1000, i -> 1.0 / (i + 1));
    }

    /// Ten units that fire independently with probability 0.05.
    private static double[] words() {
        return normalised(1024, i -> Math.pow(0.05, Integer.bitCount(i)) * Math.pow(0.95, 10.0 - Integer.bitCount(i)));
    }

    private static Occupancies draw(double[] p, int total, RandomGenerator random) {
        double[] cumulative = p.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        long[] counts = new long[p.length];
        for (int t = 0; t < total; t++) {
            int place = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[p.length - 1]);
            counts[place >= 0 ? Math.min(place + 1, p.length - 1) : -place - 1]++;
        }
        return Occupancies.of(counts, Math.log(p.length) / Math.log(2));
    }

    /// Stated and, of those, covering; by estimator.
    private static int[][] count(double[] p, int total, int samples, DiscreteEntropy... estimators) {
        double truth = -Arrays.stream(p).map(x -> x * Math.log(x)).sum();
        int[][] found = new int[estimators.length][2];
        for (int run = 0; run < samples; run++) {
            Occupancies sample =
                    draw(p, total, RandomStream.of(11).split(total).split(run).generator());
            for (int e = 0; e < estimators.length; e++) {
                Optional<Estimate.Interval> interval =
                        estimators[e].of("H(x)", sample).interval(0.9);
                if (interval.isPresent()) {
                    found[e][0]++;
                    found[e][1] += interval.get().low() <= truth
                                    && truth <= interval.get().high()
                            ? 1
                            : 0;
                }
            }
        }
        return found;
    }

    private static void check(double[] p, int total, int samples, DiscreteEntropy... estimators) {
        int[][] found = count(p, total, samples, estimators);
        for (int e = 0; e < estimators.length; e++) {
            if (found[e][0] >= OFTEN * samples) {
                assertThat((double) found[e][1] / found[e][0])
                        .as("%s at T = %d, stated in %d of %d", estimators[e].label(), total, found[e][0], samples)
                        .isBetween(0.87, 0.93);
            }
        }
    }

    @Test
    @Tag("slow")
    void whatIsStatedHoldsTheTruthAsOftenAsItSays() {
        for (double[] p : new double[][] {uniform(), zipf(), words()}) {
            for (int total : new int[] {300, 1000, 3000, 10_000}) {
                check(p, total, SAMPLES, DiscreteEntropy.values());
            }
            for (int total : new int[] {30_000, 100_000}) {
                check(
                        p,
                        total,
                        SAMPLES,
                        DiscreteEntropy.PLUG_IN,
                        DiscreteEntropy.MILLER_MADOW,
                        DiscreteEntropy.PANZERI_TREVES,
                        DiscreteEntropy.GRASSBERGER,
                        DiscreteEntropy.JACKKNIFE);
            }
        }
    }

    /// Grassberger has an interval wherever the sample is not far too small.
    @Test
    void anIntervalIsStatedWhereTheSampleSuffices() {
        for (double[] p : new double[][] {uniform(), zipf(), words()}) {
            assertThat(count(p, 30_000, 20, DiscreteEntropy.GRASSBERGER)[0][0]).isEqualTo(20);
        }
    }

    /// The plug-in entropy of 100 equal symbols is off by seven of its standard errors at any T, that
    /// of 300 samples after
    /// Zipf's law by ten.
    @Test
    void noIntervalIsStatedWhereTheBiasRules() {
        assertThat(count(uniform(), 10_000, 50, DiscreteEntropy.PLUG_IN)[0][0]).isZero();
        for (int[] found : count(zipf(), 300, 20, DiscreteEntropy.values())) {
            assertThat(found[0]).isZero();
        }
        Estimate estimate = DiscreteEntropy.PLUG_IN.of(
                "H(x)", draw(uniform(), 10_000, RandomStream.of(1).generator()));
        assertThat(estimate.standardError()).isPresent();
        assertThat(estimate.warnings())
                .singleElement()
                .asString()
                .contains("larger than the standard error")
                .endsWith("no interval is stated");
    }
}
