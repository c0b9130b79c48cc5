package org.gyre.nets.infomorphic.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.memory.Hebb;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.ThresholdMemory;
import org.junit.jupiter.api.Test;

/// The rows of the specification on associative memory, and what must hold for every rule.
class InfomorphicRuleTest {
    private static InfomorphicRule rule(double externalWeight, int epochs) {
        return falling(externalWeight, externalWeight, 0.02, epochs);
    }

    private static InfomorphicRule falling(double externalWeight, double last, double rate, int epochs) {
        return new InfomorphicRule(
                Goal.of(2, Map.of("{1}{2}", 1.0)),
                new Binning.Spanning(60),
                new Binning.Spanning(60),
                externalWeight,
                last,
                false,
                1,
                rate,
                0.02,
                0,
                1,
                epochs);
    }

    private static double recalled(ThresholdMemory memory, Patterns patterns) {
        return memory.recall(patterns, 200).recalled(patterns);
    }

    /// Acceptance: at load .2 all patterns, where Hebb's rule has fewer than nine of ten; at .5 at
    /// least .98, at .8 at least .85.
    @Test
    void redundancyStoresWhatHebbsRuleCannot() {
        RandomStream stream = RandomStream.of(5);
        for (int load : new int[] {20, 50, 80}) {
            Patterns patterns = Patterns.random(load, 100, stream.split("patterns"));
            double share = recalled(rule(2, 400).store(patterns, stream.split("rule")), patterns);
            double hebb = recalled(new Hebb().store(patterns, stream), patterns);
            assertThat(hebb).isLessThan(0.9);
            assertThat(share).isGreaterThanOrEqualTo(load == 20 ? 1 : load == 50 ? 0.98 : 0.85);
        }
    }

    /// Near the published capacity of 1.59 a pattern of constant strength leaves some patterns out that
    /// one of falling strength stores.
    @Test
    void aPatternThatFadesLeavesMoreStored() {
        RandomStream stream = RandomStream.of(5);
        Patterns patterns = Patterns.random(160, 100, stream.split("patterns"));
        double fading = recalled(falling(6, 0.5, 0.1, 500).store(patterns, stream.split("rule")), patterns);
        double constant = recalled(falling(2, 2, 0.1, 500).store(patterns, stream.split("rule")), patterns);
        assertThat(fading).isGreaterThanOrEqualTo(0.95);
        assertThat(constant).isLessThan(0.9);
    }

    @Test
    void neuronsDoNotHearThemselvesAndThreadsDoNotMatter() {
        Patterns patterns = Patterns.random(150, 100, RandomStream.of(1));
        RandomStream stream = RandomStream.of(2);
        double[] alone =
                rule(2, 5).learn(patterns, stream, Team.alone()).memory().weights();
        for (int n = 0; n < 100; n++) {
            assertThat(alone[n * 100 + n]).isZero();
        }
        try (Team team = Team.of(2)) {
            assertThat(rule(2, 5).learn(patterns, stream, team).memory().weights())
                    .isEqualTo(alone);
        }
    }

    @Test
    void partsOfAllPatternsAreBatches() {
        Patterns patterns = Patterns.random(30, 20, RandomStream.of(1));
        InfomorphicRule whole = rule(2, 3);
        InfomorphicRule parts = new InfomorphicRule(
                whole.goal(), whole.external(), whole.recurrent(), 2, 2, false, 1, 0.02, 0.02, 0, 0.4, 3);
        assertThat(parts.store(patterns, RandomStream.of(3)).weights())
                .isNotEqualTo(whole.store(patterns, RandomStream.of(3)).weights());
    }

    @Test
    void goalsOfThreeSourcesAreRefused() {
        InfomorphicRule whole = rule(2, 3);
        assertThatThrownBy(() -> new InfomorphicRule(
                        Goal.of(3, Map.of()), whole.external(), whole.recurrent(), 2, 2, false, 1, 0.02, 0.02, 0, 1, 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two");
    }
}
