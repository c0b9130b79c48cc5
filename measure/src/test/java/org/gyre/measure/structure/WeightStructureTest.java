package org.gyre.measure.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightStructureTest {
    /// Counted by hand.
    @Test
    void degreesAndMeansOfASmallMatrixAreTheOnesCountedByHand() {
        WeightStructure structure = new WeightStructure(2, 3, new double[] {30, -40, 20, 21, 5, 100});
        assertThat(structure.strongInDegrees(20)).containsExactly(1, 2);
        assertThat(structure.strongOutDegrees(20)).containsExactly(2, 0, 1);
        assertThat(structure.meanMagnitude(0, 1, 0, 2)).isEqualTo(35, within(1e-12));
        assertThat(structure.meanMagnitude(0, 2, 2, 3)).isEqualTo(60, within(1e-12));
        assertThat(structure.meanMagnitude(0, 0, 0, 3)).isNaN();
    }

    @Test
    void aMatrixOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> new WeightStructure(2, 2, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 weights are not 2 x 2");
    }
}
