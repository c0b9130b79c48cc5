package org.gyre.lab.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gyre.core.InputException;
import org.gyre.lab.run.NumericFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LocalEngineTest {
    private static final LocalEngine.Heap EMPTY = enough -> 0;

    private interface Work {
        byte[] of(int number, Workplace place);
    }

    private static Jobs jobs(Work work) {
        return Jobs.of(new Job() {
            @Override
            public String name() {
                return "work";
            }

            @Override
            public byte[] compute(byte[] input, Workplace place) {
                return work.of(Integer.parseInt(new String(input, UTF_8)), place);
            }
        });
    }

    /// Tasks 0 to n − 1, and what came of them.
    private static final class Load implements Workload {
        private final int count;
        private int next;
        private final Map<Integer, Answer> answers = new TreeMap<>();

        Load(int count) {
            this.count = count;
        }

        @Override
        public @Nullable Task next() {
            return next == count
                    ? null
                    : new Task(next, "work", Integer.toString(next++).getBytes(UTF_8));
        }

        @Override
        public long left() {
            return (long) count - next;
        }

        @Override
        public void answered(int number, Answer answer) {
            assertThat(answers.put(number, answer))
                    .as("a second answer of " + number)
                    .isNull();
        }

        String text(int number) {
            Answer answer = answers.get(number);
            if (answer == null) {
                throw new AssertionError("no answer of " + number);
            }
            byte[] output = answer.output();
            return output == null ? "! " + answer.failure() : new String(output, UTF_8);
        }
    }

    private static byte[] square(int number) {
        return Integer.toString(number * number).getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyPieceIsAnsweredOnce(int threads) {
        Load load = new Load(500);
        boolean all = new LocalEngine(threads, jobs((number, _) -> square(number)), EMPTY).work(load, () -> false);
        assertThat(all).isTrue();
        assertThat(load.answers).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(load.text(i)).isEqualTo(Integer.toString(i * i));
        }
    }

    @Test
    void asManyAreAtWorkAsThereAreThreads() {
        CountDownLatch three = new CountDownLatch(3);
        Load load = new Load(3);
        new LocalEngine(
                        3,
                        jobs((number, _) -> {
                            three.countDown();
                            try {
                                assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
                            } catch (InterruptedException stop) {
                                throw new AssertionError(stop);
                            }
                            return square(number);
                        }),
                        EMPTY)
                .work(load, () -> false);
        assertThat(load.text(2)).isEqualTo("4");
    }

    /// Fewer pieces than threads: each piece may use several.
    @Test
    void threadsThatNoPieceNeedsHelpTheOthers() {
        Map<Integer, Integer> threads = new ConcurrentHashMap<>();
        Jobs jobs = jobs((number, place) -> {
            threads.put(number, place.threads());
            return square(number);
        });
        new LocalEngine(8, jobs, EMPTY).work(new Load(2), () -> false);
        assertThat(threads).containsExactlyInAnyOrderEntriesOf(Map.of(0, 4, 1, 4));
        new LocalEngine(2, jobs, EMPTY).work(new Load(2), () -> false);
        assertThat(threads).containsExactlyInAnyOrderEntriesOf(Map.of(0, 1, 1, 1));
    }

    @Test
    void whatFailsIsASentenceAndTheOthersGoOn() {
        Load load = new Load(5);
        new LocalEngine(
                        2,
                        jobs((number, _) -> switch (number) {
                            case 1 -> throw new InputException("units = -1: must be positive");
                            case 2 -> throw new NumericFailure(7, "weights[3]", "is NaN");
                            case 3 -> throw new IllegalStateException("oops");
                            default -> square(number);
                        }),
                        EMPTY)
                .work(load, () -> false);
        assertThat(load.text(0)).isEqualTo("0");
        assertThat(load.text(1)).isEqualTo("! units = -1: must be positive");
        assertThat(load.text(2)).isEqualTo("! step 7: weights[3] is NaN");
        assertThat(load.text(3))
                .startsWith("! a mistake in Gyre: ")
                .contains("oops")
                .contains("LocalEngineTest");
        assertThat(load.text(4)).isEqualTo("16");
    }

    /// The memory of two at a time is not there; each alone fits.
    @Test
    void whatRunsOutOfMemoryIsDoneAgainAlone() {
        AtomicInteger atWork = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
        Load load = new Load(6);
        boolean all = new LocalEngine(
                        2,
                        jobs((number, place) -> {
                            attempts.merge(number, 1, Integer::sum);
                            int beside = atWork.incrementAndGet();
                            try {
                                if (number < 2 && attempts.getOrDefault(number, 0) == 1) {
                                    two.countDown();
                                    two.await(30, TimeUnit.SECONDS);
                                    throw new OutOfMemoryError("two at a time");
                                }
                                if (number < 2) {
                                    assertThat(beside).isEqualTo(1);
                                    assertThat(place.threads()).isEqualTo(2);
                                }
                                return square(number);
                            } catch (InterruptedException stop) {
                                throw new AssertionError(stop);
                            } finally {
                                atWork.decrementAndGet();
                            }
                        }),
                        EMPTY)
                .work(load, () -> false);
        assertThat(all).isTrue();
        assertThat(load.text(0)).isEqualTo("0");
        assertThat(load.text(1)).isEqualTo("1");
        assertThat(attempts).containsEntry(0, 2).containsEntry(1, 2).containsEntry(5, 1);
    }

    @Test
    void whatNeverFitsIsASentence() {
        Load load = new Load(2);
        new LocalEngine(
                        1,
                        jobs((number, _) -> {
                            if (number == 0) {
                                throw new OutOfMemoryError("never");
                            }
                            return square(number);
                        }),
                        EMPTY)
                .work(load, () -> false);
        assertThat(load.text(0)).startsWith("! it needs more memory than the ").contains("GYRE_JVM_OPTS");
        assertThat(load.text(1)).isEqualTo("1");
    }

    /// With a full heap one works at a time.
    @Test
    void aFullHeapHoldsPiecesBack() {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Load load = new Load(50);
        new LocalEngine(
                        4,
                        jobs((number, _) -> {
                            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            atWork.decrementAndGet();
                            return square(number);
                        }),
                        enough -> 0.9)
                .work(load, () -> false);
        assertThat(load.answers).hasSize(50);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void aStopLeavesTheRest() {
        List<Integer> begun = new ArrayList<>();
        Load load = new Load(10);
        boolean all = new LocalEngine(
                        1,
                        jobs((number, _) -> {
                            begun.add(number);
                            return square(number);
                        }),
                        EMPTY)
                .work(load, () -> begun.size() == 4);
        assertThat(all).isFalse();
        assertThat(begun).containsExactly(0, 1, 2, 3);
        assertThat(load.answers).hasSize(4);
        assertThat(load.left()).isEqualTo(6);
    }

    /// What cannot be written down ends the work.
    @Test
    void aWorkloadThatFailsEndsIt() {
        Workload load = new Workload() {
            private int next;

            @Override
            public Task next() {
                return new Task(next, "work", Integer.toString(next++).getBytes(UTF_8));
            }

            @Override
            public long left() {
                return 1000L - next;
            }

            @Override
            public void answered(int number, Answer answer) {
                throw new IllegalStateException("the disk is full");
            }
        };
        assertThatThrownBy(() -> new LocalEngine(2, jobs((number, _) -> square(number)), EMPTY).work(load, () -> false))
                .hasMessage("the disk is full");
        assertThat(load.left()).isGreaterThan(990);
    }

    @Test
    void anErrorOfTheMachineIsNotSwallowed() {
        assertThatThrownBy(() -> new LocalEngine(
                                2,
                                jobs((number, _) -> {
                                    throw new NoClassDefFoundError("gone");
                                }),
                                EMPTY)
                        .work(new Load(3), () -> false))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void enginesThatAreNotThereAreNamed() {
        assertThat(Engines.named("local", 3, null, _ -> {}).parallelism()).isEqualTo(3);
        assertThatThrownBy(() -> Engines.named("grid", 1, null, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage("--engine grid: there is no such engine; use local or spark");
    }
}
