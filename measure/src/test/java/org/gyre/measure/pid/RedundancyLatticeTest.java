package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedundancyLatticeTest {
    /// The Dedekind numbers less two.
    @ParameterizedTest
    @CsvSource({"2, 4", "3, 18", "4, 166"})
    void itHasAsManyNodesAsThereAreAntichains(int sources, int nodes) {
        assertThat(RedundancyLattice.of(sources).nodes()).isEqualTo(nodes);
        assertThat(RedundancyLattice.of(sources).names()).doesNotHaveDuplicates();
    }

    /// The order of the table of three-source values.
    @Test
    void namesHaveSetsBySizeAndNodesGoUpwards() {
        assertThat(RedundancyLattice.of(2).names()).containsExactly("{1}{2}", "{1}", "{2}", "{12}");
        assertThat(RedundancyLattice.of(3).names())
                .containsExactly(
                        "{1}{2}{3}",
                        "{1}{2}",
                        "{1}{3}",
                        "{2}{3}",
                        "{1}{23}",
                        "{2}{13}",
                        "{3}{12}",
                        "{1}",
                        "{2}",
                        "{3}",
                        "{12}{13}{23}",
                        "{12}{13}",
                        "{12}{23}",
                        "{13}{23}",
                        "{12}",
                        "{13}",
                        "{23}",
                        "{123}");
        assertThat(RedundancyLattice.of(4).names()).contains("{1}{2}{34}", "{12}{13}{14}{23}{24}{34}", "{1}{234}");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void itIsAnOrderWithOneBottomAndOneTop(int sources) {
        RedundancyLattice lattice = RedundancyLattice.of(sources);
        int top = lattice.nodes() - 1;
        for (int a = 0; a <= top; a++) {
            assertThat(lattice.precedes(0, a)).isTrue();
            assertThat(lattice.precedes(a, top)).isTrue();
            assertThat(lattice.index(lattice.name(a))).isEqualTo(a);
            for (int b = 0; b <= top; b++) {
                if (lattice.precedes(a, b) && a != b) {
                    assertThat(a).isLessThan(b);
                }
            }
        }
    }

    /// Σ_{β ≤ α} Π(β) = I∩(α): the inverse undoes the sum over the nodes below, for any numbers.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void redundanciesAreTheSumsOfTheAtomsBelow(int sources) {
        RedundancyLattice lattice = RedundancyLattice.of(sources);
        SplittableRandom random = new SplittableRandom(sources);
        double[] redundancies = random.doubles(lattice.nodes()).toArray();
        double[] atoms = lattice.atoms(redundancies);
        for (int alpha = 0; alpha < atoms.length; alpha++) {
            double sum = 0;
            for (int beta = 0; beta < atoms.length; beta++) {
                sum += lattice.precedes(beta, alpha) ? atoms[beta] : 0;
            }
            assertThat(sum).isCloseTo(redundancies[alpha], within(1e-11));
        }
    }

    @Test
    void oneSourceAndFiveHaveNoLattice() {
        assertThatThrownBy(() -> RedundancyLattice.of(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RedundancyLattice.of(5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RedundancyLattice.of(2).index("{3}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RedundancyLattice.of(2).atoms(new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
