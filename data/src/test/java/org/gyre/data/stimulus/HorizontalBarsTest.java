package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HorizontalBarsTest {
    private static final RandomStream STREAM = RandomStream.of(7);

    @Test
    void everyRowOfPixelsIsWhatItsBarSays() {
        HorizontalBars source = new HorizontalBars(8, 0.5, STREAM);
        boolean[] bars = new boolean[100 * 8];
        float[] rows = new float[100 * 64];
        source.bars(17, 100, bars);
        source.fill(17, 100, rows);
        for (int picture = 0; picture < 100; picture++) {
            for (int pixel = 0; pixel < 64; pixel++) {
                assertThat(rows[picture * 64 + pixel]).isEqualTo(bars[picture * 8 + pixel / 8] ? 1 : -1);
            }
        }
    }

    /// The definition: a bar is on if its word is below probability · 2³².
    @Test
    void aBarIsOnWhereItsWordIsBelowTheThreshold() {
        HorizontalBars source = new HorizontalBars(5, 0.25, STREAM);
        boolean[] bars = new boolean[300 * 5];
        source.bars(1000, 300, bars);
        for (int i = 0; i < bars.length; i++) {
            assertThat(bars[i]).isEqualTo((STREAM.word(5000 + i) & 0xffffffffL) < 1L << 30);
        }
    }

    /// Rates, and products of each two bars, within 4.9 standard deviations (probability 1e-6
    /// each).
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.8})
    void barsAreOnAtTheirRateAndIndependent(double probability) {
        int count = 100_000;
        boolean[] bars = new boolean[count * 8];
        new HorizontalBars(8, probability, STREAM).bars(0, count, bars);
        double variance = probability * (1 - probability);
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    double first = (bars[i * 8 + a] ? 1 : 0) - probability;
                    double second = (bars[i * 8 + b] ? 1 : 0) - probability;
                    sum += a == b ? first : first * second;
                }
                double deviation = Math.sqrt(count) * (a == b ? Math.sqrt(variance) : variance);
                assertThat(sum / deviation).isBetween(-4.9, 4.9);
            }
        }
    }

    @Test
    void picturesDoNotDependOnTheChunks() {
        HorizontalBars source = new HorizontalBars(3, 0.5, STREAM);
        float[] whole = new float[700 * 9];
        source.fill(5, 700, whole);
        float[] part = new float[100 * 9];
        for (int from = 0; from < 700; from += 100) {
            source.fill(5 + from, 100, part);
            assertThat(part).isEqualTo(Arrays.copyOfRange(whole, from * 9, (from + 100) * 9));
        }
    }

    @Test
    void neverAndAlwaysAreExact() {
        float[] rows = new float[1000 * 4];
        new HorizontalBars(2, 0, STREAM).fill(0, 1000, rows);
        assertThat(rows).containsOnly(-1);
        new HorizontalBars(2, 1, STREAM).fill(0, 1000, rows);
        assertThat(rows).containsOnly(1);
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HorizontalBars(0, 0.5, STREAM));
        assertThatIllegalArgumentException().isThrownBy(() -> new HorizontalBars(1025, 0.5, STREAM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HorizontalBars(8, Double.NaN, STREAM))
                .withMessageContaining("probability = NaN");
    }
}
