package org.gyre.lab.play;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The phase diagram against its published closed forms (Gerum & Schilling 2021), and the answers of a unit against
/// the update rule written here once more.
class PhaseDiagramViewTest {
    /// ln of what q^m must be, for two spikes 1/w − 1, for three ½ (√(4/w − 3) − 1), for any number 1 − w.
    private static final Map<String, DoubleUnaryOperator> KEPT =
            Map.of("two", w -> 1 / w - 1, "three", w -> 0.5 * (Math.sqrt(4 / w - 3) - 1), "endless", w -> 1 - w);

    @ParameterizedTest
    @ValueSource(strings = {"two", "three", "endless"})
    void theGridIsTheClosedForm(String spikes) {
        Map<String, @Nullable Object> diagram = new UnitPlay().phase();
        double[] weights = (double[]) requireNonNull(diagram.get("weights"));
        double[] leaks = (double[]) requireNonNull(diagram.get("leaks"));
        List<?> rows = (List<?>) requireNonNull(diagram.get(spikes));
        assertThat(weights.length).isBetween(2, 60);
        assertThat(rows).hasSize(leaks.length);
        int compared = 0;
        for (int row = 0; row < leaks.length; row++) {
            List<?> longest = (List<?>) rows.get(row);
            assertThat(longest).hasSize(weights.length);
            for (int column = 0; column < weights.length; column++) {
                double kept = requireNonNull(KEPT.get(spikes)).applyAsDouble(weights[column]);
                // A kept part of one or more is never reached, however close the spikes are.
                double interval = kept >= 1 ? 0 : Math.log(kept) / Math.log(1 - leaks[row]);
                if (Math.abs(interval - Math.rint(interval)) > 1e-9) {
                    assertThat(longest.get(column))
                            .as("w = " + weights[column] + ", l = " + leaks[row])
                            .isEqualTo((long) Math.floor(interval));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(weights.length * leaks.length / 4);
    }

    /// Where the cursor says that two or three spikes suffice, the update rule fires with that interval and not with
    /// one step more; only w/θ counts.
    @Test
    void theCursorIsWhereTheUpdateRuleStopsFiring() {
        CounterRandom random = RandomStream.of(5).generator();
        for (int trial = 0; trial < 60; trial++) {
            double threshold = 0.1 + 1.9 * random.nextDouble();
            double weight = Math.min(1.5, (0.35 + 0.6 * random.nextDouble()) * threshold);
            double leak = 0.01 + 0.5 * random.nextDouble();
            Map<String, @Nullable Object> answer = ask(Map.of(
                    "weight", Double.toString(weight),
                    "leak", Double.toString(leak),
                    "threshold", Double.toString(threshold)));
            Map<?, ?> cursor = (Map<?, ?>) requireNonNull(answer.get("cursor"));
            for (int spikes = 2; spikes <= 3; spikes++) {
                long longest = (Long) requireNonNull(cursor.get(spikes == 2 ? "two" : "three"));
                String where = "w = " + weight + ", l = " + leak + ", threshold " + threshold;
                if (longest > 0) {
                    assertThat(fires(weight, leak, threshold, spikes, longest))
                            .as(where)
                            .isTrue();
                }
                assertThat(fires(weight, leak, threshold, spikes, longest + 1))
                        .as(where)
                        .isFalse();
            }
        }
    }

    private static boolean fires(double weight, double leak, double threshold, int spikes, long interval) {
        double v = 0;
        for (int spike = 0; spike < spikes; spike++) {
            v = weight + (spike == 0 ? 0 : v * Math.pow(1 - leak, (double) interval));
        }
        return v >= threshold;
    }

    /// Regular input of interval m to the published unit: it fires at every nth spike, with n of the sums w (1 + q^m +
    /// …), so 1/(n m) times a step.
    @Test
    void theRateCurveIsThatOfSpikesNeeded() {
        double weight = 0.3;
        double leak = 0.01;
        Map<String, @Nullable Object> answer =
                ask(Map.of("weight", Double.toString(weight), "leak", Double.toString(leak)));
        Map<?, ?> curve = (Map<?, ?>) requireNonNull(answer.get("rate_curve"));
        int[] intervals = (int[]) requireNonNull(curve.get("interval"));
        double[] rates = (double[]) requireNonNull(curve.get("rate"));
        for (int i = 0; i < intervals.length; i++) {
            int needed = 0;
            double v = 0;
            while (v < 1 && needed < 1000) {
                v = weight + v * Math.pow(1 - leak, intervals[i]);
                needed++;
            }
            double expected = v < 1 ? 0 : 1.0 / (needed * intervals[i]);
            // A window holds a whole number of spikes: one more or less.
            assertThat(rates[i]).as("interval " + intervals[i]).isBetween(expected - 1.0 / 1000, expected + 1.0 / 1000);
            assertThat(rates[i] > 0).as("interval " + intervals[i]).isEqualTo(expected > 0);
        }
    }

    private static Map<String, @Nullable Object> ask(Map<String, String> given) {
        Explorable unit = Explorables.find("unit");
        return unit.answer(Settings.of(unit, new HashMap<>(given)));
    }
}
