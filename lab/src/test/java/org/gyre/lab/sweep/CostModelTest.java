package org.gyre.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class CostModelTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final SweepAxis SIZE = new SweepAxis(
            "units",
            List.of(NODES.numberNode(2), NODES.numberNode(8), NODES.numberNode(32), NODES.numberNode(128)),
            null,
            0);
    private static final SweepAxis RULE =
            new SweepAxis("rule", List.of(NODES.stringNode("slow"), NODES.stringNode("fast")), null, 1);

    /// Times of a known law: 10⁻⁴ n² seconds, ten times as long by the slow rule.
    private static double law(JsonNode units, JsonNode rule) {
        return 1e-4 * Math.pow(units.doubleValue(), 2) * (rule.asString("").equals("slow") ? 10 : 1);
    }

    @Test
    void aPowerLawOfTheSizeAndAFactorAreFoundAgain() {
        CostModel model = new CostModel(List.of(SIZE, RULE));
        for (int repeat = 0; repeat < 20; repeat++) {
            for (JsonNode units : SIZE.values().subList(0, 3)) {
                for (JsonNode rule : RULE.values()) {
                    model.learn(List.of(units, rule), law(units, rule));
                }
            }
        }
        model.fit();
        for (JsonNode units : SIZE.values()) {
            for (JsonNode rule : RULE.values()) {
                double expected = law(units, rule);
                assertThat(model.seconds(List.of(units, rule))).isCloseTo(expected, within(0.03 * expected));
            }
        }
    }

    @Test
    void withoutPointsEverythingCostsTheSame() {
        CostModel model = new CostModel(List.of(SIZE));
        model.fit();
        assertThat(model.seconds(List.of(NODES.numberNode(2))))
                .isEqualTo(model.seconds(List.of(NODES.numberNode(128))));
    }
}
