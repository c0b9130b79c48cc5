package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyTaskRunsOnce(int threads) {
        AtomicIntegerArray runs = new AtomicIntegerArray(100);
        List<Runnable> tasks = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            int task = k;
            tasks.add(() -> runs.incrementAndGet(task));
        }
        try (Team team = Team.of(threads)) {
            team.run(tasks);
            team.run(tasks);
        }
        for (int k = 0; k < 100; k++) {
            assertThat(runs.get(k)).isEqualTo(2);
        }
    }

    @Test
    void aFailedTaskIsToldAfterTheOthersAreDone() {
        AtomicIntegerArray runs = new AtomicIntegerArray(2);
        try (Team team = Team.of(2)) {
            assertThatThrownBy(() -> team.run(List.of(
                            () -> {
                                throw new IllegalStateException("broken");
                            },
                            () -> runs.incrementAndGet(1))))
                    .hasRootCauseMessage("broken");
        }
        assertThat(runs.get(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anErrorIsToldAsItself(int threads) {
        OutOfMemoryError full = new OutOfMemoryError("Java heap space");
        try (Team team = Team.of(threads)) {
            assertThatThrownBy(() -> team.run(List.of(
                            () -> {
                                throw full;
                            },
                            () -> {})))
                    .isSameAs(full);
        }
    }

    @Test
    void aClosedTeamStillWorksAlone() {
        AtomicIntegerArray runs = new AtomicIntegerArray(1);
        Team team = Team.of(3);
        team.close();
        team.run(List.of(() -> runs.incrementAndGet(0), () -> runs.incrementAndGet(0)));
        assertThat(runs.get(0)).isEqualTo(2);
    }

    /// A helper that is at a long task of another caller has not looked at the rounds since.
    @Test
    void whatWasDoneIsForgottenWhileAHelperIsBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService helper = Executors.newSingleThreadExecutor();
        helper.execute(() -> {
            busy.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        busy.await();
        Team team = Team.helpedBy(helper, 1);
        List<WeakReference<int[]>> held = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            int[] work = new int[1000];
            held.add(new WeakReference<>(work));
            team.run(List.of(() -> work[0]++, () -> work[1]++));
        }
        long left = held.size();
        for (int attempt = 0; attempt < 50 && left > 0; attempt++) {
            System.gc();
            left = held.stream().filter(reference -> reference.get() != null).count();
        }
        end.countDown();
        helper.shutdown();
        assertThat(left).isZero();
    }

    @Test
    void noThreadsAreNoTeam() {
        assertThatThrownBy(() -> Team.of(0)).hasMessageContaining("at least 1");
    }
}
