package org.gyre.nets.lif.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The diagram against the published closed forms and against the published unit, run step by step.
class PhaseDiagramTest {
    private static final LifFormula UNIT = new LifFormula(LifSemantics.GERUM_2021, new Surrogate.Flat(), 1);
    private static final int COLUMNS = 30;
    private static final int ROWS = 27;

    private static double weight(int column) {
        return (column + 0.5) / COLUMNS;
    }

    private static double leak(int row) {
        return (row + 0.5) / ROWS;
    }

    /// Whether a unit fires to so many input spikes; for endless input to as many as any double can tell
    /// from it.
    private static boolean fires(double weight, double leak, long interval, long spikes) {
        long enough = (long) (40 / -Math.log1p(-leak) / interval) + 2;
        int n = (int) Math.min(spikes, enough);
        double[] currents = new double[(int) ((n - 1) * interval + 1)];
        for (int k = 0; k < n; k++) {
            currents[(int) (k * interval)] = weight;
        }
        boolean[] out = UNIT.run(currents, leak, LifFormula.State.REST).spikes();
        return IntStream.range(0, out.length).anyMatch(t -> out[t]);
    }

    /// 810 points each.
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 7, PhaseDiagram.ENDLESS})
    void aUnitFiresWithTheLongestIntervalAndWithNoLongerOne(long spikes) {
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < ROWS; j++) {
                long longest = PhaseDiagram.longestInterval(weight(i), leak(j), spikes);
                assertThat(longest).isBetween(0L, 1000L);
                if (longest > 0) {
                    assertThat(fires(weight(i), leak(j), longest, spikes)).isTrue();
                }
                for (int more : new int[] {1, 2, 9}) {
                    assertThat(fires(weight(i), leak(j), longest + more, spikes))
                            .as("w %s l %s m %d", weight(i), leak(j), longest + more)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theClosedFormsAreTheSame() {
        int seen = 0;
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < ROWS; j++) {
                double w = weight(i);
                double logKept = Math.log(1 - leak(j));
                long two = (long) Math.floor(Math.log(1 / w - 1) / logKept);
                long three = (long) Math.floor(Math.log(0.5 * (Math.sqrt(4 / w - 3) - 1)) / logKept);
                long all = (long) Math.floor(Math.log(1 - w) / logKept);
                assertThat(PhaseDiagram.longestInterval(w, leak(j), 2)).isEqualTo(Math.max(0, two));
                assertThat(PhaseDiagram.longestInterval(w, leak(j), 3)).isEqualTo(Math.max(0, three));
                assertThat(PhaseDiagram.longestInterval(w, leak(j), PhaseDiagram.ENDLESS))
                        .isEqualTo(all);
                seen += all > three && three > two && two > 0 ? 1 : 0;
            }
        }
        assertThat(seen).isGreaterThan(40);
    }

    /// But for w = ¾, l = ½, m = 2, whose limit ¾ / (1 − ¼) is the threshold: it is never reached, except by
    /// the rounding of a unit.
    @Test
    void theSpikeThatFiresIsThatOfTheUnit() {
        int limits = 0;
        for (int i = 0; i < COLUMNS; i++) {
            for (int j = 0; j < ROWS; j++) {
                for (int interval : new int[] {1, 2, 5}) {
                    OptionalLong needed = PhaseDiagram.spikesNeeded(weight(i), leak(j), interval);
                    if (weight(i) == 0.75 && leak(j) == 0.5 && interval == 2) {
                        assertThat(needed).isEmpty();
                        limits++;
                        continue;
                    }
                    assertThat(needed.isPresent()).isEqualTo(fires(weight(i), leak(j), interval, PhaseDiagram.ENDLESS));
                    if (needed.isPresent()) {
                        assertThat(fires(weight(i), leak(j), interval, needed.getAsLong()))
                                .isTrue();
                        assertThat(needed.getAsLong() > 1
                                        && fires(weight(i), leak(j), interval, needed.getAsLong() - 1))
                                .isFalse();
                    }
                }
            }
        }
        assertThat(limits).isEqualTo(1);
    }

    /// Exact borders: with l = ½ two spikes of ⅔ reach ⅔ (1 + ½) = 1 and of 0.8 with m = 2 reach 0.8 · 1.25
    /// = 1; three of 4/7 reach 4/7 (1 + ½ + ¼) = 1; the limit of endless spikes of ½ is ½ / (1 − ½) = 1.
    /// Without leak n w ≥ 1 alone decides, with a leak of one w ≥ 1.
    @ParameterizedTest
    @CsvSource({
        "0.6666666666666666, 0.5, 2, 1",
        "0.8, 0.5, 2, 2",
        "0.5714285714285714, 0.5, 3, 1",
        "0.5, 0.5, -1, 1",
        "0.5, 0, 2, -1",
        "0.1, 0, 10, -1",
        "0.0999, 0, 10, 0",
        "1e-9, 0, -1, -1",
        "0.999, 1, -1, 0",
        "1, 1, 1, -1",
        "1.5, 0.3, 2, -1",
        "0.7, 0.3, 1, 0",
        "0, 0.3, -1, 0",
        "-1, 0, -1, 0"
    })
    void bordersAreExact(double weight, double leak, long spikes, long longest) {
        assertThat(PhaseDiagram.longestInterval(weight, leak, spikes < 0 ? PhaseDiagram.ENDLESS : spikes))
                .isEqualTo(longest < 0 ? PhaseDiagram.ANY : longest);
    }

    /// ln(1 − w) / ln(1 − l) = 0.6931.../1e-12 for w = ½: long intervals are found, not counted up to.
    @Test
    void tinyLeaksHaveLongIntervals() {
        double exact = Math.log(2) / 1e-12;
        assertThat((double) PhaseDiagram.longestInterval(0.5, 1e-12, PhaseDiagram.ENDLESS))
                .isBetween(exact * (1 - 1e-9), exact * (1 + 1e-9));
    }

    @Test
    void neededSpikesAtTheEdges() {
        assertThat(PhaseDiagram.spikesNeeded(0.1, 0, 3)).hasValue(10);
        assertThat(PhaseDiagram.spikesNeeded(0.3, 0, 3)).hasValue(4);
        assertThat(PhaseDiagram.spikesNeeded(1, 1, 1)).hasValue(1);
        assertThat(PhaseDiagram.spikesNeeded(0.99, 1, 1)).isEmpty();
        assertThat(PhaseDiagram.spikesNeeded(0, 0, 1)).isEmpty();
        assertThat(PhaseDiagram.spikesNeeded(0.5, 0.5, 1)).isEmpty();
        assertThat(PhaseDiagram.spikesNeeded(0.8, 0.5, 2)).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0.1, 2", "0.1, NaN, 2", "0.1, -0.1, 2", "0.1, 1.1, 2", "0.1, 0.1, 0"})
    void badNumbersAreRefused(double weight, double leak, long n) {
        assertThatThrownBy(() -> PhaseDiagram.longestInterval(weight, leak, n)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PhaseDiagram.spikesNeeded(weight, leak, n)).isInstanceOf(InputException.class);
    }
}
