package org.gyre.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void withoutKnowledgeSlicesHaveOneTask() {
        assertThat(new Pace().tasks(2, 1_000_000)).isEqualTo(1);
    }

    /// A quarter of a second, or 5 ms for each core: 400 cores ask for 2 s, so for 200 slices a second.
    @Test
    void slicesTakeLongerTheMoreCoresThereAre() {
        Pace pace = new Pace();
        pace.learn(0.1, 10); // 10 ms each
        assertThat(pace.tasks(2, 1_000_000)).isEqualTo(25);
        assertThat(pace.tasks(400, 1_000_000)).isEqualTo(200);
    }

    @Test
    void longTasksAreAlone() {
        Pace pace = new Pace();
        pace.learn(30, 1);
        assertThat(pace.tasks(2, 1_000_000)).isEqualTo(1);
    }

    @Test
    void slicesAreNeverEndless() {
        Pace pace = new Pace();
        pace.learn(0, 1);
        assertThat(pace.tasks(2, 1_000_000)).isEqualTo(2000);
    }

    /// Of the last 80 tasks on two cores each core finds four slices.
    @Test
    void towardsTheEndSlicesShrink() {
        Pace pace = new Pace();
        pace.learn(0.001, 1);
        assertThat(pace.tasks(2, 80)).isEqualTo(10);
        assertThat(pace.tasks(2, 3)).isEqualTo(1);
        assertThat(pace.tasks(2, 0)).isEqualTo(1);
    }

    /// 10 ms, then 20 ms for the newest slice with weight .3: 13 ms.
    @Test
    void newerSlicesCountMore() {
        Pace pace = new Pace();
        pace.learn(0.01, 1);
        pace.learn(0.2, 10);
        assertThat(pace.tasks(2, 1_000_000)).isEqualTo(19); // 250 / 13
    }
}
