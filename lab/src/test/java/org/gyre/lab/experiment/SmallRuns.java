package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        for (String name : arrays) {
            same("arrays/" + name + ".npy");
        }
        same("scalars.csv");
        same("figures.json");
    }

    private void same(String name) throws IOException {
        assertThat(Files.readAllBytes(folder.resolve("parts").resolve(name)))
                .as(name)
                .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(name)));
    }
}
