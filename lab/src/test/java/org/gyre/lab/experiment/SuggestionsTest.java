package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    /// Distances by hand: insert, delete, replace, swap neighbours.
    @ParameterizedTest
    @CsvSource({"rate,rate,0", "rte,rate,1", "raate,rate,1", "rote,rate,1", "arte,rate,1", "'',rate,4", "abcd,badc,2"})
    void distancesCountEdits(String a, String b, int distance) {
        assertThat(Suggestions.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestions.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theClosestWordIsFoundAndAFarOneIsNot() {
        assertThat(Suggestions.closest("Lerning", List.of("earning", "learning")))
                .isEqualTo("learning");
        assertThat(Suggestions.closest("xyz", List.of("rate", "limit"))).isNull();
    }
}
