package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;

final class RookStructureTest {
    @Test
    void rooksWithSmallCompanyAreRecognised() {
        double[] w = {.5, -8, 1, 7, 0, -1.5, .2, .1, 9};
        RookStructure structure = RookStructure.of(3, w);
        assertThat(structure.threshold()).isEqualTo(4.5);
        assertThat(structure.rooks()).contains(new Rooks(List.of(1, 0, 2), List.of(-1, 1, 1)));
        assertThat(structure.largest()).isEqualTo(9);
        assertThat(structure.smallestLarge()).isEqualTo(7);
        assertThat(structure.largestSmall()).isEqualTo(1.5);
        assertThat(structure.perRow()).containsExactly(1, 1, 1);
        assertThat(structure.perColumn()).containsExactly(1, 1, 1);
    }

    @Test
    void twoInAColumnAreReportedAndAreNoRooks() {
        RookStructure structure = RookStructure.of(2, new double[] {3, 0, 3, 1});
        assertThat(structure.rooks()).isEmpty();
        assertThat(structure.perRow()).containsExactly(1, 1);
        assertThat(structure.perColumn()).containsExactly(2, 0);
    }

    @Test
    void nothingIsNoRooks() {
        RookStructure structure = RookStructure.of(2, new double[4]);
        assertThat(structure.rooks()).isEmpty();
        assertThat(structure.smallestLarge()).isZero();
        assertThat(structure.perRow()).containsExactly(0, 0);
    }
}
