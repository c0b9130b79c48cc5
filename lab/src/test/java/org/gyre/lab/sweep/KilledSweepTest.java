package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Child processes that are killed in the middle of a sweep. The uninterrupted sweep is the reference.
@DisabledOnOs(OS.WINDOWS)
class KilledSweepTest {
    private static final long SEED = 20261123;
    private static final int POINTS = 60;
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
    Path folder;

    /// The folder is the only argument. Prints a line for each point.
    public static void main(String[] arguments) {
        SweepListener listener = new SweepListener() {
            @Override
            public void advanced(int done, int points, int failed, double secondsLeft) {
                System.out.println("point " + done);
            }
        };
        System.exit(sweep(Path.of(arguments[0]), listener).exitCode());
    }

    private static Sweeper.End sweep(Path out, SweepListener listener) {
        return new Sweeper(new DiskStorage(), new LocalEngine(2, Jobs.installed()), listener, new StopSignal())
                .run(
                        new ConfigurationSource("plan.toml", "plan", null, null, PLAN),
                        new SweepRequest(out, Path.of("unused"), null, false, false, List.of()));
    }

    private static Process start(Path out) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSweepTest.class.getName(),
                        out.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static long rows(Path out) throws IOException {
        Path rows = out.resolve("rows.jsonl");
        return Files.exists(rows)
                ? Files.readString(rows, UTF_8).chars().filter(c -> c == '\n').count()
                : 0;
    }

    @Test
    @Timeout(240)
    void afterKillsOnlyMissingPointsAreDoneAndTheEndHasTheSameBytes() throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(sweep(whole, SweepListener.NONE).exitCode()).isZero();
        CounterRandom random = RandomStream.of(SEED).split("kills").generator();
        Path out = folder.resolve("killed");
        int killed = 0;
        while (killed < 4) {
            long before = rows(out);
            Process child = start(out);
            try (BufferedReader output = child.inputReader()) {
                int wanted = 1 + random.nextInt(10);
                int seen = 0;
                while (seen < wanted && output.readLine() != null) {
                    seen++;
                }
                child.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
                child.destroyForcibly().waitFor();
                killed++;
                assertThat(rows(out) - before).as("kill " + killed).isGreaterThanOrEqualTo(seen);
            }
        }
        assertThat(rows(out)).as("killed half-way").isBetween(4L, POINTS - 1L);
        Process last = start(out);
        try (BufferedReader output = last.inputReader()) {
            long missing = POINTS - rows(out);
            long done = output.lines().filter(line -> line.startsWith("point ")).count();
            assertThat(last.waitFor()).isZero();
            assertThat(done).isEqualTo(missing);
        }
        assertThat(rows(out)).as("no point was done twice").isEqualTo(POINTS);
        for (String file :
                List.of("table.csv", "table.arrow", "failures.csv", "figures.json", "report.html", "result.json")) {
            assertThat(Files.readAllBytes(out.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(whole.resolve(file)));
        }
    }
}
