package org.gyre.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.sweep.SweepListener;
import org.gyre.lab.sweep.SweepRequest;
import org.gyre.lab.sweep.Sweeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of processes on this machine, whose workers come and are killed.
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
class StandaloneClusterTest {
    private static final String PLAN = """
            preset = "information-flux/phase-map"
            seeds = "1..15"
            [set]
            networks = 2
            balances = [0, 1]
            densities = [0.5, 1]
            deviations = [1, 2]
            sizes = [2, 3]
            [[axes]]
            key = "units"
            values = [2, 3, 4, 5]
            """;

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = new StandaloneCluster(Files.createDirectory(folder.resolve("cluster")));
        cluster.addWorker();
        cluster.addWorker();
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    private static Sweeper.End sweep(Engine engine, Path out, SweepListener listener) {
        return new Sweeper(new DiskStorage(), engine, listener, new StopSignal())
                .run(
                        new ConfigurationSource("plan.toml", "plan", null, null, PLAN),
                        new SweepRequest(out, Path.of("unused"), null, false, false, List.of()));
    }

    /// The worker of an executor that is at work dies half-way.
    @Test
    void aSweepHasTheSameBytesAsHereAlsoWhenAWorkerIsKilled() throws IOException {
        Path here = folder.resolve("here");
        assertThat(sweep(new LocalEngine(1, Jobs.installed()), here, SweepListener.NONE)
                        .exitCode())
                .isZero();
        Path there = folder.resolve("there");
        Process doomed = cluster.addWorker();
        Queue<String> notices = new ConcurrentLinkedQueue<>();
        try (SparkEngine engine = SparkEngine.open(cluster.settings(), notices::add)) {
            assertThat(engine.isLocal()).isFalse();
            SweepListener killer = new SweepListener() {
                @Override
                public void advanced(int done, int points, int failed, double secondsLeft) {
                    if (done == 5) {
                        doomed.destroyForcibly();
                    }
                }
            };
            assertThat(sweep(engine, there, killer).exitCode()).isZero();
        }
        assertThat(doomed.isAlive()).isFalse();
        for (String file :
                List.of("table.csv", "table.arrow", "failures.csv", "figures.json", "report.html", "result.json")) {
            assertThat(Files.readAllBytes(there.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(here.resolve(file)));
        }
    }

    /// Two of one name, and a folder, which stays where it is.
    @Test
    void dataFilesAreSentToEachProcess() throws IOException {
        Path one = Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("spikes.csv"), "1,2");
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("b")).resolve("spikes.csv"), "3,4");
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            inputs.add("file " + one);
            inputs.add("file " + other);
        }
        TestLoad load = new TestLoad(inputs, List.of(one, other, folder));
        try (SparkEngine engine = SparkEngine.open(cluster.settings(), _ -> {})) {
            assertThat(engine.work(load, () -> false)).isTrue();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(load.answer(i)).startsWith(i % 2 == 0 ? "1,2 a copy " : "3,4 a copy ");
        }
        assertThat(load.answers().values())
                .as("done elsewhere")
                .noneMatch(
                        answer -> answer.endsWith(" " + ProcessHandle.current().pid()));
    }

    @Test
    void whatKillsItsProcessIsDoneAgainElsewhere() {
        Path mark = folder.resolve("mark");
        List<String> inputs = new ArrayList<>(
                IntStream.range(0, 300).mapToObj(i -> "square " + i).toList());
        inputs.set(150, "die-once " + mark);
        TestLoad load = new TestLoad(inputs);
        Queue<String> notices = new ConcurrentLinkedQueue<>();
        try (SparkEngine engine = SparkEngine.open(cluster.settings(), notices::add)) {
            assertThat(engine.work(load, () -> false)).isTrue();
        }
        assertThat(load.answers()).hasSize(300);
        assertThat(load.answer(150)).isEqualTo("the second time");
        assertThat(load.answer(151)).isEqualTo(Integer.toString(151 * 151));
        assertThat(notices).anyMatch(notice -> notice.contains("was lost"));
    }

    @Test
    void whatKillsEveryProcessFailsAlone() {
        List<String> inputs = new ArrayList<>(
                IntStream.range(0, 40).mapToObj(i -> "square " + i).toList());
        inputs.set(20, "die always");
        TestLoad load = new TestLoad(inputs);
        try (SparkEngine engine = SparkEngine.open(cluster.settings(), _ -> {})) {
            assertThat(engine.work(load, () -> false)).isTrue();
        }
        assertThat(load.answer(20)).startsWith("! the process that computed it did not survive it: ");
        assertThat(load.answers().values().stream().filter(answer -> answer.startsWith("!")))
                .hasSize(1);
    }

    /// Where memory runs out beside others, a process of one core is alone already.
    @Test
    void memoryThatIsNotThereIsToldAndEndsNoProcess() {
        List<String> inputs = new ArrayList<>(Collections.nCopies(10, "square 3"));
        inputs.add("huge x");
        TestLoad load = new TestLoad(inputs);
        Queue<String> notices = new ConcurrentLinkedQueue<>();
        try (SparkEngine engine = SparkEngine.open(cluster.settings(), notices::add)) {
            assertThat(engine.work(load, () -> false)).isTrue();
        }
        assertThat(load.answer(10)).contains("needs more memory");
        assertThat(notices).isEmpty();
    }
}
