package org.gyre.measure.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;
import org.gyre.measure.surrogate.MultipleTests;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;

/// A quantity of every ordered pair of different units, in nats, with the tests that were made.
/// Immutable.
public final class PairTable {
    private final int units;
    private final String quantity;
    private final long samples;
    private final double[] nats;
    private final double[] analytic;
    /// One for each pair, or none.
    private final List<Significance> tests;

    /// @param samples of every pair
    /// @param nats `[source][target]`, row-major; the diagonal is not looked at
    /// @param analytic analytic p-values, likewise
    /// @param tests of the pairs in the order of [#pair], or none
    PairTable(int units, String quantity, long samples, double[] nats, double[] analytic, List<Significance> tests) {
        this.units = units;
        this.quantity = quantity;
        this.samples = samples;
        this.nats = nats;
        this.analytic = analytic;
        this.tests = List.copyOf(tests);
    }

    /// Evaluates every ordered pair by itself, with any measure and any estimator.
    ///
    /// In a surrogate a source is shuffled in the same way for all of its targets, so that the
    /// maximum statistic keeps what targets have in common.
    ///
    /// @param quantity how the measure is called, with its histories
    /// @param series one for each unit, recorded together, two or more
    /// @param relation of a source, which surrogates shuffle, and a target; safe for several threads
    /// @param test if surrogates are wanted
    /// @throws InputException if there are fewer than two series, too little to estimate from, or more surrogates
    /// than the trials have orders or the memory has room for
    public static <S extends Series<S>> PairTable of(
            String quantity,
            List<S> series,
            BiFunction<S, S, Relation> relation,
            Optional<SurrogateTest> test,
            Team team) {
        int units = series.size();
        if (units < 2) {
            throw new InputException(Plural.of(units, "column") + ": pairs need at least two");
        }
        double[] nats = new double[units * units];
        double[] analytic = new double[units * units];
        Significance[] tests = new Significance[test.isPresent() ? units * (units - 1) : 0];
        // Told here, in a sentence of its own, rather than by a thread that fails.
        Relation first = relation.apply(series.get(0), series.get(1));
        test.ifPresent(wanted -> {
            wanted.requireEnoughOrders(first.trialLengths());
            requireRoom(units, wanted.count());
        });
        List<Runnable> tasks = new ArrayList<>();
        for (int source = 0; source < units; source++) {
            for (int target = 0; target < units; target++) {
                if (source != target) {
                    int from = source;
                    int to = target;
                    tasks.add(() -> {
                        try {
                            Relation pair = relation.apply(series.get(from), series.get(to));
                            nats[from * units + to] = pair.nats();
                            analytic[from * units + to] = pair.analyticPValue().orElse(Double.NaN);
                            if (test.isPresent()) {
                                tests[pair(units, from, to)] =
                                        test.get().splitBy(from).of(pair, Team.alone());
                            }
                        } catch (InputException e) {
                            throw new InputException(
                                    "from column " + from + " to column " + to + ": " + e.getMessage(), e);
                        }
                    });
                }
            }
        }
        team.run(tasks);
        return new PairTable(units, quantity, first.samples(), nats, analytic, Arrays.asList(tests));
    }

    /// The values of all surrogates may take half of the memory.
    ///
    /// @throws InputException if they take more
    static void requireRoom(int units, int surrogates) {
        long pairs = (long) units * (units - 1);
        if ((double) Double.BYTES * pairs * surrogates > Runtime.getRuntime().maxMemory() / 2.0) {
            throw new InputException(Plural.of(surrogates, "surrogate") + " of " + Plural.of(pairs, "pair")
                    + " do not fit into memory: take fewer surrogates or units, or give Java a larger heap");
        }
    }

    /// Number of units N.
    public int units() {
        return units;
    }

    /// Number of ordered pairs of different units, N (N − 1).
    public int pairs() {
        return units * (units - 1);
    }

    /// What was measured, with its histories.
    public String quantity() {
        return quantity;
    }

    /// Samples that each pair was estimated from: the same for all, whose histories reach equally far.
    public long samples() {
        return samples;
    }

    /// The number of a pair in the lists of this table: pairs by source, then by target.
    ///
    /// @throws InputException if a unit does not exist or the two are the same
    public int pair(int source, int target) {
        if (source < 0 || source >= units || target < 0 || target >= units || source == target) {
            throw new InputException("there is no pair " + source + " -> " + target + " among "
                    + Plural.of(units, "unit") + ": name two different ones from 0 to " + (units - 1));
        }
        return pair(units, source, target);
    }

    /// The number of a pair of two different units.
    static int pair(int units, int source, int target) {
        return source * (units - 1) + target - (target > source ? 1 : 0);
    }

    /// The value from one unit to another, in nats.
    public double nats(int source, int target) {
        pair(source, target);
        return nats[source * units + target];
    }

    /// The analytic p-value, NaN where theory knows none: that of the G-test for symbols, right for
    /// many samples that are independent given the past of the target.
    public double analyticPValue(int source, int target) {
        pair(source, target);
        return analytic[source * units + target];
    }

    /// The comparison of a pair with its surrogates, if surrogates were made.
    public Optional<Significance> test(int source, int target) {
        int pair = pair(source, target);
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests.get(pair));
    }

    /// Whether every pair has a p-value, from surrogates or by theory.
    public boolean tested() {
        return !tests.isEmpty() || IntStream.range(0, pairs()).noneMatch(pair -> Double.isNaN(analytic[cell(pair)]));
    }

    /// The p-value of every pair, in the order of [#pair]: from surrogates if they were made, else
    /// analytic.
    public double[] pValues() {
        return IntStream.range(0, pairs())
                .mapToDouble(pair ->
                        tests.isEmpty() ? analytic[cell(pair)] : tests.get(pair).pValue())
                .toArray();
    }

    private int cell(int pair) {
        int source = pair / (units - 1);
        int target = pair % (units - 1);
        return source * units + (target < source ? target : target + 1);
    }

    /// The p-values of [#pValues] adjusted so that those at most q hold a share of at most q of false
    /// ones; see [MultipleTests#falseDiscoveryRate].
    public double[] falseDiscoveryRate() {
        return MultipleTests.falseDiscoveryRate(pValues());
    }

    /// p-values that hold for all pairs together, from the largest value among all pairs in each
    /// surrogate, in the order of [#pair]; see [MultipleTests#maximumStatistic].
    ///
    /// @throws InputException if no surrogates were made
    public double[] maximumStatistic() {
        if (tests.isEmpty()) {
            throw new InputException(
                    "the maximum statistic compares with surrogates, and none were made: ask for" + " 200 or more");
        }
        return MultipleTests.maximumStatistic(tests);
    }
}
