package org.gyre.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of runs that the runner itself made, so that the two agree about the files.
final class ReportOfARunTest {
    private static final String TOML = """
            kind = "square-root"
            steps = 4
            [preset]
            title = "Square roots"
            [[claims]]
            id = "end"
            sentence = "It ends at two."
            paper = "2"
            value = "end"
            min = 2
            max = 2
            reason = "arithmetic"
            """;

    @TempDir
    Path folder;

    record Steps(int steps) {}

    /// Records √n at step n; may ask to be stopped before a step.
    private record SquareRoots(StopSignal stop, long stopAt) implements Experiment<Steps> {
        @Override
        public String kind() {
            return "square-root";
        }

        @Override
        public Class<Steps> configuration() {
            return Steps.class;
        }

        @Override
        public ValueNames values(Steps configuration) {
            return new ValueNames().give("end");
        }

        @Override
        public Session open(Steps configuration, RunContext context) {
            return new Session() {
                private long done;

                @Override
                public long totalSteps() {
                    return configuration.steps();
                }

                @Override
                public long completedSteps() {
                    return done;
                }

                @Override
                public List<String> scalarNames() {
                    return List.of("root");
                }

                @Override
                public void advance() {
                    done++;
                    context.scalars(done, Map.of("root", Math.sqrt((double) done)));
                    if (done == stopAt) {
                        stop.request();
                    }
                }

                @Override
                public void save(SnapshotWriter out) {
                    out.put("done", done);
                }

                @Override
                public void restore(SnapshotReader in) {
                    done = in.integer("done");
                }

                @Override
                public void finish(Outcome outcome) {
                    outcome.value("end", Math.sqrt((double) done));
                    SampleFigures.all().forEach(outcome::figure);
                }
            };
        }
    }

    private RunResult run(long stopAt) {
        StopSignal stop = new StopSignal();
        return new Runner(new DiskStorage(), Experiments.of(new SquareRoots(stop, stopAt)), RunListener.NONE, stop)
                .run(RunRequest.of(new ConfigurationSource("test.toml", "roots", null, null, TOML))
                        .withOut(folder.resolve("stopped-at-" + stopAt)));
    }

    @Test
    void aFinishedRunEndsWithItsReport() throws Exception {
        RunResult end = run(0);
        assertThat(end.exitCode()).isZero();
        String page = Files.readString(new RunDirectory(end.directory()).report());
        assertThat(page).contains("Square roots", "✓ pass", "4 of 4", "figure-avalanche-sizes");
        assertThat(page).isEqualTo(Report.html(RunDirectory.open(end.directory())));
    }

    @Test
    void aStoppedRunEndsWithAReportOfWhatThereIs() throws Exception {
        RunResult end = run(2);
        assertThat(end.exitCode()).isEqualTo(3);
        String page = Files.readString(new RunDirectory(end.directory()).report());
        assertThat(page).contains("This run is not finished", "2 of 4", "○ not tested", "figure-scalar-root");
    }
}
