package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MotifCensusTest {
    /// Krauss et al. 2019 count 3,411; Burnside's lemma gives (3⁹ + 3 · 3⁵ + 2 · 3³)/6.
    @Test
    void thereAre3411Motifs() {
        assertThat(MotifCensus.codes()).hasSize(3411).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(MotifCensus.codes())
                        .map(MotifCensus::arrangements)
                        .sum())
                .isEqualTo(MotifCensus.MATRICES);
    }

    /// Renaming units 0 → 1 → 2 → 0 by hand.
    @Test
    void permutedNetworksAreOneMotif() {
        int one = MotifCensus.code(new int[] {1, 0, -1, 0, 0, 1, -1, 1, 0});
        int other = MotifCensus.code(new int[] {0, -1, 1, -1, 1, 0, 1, 0, 0});
        assertThat(MotifCensus.canonical(one)).isEqualTo(MotifCensus.canonical(other));
        assertThat(MotifCensus.arrangements(one)).isEqualTo(6);
        assertThat(MotifCensus.arrangements(MotifCensus.code(new int[9]))).isEqualTo(1);
    }

    @Test
    void everyMatrixComesBackFromItsNumberAndBelongsToAMotif() {
        int[] codes = MotifCensus.codes();
        for (int code = 0; code < MotifCensus.MATRICES; code++) {
            assertThat(MotifCensus.code(MotifCensus.entries(code))).isEqualTo(code);
            assertThat(Arrays.binarySearch(codes, MotifCensus.canonical(code))).isNotNegative();
        }
        assertThat(MotifCensus.weights(MotifCensus.code(new int[] {1, 0, -1, 0, 0, 1, -1, 1, 0}), 10))
                .containsExactly(10, 0, -10, 0, 0, 10, -10, 10, 0);
    }

    @Test
    void whatIsNoMotifIsRefused() {
        assertThatThrownBy(() -> MotifCensus.entries(19_683)).hasMessageContaining("code = 19683");
        assertThatThrownBy(() -> MotifCensus.code(new int[] {0, 0, 0, 0, 2, 0, 0, 0, 0}))
                .hasMessageContaining("entry 4 is 2");
        assertThatThrownBy(() -> MotifCensus.code(new int[4])).hasMessageContaining("4 entries");
    }
}
