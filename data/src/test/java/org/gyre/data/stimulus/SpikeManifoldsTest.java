package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikeManifoldsTest {
    private static final RandomStream STREAM = RandomStream.of(8).split("manifolds");

    /// The definition, worked out unit by unit and sample by sample.
    @Test
    void timesAreThoseOfTheFormula() {
        SpikeManifolds manifolds = new SpikeManifolds(3, 4, 30, 6, 1.5);
        SpikeTimes drawn = manifolds.draw(11, STREAM);
        for (int c = 0; c < 3; c++) {
            double[] theta = uniform(STREAM.split(c).split("shape"), 4 * 6 * 3);
            double[] u = uniform(STREAM.split(c).split("points"), 11);
            for (int m = 0; m < 4; m++) {
                int unit = m;
                double[] f = Arrays.stream(u)
                        .map(x -> IntStream.rangeClosed(1, 6)
                                .mapToDouble(k -> {
                                    int at = (unit * 6 + k - 1) * 3;
                                    double turns = k * x * theta[at + 1] + theta[at + 2];
                                    return theta[at] / Math.pow(k, 1.5) * Math.sin(2 * Math.PI * turns);
                                })
                                .sum())
                        .toArray();
                double least = Arrays.stream(f).min().orElseThrow();
                double most = Arrays.stream(f).max().orElseThrow();
                for (int s = 0; s < 11; s++) {
                    double time = 29 * (f[s] - least) / (most - least);
                    assertThat(drawn.labels()[c * 11 + s]).isEqualTo(c);
                    // Rounding may put a time just below a step, but not the last one.
                    assertThat(drawn.time(c * 11 + s, m)).isBetween((int) (time - 1e-9), (int) (time + 1e-9));
                }
            }
        }
    }

    private static double[] uniform(RandomStream stream, int count) {
        CounterRandom random = stream.generator();
        return IntStream.range(0, count).mapToDouble(i -> random.nextDouble()).toArray();
    }

    /// Over the samples of a class every unit fires from the first step to the last.
    @Test
    void everyUnitOfAClassUsesAllTheTime() {
        SpikeTimes drawn = SpikeManifolds.USUAL.draw(50, STREAM);
        assertThat(drawn.count()).isEqualTo(500);
        for (int c = 0; c < 10; c++) {
            for (int m = 0; m < 40; m++) {
                int[] times = new int[50];
                for (int s = 0; s < 50; s++) {
                    times[s] = drawn.time(c * 50 + s, m);
                }
                assertThat(Arrays.stream(times).min()).hasValue(0);
                assertThat(Arrays.stream(times).max()).hasValue(49);
            }
        }
    }

    /// Points of a curve have neighbours on it: nearly all test samples are nearest to a training sample
    /// of their own class.
    @Test
    void classesAreCurvesThatLieApart() {
        SpikeTimes drawn = SpikeManifolds.USUAL.draw(100, STREAM);
        List<int[]> parts = drawn.split(STREAM.split("split"), 800, 200);
        int right = 0;
        for (int test : parts.getLast()) {
            long nearest = Long.MAX_VALUE;
            int label = -1;
            for (int other : parts.getFirst()) {
                long distance = 0;
                for (int m = 0; m < 40; m++) {
                    long d = (long) drawn.time(test, m) - drawn.time(other, m);
                    distance += d * d;
                }
                if (distance < nearest) {
                    nearest = distance;
                    label = drawn.labels()[other];
                }
            }
            right += label == drawn.labels()[test] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(190);
    }

    @Test
    void partsAreDisjointAndRepeatable() {
        SpikeTimes drawn = new SpikeManifolds(2, 1, 5, 1, 1).draw(50, STREAM);
        List<int[]> parts = drawn.split(STREAM, 60, 40);
        int[] all = IntStream.concat(Arrays.stream(parts.get(0)), Arrays.stream(parts.get(1)))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 100).toArray());
        assertThat(drawn.split(STREAM, 60).getFirst()).isEqualTo(parts.getFirst());
        assertThat(drawn.split(STREAM.split("other"), 60).getFirst()).isNotEqualTo(parts.getFirst());
        assertThatThrownBy(() -> drawn.split(STREAM, 60, 41)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> drawn.split(STREAM, 0)).isInstanceOf(InputException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 30, 6, 1", "3, 0, 30, 6, 1", "3, 4, 1, 6, 1", "3, 4, 30, 0, 1", "3, 4, 30, 6, NaN"})
    void badParametersAreRefused(int classes, int units, int steps, int harmonics, double alpha) {
        assertThatThrownBy(() -> new SpikeManifolds(classes, units, steps, harmonics, alpha))
                .isInstanceOf(InputException.class);
    }

    @Test
    void aClassNeedsTwoSamples() {
        assertThatThrownBy(() -> SpikeManifolds.USUAL.draw(1, STREAM)).isInstanceOf(InputException.class);
    }
}
