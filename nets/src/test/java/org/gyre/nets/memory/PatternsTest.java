package org.gyre.nets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    private static final RandomStream STREAM = RandomStream.of(3);

    /// The share of +1 of 10⁶ fair coins has a standard deviation of .0005.
    @Test
    void randomValuesAreFair() {
        Patterns patterns = Patterns.random(1000, 1000, STREAM);
        long positive = 0;
        for (float value : patterns.floats()) {
            assertThat(Math.abs(value)).isEqualTo(1);
            positive += value > 0 ? 1 : 0;
        }
        assertThat((double) positive / 1_000_000).isEqualTo(0.5, within(0.002));
    }

    @Test
    void fewerPatternsAreTheFirstOfMany() {
        Patterns many = Patterns.random(20, 70, STREAM);
        assertThat(Patterns.random(7, 70, STREAM).doubles())
                .isEqualTo(many.first(7).doubles());
        assertThat(many.first(7).doubles()).hasSize(490);
        assertThat(Patterns.random(7, 70, RandomStream.of(4)).doubles())
                .isNotEqualTo(many.first(7).doubles());
    }

    /// .29 · 100 is 28.999999999999996 in binary numbers.
    @ParameterizedTest
    @CsvSource({"0, 100, 0", "1, 100, 100", ".29, 100, 29", ".1, 25, 2", ".99, 1, 0", ".57, 100, 57"})
    void exactlySoManyValuesAreFlipped(double share, int units, int expected) {
        Patterns patterns = Patterns.random(50, units, STREAM);
        Patterns cues = patterns.flipped(share, STREAM.split("flips"));
        for (int k = 0; k < 50; k++) {
            assertThat(patterns.overlap(k, cues, k)).isEqualTo((double) (units - 2 * expected) / units);
        }
    }

    /// Each of 10 units is flipped in 3 of 10 of 20 000 patterns, with a standard deviation of
    /// .0032.
    @Test
    void everyUnitIsFlippedAsOften() {
        Patterns patterns = Patterns.random(20_000, 10, STREAM);
        Patterns cues = patterns.flipped(0.3, STREAM.split("flips"));
        for (int unit = 0; unit < 10; unit++) {
            int flipped = 0;
            for (int k = 0; k < 20_000; k++) {
                flipped += patterns.at(k, unit) == cues.at(k, unit) ? 0 : 1;
            }
            assertThat(flipped / 20_000.0).isEqualTo(0.3, within(0.015));
        }
    }

    @Test
    void anOverlapIsTheMeanProduct() {
        Patterns patterns = Patterns.of(4, new byte[] {1, 1, -1, 1, 1, -1, 1, 1});
        assertThat(patterns.count()).isEqualTo(2);
        assertThat(patterns.overlap(0, patterns, 0)).isEqualTo(1);
        assertThat(patterns.overlap(0, patterns, 1)).isZero();
        Patterns other = Patterns.of(4, new byte[] {-1, -1, 1, 1});
        assertThat(patterns.overlap(0, other, 0)).isEqualTo(-0.5);
    }

    @Test
    void aPatternIsAStateOfBits() {
        assertThat(Patterns.of(4, new byte[] {1, -1, -1, 1}).state(0)).containsExactly(0b1001);
        byte[] long65 = new byte[65];
        Arrays.fill(long65, (byte) -1);
        long65[64] = 1;
        assertThat(Patterns.of(65, long65).state(0)).containsExactly(0, 1);
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> Patterns.of(2, new byte[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value is 0: must be -1 or 1");
        assertThatThrownBy(() -> Patterns.of(2, new byte[] {1, 1, 1})).hasMessageContaining("whole patterns");
        assertThatThrownBy(() -> Patterns.random(0, 2, STREAM)).hasMessageContaining("at least 1");
        Patterns one = Patterns.of(2, new byte[] {1, 1});
        assertThatThrownBy(() -> one.flipped(1.5, STREAM)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> one.first(2)).hasMessage("the first 2 of 1 patterns");
        assertThatThrownBy(() -> one.overlap(0, Patterns.of(1, new byte[] {1}), 0))
                .hasMessage("patterns of 2 and of 1 units");
    }
}
