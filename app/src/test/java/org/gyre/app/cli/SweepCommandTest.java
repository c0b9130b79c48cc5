package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.gyre.app.json.Body;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `gyre sweep`, and `gyre resume` of a sweep.
class SweepCommandTest extends BadInputTable {
    private static final String PLAN = """
            preset = "gaussian-against-exact"
            seeds = "1..2"
            [set]
            networks = 2
            widths = [0.5]
            [[axes]]
            key = "units"
            values = [2, 3, 4]
            """;

    static Stream<Mistake> mistakes() {
        return Stream.of(
                mistake("no file", "sweep %s/none.toml", "none.toml does not exist"),
                mistake("a preset", "sweep natural-images", "a sweep is a file whose name ends in .toml"),
                mistake("another engine", "sweep %s/plan.toml --engine grid", "there is no such engine", "local"),
                mistake(
                        "a master of the local engine",
                        "sweep %s/plan.toml --master x",
                        "--master x",
                        "--engine spark"),
                mistake("no threads", "sweep %s/plan.toml --threads 0", "--threads 0", "at least 1"),
                mistake("no time", "sweep %s/plan.toml --max-time 0s", "no time at all"),
                mistake("a folder with something in it", "sweep %s/plan.toml --out %s", "not an empty folder"),
                mistake("a misspelt key", "sweep %s/bad.toml", "bad.toml, line 2", "did you mean"));
    }

    @BeforeEach
    void files() throws IOException {
        text("plan.toml", PLAN);
        text("bad.toml", "preset = \"gaussian-against-exact\"\nseed = \"1..2\"\n");
    }

    private static JsonNode json(Invocation invocation) {
        return Body.parse(invocation.out());
    }

    @Test
    void aSweepIsSaidInOneObject() throws IOException {
        Path out = folder.resolve("sweep");
        Invocation done = Invocation.of(
                "sweep", folder.resolve("plan.toml").toString(), "--out", out.toString(), "--threads", "2", "--json");
        assertThat(done.exitCode()).as(done.err()).isZero();
        JsonNode object = json(done);
        assertThat(object.path("points").asInt()).isEqualTo(6);
        assertThat(object.path("done").asInt()).isEqualTo(6);
        assertThat(object.path("failed").asInt(-1)).isZero();
        assertThat(object.path("columns").get(0).asString()).isEqualTo("point");
        assertThat(Files.readAllLines(out.resolve("table.csv"))).hasSize(7);
        assertThat(out.resolve("report.html")).isNotEmptyFile();
        Invocation again = Invocation.of("resume", out.toString(), "--json");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(json(again).path("done").asInt()).isEqualTo(6);
        assertThat(again.err()).contains("0 of 6 points are left");
        Invocation odd = Invocation.of("resume", out.toString(), "--checkpoint-every", "1m");
        assertThat(odd.exitCode()).isEqualTo(2);
        assertThat(odd.err()).contains("a sweep keeps every point as it comes");
    }

    @Test
    void aDryRunComputesNothing() {
        Invocation dry = Invocation.of("sweep", folder.resolve("plan.toml").toString(), "--dry-run");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out()).contains("6 points").contains("units=2  seed=1").contains("units=2  seed=2");
        assertThat(folder.resolve("sweeps")).doesNotExist();
    }
}
