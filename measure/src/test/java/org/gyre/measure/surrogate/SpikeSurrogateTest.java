package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class SpikeSurrogateTest {
    private static final List<SpikeSurrogate> ALL = List.of(
            new CircularShift(),
            new CircularShift(7),
            new SpikeJitter(10),
            new SpikeJitter(1000),
            new IntervalShuffle());

    private static final SpikeTrains TRAINS =
            new SpikeTrains(new long[][] {{0, 3, 3, 47, 99}, {}, {50}, {12, 12, 12}}, 1000, 100);

    @Test
    void countsClockAndDurationStay() {
        for (SpikeSurrogate surrogate : ALL) {
            SpikeTrains made = surrogate.apply(TRAINS, RandomStream.of(1));
            assertThat(made.duration()).isEqualTo(100);
            assertThat(made.ticksPerSecond()).isEqualTo(1000);
            assertThat(Arrays.stream(made.ticks()).mapToInt(train -> train.length))
                    .as(surrogate.label())
                    .containsExactly(5, 0, 1, 3);
        }
    }

    @Test
    void theSameStreamGivesTheSameTrainsAndAnotherOthers() {
        for (SpikeSurrogate surrogate : ALL) {
            String made = text(surrogate, 5);
            assertThat(made).isEqualTo(text(surrogate, 5)).isNotEqualTo(text(surrogate, 6));
        }
    }

    private static String text(SpikeSurrogate surrogate, long seed) {
        return Arrays.deepToString(
                surrogate.apply(TRAINS, RandomStream.of(seed)).ticks());
    }

    @Test
    void aCircularShiftKeepsTheIntervalsOnTheRing() {
        for (int seed = 0; seed < 20; seed++) {
            long[] shifted =
                    new CircularShift(7).apply(TRAINS, RandomStream.of(seed)).ticks()[0];
            assertThat(ring(shifted, 100)).containsExactlyInAnyOrder(3, 0, 44, 52, 1);
            // Shifts by less than 7 either way would leave a spike of the first train near its place.
            long[] single =
                    new CircularShift(7).apply(TRAINS, RandomStream.of(seed)).ticks()[2];
            assertThat(Math.abs(single[0] - 50)).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void everyCircularShiftIsEquallyLikely() {
        int[] hits = new int[100];
        for (int seed = 0; seed < 20_000; seed++) {
            hits[(int) new CircularShift().apply(TRAINS, RandomStream.of(seed)).ticks()[2][0]]++;
        }
        // χ² with 99 degrees of freedom: mean 99, standard deviation 14.
        assertThat(Arrays.stream(hits)
                        .mapToDouble(h -> (h - 200.0) * (h - 200.0) / 200)
                        .sum())
                .isBetween(50.0, 155.0);
    }

    @Test
    void jitterKeepsTheCountOfEveryWindowAndReachesAllOfIt() {
        boolean[] met = new boolean[10];
        for (int seed = 0; seed < 200; seed++) {
            long[] train =
                    new SpikeJitter(10).apply(TRAINS, RandomStream.of(seed)).ticks()[0];
            assertThat(Arrays.stream(train).map(t -> t / 10)).containsExactly(0L, 0L, 0L, 4L, 9L);
            assertThat(train).isSorted();
            met[(int) train[3] - 40] = true;
        }
        assertThat(met).doesNotContain(false);
    }

    /// The last window of the recording is shorter than the others.
    @Test
    void jitterNeverLeavesTheRecording() {
        SpikeTrains late = new SpikeTrains(new long[][] {{24}}, 1000, 25);
        for (int seed = 0; seed < 50; seed++) {
            assertThat(new SpikeJitter(20).apply(late, RandomStream.of(seed)).ticks()[0][0])
                    .isBetween(20L, 24L);
        }
    }

    @Test
    void shuffledIntervalsAreTheSameIntervalsInAnotherOrder() {
        for (int seed = 0; seed < 50; seed++) {
            long[] shuffled =
                    new IntervalShuffle().apply(TRAINS, RandomStream.of(seed)).ticks()[0];
            assertThat(ring(shuffled, 100)).containsExactlyInAnyOrder(3, 0, 44, 52, 1);
        }
    }

    @Test
    void spikesInOneTickStayTogetherWhenIntervalsAreShuffled() {
        for (int seed = 0; seed < 50; seed++) {
            long[] shuffled =
                    new IntervalShuffle().apply(TRAINS, RandomStream.of(seed)).ticks()[3];
            assertThat(ring(shuffled, 100)).containsExactlyInAnyOrder(0, 0, 100);
        }
    }

    /// By enumeration: as many different surrogates as are met in many draws.
    @Test
    void asManySurrogatesAreCountedAsAreMet() {
        SpikeTrains unlike = new SpikeTrains(new long[][] {{0, 1, 3}}, 1000, 7);
        SpikeTrains alike = new SpikeTrains(new long[][] {{0, 1, 2}}, 1000, 7);
        SpikeTrains two = new SpikeTrains(new long[][] {{0}, {}, {4}}, 1000, 7);
        for (SpikeTrains trains : List.of(unlike, alike)) {
            for (SpikeSurrogate surrogate : List.of(new CircularShift(), new CircularShift(2), new IntervalShuffle())) {
                assertThat(surrogate.distinct(trains)).as(surrogate.label()).isEqualTo(met(surrogate, trains, false));
            }
        }
        assertThat(new SpikeJitter(3).distinct(two)).isEqualTo(met(new SpikeJitter(3), two, false));
        assertThat(new CircularShift().distinct(two)).isEqualTo(met(new CircularShift(), two, true));
        assertThat(new IntervalShuffle().distinct(two)).isEqualTo(met(new IntervalShuffle(), two, true));
    }

    /// By enumeration too: shifts by at least 1, 2 and 3 of 7 ticks are six, four and two, whose
    /// differences are all seven, all seven and three; three units with two shifts each have eight pairs of
    /// them, of which all by none and all by one are one relation.
    @Test
    void shiftsOfALeastSizeAreCountedByTheirDifferences() {
        SpikeTrains two = new SpikeTrains(new long[][] {{0}, {}, {4}}, 1000, 7);
        SpikeTrains three = new SpikeTrains(new long[][] {{0}, {2}, {4}}, 1000, 7);
        assertThat(new CircularShift(1).distinct(two)).isEqualTo(7);
        assertThat(new CircularShift(2).distinct(two)).isEqualTo(7);
        assertThat(new CircularShift(3).distinct(two)).isEqualTo(3);
        assertThat(new CircularShift(3).distinct(three)).isEqualTo(7);
        for (int least = 0; least <= 3; least++) {
            CircularShift shift = new CircularShift(least);
            assertThat(shift.distinct(two)).isEqualTo(met(shift, two, true));
        }
        // Where differences go round the ring, some are counted twice: never fewer than there are.
        assertThat(new CircularShift(2).distinct(three)).isBetween(37.0, 49.0);
        SpikeTrains many = new SpikeTrains(
                IntStream.range(0, 400).mapToObj(unit -> new long[] {unit}).toArray(long[][]::new), 1000, 1000);
        assertThat(new CircularShift(10).distinct(many)).isInfinite();
    }

    /// How many different trains, or how many different times from the first to the last unit's spike on the ring.
    private static double met(SpikeSurrogate surrogate, SpikeTrains trains, boolean relation) {
        Set<String> met = new HashSet<>();
        for (int seed = 0; seed < 2000; seed++) {
            long[][] made = surrogate.apply(trains, RandomStream.of(seed)).ticks();
            met.add(
                    relation
                            ? Long.toString(Math.floorMod(made[2][0] - made[0][0], trains.duration()))
                            : Arrays.deepToString(made));
        }
        return met.size();
    }

    @Test
    void senselessParametersAreRefused() {
        assertThatThrownBy(() -> new SpikeJitter(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new CircularShift(-1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new CircularShift(51).apply(TRAINS, RandomStream.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lower the least shift");
    }

    /// Time from each spike to the next round the recording.
    private static long[] ring(long[] train, long duration) {
        long[] intervals = new long[train.length];
        for (int k = 0; k < train.length; k++) {
            intervals[k] = k + 1 < train.length ? train[k + 1] - train[k] : duration - train[k] + train[0];
        }
        return intervals;
    }
}
