package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class WeightShuffleTest {
    @Test
    void aShuffleKeepsTheEntriesAndTheOriginal() {
        double[] weights = new double[100];
        Arrays.setAll(weights, i -> i);
        double[] original = weights.clone();
        double[] shuffled = WeightShuffle.permute(weights, RandomStream.of(1));
        assertThat(weights).isEqualTo(original);
        assertThat(shuffled).isNotEqualTo(original).containsExactlyInAnyOrder(original);
    }

    /// Each of the six orders of three entries: binomial with mean 1000 and deviation 28.9; six deviations.
    @Test
    void everyOrderIsEquallyLikely() {
        int[] counts = new int[6];
        for (int k = 0; k < 6000; k++) {
            double[] order = WeightShuffle.permute(
                    new double[] {0, 1, 2}, RandomStream.of(2).split(k));
            counts[(int) (2 * order[0] + (order[1] > order[2] ? 1 : 0))]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(1000 - 174, 1000 + 174);
        }
    }
}
