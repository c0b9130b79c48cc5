package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.lab.lif.Comparison.Verdict;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /// Deviations that add up to zero.
    private static double[] around(double mean, double scatter) {
        return Arrays.stream(new double[] {-1, -0.5, 0, 0.5, 1})
                .map(d -> mean + scatter * d)
                .toArray();
    }

    private static List<Verdict> verdicts(double[]... others) {
        return Comparison.of(List.of(others), around(0.9, 0.002), 0.01).stream()
                .map(Comparison::verdict)
                .toList();
    }

    /// Standard errors by hand: √((s² + s₀²) / 5) with s² = .625 scatter² are .001, .0036 and .018 for scatters
    /// of .002, .01 and .05; differences of so many of them are far on either side of any limit.
    @Test
    void everyVerdictComesWhereItBelongs() {
        assertThat(verdicts(around(0.9, 0.002))).containsExactly(Verdict.SAME);
        assertThat(verdicts(around(0.903, 0.002)))
                .as("a difference that is sure, and too small to matter")
                .containsExactly(Verdict.SAME);
        assertThat(verdicts(around(0.95, 0.002), around(0.85, 0.002)))
                .containsExactly(Verdict.BETTER_BY_MORE, Verdict.WORSE_BY_MORE);
        assertThat(verdicts(around(0.913, 0.01), around(0.887, 0.01))).containsExactly(Verdict.BETTER, Verdict.WORSE);
        assertThat(verdicts(around(0.9, 0.05))).containsExactly(Verdict.UNKNOWN);
    }

    /// SciPy 1.17, `ttest_ind(equal_var=False)`: the p of no equivalence within .01, times the number of
    /// tests for the first of several.
    @Test
    void manyComparisonsAreCorrected() {
        double[] reference = {.962, .965, .958, .967, .961};
        double[] other = {.960, .966, .963, .969, .955, .964};
        double[] wild = {.5, .7, .9, .3};
        Comparison alone = Comparison.of(List.of(other), reference, 0.01).getFirst();
        Comparison among =
                Comparison.of(List.of(wild, other, wild), reference, 0.01).get(1);
        assertThat(alone.same()).isCloseTo(0.001996349576706098, within(1e-12));
        assertThat(among.same()).isCloseTo(3 * 0.001996349576706098, within(1e-12));
        assertThat(alone.holm()).isCloseTo(0.9286806324037782, within(1e-12));
    }

    @Test
    void theWordsNameTheMargin() {
        assertThat(Verdict.SAME.in(0.01)).isEqualTo("the same within 0.01");
        assertThat(Verdict.BETTER_BY_MORE.in(0.02)).isEqualTo("better by more than 0.02");
        assertThat(Verdict.UNKNOWN.in(0.02)).isEqualTo("cannot tell");
    }
}
