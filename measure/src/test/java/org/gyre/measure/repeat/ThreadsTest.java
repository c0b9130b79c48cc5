package org.gyre.measure.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.gyre.core.Team;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One, two, three and eight threads give the same bits. Families that take no team have nothing to share.
class ThreadsTest {
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DISCRETE_ENTROPIES", "AVALANCHES", "BRANCHING", "BRANCHING_FORMS", "INTERVALS_IN_BITS"})
    void anyNumberOfThreadsGivesTheSameBits(SmallRun run) {
        double[] alone = run.of(Team.alone());
        assertThat(alone).isNotEmpty();
        // Helpers that never come: they are asked only where there are several tasks.
        AtomicInteger asked = new AtomicInteger();
        assertThat(run.of(Team.helpedBy(task -> asked.incrementAndGet(), 1))).isEqualTo(alone);
        assertThat(asked.get()).as("times that helpers were asked for").isPositive();
        for (int threads : new int[] {2, 3, 8}) {
            try (Team team = Team.of(threads)) {
                assertThat(run.of(team)).as("%s threads", threads).isEqualTo(alone);
            }
        }
    }
}
