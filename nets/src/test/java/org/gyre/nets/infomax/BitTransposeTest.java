package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;

import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class BitTransposeTest {
    @Test
    void bitTOfWordIWasBitIOfWordT() {
        var random = RandomStream.of(1).generator();
        long[] words = new long[64];
        for (int i = 0; i < 64; i++) {
            words[i] = random.nextLong();
        }
        long[] transposed = words.clone();
        BitTranspose.transpose(transposed);
        for (int i = 0; i < 64; i++) {
            long expected = 0;
            for (int t = 0; t < 64; t++) {
                expected |= (words[t] >>> i & 1) << t;
            }
            assertThat(transposed[i]).isEqualTo(expected);
        }
    }
}
