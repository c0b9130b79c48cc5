package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.stats.EquivalenceTest;
import org.gyre.core.stats.Holm;

/// A variant of a series against the reference: whether they differ, and whether they are the same but
/// for less than a margin.
///
/// @param test    at the end of training: both questions
/// @param holm    p of no difference, corrected for all comparisons
/// @param same    p of a difference of at least the margin, corrected likewise
/// @param verdict in words
record Comparison(EquivalenceTest test, double holm, double same, Verdict verdict) {
    private static final double LEVEL = 0.05;

    /// What the tests come to.
    enum Verdict {
        /// A difference of the margin or more would have been seen.
        SAME("the same within "),
        /// The difference is larger than the margin.
        BETTER_BY_MORE("better by more than "),
        /// The same the other way round.
        WORSE_BY_MORE("worse by more than "),
        /// There is a difference, but it may be smaller than the margin.
        BETTER("better, perhaps by less than "),
        /// The same the other way round.
        WORSE("worse, perhaps by less than "),
        /// Neither a difference nor its absence can be shown.
        UNKNOWN("cannot tell");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /// @param margin that was asked about
        String in(double margin) {
            return this == UNKNOWN ? words : words + margin;
        }
    }

    /// All comparisons of a series, whose numbers the corrections need.
    ///
    /// @param others what networks of each variant reached
    static List<Comparison> of(List<double[]> others, double[] reference, double margin) {
        List<EquivalenceTest> tests = others.stream()
                .map(ends -> EquivalenceTest.of(ends, reference, margin))
                .toList();
        double[] holm = Holm.corrected(
                tests.stream().mapToDouble(test -> test.paired().p()).toArray());
        double[] same =
                Holm.corrected(tests.stream().mapToDouble(EquivalenceTest::p).toArray());
        double[] leads = Holm.corrected(
                tests.stream().mapToDouble(EquivalenceTest::leads).toArray());
        double[] trails = Holm.corrected(
                tests.stream().mapToDouble(EquivalenceTest::trails).toArray());
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            boolean up = tests.get(i).paired().difference() > 0;
            Verdict verdict = same[i] <= LEVEL
                    ? Verdict.SAME
                    : leads[i] <= LEVEL
                            ? Verdict.BETTER_BY_MORE
                            : trails[i] <= LEVEL
                                    ? Verdict.WORSE_BY_MORE
                                    : holm[i] <= LEVEL ? up ? Verdict.BETTER : Verdict.WORSE : Verdict.UNKNOWN;
            comparisons.add(new Comparison(tests.get(i), holm[i], same[i], verdict));
        }
        return comparisons;
    }
}
