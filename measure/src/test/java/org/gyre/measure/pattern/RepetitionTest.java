package org.gyre.measure.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Hand-made rasters with known counts, and a naive twin that compares every pair of windows.
class RepetitionTest {
    /// A raster from rows of unit letters, one row a step: "ab" = units 0 and 1 fire.
    private static BinaryRaster raster(int units, String... steps) {
        BinaryRaster raster = new BinaryRaster(steps.length, units);
        for (int t = 0; t < steps.length; t++) {
            for (char unit : steps[t].toCharArray()) {
                raster.set(t, unit - 'a');
            }
        }
        return raster;
    }

    @Test
    void onlyPatternsThatComeBackCount() {
        RepeatedPatterns patterns =
                RepeatedPatterns.of(raster(8, "abc", "", "abcd", "abc", "abe", "abcdef", "abc", "abcdef", "abcd"));
        // abc three times, abcd twice; abe once does not count
        assertThat(patterns.ofThreeOrFour()).isEqualTo(5);
        assertThat(patterns.occurrences(3, 3)).isEqualTo(3);
        assertThat(patterns.distinct(3, 4)).isEqualTo(2);
        assertThat(patterns.ofMoreThanFour()).isEqualTo(2);
        assertThat(patterns.occurrences(0, 0)).isZero();
    }

    @Test
    void sequencesOverlapAndNest() {
        // ab ab ab: the run (ab, ab) starts at two steps
        PatternIndex index = PatternIndex.of(raster(4, "ab", "ab", "ab"));
        RepeatedSequences sequences = RepeatedSequences.of(index, 3, 1);
        assertThat(sequences.occurrences(1)).isEqualTo(3);
        assertThat(sequences.occurrences(2)).isEqualTo(2);
        assertThat(sequences.distinct(2)).isEqualTo(1);
        assertThat(sequences.occurrences(3)).isZero();
        assertThat(sequences.occurrences(4)).isZero();
    }

    @Test
    void aSequenceNeedsMoreSpikesThanTheThreshold() {
        PatternIndex index = PatternIndex.of(raster(8, "abcde", "abcde", "f", "abcde", "abcde"));
        assertThat(RepeatedSequences.of(index, 2, 5).occurrences(2)).isZero();
        assertThat(RepeatedSequences.of(index, 2, 4.9).occurrences(2)).isEqualTo(2);
    }

    @Test
    void patternsThatDifferOnlyInTheSecondWordDiffer() {
        BinaryRaster raster = new BinaryRaster(3, 100);
        raster.set(0, 70);
        raster.set(1, 71);
        raster.set(2, 70);
        PatternIndex index = PatternIndex.of(raster);
        assertThat(index.distinct()).isEqualTo(2);
        assertThat(index.id(0)).isEqualTo(index.id(2)).isNotEqualTo(index.id(1));
        assertThat(index.isRepeated(0, 1)).isTrue();
        assertThat(index.isRepeated(1, 1)).isFalse();
        assertThat(index.isRepeated(0, 2)).isFalse();
    }

    @Test
    void anEmptyRasterHasNothing() {
        PatternIndex index = PatternIndex.of(new BinaryRaster(0, 5));
        assertThat(index.distinct()).isZero();
        assertThat(RepeatedSequences.of(index, 3, 0).occurrences(1)).isZero();
        assertThat(RepeatedPatterns.of(index, 5).occurrences(0, 5)).isZero();
    }

    @Test
    void aLengthBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RepeatedSequences.of(new BinaryRaster(3, 2), 0))
                .withMessageContaining("longest = 0");
    }

    @Test
    void countsAgreeWithTheComparisonOfAllPairsOfWindows() {
        for (int trial = 0; trial < 20; trial++) {
            var random = RandomStream.of(5).split(trial).generator();
            int units = trial % 2 == 0 ? 5 : 130;
            BinaryRaster raster = new BinaryRaster(300, units);
            // Few active units, so that many patterns and runs repeat.
            for (int t = 0; t < raster.steps(); t++) {
                for (int unit = 0; unit < units; unit += units / 5) {
                    if (random.nextDouble() < 0.3) {
                        raster.set(t, unit);
                    }
                }
            }
            PatternIndex index = PatternIndex.of(raster);
            double spikesPerStep = trial % 3;
            RepeatedSequences sequences = RepeatedSequences.of(index, 6, spikesPerStep);
            for (int length = 1; length <= 6; length++) {
                assertThat(sequences.occurrences(length))
                        .as("trial %d, length %d", trial, length)
                        .isEqualTo(naive(raster, length, spikesPerStep));
            }
            RepeatedPatterns patterns = RepeatedPatterns.of(raster);
            assertThat(patterns.occurrences(1, units)).isEqualTo(naive(raster, 1, 0));
        }
    }

    /// O(T²): a window counts if another one is equal to it and it holds enough spikes.
    private static long naive(BinaryRaster raster, int length, double spikesPerStep) {
        int width = raster.wordsPerStep();
        long count = 0;
        for (int t = 0; t + length <= raster.steps(); t++) {
            long spikes = 0;
            for (int k = 0; k < length; k++) {
                spikes += raster.spikesAt(t + k);
            }
            boolean again = false;
            for (int u = 0; u + length <= raster.steps() && !again; u++) {
                again = u != t
                        && Arrays.equals(
                                raster.words(),
                                t * width,
                                (t + length) * width,
                                raster.words(),
                                u * width,
                                (u + length) * width);
            }
            count += again && spikes > spikesPerStep * length ? 1 : 0;
        }
        return count;
    }
}
