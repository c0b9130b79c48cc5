package org.gyre.nets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Damage in networks whose answer to it can be told from their wiring.
class CascadesTest {
    private static final int UNITS = 7;
    private static final int STEPS = 20;

    private static Patterns states() {
        return Patterns.random(3, UNITS, RandomStream.of(1));
    }

    /// Everyone repeats what stands `behind` it.
    private static double[] ring(int behind) {
        double[] weights = new double[UNITS * UNITS];
        for (int i = 0; i < UNITS; i++) {
            weights[i * UNITS + (i + behind) % UNITS] = 1;
        }
        return weights;
    }

    /// Whoever hears only itself stays turned for ever.
    @Test
    void damageStaysWhereNeuronsHearThemselves() {
        Cascades cascades = Cascades.of(ThresholdMemory.of(UNITS, ring(0)), states(), STEPS);
        assertThat(cascades.sensitivity()).isEqualTo(1);
        assertThat(cascades.walks()).hasSize(3 * UNITS).allSatisfy(walk -> {
            assertThat(walk.healed()).isFalse();
            assertThat(walk.size()).isEqualTo(STEPS);
        });
    }

    /// One pattern by Hebb's rule: the others outvote one neuron.
    @Test
    void damageOfASinglePatternHealsAtOnce() {
        Patterns pattern = Patterns.random(1, UNITS, RandomStream.of(2));
        Cascades cascades = Cascades.of(new Hebb().store(pattern, RandomStream.of(1)), pattern, STEPS);
        assertThat(cascades.sensitivity()).isZero();
        assertThat(cascades.walks()).allSatisfy(walk -> {
            assertThat(walk.healed()).isTrue();
            assertThat(walk.duration()).isZero();
        });
    }

    /// A chain without an end piece: what is turned at neuron j has passed through j + 1 … N − 1 and
    /// is gone, since the first neuron follows its bias alone.
    @Test
    void damageRunsDownAChainAndOutOfIt() {
        double[] weights = new double[UNITS * UNITS];
        for (int i = 1; i < UNITS; i++) {
            weights[i * UNITS + i - 1] = 1;
        }
        double[] biases = new double[UNITS];
        biases[0] = 1;
        Cascades cascades = Cascades.of(ThresholdMemory.of(UNITS, weights, biases), states(), STEPS);
        assertThat(cascades.sensitivity()).isEqualTo((UNITS - 1.0) / UNITS);
        for (int k = 0; k < cascades.walks().size(); k++) {
            Cascades.Walk walk = cascades.walks().get(k);
            int last = UNITS - 1 - k % UNITS;
            assertThat(walk.duration()).isEqualTo(last);
            assertThat(walk.differing()).containsOnly(ones(last));
            assertThat(walk.healed()).isTrue();
        }
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Two neurons that repeat neuron 0 alone, and are heard by nobody: one turn makes two.
    @Test
    void oneTurnCanMakeTwo() {
        double[] weights = new double[9];
        weights[3] = 1;
        weights[6] = 1;
        Cascades cascades = Cascades.of(
                ThresholdMemory.of(3, weights, new double[] {1, 0, 0}),
                Patterns.of(3, (byte) 1, (byte) 1, (byte) 1),
                STEPS);
        assertThat(cascades.walks().getFirst().differing()).containsExactly(2);
        assertThat(cascades.sensitivity()).isEqualTo(2.0 / 3);
    }

    @Test
    void otherSizesAreRefused() {
        assertThatThrownBy(() -> Cascades.of(ThresholdMemory.of(3, new double[9]), states(), STEPS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 units for 3 neurons");
    }
}
