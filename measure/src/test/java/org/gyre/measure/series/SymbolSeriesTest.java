package org.gyre.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class SymbolSeriesTest {
    @Test
    void aCodebookNumbersWordsAsAMapDoes() {
        CounterRandom random = RandomStream.of(3).split("words").generator();
        Codebook book = new Codebook();
        Map<Long, Integer> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            // Few bits at random places: words that differ in their high or in their low half only.
            long word = (long) random.nextInt(300) << random.nextInt(56);
            Integer known = map.putIfAbsent(word, map.size());
            assertThat(book.code(word)).isEqualTo(known == null ? map.size() - 1 : known);
        }
        assertThat(book.size()).isEqualTo(map.size()).isGreaterThan(8_000);
    }

    @Test
    void statesOfChosenUnitsAreCounted() {
        BinaryRaster raster = new BinaryRaster(4, 3);
        raster.set(0, 0);
        raster.set(1, 2);
        raster.set(2, 0);
        raster.set(2, 1);
        assertThat(SymbolSeries.of(raster).codes()).containsExactly(0, 1, 2, 3);
        assertThat(SymbolSeries.of(raster).log2Possible()).isEqualTo(3);
        SymbolSeries first = SymbolSeries.of(raster, 0);
        assertThat(first.codes()).containsExactly(0, 1, 0, 1);
        assertThat(first.counts()).containsExactly(2, 2);
    }

    /// Three states of 150 units that differ in one unit each, far apart.
    @Test
    void statesOfManyWordsAreToldApart() {
        BinaryRaster raster = new BinaryRaster(4, 150);
        raster.set(0, 1);
        raster.set(1, 100);
        raster.set(2, 149);
        raster.set(3, 100);
        SymbolSeries states = SymbolSeries.of(raster);
        assertThat(states.codes()).containsExactly(0, 1, 2, 1);
        assertThat(states.log2Possible()).isEqualTo(150);
    }

    @Test
    void wordsDoNotCrossFromOneTrialIntoTheNext() {
        SymbolSeries series = SymbolSeries.of(new int[] {5, 6, 5, 6}, new int[] {6}, new int[] {5, 5, 6});
        Instants instants = new Instants(2, 1);
        // Pasts 56, 65 of the first trial and 55 of the last; the second trial is too short for any.
        assertThat(series.words(instants, -1, 0).codes()).containsExactly(0, 1, 2);
        assertThat(series.words(instants, 1, 1).codes()).containsExactly(0, 1, 1);
        assertThat(series.words(instants, -1, 1).log2Possible()).isEqualTo(3, within(1e-12));
    }

    @Test
    void whatCannotBeComparedIsSaid() {
        SymbolSeries four = SymbolSeries.of(new int[] {1, 2, 3, 4});
        assertThatThrownBy(() -> four.joined(SymbolSeries.of(new int[] {1, 2, 3})))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one has 4 steps, the other 3 steps");
        assertThatThrownBy(() -> four.words(new Instants(4, 1), 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> four.words(new Instants(2, 1), -2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SymbolSeries.of(List.of(new BinaryRaster(2, 3)), 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no unit 3");
        assertThatThrownBy(() -> SymbolSeries.of(new BinaryRaster(2, 3), 1, 2, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("twice in [1, 2, 1]");
    }
}
