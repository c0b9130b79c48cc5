package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpzReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a run, from the command line alone.
class RunCommandTest {
    private static final String SMALL = "gaussian-against-exact";

    @TempDir
    Path folder;

    @Test
    void aRunIsMadeReportedVerifiedCitedExportedAndCompared() {
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();

        Invocation run = Invocation.of("run", SMALL, "--out", first, "--json");
        Map<String, Object> result = JsonText.parse(run.out());
        assertThat(result)
                .containsEntry("status", "done")
                .containsEntry("run", first)
                .containsEntry("exit_code", run.exitCode());
        assertThat(result).containsKeys("values", "claims", "warnings");
        assertThat(run.err()).contains(first);

        assertThat(Invocation.of("resume", first, "--json").exitCode()).isEqualTo(run.exitCode());

        Map<String, Object> verified =
                JsonText.parse(Invocation.of("verify", first, "--json").out());
        assertThat(verified).containsEntry("whole", true).containsEntry("problems", List.of());

        assertThat(Invocation.of("cite", first).out()).contains("@article{Tanaka2009");

        Invocation report = Invocation.of("report", first);
        assertThat(report.exitCode()).isZero();
        assertThat(Path.of(report.out().strip())).isRegularFile();

        String npz = folder.resolve("all.npz").toString();
        Invocation export = Invocation.of("export", first, "--format", "npz", "--out", npz);
        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(NpzReader.names(Path.of(npz), Limits.DEFAULT)).contains("scalars_step");
        Path csv = folder.resolve("csv");
        assertThat(Invocation.of("export", first, "--format", "csv", "--out", csv.toString())
                        .exitCode())
                .isZero();
        assertThat(csv.resolve("scalars.csv")).isRegularFile();

        assertThat(Invocation.of("run", SMALL, "--out", second, "--seed", "7", "--quiet")
                        .err())
                .isEmpty();
        Map<String, Object> comparison =
                JsonText.parse(Invocation.of("compare", first, second, "--json").out());
        assertThat(comparison).containsKeys("runs", "values", "claims", "warnings");
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        Map<String, Object> first = values("a", "3");
        assertThat(values("b", "3")).isEqualTo(first);
        assertThat(values("c", "4")).isNotEqualTo(first);
    }

    private Map<String, Object> values(String name, String seed) {
        String out = folder.resolve(name).toString();
        Object values = JsonText.parse(Invocation.of("run", SMALL, "--seed", seed, "--out", out, "--json")
                        .out())
                .get("values");
        assertThat(values).isInstanceOf(Map.class);
        return Map.of("values", values);
    }

    @Test
    void everyPresetIsListedAndPrintsAsAFileThatRuns() {
        Map<String, Object> listing =
                JsonText.parse(Invocation.of("presets", "--json").out());
        assertThat((List<?>) listing.get("presets")).isNotEmpty().allSatisfy(entry -> {
            String id = String.valueOf(((Map<?, ?>) entry).get("id"));
            assertThat(Invocation.of("presets").out()).contains(id);
            assertThat(Invocation.of("presets", id).out()).contains("kind = ").contains("[preset]");
        });
    }
}
