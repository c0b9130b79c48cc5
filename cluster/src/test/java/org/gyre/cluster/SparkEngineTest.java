package org.gyre.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Engines;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Spark in this process. What comes out is held against [LocalEngine], and against what [TestJob] computes.
@Timeout(120)
class SparkEngineTest {
    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = Engines.named("spark", 1, "local[2]", _ -> {});
    }

    @AfterAll
    static void end() {
        engine.close();
    }

    private static List<String> squares(int count) {
        return IntStream.range(0, count).mapToObj(i -> "square " + i).toList();
    }

    @Test
    void everyPieceIsAnsweredOnce() {
        assertThat(engine.name()).isEqualTo("spark");
        assertThat(engine.parallelism()).isEqualTo(2);
        assertThat(engine.isLocal()).isTrue();
        for (int count : new int[] {0, 1, 3, 5000}) {
            TestLoad load = new TestLoad(squares(count));
            assertThat(engine.work(load, () -> false)).isTrue();
            assertThat(load.answers()).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(load.answer(i)).isEqualTo(Long.toString((long) i * i));
            }
        }
    }

    @Test
    void whatFailsIsTheSameSentenceAsHere() {
        List<String> inputs = new ArrayList<>(squares(40));
        inputs.addAll(List.of("input units = -1: must be positive", "number weights[3]", "mistake oops"));
        Collections.shuffle(inputs, new Random(5));
        TestLoad here = new TestLoad(inputs);
        new LocalEngine(2, Jobs.installed()).work(here, () -> false);
        TestLoad there = new TestLoad(inputs);
        assertThat(engine.work(there, () -> false)).isTrue();
        assertThat(there.answers()).isEqualTo(here.answers());
        assertThat(there.answers().values()).contains("! units = -1: must be positive", "! step 7: weights[3] is NaN");
    }

    @Test
    void whatRunsOutOfMemoryIsDoneAgainAlone() {
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            inputs.add("large " + i);
        }
        inputs.add("huge x");
        TestLoad load = new TestLoad(inputs);
        assertThat(engine.work(load, () -> false)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(load.answer(i)).isEqualTo(Integer.toString(i));
        }
        assertThat(load.answer(20)).startsWith("! it needs more memory than a process of the cluster has");
    }

    @Test
    void onePieceThatBreaksItsProcessDoesNotSpoilTheOthersOfItsSlice() {
        List<String> inputs = new ArrayList<>(squares(2000));
        inputs.set(1500, "error deep");
        TestLoad load = new TestLoad(inputs);
        assertThat(engine.work(load, () -> false)).isTrue();
        assertThat(load.answers()).hasSize(2000);
        assertThat(load.answer(1500))
                .startsWith("! the process that computed it did not survive it: ")
                .contains("StackOverflowError: deep");
        assertThat(load.answers().values().stream().filter(answer -> answer.startsWith("!")))
                .hasSize(1);
    }

    @Test
    void whereNothingComesBackNoPieceIsBlamed() {
        TestLoad load = new TestLoad(Collections.nCopies(50, "error always"));
        assertThatThrownBy(() -> engine.work(load, () -> false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no work comes back from local[2]")
                .hasMessageContaining("StackOverflowError: always");
        assertThat(load.answers()).isEmpty();
    }

    @Test
    void afterTheWishToStopWhatHasBegunIsAnsweredAndNothingElseBegins() {
        AtomicBoolean stop = new AtomicBoolean();
        TestLoad load = new TestLoad(Collections.nCopies(200, "sleep 1200")) {
            @Override
            public void answered(int number, Answer answer) {
                super.answered(number, answer);
                stop.set(true);
            }
        };
        assertThat(engine.work(load, stop::get)).isFalse();
        // At work on two cores when the first came: two, one of which may have made room for a third.
        assertThat(load.answers().size()).isBetween(2, 3);
        assertThat(load.answers().values()).containsOnly("slept");
    }

    /// The first tasks foretell slices of many; those that then take long must not wait behind each other. Within
    /// the second that a slice may take on two cores, at most two tasks of 0.7 s begin.
    @Test
    void slicesThatTakeLongerThanForeseenComeBackInParts() {
        List<String> inputs = new ArrayList<>(squares(1000));
        inputs.addAll(Collections.nCopies(16, "stage 700"));
        TestLoad load = new TestLoad(inputs);
        assertThat(engine.work(load, () -> false)).isTrue();
        assertThat(load.answers()).hasSize(1016);
        Map<String, Long> together = load.answers().values().stream()
                .filter(answer -> answer.startsWith("stage "))
                .collect(Collectors.groupingBy(stage -> stage, Collectors.counting()));
        assertThat(together.values().stream().mapToLong(n -> n).sum()).isEqualTo(16);
        assertThat(together.values()).allMatch(n -> n <= 2);
    }

    @Test
    void aWishThatCameWithTheLastAnswerStopsNothing() {
        AtomicBoolean stop = new AtomicBoolean();
        TestLoad load = new TestLoad(List.of("square 3")) {
            @Override
            public void answered(int number, Answer answer) {
                super.answered(number, answer);
                stop.set(true);
            }
        };
        assertThat(engine.work(load, stop::get)).isTrue();
    }

    @Test
    void aWorkloadThatBreaksEndsTheWork() {
        TestLoad load = new TestLoad(squares(1000)) {
            @Override
            public void answered(int number, Answer answer) {
                throw new IllegalStateException("the disk is full");
            }
        };
        assertThatThrownBy(() -> engine.work(load, () -> false)).hasMessage("the disk is full");
        TestLoad next = new TestLoad(squares(10));
        assertThat(engine.work(next, () -> false)).as("and the engine lives").isTrue();
    }

    @Test
    void filesAreReadWhereTheyAre(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("spikes.csv"), "1,2");
        TestLoad load = new TestLoad(List.of("file " + file), List.of(file));
        engine.work(load, () -> false);
        assertThat(load.answer(0)).startsWith("1,2 itself ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://cluster, is no address of Spark; use local[2]",
        "spark://cluster, is no address of Spark",
        "local[0], is no address of Spark",
        "yarn, are reached with spark-submit",
        "k8s://https://host:443, are reached with spark-submit",
        "spark://127.0.0.1:99999, 99999 is no port"
    })
    void whatIsNoMasterIsRefused(String master, String sentence) {
        assertThatThrownBy(() -> Engines.named("spark", 1, master, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("--master " + master + ": ")
                .hasMessageContaining(sentence);
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        String master = "spark://127.0.0.1:" + port;
        assertThatThrownBy(() -> Engines.named("spark", 1, master, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("--master " + master + ": no master of Spark answers there (");
    }
}
