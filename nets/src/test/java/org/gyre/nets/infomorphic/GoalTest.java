package org.gyre.nets.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names, orders and the weights of redundancies, against the formulas of the specification.
class GoalTest {
    /// For two sources c_red = γ_red − γ_1 − γ_2 + γ_syn, c_1 = γ_1 − γ_syn, c_2 = γ_2 − γ_syn,
    /// c_12 = γ_syn.
    @Test
    void redundanciesOfTwoSourcesWeighWhatTheAlgebraSays() {
        Goal goal = Goal.inOrder(0.3, -0.7, 1.1, 0.2, 0.5);
        double[] c = goal.redundancyWeights();
        assertThat(c[goal.lattice().index("{1}{2}")]).isCloseTo(1.1 - 0.3 + 0.7 + 0.2, within(1e-12));
        assertThat(c[goal.lattice().index("{1}")]).isCloseTo(0.3 - 0.2, within(1e-12));
        assertThat(c[goal.lattice().index("{2}")]).isCloseTo(-0.7 - 0.2, within(1e-12));
        assertThat(c[goal.lattice().index("{12}")]).isCloseTo(0.2, within(1e-12));
        assertThat(goal.residual()).isEqualTo(0.5);
        assertThat(goal.inOrder()).containsExactly(0.3, -0.7, 1.1, 0.2, 0.5);
    }

    /// The unique and the redundant atom of source 1 together are I(Y; S1), the redundancy of {1}
    /// alone.
    @Test
    void whatOneSourceTellsIsOneRedundancy() {
        Goal goal = Goal.of(2, Map.of("{1}", 1.0, "{1}{2}", 1.0));
        double[] c = goal.redundancyWeights();
        for (int node = 0; node < c.length; node++) {
            assertThat(c[node]).isCloseTo(node == goal.lattice().index("{1}") ? 1 : 0, within(1e-12));
        }
    }

    @Test
    void theOrderOfThreeSourcesIsThatOfTheLiterature() {
        double[] weights = new double[19];
        weights[4] = 1;
        weights[10] = 2;
        weights[13] = 3;
        weights[18] = 4;
        Goal goal = Goal.inOrder(weights);
        assertThat(goal.weight(goal.lattice().index("{1}{23}"))).isEqualTo(1);
        assertThat(goal.weight(goal.lattice().index("{12}{13}{23}"))).isEqualTo(2);
        assertThat(goal.weight(goal.lattice().index("{13}{23}"))).isEqualTo(3);
        assertThat(goal.residual()).isEqualTo(4);
        assertThat(goal.inOrder()).isEqualTo(weights);
    }

    /// The weights as the specification lists them.
    @Test
    void goalsOfTheLiteratureHaveNames() {
        Goal evolved = Goal.parse(3, "schneider-evolved");
        assertThat(evolved.inOrder())
                .containsExactly(
                        .2102, .9860, -.4487, .4683, -.6238, .4327, .8413, .0097, -.4121, -.4813, -.1412, -.7058,
                        -.5329, .1494, .7099, .3392, .7866, .0572, 0);
        assertThat(Goal.parse(3, "schneider-trimmed").weight(evolved.lattice().index("{12}{13}")))
                .isEqualTo(-1);
        assertThat(Goal.parse(2, "makkeh-supervised").inOrder()).containsExactly(-.2, .1, 1, .1, 0);
        assertThatThrownBy(() -> Goal.parse(2, "schneider-evolved"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is one of 3 sources, for neurons of 2 sources");
    }

    @Test
    void exactTextIsReadBackToTheLastBit() {
        Goal goal = Goal.inOrder(1 / 3.0, -1e-9, Math.PI, 0, -2 / 7.0);
        assertThat(Goal.parse(2, goal.exact()).inOrder()).isEqualTo(goal.inOrder());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1 {F}{C} -0.2 {F} + 0.1 residual",
                "{1}{2} − 0.2 {1} +.1residual",
                "-0.2 {F}+1{F}{C}+1e-1 residual",
                "-0.2, 0, 1, 0, 0.1",
                "-.2 0 1 0 .1"
            })
    void goalsAreReadFromText(String text) {
        assertThat(Goal.parse(2, text).inOrder()).containsExactly(-0.2, 0, 1, 0, 0.1);
    }

    @Test
    void whatIsPrintedCanBeRead() {
        double[] weights = new double[19];
        for (int i = 0; i < 19; i++) {
            weights[i] = (i % 5 - 2) * 0.25;
        }
        Goal goal = Goal.inOrder(weights);
        assertThat(Goal.parse(3, goal.toString()).inOrder()).isEqualTo(weights);
        assertThat(Goal.parse(3, Goal.of(3, Map.of()).toString()).inOrder()).containsOnly(0);
    }

    @Test
    void anAtomCanBeKnockedOut() {
        Goal goal = Goal.inOrder(1, 2, 3, 4, 5);
        assertThat(goal.with("{F}{C}", 0).inOrder()).containsExactly(1, 2, 0, 4, 5);
        assertThat(goal.with(Goal.RESIDUAL, 0).inOrder()).containsExactly(1, 2, 3, 4, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{4}", "{1}{3}", "{F}{L}", "1 {F} {X}", "", "{F} {F}", "1, 2, 3", "{F", "1 2 3 4 5 6", "NaN {F}"
            })
    void whatIsNoGoalIsRefused(String text) {
        assertThatThrownBy(() -> Goal.parse(2, text)).isInstanceOf(InputException.class);
    }

    /// Whoever writes letters is answered in letters.
    @Test
    void atomsAreNamedAsTheyWereWritten() {
        assertThatThrownBy(() -> Goal.parse(2, "{F}{D}"))
                .hasMessageContaining("no atom '{F}{D}'")
                .hasMessageContaining("{F}, {C}, {F}{C}, {FC}");
        assertThatThrownBy(() -> Goal.parse(3, "{L}{X}")).hasMessageContaining("{FC}{FL}{CL}");
        assertThatThrownBy(() -> Goal.parse(2, "{1}{3}"))
                .hasMessageContaining("no atom '{1}{3}'")
                .hasMessageContaining("{1}, {2}, {1}{2}, {12}");
        assertThatThrownBy(() -> Goal.parse(2, "{F} + {1}")).hasMessageContaining("{1} twice");
    }

    @Test
    void onlyWhatFitsTheSourcesIsOffered() {
        assertThatThrownBy(() -> Goal.parse(2, "F and C"))
                .hasMessageContaining("as 5 weights, as makkeh-supervised or")
                .hasMessageNotContaining("schneider");
        assertThatThrownBy(() -> Goal.parse(3, "F and C"))
                .hasMessageContaining("as 19 weights, as schneider-evolved, schneider-trimmed, schneider-cifar or")
                .hasMessageNotContaining("makkeh");
        assertThatThrownBy(() -> Goal.parse(2, "1, 2, 3")).hasMessageContaining("neurons of 2 sources have 5");
    }

    @Test
    void anUnknownAtomIsNamedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Goal.of(2, Map.of("{1}{23}", 1.0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("{1}{23}")
                .hasMessageContaining("{1}, {2}, {1}{2}, {12}");
        assertThatThrownBy(() -> Goal.of(2, Map.of("{1}", Double.NaN))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Goal.of(4, Map.of())).isInstanceOf(InputException.class);
    }
}
