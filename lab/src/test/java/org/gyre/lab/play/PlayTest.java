package org.gyre.lab.play;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers against closed forms and equations, each named at its test.
class PlayTest {
    private static Map<String, @Nullable Object> ask(String view, String... settings) {
        Explorable explorable = Explorables.find(view);
        Map<String, String> given = new LinkedHashMap<>();
        for (String setting : settings) {
            given.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return explorable.answer(Settings.of(explorable, given));
    }

    private static double number(Map<?, ?> answer, String... path) {
        Object value = answer;
        for (String step : path) {
            value = requireNonNull(((Map<?, ?>) value).get(step), step);
        }
        return ((Number) value).doubleValue();
    }

    private static double[] numbers(Map<?, ?> answer, String key) {
        return (double[]) requireNonNull(answer.get(key));
    }

    private static int[] wholes(Map<?, ?> answer, String key) {
        return (int[]) requireNonNull(answer.get(key));
    }

    /// The published unit by its update rule, written here once more.
    @Test
    void theMembraneFollowsTheUpdateRule() {
        Map<String, @Nullable Object> answer =
                ask("unit", "pattern=given", "spikes=1,2,4,7,8,9", "steps=20", "weight=0.45", "leak=0.1");
        double[] membrane = numbers(answer, "membrane");
        List<Integer> inputs = List.of(1, 2, 4, 7, 8, 9);
        List<Integer> fired = new ArrayList<>();
        double v = 0;
        for (int t = 0; t < 20; t++) {
            v = (inputs.contains(t) ? 0.45 : 0) + 0.9 * (v > 1 ? 0 : v);
            assertThat(membrane[t]).as("step " + t).isEqualTo(v, within(1e-15));
            if (v >= 1) {
                fired.add(t);
            }
        }
        assertThat(IntStream.of(wholes(answer, "output_spikes")).boxed().toList())
                .isEqualTo(fired)
                .isNotEmpty();
    }

    /// With the constant surrogate an input spike since the last output spike has the credit (1 − l)^(steps
    /// before), an earlier one none (Gerum & Schilling 2021).
    @Test
    void creditsFallGeometrically() {
        Map<String, @Nullable Object> answer = ask("unit", "weight=0.14", "leak=0.02", "traced=2");
        int[] inputs = wholes(answer, "input_spikes");
        int[] outputs = wholes(answer, "output_spikes");
        double[] credit = numbers(answer, "credit");
        assertThat(outputs).hasSizeGreaterThan(1);
        for (int i = 0; i < inputs.length; i++) {
            boolean counts = inputs[i] > outputs[0] && inputs[i] <= outputs[1];
            assertThat(credit[i])
                    .as("spike at " + inputs[i])
                    .isEqualTo(counts ? Math.pow(0.98, outputs[1] - inputs[i]) : 0, within(1e-12));
        }
    }

    /// ⌊ln(1/w − 1) / ln(1 − l)⌋ for two spikes and ⌊ln(1 − w) / ln(1 − l)⌋ for any number (the authors'
    /// phase diagram).
    @ParameterizedTest
    @CsvSource({"0.6, 0.02", "0.7, 0.1", "0.9, 0.3"})
    void theCursorIsAtTheClosedForm(double weight, double leak) {
        Map<String, @Nullable Object> answer = ask("unit", "weight=" + weight, "leak=" + leak);
        double two = Math.floor(Math.log(1 / weight - 1) / Math.log(1 - leak));
        double endless = Math.floor(Math.log(1 - weight) / Math.log(1 - leak));
        assertThat(number(answer, "cursor", "two")).isEqualTo(two);
        assertThat(number(answer, "cursor", "endless")).isEqualTo(endless);
    }

    /// Above the threshold every input spike is answered: one output spike for each interval.
    @Test
    void aStrongWeightAnswersEverySpike() {
        Map<?, ?> curve = (Map<?, ?>) requireNonNull(ask("unit", "weight=1.2").get("rate_curve"));
        double[] rate = (double[]) requireNonNull(curve.get("rate"));
        assertThat(rate[0]).isEqualTo(1);
        assertThat(rate[9]).isEqualTo(0.1);
    }

    /// Spikes every m steps bring w Σ q^(mk), q = 1 − l, which reaches the threshold with the n-th of them: one output
    /// spike for m n steps. Here w = .14, l = .02, m = 3: .14 (1 − .98^27)/(1 − .98³) ≥ 1 and eight are too few.
    @Test
    void theRateIsThatOfWholePeriods() {
        double rest = 0.98 * 0.98 * 0.98;
        assertThat(0.14 * (1 - Math.pow(rest, 9)) / (1 - rest)).isGreaterThan(1);
        assertThat(0.14 * (1 - Math.pow(rest, 8)) / (1 - rest)).isLessThan(1);
        Map<?, ?> curve = (Map<?, ?>)
                requireNonNull(ask("unit", "weight=0.14", "leak=0.02").get("rate_curve"));
        assertThat(((double[]) requireNonNull(curve.get("rate")))[2]).isEqualTo(1.0 / 27);
    }

    /// N binary symmetric channels: I = N (1 − h(σ(w))) bits and C_RMS = tanh(w/2)/√N (Metzner et al.
    /// 2024).
    @ParameterizedTest
    @CsvSource({"3, 1", "6, 4", "9, 2.5"})
    void rooksHaveTheirClosedForm(int units, double weight) {
        Map<String, @Nullable Object> answer = ask("network", "units=" + units, "wiring=rooks", "coupling=" + weight);
        double p = 1 / (1 + Math.exp(-weight));
        double h = -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        assertThat(number(answer, "information")).isEqualTo(units * (1 - h), within(1e-9));
        assertThat(number(answer, "entropy")).isEqualTo(units, within(1e-9));
        assertThat(number(answer, "c_rms")).isEqualTo(Math.tanh(weight / 2) / Math.sqrt(units), within(1e-9));
    }

    /// Without weights nothing flows, every state is as probable as any other, and every state stays.
    @Test
    void unitsThatHearNothing() {
        Map<String, @Nullable Object> answer = ask("network", "units=4", "coupling=0");
        assertThat(number(answer, "information")).isEqualTo(0, within(1e-12));
        assertThat(numbers(answer, "occupation")).hasSize(16).containsOnly(new double[] {1.0 / 16}, within(1e-12));
        assertThat((Collection<?>) answer.get("attractors")).hasSize(16);
    }

    /// The stationary law is that of the transition matrix, made here from the weights alone: π P = π.
    @Test
    void theOccupationIsStationary() {
        Map<String, @Nullable Object> answer = ask("network", "units=5", "coupling=1.3", "seed=4");
        double[][] weights = (double[][]) requireNonNull(answer.get("weights"));
        double[] law = numbers(answer, "occupation");
        int[] next = wholes(answer, "next");
        double[] after = new double[32];
        for (int s = 0; s < 32; s++) {
            double[] p = new double[5];
            int successor = 0;
            for (int i = 0; i < 5; i++) {
                double field = 0;
                for (int j = 0; j < 5; j++) {
                    field += weights[i][j] * ((s >> j & 1) == 1 ? 1 : -1);
                }
                p[i] = 1 / (1 + Math.exp(-field));
                successor |= field > 0 ? 1 << i : 0;
            }
            assertThat(next[s]).isEqualTo(successor);
            for (int t = 0; t < 32; t++) {
                double q = law[s];
                for (int i = 0; i < 5; i++) {
                    q *= (t >> i & 1) == 1 ? p[i] : 1 - p[i];
                }
                after[t] += q;
            }
        }
        for (int t = 0; t < 32; t++) {
            assertThat(after[t]).isEqualTo(law[t], within(1e-12));
        }
    }

    /// XOR: one bit of synergy by every measure that is not pointwise; COPY of independent sources: one bit
    /// unique to each by BROJA, one bit redundant by I_min (Williams and Beer 2010; Bertschinger et al.
    /// 2014; Harder et al. 2013).
    @Test
    void gatesHaveTheirKnownAtoms() {
        Map<String, @Nullable Object> xor = ask("decomposition", "gate=2");
        for (String measure : List.of("imin", "mmi", "broja")) {
            assertThat(number(xor, "measures", measure, "synergistic")).isEqualTo(1, within(1e-6));
            assertThat(number(xor, "measures", measure, "redundant")).isEqualTo(0, within(1e-6));
        }
        Map<String, @Nullable Object> copy = ask("decomposition", "gate=0");
        assertThat(number(copy, "total")).isEqualTo(2, within(1e-12));
        assertThat(number(copy, "measures", "broja", "unique_first")).isEqualTo(1, within(1e-6));
        assertThat(number(copy, "measures", "imin", "redundant")).isEqualTo(1, within(1e-12));
        // AND: I(S; Y) = 3/4 log 3/4 terms: H(1/4) = 0.811278 bits; a source alone 0.311278.
        Map<String, @Nullable Object> and = ask("decomposition", "gate=1");
        assertThat(number(and, "total")).isEqualTo(0.8112781244591328, within(1e-12));
        assertThat(number(and, "first")).isEqualTo(0.31127812445913283, within(1e-12));
    }

    /// Whatever the measure, the atoms add up: {1}{2} + {1} = I(S₁; Y) and all four = I(S; Y).
    @ParameterizedTest
    @CsvSource({"0.3, 0.2, 0.05", "1.7, -0.6, 0.1", "1, 1, 0", "0.5, -1, 0.2", "2, 0.9, 0.5"})
    void atomsAddUp(double gate, double correlation, double noise) {
        Map<String, @Nullable Object> answer =
                ask("decomposition", "gate=" + gate, "correlation=" + correlation, "noise=" + noise);
        for (String measure : List.of("isx", "imin", "mmi", "broja")) {
            double redundant = number(answer, "measures", measure, "redundant");
            double first = number(answer, "measures", measure, "unique_first");
            double second = number(answer, "measures", measure, "unique_second");
            double synergy = number(answer, "measures", measure, "synergistic");
            assertThat(redundant + first).as(measure).isEqualTo(number(answer, "first"), within(1e-7));
            assertThat(redundant + second).as(measure).isEqualTo(number(answer, "second"), within(1e-7));
            assertThat(redundant + first + second + synergy)
                    .as(measure)
                    .isEqualTo(number(answer, "total"), within(1e-7));
        }
    }

    /// At m = 1 the tail of the Borel law is s^(−3/2); the fit is within four of its standard errors.
    @Test
    void criticalAvalanchesHaveTheirExponent() {
        Map<String, @Nullable Object> answer =
                ask("avalanches", "branching=1", "duration=1000000", "drive=0.003", "from=10", "to=300");
        double error = number(answer, "whole", "standard_error");
        assertThat(error).isLessThan(0.08);
        assertThat(number(answer, "whole", "exponent")).isEqualTo(1.5, within(4 * error));
        assertThat(number(answer, "truth")).isEqualTo(1.5);
    }

    /// What the view is there to show: unseen units make the slope of successive bins too small, and the
    /// multistep estimate stays near m (Wilting and Priesemann 2018).
    @Test
    void subsamplingFoolsOneLagAndNotMany() {
        Map<String, @Nullable Object> answer =
                ask("avalanches", "branching=0.95", "drive=0.2", "duration=1000000", "seen=0.05");
        assertThat(number(answer, "branching", "naive")).isLessThan(0.7);
        assertThat(number(answer, "branching", "multistep")).isEqualTo(0.95, within(0.03));
    }

    /// e^(−m) for a single spike, m e^(−2m) for two (Borel).
    @Test
    void theLawIsBorels() {
        Map<?, ?> law =
                (Map<?, ?>) requireNonNull(ask("avalanches", "branching=0.8").get("law"));
        List<?> probability = (List<?>) requireNonNull(law.get("probability"));
        assertThat((Double) probability.get(0)).isEqualTo(Math.exp(-0.8), within(1e-12));
        assertThat((Double) probability.get(1)).isEqualTo(0.8 * Math.exp(-1.6), within(1e-12));
    }

    static Stream<String> views() {
        return Explorables.all().stream().map(Explorable::name);
    }

    /// Every dial at both of its ends, all else at its default: finite numbers or none.
    @ParameterizedTest
    @MethodSource("views")
    void theEndsOfAllDialsAreAnswered(String view) {
        for (Dial dial : Explorables.find(view).dials()) {
            List<String> ends = switch (dial.kind()) {
                case REAL -> List.of(Double.toString(dial.least()), Double.toString(dial.most()));
                case WHOLE -> List.of(Long.toString((long) dial.least()), Long.toString((long) dial.most()));
                case CHOICE -> dial.choices();
                case STEPS -> List.of("", "0", "0,0,1", "" + (int) dial.most());
            };
            for (String end : ends) {
                Map<String, @Nullable Object> answer = dial.kind() == Dial.Kind.STEPS
                        ? ask(view, dial.key() + "=" + end, "pattern=given")
                        : ask(view, dial.key() + "=" + end);
                finite(view + " " + dial.key() + " = " + end, answer);
            }
        }
    }

    private static void finite(String where, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Double number -> assertThat(number).as(where).isFinite();
            case double[] numbers -> {
                for (double number : numbers) {
                    assertThat(number).as(where).isFinite();
                }
            }
            case double[][] rows -> {
                for (double[] row : rows) {
                    finite(where, row);
                }
            }
            case Map<?, ?> map -> map.values().forEach(entry -> finite(where, entry));
            case Collection<?> list -> list.forEach(entry -> finite(where, entry));
            default -> {}
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void theSameSettingsGiveTheSameAnswer(String view) {
        assertThat(ask(view)).usingRecursiveComparison().isEqualTo(ask(view));
    }

    @ParameterizedTest
    @CsvSource({
        "unit, weigth=1, 'weigth: unit has no such key; did you mean \"weight\"?'",
        "unit, weight=heavy, weight = heavy: must be a number",
        "unit, weight=NaN, weight = NaN: must be a number",
        "unit, weight=0x1p0, weight = 0x1p0: must be a number",
        "unit, weight=1d, weight = 1d: must be a number",
        "unit, weight=1e9, weight = 1e9: must be from 0 to 1.5",
        "unit, steps=20.5, steps = 20.5: must be a whole number",
        "unit, reset=none, 'reset = none: must be one of gerum-2021, arxiv-v2, snntorch, norse, spikingjelly, spyx, nir'",
        "network, units=13, units = 13: must be from 2 to 12"
    })
    void mistakesGetASentence(String view, String setting, String sentence) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ask(view, setting))
                .withMessage(sentence);
    }
}
