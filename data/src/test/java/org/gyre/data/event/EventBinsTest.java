package org.gyre.data.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.gyre.core.InputException;
import org.gyre.data.event.EventBins.Several;
import org.junit.jupiter.api.Test;

/// Bins worked out by hand, and beside a count in a dense array.
class EventBinsTest {
    /// Steps of 1/8 s: events on edges belong to the step that starts there.
    private static LabelledEvents events() {
        return new LabelledEvents(
                4,
                2,
                List.of(
                        new EventSample(
                                new double[] {0.5, 0, 0.124, 0.125, 0.51, 0.625, 9},
                                new int[] {3, 1, 1, 0, 3, 2, 0},
                                1),
                        new EventSample(new double[0], new int[0], 0)));
    }

    @Test
    void severalEventsGiveOne() {
        EventBins bins = EventBins.of(events(), 0.125, 5);
        BinnedSample first = bins.samples().getFirst();
        assertThat(first.steps()).containsExactly(0, 1, 4);
        assertThat(first.units()).containsExactly(1, 0, 3);
        assertThat(first.counts()).containsExactly(1, 1, 1);
        assertThat(first.label()).isEqualTo(1);
        assertThat(bins.samples().get(1).size()).isZero();
        assertThat(bins.late()).isEqualTo(2);
        assertThat(bins.merged()).isEqualTo(2);
        assertThat(bins.units()).isEqualTo(4);
    }

    @Test
    void severalEventsAreCountedWhenAsked() {
        EventBins bins = EventBins.of(events(), 0.125, 6, Several.COUNTED);
        BinnedSample first = bins.samples().getFirst();
        assertThat(first.steps()).containsExactly(0, 1, 4, 5);
        assertThat(first.units()).containsExactly(1, 0, 3, 2);
        assertThat(first.counts()).containsExactly(2, 1, 2, 1);
        assertThat(bins.late()).isEqualTo(1);
        assertThat(bins.merged()).isEqualTo(2);
        float[] dense = new float[2 + 6 * 4];
        bins.fill(0, dense, 2);
        float[] wanted = new float[26];
        wanted[2 + 1] = 2;
        wanted[2 + 4] = 1;
        wanted[2 + 4 * 4 + 3] = 2;
        wanted[2 + 5 * 4 + 2] = 1;
        assertThat(dense).containsExactly(wanted);
    }

    @Test
    void randomEventsAreCountedAsInADenseArray() {
        SplittableRandom random = new SplittableRandom(7);
        double[] times = new double[500];
        int[] units = new int[500];
        float[] dense = new float[20 * 5];
        int late = 0;
        for (int e = 0; e < 500; e++) {
            times[e] = random.nextDouble(0.25);
            units[e] = random.nextInt(5);
            int step = (int) (times[e] / 0.01);
            if (step < 20) {
                dense[step * 5 + units[e]]++;
            } else {
                late++;
            }
        }
        LabelledEvents events = new LabelledEvents(5, 1, List.of(new EventSample(times, units, 0)));
        EventBins bins = EventBins.of(events, 0.01, 20, Several.COUNTED);
        float[] found = new float[100];
        bins.fill(0, found, 0);
        assertThat(found).containsExactly(dense);
        assertThat(bins.late()).isEqualTo(late).isPositive();
    }

    @Test
    void stepsThatHoldNothingAreRefused() {
        for (double seconds : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> EventBins.of(events(), seconds, 5))
                    .isInstanceOf(InputException.class)
                    .hasMessage("a step of " + seconds + " s cannot hold events; give a positive length");
        }
        for (int steps : new int[] {0, -1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> EventBins.of(events(), 1, steps))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("give at least 1 step and at most 536870911");
        }
    }

    @Test
    void veryShortStepsMakeEventsLateAndNotWrong() {
        EventBins bins = EventBins.of(events(), Double.MIN_VALUE, 5);
        assertThat(bins.late()).isEqualTo(6);
        assertThat(bins.samples().getFirst().size()).isEqualTo(1);
    }
}
