package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomBitsTest {
    private static final RandomStream STREAM = RandomStream.of(12);

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.5})
    void rateAndPairsOfStepsAreThoseOfIndependentBits(double rate) {
        int steps = 100_000;
        BinaryRaster raster = raster(new RandomBits(3, rate, STREAM), steps);
        for (int i = 0; i < 3; i++) {
            long[] counts = raster.spikeCounts();
            double deviation = Math.sqrt(steps * rate * (1 - rate));
            // 4.9 standard deviations: probability 1e-6.
            assertThat((counts[i] - steps * rate) / deviation).isBetween(-4.9, 4.9);
            double lagged = 0;
            for (int t = 1; t < steps; t++) {
                double now = raster.get(t, i) ? 1 - rate : -rate;
                double before = raster.get(t - 1, i) ? 1 - rate : -rate;
                lagged += now * before;
            }
            assertThat(lagged / (rate * (1 - rate) * Math.sqrt(steps))).isBetween(-4.9, 4.9);
        }
    }

    @Test
    void neverAndAlwaysAreExact() {
        assertThat(raster(new RandomBits(1, 0, STREAM), 10_000).spikeCounts()).containsExactly(0);
        assertThat(raster(new RandomBits(1, 1, STREAM), 10_000).spikeCounts()).containsExactly(10_000);
    }

    @Test
    void bitsDoNotDependOnTheChunks() {
        RandomBits bits = new RandomBits(70, 0.4, STREAM);
        long[] whole = new long[2 * 1_000];
        bits.fill(321, 1_000, whole);
        for (int chunk : new int[] {1, 17, 256, 300}) {
            long[] part = new long[2 * chunk];
            for (int t = 0; t < 1_000; t += chunk) {
                int steps = Math.min(chunk, 1_000 - t);
                Arrays.fill(part, -1L);
                bits.fill(321 + t, steps, part);
                assertThat(Arrays.copyOf(part, 2 * steps))
                        .containsExactly(Arrays.copyOfRange(whole, 2 * t, 2 * (t + steps)));
            }
        }
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomBits(0, 0.5, STREAM));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomBits(1, 1.2, STREAM))
                .withMessageContaining("rate = 1.2");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomBits(1, Double.NaN, STREAM));
    }

    private static BinaryRaster raster(RandomBits bits, int steps) {
        BinaryRaster raster = new BinaryRaster(steps, bits.units());
        bits.fill(0, steps, raster.words());
        return raster;
    }
}
