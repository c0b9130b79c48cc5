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
        return Comparison.of(List.of(others), around(0.9, 0), 0.01).stream()
                .map(Comparison::verdict)
                .toList();
    }

    /// Standard errors of the pairs by hand: s / √5 with s² = .625 scatter² are .0007, .0035 and .018 for scatters
    /// of .002, .01 and .05; with four degrees of freedom 2.1 of them are sure to one side, 2.8 to either.
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

    /// Pairs that differ by −2, 1, 5, 2 and −6 thousandths: mean 0, sum of squares 70, standard error √(17.5 / 5)
    /// thousandths; with four degrees of freedom P(T > t) = (1 − s (3 − s²) / 2) / 2, s = t / √(t² + 4).
    @Test
    void manyComparisonsAreCorrected() {
        double[] reference = {.962, .965, .958, .967, .961};
        double[] other = {.960, .966, .963, .969, .955};
        double[] wild = {.5, .7, .9, .3, .6};
        double t = 10 / Math.sqrt(3.5);
        double s = t / Math.sqrt(t * t + 4);
        double p = (1 - s * (3 - s * s) / 2) / 2;
        Comparison alone = Comparison.of(List.of(other), reference, 0.01).getFirst();
        Comparison among =
                Comparison.of(List.of(wild, other, wild), reference, 0.01).get(1);
        assertThat(alone.same()).isCloseTo(p, within(1e-10));
        assertThat(among.same()).isCloseTo(3 * p, within(1e-10));
        assertThat(alone.holm()).isCloseTo(1, within(1e-9));
        assertThat(alone.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void theWordsNameTheMargin() {
        assertThat(Verdict.SAME.in(0.01)).isEqualTo("the same within 0.01");
        assertThat(Verdict.BETTER_BY_MORE.in(0.02)).isEqualTo("better by more than 0.02");
        assertThat(Verdict.UNKNOWN.in(0.02)).isEqualTo("cannot tell");
    }
}
