package org.gyre.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Against the comparison of whole numbers without a sign.
class CoinsTest {
    @Test
    void aCoinFallsOnOneWhereTheWordIsBelowTheProbability() {
        CounterRandom random = RandomStream.of(1).generator();
        for (int n = 0; n < 40; n++) {
            int[] words = new int[n];
            Arrays.setAll(words, i -> random.nextInt());
            // At and next to the word itself as well as anywhere.
            double[] on = new double[n];
            Arrays.setAll(on, i -> switch (i % 4) {
                case 0 -> Integer.toUnsignedLong(words[i]) / 0x1p32;
                case 1 -> (Integer.toUnsignedLong(words[i]) + 0.5) / 0x1p32;
                default -> random.nextDouble();
            });
            float[] coins = new float[n + 2];
            Coins.toss(words, on, n, -3, coins, 1);
            for (int k = 0; k < n; k++) {
                boolean below = Integer.toUnsignedLong(words[k]) < on[k] * 0x1p32;
                assertThat(coins[1 + k]).isEqualTo(below ? 1 : -3);
            }
            assertThat(coins[0]).isZero();
            assertThat(coins[n + 1]).isZero();
        }
    }

    @Test
    void certaintyIsCertain() {
        int[] words = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, -1, 1, 2, 3};
        double[] on = new double[9];
        float[] coins = new float[9];
        Coins.toss(words, on, 9, -1, coins, 0);
        assertThat(coins).containsOnly(-1);
        Arrays.fill(on, 1);
        Coins.toss(words, on, 9, -1, coins, 0);
        assertThat(coins).containsOnly(1);
    }
}
