package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxChanceTest {
    /// Every way to choose b of m, of which the first a have the other property.
    @ParameterizedTest
    @CsvSource({"3, 2, 6", "1, 1, 9", "5, 7, 9", "8, 3, 8", "4, 10, 12", "0, 4, 7"})
    void itIsTheMeanOverAllChoices(int a, int b, int m) {
        double sum = 0;
        int choices = 0;
        for (int chosen = 0; chosen < 1 << m; chosen++) {
            if (Integer.bitCount(chosen) == b) {
                sum += Math.log1p(Integer.bitCount(chosen & ((1 << a) - 1)));
                choices++;
            }
        }
        assertThat(BoxChance.meanLog(a, b, m)).isCloseTo(sum / choices, within(1e-12));
    }

    /// Above 20 an expansion stands for the sum: 20,000 draws have a standard error of 0.0015.
    @Test
    void manyAreExpanded() {
        CounterRandom random = RandomStream.of(3).generator();
        int a = 300;
        int b = 80;
        int m = 1000;
        double sum = 0;
        int draws = 20_000;
        for (int draw = 0; draw < draws; draw++) {
            int left = a;
            int both = 0;
            for (int i = 0; i < b; i++) {
                if (random.nextInt(m - i) < left) {
                    left--;
                    both++;
                }
            }
            sum += Math.log1p(both);
        }
        assertThat(BoxChance.meanLog(a, b, m)).isCloseTo(sum / draws, within(0.006));
    }
}
