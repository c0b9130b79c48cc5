package org.gyre.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomStreamTest {
    /// Known answers published with the Random123 library for threefry4x32, 20 rounds.
    @Test
    void threefryReproducesThePublishedKnownAnswers() {
        assertThat(block(new int[4], new int[4])).containsExactly(0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8);
        int[] ones = {-1, -1, -1, -1};
        assertThat(block(ones, ones)).containsExactly(0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732);
        assertThat(block(
                        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
                        new int[] {0xa4093822, 0x299f31d0, 0x082efa98, 0xec4e6c89}))
                .containsExactly(0x59cd1dbb, 0xb8879579, 0x86b5d00c, 0xac8b6d84);
    }

    private static int[] block(int[] counter, int[] key) {
        int[] result = counter.clone();
        Threefry.block(key[0], key[1], key[2], key[3], result);
        return result;
    }

    @Test
    void bulkDrawsEqualTheScalarTwinAlsoPastThirtyTwoBits() {
        RandomStream stream = RandomStream.of(7).split("bulk");
        for (long start : new long[] {0, 64, 1L << 20, (1L << 34) - 64, 1L << 40}) {
            int[] words = new int[200];
            stream.fillInts(start, words, 5, 200);
            for (int i = 5; i < 200; i++) {
                assertThat(words[i]).isEqualTo(stream.word(start + i - 5));
            }
        }
    }

    @Test
    void aGeneratorContinuesFromItsPosition() {
        CounterRandom first = RandomStream.of(1).split("a").generator();
        for (int i = 0; i < 101; i++) {
            first.nextGaussian();
        }
        CounterRandom second = RandomStream.of(1).split("a").generatorAt(first.position());
        for (int i = 0; i < 200; i++) {
            assertThat(second.nextLong()).isEqualTo(first.nextLong());
        }
    }

    @Test
    void namesNumbersAndSeedsGiveDifferentStreams() {
        RandomStream root = RandomStream.of(1);
        assertThat(new RandomStream[] {
                    root,
                    RandomStream.of(2),
                    root.split("a"),
                    root.split("b"),
                    root.split(""),
                    root.split("a").split("b"),
                    root.split("ab"),
                    root.split("abcdefghijkl"),
                    root.split("abcdefghijklm"),
                    root.split(0),
                    root.split(1)
                })
                .doesNotHaveDuplicates();
    }

    /// Chi-square of 2^16 words over 256 cells of each byte: mean 255, standard deviation sqrt(510); six
    /// standard deviations.
    @Test
    void bytesAreUniform() {
        int[] words = new int[1 << 16];
        RandomStream.of(3).fillInts(0, words, 0, words.length);
        for (int shift = 0; shift < 32; shift += 8) {
            int[] cells = new int[256];
            for (int word : words) {
                cells[word >>> shift & 255]++;
            }
            double chiSquare = 0;
            for (int cell : cells) {
                chiSquare += (cell - 256.0) * (cell - 256.0) / 256.0;
            }
            assertThat(chiSquare).isBetween(255 - 6 * Math.sqrt(510), 255 + 6 * Math.sqrt(510));
        }
    }

    /// 24 orders of four numbers, 48,000 draws: each order about 2000 times, five standard deviations are 219.
    @Test
    void eachOrderIsEquallyLikely() {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int k = 0; k < 48_000; k++) {
            int[] order = RandomStream.of(8).split(k).permutation(4);
            counts.merge(Arrays.stream(order).boxed().toList(), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        assertThat(counts.keySet()).allSatisfy(order -> assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3));
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(1781, 2219));
        assertThat(RandomStream.of(8).permutation(0)).isEmpty();
    }
}
