package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class ShuffleTest {
    private static int[] order(Shuffle shuffle, int draw, int... trials) {
        return shuffle.order(trials, RandomStream.of(3).split(draw).generator());
    }

    /// 6000 draws of the 6 orders of three samples: each 1000 times, with a deviation of 29.
    @Test
    void everyPermutationIsEquallyLikely() {
        Map<List<Integer>, Integer> times = new HashMap<>();
        for (int draw = 0; draw < 6000; draw++) {
            int[] order = order(new Shuffle.Permutation(), draw, 2, 1);
            times.merge(Arrays.stream(order).boxed().toList(), 1, Integer::sum);
        }
        assertThat(times).hasSize(6);
        times.values().forEach(count -> assertThat((double) count).isEqualTo(1000, within(130.0)));
    }

    @Test
    void shiftsStayInTheirTrialAndKeepTheLeast() {
        Set<Integer> shifts = new HashSet<>();
        for (int draw = 0; draw < 200; draw++) {
            int[] order = order(new Shuffle.Circular(2), draw, 6, 5);
            shifts.add(order[0]);
            for (int t = 0; t < 6; t++) {
                assertThat(order[t]).isEqualTo((t + order[0]) % 6);
            }
            for (int t = 0; t < 5; t++) {
                assertThat(order[6 + t]).isEqualTo(6 + (t + order[6] - 6) % 5);
            }
        }
        assertThat(shifts).containsExactlyInAnyOrder(2, 3, 4);
        assertThatThrownBy(() -> order(new Shuffle.Circular(3), 0, 5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("trial of 5 samples");
    }

    @Test
    void blocksKeepTheirInside() {
        Set<List<Integer>> seen = new HashSet<>();
        for (int draw = 0; draw < 200; draw++) {
            seen.add(
                    Arrays.stream(order(new Shuffle.Blocks(2), draw, 5)).boxed().toList());
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        List.of(0, 1, 2, 3, 4),
                        List.of(0, 1, 4, 2, 3),
                        List.of(2, 3, 0, 1, 4),
                        List.of(2, 3, 4, 0, 1),
                        List.of(4, 0, 1, 2, 3),
                        List.of(4, 2, 3, 0, 1));
    }

    /// Such a trial would keep its relation in every surrogate, however many orders the others
    /// have.
    @Test
    void aTrialOfOneBlockIsRefused() {
        requireOneBlock(new Shuffle.Blocks(10), 9, 200);
        requireOneBlock(new Shuffle.Blocks(10), 200, 10);
        requireOneBlock(new Shuffle.Blocks(1), 1, 200);
        assertThat(order(new Shuffle.Blocks(10), 0, 11, 0, 200)).hasSize(211);
    }

    private static void requireOneBlock(Shuffle.Blocks shuffle, int... trials) {
        String part = "is not longer than a block of " + shuffle.length();
        assertThatThrownBy(() -> order(shuffle, 0, trials))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
        assertThatThrownBy(() -> shuffle.distinct(trials))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    /// By the definition of places, with the order drawn from the same random numbers.
    @Test
    void placesAreWhereTheOrderHoldsTheSamples() {
        int[] samples = {0, 3, 4, 7, 8, 9, 15};
        int[] trials = {5, 0, 4, 7};
        for (Shuffle shuffle : List.of(new Shuffle.Permutation(), new Shuffle.Circular(1), new Shuffle.Blocks(2))) {
            for (int draw = 0; draw < 20; draw++) {
                RandomStream stream = RandomStream.of(3).split(draw);
                int[] order = shuffle.order(trials, stream.generator());
                int[] places = shuffle.places(samples, trials, stream.generator());
                for (int i = 0; i < samples.length; i++) {
                    assertThat(order[places[i]]).isEqualTo(samples[i]);
                }
            }
        }
    }

    /// As many as occur in draws enough to meet all of them.
    @Test
    void distinctOrdersAreAsManyAsOccur() {
        int[] trials = {5, 0, 4};
        for (Shuffle shuffle : List.of(new Shuffle.Circular(1), new Shuffle.Circular(2), new Shuffle.Blocks(2))) {
            requireAsManyAsOccur(shuffle, trials);
        }
        requireAsManyAsOccur(new Shuffle.Permutation(), 2, 1, 2);
        assertThat(new Shuffle.Permutation().distinct(new int[] {200})).isInfinite();
    }

    private static void requireAsManyAsOccur(Shuffle shuffle, int... trials) {
        Set<List<Integer>> seen = new HashSet<>();
        for (int draw = 0; draw < 3000; draw++) {
            seen.add(Arrays.stream(order(shuffle, draw, trials)).boxed().toList());
        }
        assertThat(shuffle.distinct(trials)).as(shuffle.label()).isEqualTo(seen.size());
    }

    @Test
    void theLargestShiftAndTheLargestBlockAreTooLongInASentence() {
        assertThatThrownBy(() -> order(new Shuffle.Circular(Integer.MAX_VALUE), 0, 50))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("trial of 50 samples cannot be shifted round by at least 2147483647 steps");
        requireOneBlock(new Shuffle.Blocks(Integer.MAX_VALUE), 3);
    }
}
