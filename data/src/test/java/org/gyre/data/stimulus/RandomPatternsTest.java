package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPatternsTest {
    private static final RandomStream STREAM = RandomStream.of(3);

    /// The definition: element j is bit j of the words of its pattern.
    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 100})
    void elementsAreTheBitsOfTheWords(int size) {
        int perPattern = (size + 31) / 32;
        float[] rows = new float[50 * size];
        new RandomPatterns(size, STREAM).fill(20, 50, rows);
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < size; j++) {
                int word = STREAM.word((20L + i) * perPattern + j / 32);
                assertThat(rows[i * size + j]).isEqualTo((word >> (j % 32) & 1) == 1 ? 1 : -1);
            }
        }
    }

    /// Sums of elements over patterns, and overlaps of patterns that follow each other, are sums of
    /// independent signs: within 4.9 standard deviations (probability 1e-6 each).
    @Test
    void signsAreBalancedAndIndependent() {
        int size = 64;
        int count = 20_000;
        float[] rows = new float[count * size];
        new RandomPatterns(size, STREAM).fill(0, count, rows);
        for (int j = 0; j < size; j++) {
            double sum = 0;
            double neighbour = 0;
            double next = 0;
            for (int i = 0; i < count - 1; i++) {
                sum += rows[i * size + j];
                neighbour += rows[i * size + j] * rows[i * size + (j + 1) % size];
                next += rows[i * size + j] * rows[(i + 1) * size + j];
            }
            double deviation = Math.sqrt(count - 1);
            assertThat(sum / deviation).isBetween(-4.9, 4.9);
            assertThat(neighbour / deviation).isBetween(-4.9, 4.9);
            assertThat(next / deviation).isBetween(-4.9, 4.9);
        }
    }

    @Test
    void aPatternDoesNotDependOnHowManyAreDrawn() {
        RandomPatterns patterns = new RandomPatterns(40, STREAM);
        float[] all = new float[30 * 40];
        patterns.fill(0, 30, all);
        float[] one = new float[40];
        patterns.fill(29, 1, one);
        assertThat(one).isEqualTo(Arrays.copyOfRange(all, 29 * 40, 30 * 40));
    }

    @Test
    void aSizeThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomPatterns(0, STREAM))
                .withMessageContaining("size = 0");
    }
}
