package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.engine.EngineChoice;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Figures;
import org.gyre.lab.report.svg.FigureSvg;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.lab.storage.DiskStorage;

/// Runs small configurations in a folder and holds their files against each other.
public final class SmallRuns {
    private final Path folder;

    /// @param folder for configurations and runs
    public SmallRuns(Path folder) {
        this.folder = folder;
    }

    private Path file(String toml) throws IOException {
        Path file = folder.resolve("experiment.toml");
        Files.writeString(file, toml);
        return file;
    }

    private static Runner runner(StopSignal stop, RunListener listener) {
        return new Runner(new DiskStorage(), Experiments.installed(), listener, stop);
    }

    private RunRequest request(String toml, String out, int threads) throws IOException {
        return RunRequest.of(file(toml).toString())
                .withOut(folder.resolve(out))
                .withConduct(Conduct.DEFAULT.withThreads(threads));
    }

    /// A whole run, whose values are exactly those that its experiment announces.
    public Map<String, Double> values(String toml, String out) throws IOException {
        RunResult result = runner(new StopSignal(), RunListener.NONE).run(request(toml, out, 1));
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        assertThat(result.result().values().keySet()).isEqualTo(announced(toml));
        assertThat(folder.resolve(out).resolve("report.html")).exists();
        return result.result().values();
    }

    private Set<String> announced(String toml) throws IOException {
        Configuration configuration =
                Configuration.load(ConfigurationSource.file(file(toml)), List.of(), null, Experiments.installed());
        return announced(Experiments.installed().find(configuration.kind(), "test"), configuration);
    }

    private static <C extends Record> Set<String> announced(Experiment<C> experiment, Configuration configuration) {
        return experiment
                .values(experiment.configuration().cast(configuration.values()))
                .given();
    }

    /// Two threads, stopped after each of some steps and resumed, give the bytes of one thread without a stop.
    public void resumesToTheSameBytes(String toml, List<Long> stops, String... arrays) throws IOException {
        runner(new StopSignal(), RunListener.NONE).run(request(toml, "whole", 1));
        for (int k = 0; k <= stops.size(); k++) {
            StopSignal stop = new StopSignal();
            Long at = k < stops.size() ? stops.get(k) : null;
            RunListener stopper = new RunListener() {
                @Override
                public void advanced(Advance advance) {
                    if (at != null && advance.step() == at) {
                        stop.request();
                    }
                }
            };
            RunResult part = k == 0
                    ? runner(stop, stopper).run(request(toml, "parts", 2))
                    : runner(stop, stopper).resume(ResumeRequest.of(folder.resolve("parts")));
            assertThat(part.exitCode()).as(part.sentence()).isEqualTo(at == null ? 0 : 3);
        }
        compare(arrays);
    }

    /// A run whose populations are evaluated elsewhere, stopped after a step and gone on with here, gives the bytes
    /// of one that never left this process.
    public void goesElsewhereToTheSameBytes(String toml, EngineChoice elsewhere, long stopped, String... arrays)
            throws IOException {
        runner(new StopSignal(), RunListener.NONE).run(request(toml, "whole", 2));
        StopSignal stop = new StopSignal();
        RunListener stopper = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == stopped) {
                    stop.request();
                }
            }
        };
        RunRequest there = request(toml, "parts", 1);
        RunResult part =
                runner(stop, stopper).run(there.withConduct(there.conduct().withEngine(elsewhere)));
        assertThat(part.exitCode()).as(part.sentence()).isEqualTo(3);
        RunResult end = runner(new StopSignal(), RunListener.NONE).resume(ResumeRequest.of(folder.resolve("parts")));
        assertThat(end.exitCode()).as(end.sentence()).isZero();
        compare(arrays);
        RunRequest all = request(toml, "elsewhere", 1);
        RunResult last = runner(new StopSignal(), RunListener.NONE)
                .run(all.withConduct(all.conduct().withEngine(elsewhere)));
        assertThat(last.exitCode()).as(last.sentence()).isZero();
        for (String name : List.of("scalars.csv", "figures.json", "result.json")) {
            assertThat(Files.readAllBytes(folder.resolve("elsewhere").resolve(name)))
                    .as(name)
                    .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(name)));
        }
    }

    private void compare(String... arrays) throws IOException {
        for (String name : arrays) {
            same("arrays/" + name + ".npy");
        }
        same("scalars.csv");
        same("figures.json");
    }

    /// Looks at a run after every step, and holds its bytes against those of a run that nobody looks at.
    ///
    /// @return what was to be seen after each step
    public List<List<Figure>> watched(String toml, String... arrays) throws IOException {
        List<List<Figure>> seen = new ArrayList<>();
        Configuration configuration =
                Configuration.load(ConfigurationSource.file(file(toml)), List.of(), null, Experiments.installed());
        Experiment<?> experiment = Experiments.installed().find(configuration.kind(), "test");
        RunResult whole = runner(new StopSignal(), RunListener.NONE).run(request(toml, "whole", 2));
        RunResult end = new Runner(
                        new DiskStorage(),
                        Experiments.of(new Watched<>(experiment, seen)),
                        RunListener.NONE,
                        new StopSignal())
                .run(request(toml, "parts", 2));
        assertThat(end.sentence()).isEqualTo(whole.sentence()).startsWith("done");
        for (String name : arrays) {
            same("arrays/" + name + ".npy");
        }
        same("scalars.csv");
        same("figures.json");
        same("result.json");
        assertThat(seen).hasSize(Math.toIntExact(end.result().totalSteps()));
        for (List<Figure> figures : seen) {
            assertThat(figures).extracting(Figure::id).isEqualTo(ids(seen.getFirst()));
            assertThat(figures).extracting(Figure::title).doesNotHaveDuplicates();
            assertThat(ids(Figures.fromJson(Figures.toJson(figures), "live"))).isEqualTo(ids(figures));
            assertThat(figures)
                    .allSatisfy(figure -> assertThat(FigureSvg.draw(figure)).isPresent());
        }
        return seen;
    }

    /// The figures that the run which was looked at left in the end.
    public List<Figure> figures() throws IOException {
        return Figures.fromJson(Files.readAllBytes(folder.resolve("parts/figures.json")), "figures");
    }

    /// The numbers of an array that the run which was looked at left.
    public double[] array(String name) {
        return NpyReader.read(folder.resolve("parts/arrays").resolve(name + ".npy"), Limits.DEFAULT)
                .doubles();
    }

    private static List<String> ids(List<Figure> figures) {
        return figures.stream().map(Figure::id).toList();
    }

    /// An experiment whose sessions are looked at after each step.
    private record Watched<C extends Record>(Experiment<C> experiment, List<List<Figure>> seen)
            implements Experiment<C> {
        @Override
        public String kind() {
            return experiment.kind();
        }

        @Override
        public Class<C> configuration() {
            return experiment.configuration();
        }

        @Override
        public ValueNames values(C configuration) {
            return experiment.values(configuration);
        }

        @Override
        public Session open(C configuration, RunContext context) {
            return new WatchedSession(experiment.open(configuration, context), seen);
        }
    }

    private record WatchedSession(Session session, List<List<Figure>> seen) implements Session {
        @Override
        public long totalSteps() {
            return session.totalSteps();
        }

        @Override
        public long completedSteps() {
            return session.completedSteps();
        }

        @Override
        public List<String> scalarNames() {
            return session.scalarNames();
        }

        @Override
        public void advance() {
            session.advance();
            seen.add(session.live());
        }

        @Override
        public void save(SnapshotWriter out) {
            session.save(out);
        }

        @Override
        public void restore(SnapshotReader in) {
            session.restore(in);
        }

        @Override
        public void finish(Outcome outcome) {
            session.finish(outcome);
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private void same(String name) throws IOException {
        assertThat(Files.readAllBytes(folder.resolve("parts").resolve(name)))
                .as(name)
                .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(name)));
    }
}
