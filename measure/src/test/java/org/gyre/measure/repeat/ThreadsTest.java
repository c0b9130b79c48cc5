package org.gyre.measure.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import org.gyre.core.Team;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One, two, three and eight threads give the same bits.
class ThreadsTest {
    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsGivesTheSameBits(SmallRun run) {
        double[] alone = run.of(Team.alone());
        assertThat(alone).isNotEmpty();
        for (int threads : new int[] {2, 3, 8}) {
            try (Team team = Team.of(threads)) {
                assertThat(run.of(team)).as("%s threads", threads).isEqualTo(alone);
            }
        }
    }
}
