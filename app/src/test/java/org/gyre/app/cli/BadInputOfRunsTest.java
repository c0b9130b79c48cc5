package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `gyre run`, `resume` and `verify`: folders of output, directories of runs, time and threads.
class BadInputOfRunsTest extends BadInputTable {
    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake(
                        "output folder that cannot be written",
                        "run gaussian-against-exact --out %s/a-file/run",
                        "a-file/run cannot be written (not a directory)",
                        "may write to with --out"),
                mistake(
                        "output folder in a place without folders",
                        "run gaussian-against-exact --out /proc/gyre",
                        "/proc/gyre cannot be written",
                        "may write to with --out"),
                mistake("no output folder", "run gaussian-against-exact --out ''", "--out", "names no folder"),
                mistake("output folder with something in it", "run gaussian-against-exact --out %s", "--out", "empty"),
                mistake("no run", "resume %s", "not a run directory", "manifest.json"),
                mistake("a time without unit", "run gaussian-against-exact --max-time 10", "--max-time", "10m"),
                mistake(
                        "a cluster for a run without populations",
                        "run gaussian-against-exact --engine spark --master local[2]",
                        "--engine spark: infomax-proxy evaluates no population",
                        "as only flux-evolution, flux-pareto, infomorphic-goal-search, infomorphic-memory-search do",
                        "leave it out"),
                mistake("no engine", "run information-flux/evolution --engine grid", "there is no such engine"),
                mistake(
                        "a master of this process",
                        "run information-flux/evolution --master local[2]",
                        "--master local[2]",
                        "add --engine spark"),
                mistake("no threads", "run gaussian-against-exact --threads 0", "--threads", "at least 1"),
                mistake("a folder that cannot be", "verify a\0b", "RUN: 'a?b' cannot name a file"),
                mistake(
                        "an output folder that cannot be",
                        "run gaussian-against-exact --out a\0b",
                        "--out: 'a?b' cannot name a file"),
                mistake(
                        "no time at all",
                        "run gaussian-against-exact --max-time 0s",
                        "--max-time: '0s' is no time at all",
                        "90s"));
    }

    @BeforeEach
    void files() throws IOException {
        text("a-file", "");
    }

    /// The holder is a real second process at work in the folder.
    @Test
    @Timeout(120)
    void aRunDirectoryInUseByAnotherProcessIsRefusedWithItsHolder() throws Exception {
        Path run = folder.resolve("run");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "replay",
                        "--quiet",
                        "--out",
                        run.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("holder.log").toFile())
                .start();
        try {
            while (!Files.exists(run.resolve("result.json")) && holder.isAlive()) {
                Thread.sleep(20);
            }
            assertThat(holder.isAlive()).as("the holder is at work").isTrue();
            for (List<String> command : List.of(
                    List.of("resume", run.toString()),
                    List.of("run", "gaussian-against-exact", "--out", run.toString()))) {
                Invocation second = Invocation.of(command.toArray(String[]::new));
                assertThat(second.exitCode()).isEqualTo(2);
                assertThat(second.out()).isEmpty();
                assertThat(second.err().lines()).hasSize(1);
                assertThat(second.err())
                        .contains("in use by process " + holder.pid(), "wait until it ends")
                        .doesNotContain("gyre resume");
            }
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFinishedRunIsNotOfferedForResuming() {
        Path run = folder.resolve("run");
        assertThat(Invocation.of("run", "gaussian-against-exact", "--out", run.toString())
                        .exitCode())
                .isBetween(0, 1);
        Invocation again = Invocation.of("run", "gaussian-against-exact", "--out", run.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err().lines()).hasSize(1);
        assertThat(again.err())
                .contains("it is finished; choose another folder")
                .doesNotContain("gyre resume");
    }
}
