package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Storage;
import org.junit.jupiter.api.io.TempDir;

/// A walk of twenty steps in a folder of its own, and the ways to run, stop and resume it.
abstract class ToyRuns {
    static final String TOML = """
            kind = "toy-walk"
            seed = 3
            steps = 20
            [preset]
            title = "A walk"
            [[claims]]
            id = "length"
            sentence = "It takes twenty steps."
            paper = "20"
            value = "steps"
            min = 20
            max = 20
            reason = "exact"
            [[claims]]
            id = "missing"
            sentence = "Something not measured is small."
            paper = "0"
            value = "switched_off"
            max = 1
            reason = "exact"
            """;

    @TempDir
    Path folder;

    final Experiments experiments = Experiments.of(new ToyExperiment());
    final Storage disk = new DiskStorage();

    static ConfigurationSource source(String toml) {
        return new ConfigurationSource("walk.toml", "walk", null, null, toml);
    }

    Runner runner(Storage storage, RunListener listener, StopSignal stop) {
        return new Runner(storage, experiments, listener, stop);
    }

    RunResult run(Path out, String... overrides) {
        return runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(source(TOML)).withOut(out).withOverrides(List.of(overrides)));
    }

    /// Every step is a checkpoint.
    static Conduct careful() {
        return Conduct.DEFAULT.withCheckpoints(new CheckpointPolicy(1, Duration.ofDays(1)));
    }

    RunResult resume(Path directory, boolean allowChanges) {
        return runner(disk, RunListener.NONE, new StopSignal())
                .resume(new ResumeRequest(directory, allowChanges, Conduct.DEFAULT));
    }

    /// Runs and stops after a number of steps.
    RunResult runUntil(long step, Path out, Conduct conduct, String... overrides) {
        StopSignal stop = new StopSignal();
        RunListener listener = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == step) {
                    stop.request();
                }
            }
        };
        return runner(disk, listener, stop)
                .run(RunRequest.of(source(TOML))
                        .withOut(out)
                        .withConduct(conduct)
                        .withOverrides(List.of(overrides)));
    }

    static void assertSameFindings(Path expected, Path actual) {
        for (String file : List.of(
                "result.json", "scalars.csv", "figures.json", "cite.bib", "arrays/position.npy", "config.toml")) {
            assertThat(actual.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
        }
    }
}
