package org.gyre.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.ConfigurationSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
    /// A small experiment whose keys are of every kind.
    private static final String BASE = "preset = \"recurrent-infomax/gaussian-against-exact\"\n";

    static SweepPlan plan(String text) {
        return SweepPlan.read(new ConfigurationSource("plan.toml", "plan", null, null, text));
    }

    private static List<String> settings(SweepPlan plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(i -> String.join(" ", plan.settings(i)))
                .toList();
    }

    @Test
    void aGridIsEveryCombinationSeedsFastestThenTheLastAxis() {
        SweepPlan plan = plan(BASE + """
                seeds = [3, 1]
                [[axes]]
                key = "units"
                values = [2, 3]
                [[axes]]
                key = "widths"
                values = [[0.5], [1, 2]]
                """);
        assertThat(settings(plan))
                .containsExactly(
                        "units=2 widths=[0.5] seed=3",
                        "units=2 widths=[0.5] seed=1",
                        "units=2 widths=[1,2] seed=3",
                        "units=2 widths=[1,2] seed=1",
                        "units=3 widths=[0.5] seed=3",
                        "units=3 widths=[0.5] seed=1",
                        "units=3 widths=[1,2] seed=3",
                        "units=3 widths=[1,2] seed=1");
    }

    @Test
    void rangesAreDividedEvenlyInTheirScale() {
        assertThat(settings(plan(BASE + """
                [[axes]]
                key = "rate"
                from = 0.1
                to = 0.4
                count = 4
                """))).containsExactly("rate=0.1", "rate=0.2", "rate=0.3", "rate=0.4");
        assertThat(settings(plan(BASE + """
                [[axes]]
                key = "rate"
                from = 0.001
                to = 0.1
                count = 3
                scale = "log"
                """))).containsExactly("rate=0.001", "rate=0.01", "rate=0.1");
        // Rounded to whole numbers, equal neighbours are one: 1, 1.6, 2.5, 4, 6.3 and 10 are 2 and 10 … in a log scale.
        assertThat(settings(plan(BASE + """
                [[axes]]
                key = "networks"
                from = 1
                to = 10
                count = 11
                scale = "log"
                whole = true
                """)))
                .containsExactly(
                        "networks=1",
                        "networks=2",
                        "networks=3",
                        "networks=4",
                        "networks=5",
                        "networks=6",
                        "networks=8",
                        "networks=10");
    }

    @Test
    void anAxisMovesWithAnother() {
        assertThat(settings(plan(BASE + """
                [[axes]]
                key = "units"
                values = [2, 3]
                [[axes]]
                key = "rate"
                values = [0.2, 0.4]
                [[axes]]
                key = "networks"
                values = [5, 7]
                with = "units"
                """)))
                .containsExactly(
                        "units=2 rate=0.2 networks=5",
                        "units=2 rate=0.4 networks=5",
                        "units=3 rate=0.2 networks=7",
                        "units=3 rate=0.4 networks=7");
    }

    /// Each of the n equal parts of each axis holds one point, whatever n.
    @Test
    void aLatinHypercubeHasAPointInEveryPartOfEveryAxis() {
        int n = 37;
        SweepPlan plan = plan(BASE + """
                [[axes]]
                key = "rate"
                from = 0.1
                to = 0.5
                [[axes]]
                key = "p_max"
                from = 0.6
                to = 0.9
                [[axes]]
                key = "units"
                values = [2, 3]
                [sample]
                method = "latin-hypercube"
                points = 37
                """);
        assertThat(plan.size()).isEqualTo(n);
        Set<Integer> rates = new HashSet<>();
        Set<Integer> ceilings = new HashSet<>();
        int twos = 0;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double rate = plan.coordinates(i).get(0).doubleValue();
            rates.add((int) Math.floor((rate - 0.1) / 0.4 * n));
            order.add((int) Math.floor((rate - 0.1) / 0.4 * n));
            ceilings.add((int) Math.floor((plan.coordinates(i).get(1).doubleValue() - 0.6) / 0.3 * n));
            twos += plan.coordinates(i).get(2).intValue() == 2 ? 1 : 0;
        }
        assertThat(rates).hasSize(n);
        assertThat(ceilings).hasSize(n);
        assertThat(twos).isBetween(18, 19);
        assertThat(order)
                .as("in an order of chance")
                .isNotEqualTo(order.stream().sorted().toList());
    }

    /// Means and variances of uniform and log-uniform draws, within five standard errors.
    @Test
    void randomPointsAreEvenInTheScaleOfTheirAxis() {
        SweepPlan plan = plan(BASE + """
                [[axes]]
                key = "rate"
                from = 0.1
                to = 0.5
                [[axes]]
                key = "p_max"
                from = 0.6
                to = 0.9
                scale = "log"
                [sample]
                method = "random"
                points = 4000
                seed = 7
                """);
        double sum = 0;
        double squares = 0;
        double logs = 0;
        double products = 0;
        for (int i = 0; i < plan.size(); i++) {
            double u = (plan.coordinates(i).get(0).doubleValue() - 0.1) / 0.4;
            double v = Math.log(plan.coordinates(i).get(1).doubleValue() / 0.6) / Math.log(1.5);
            sum += u;
            squares += u * u;
            logs += v;
            products += (u - 0.5) * (v - 0.5);
        }
        int n = plan.size();
        assertThat(sum / n).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / n)));
        assertThat(squares / n).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / n)));
        assertThat(logs / n).isCloseTo(0.5, within(5 * Math.sqrt(1.0 / 12 / n)));
        assertThat(products / n).as("axes do not go together").isCloseTo(0, within(5.0 / 12 / Math.sqrt(n)));
    }

    @Test
    void equalPlansHaveEqualPointsAndOthersDoNot() {
        String text = BASE + """
                seeds = "1..3"
                [[axes]]
                key = "units"
                values = [2, 3]
                """;
        assertThat(plan(text).digest()).isEqualTo(plan(text).digest());
        for (String other : List.of(
                text.replace("1..3", "2..4"),
                text.replace("[2, 3]", "[3, 2]"),
                text.replace("units\"", "networks\""),
                text.replace("gaussian-against-exact", "exact-gradient-against-paper"),
                text + "[set]\np_max = 0.9\n")) {
            assertThat(plan(other).digest()).as(other).isNotEqualTo(plan(text).digest());
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            keys.add(plan(text).point(i).key());
        }
        assertThat(keys).hasSize(6);
    }

    /// Far points are made without those before them.
    @Test
    void aMillionPointsTakeNoRoom() {
        SweepPlan plan = plan(BASE + """
                seeds = "1..1000000"
                [[axes]]
                key = "units"
                values = [2, 3, 4, 5]
                """);
        assertThat(plan.size()).isEqualTo(4_000_000);
        assertThat(plan.settings(3_999_999)).containsExactly("units=5", "seed=1000000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            seeds = "5..1"                                          | line 2: seeds = "5..1": must be a range such as
            seeds = [1, 1]                                          | line 2: seeds = [1,1]: must be a range such as
            seeds = 3                                               | line 2: seeds = 3: must be a range such as
            file = "x.toml"                                         | line 1: preset: name what is swept, either by
            sed = 1                                                 | line 2: unknown key 'sed'; did you mean
            values = 3                                              | line 2: values = 3: must be a list
            [sample];points = 3;method = "random"                   | there are no axes to draw points from
            [set];unit = 3                                          | line 2: --set unit=3: unknown key 'unit'; did you mean
            [[axes]];key = "units"                                  | line 2: axes[0].values: axis units needs values
            [[axes]];key = "units";values = []                      | axis units needs at least one of them
            [[axes]];key = "units";values = [2, 99]                 | line 2: --set units=99: units = 99: must be from
            [[axes]];key = "units";values = [2, {a = 1}]            | line 2: must be a number, a text, true or false, or a list
            [[axes]];key = "units";from = 2                         | axis units needs both from and to
            [[axes]];key = "units";from = 2;to = 3                  | line 2: axis units has a range and no count
            [[axes]];key = "units";from = 3;to = 2;count = 2        | goes from 3.0 to 2.0: must increase
            [[axes]];key = "rate";from = 0;to = 1;count = 3;scale = "log" | a logarithmic range must be positive
            [[axes]];key = "rate";from = 0.1;to = 0.2;count = 1     | count = 1: must be at least 2
            [[axes]];key = "units";values = [2];with = "rate"       | with = "rate" is no key of an axis before it
            [[axes]];key = "units";values = [2];[[axes]];key = "units";values = [3] | two of them have the key units
            """)
    void mistakesAreToldWithTheirLine(String lines, String said) {
        assertThatThrownBy(() -> plan(BASE + lines.replace(';', '\n') + "\n"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("plan.toml, line ")
                .hasMessageContaining(said);
    }
}
