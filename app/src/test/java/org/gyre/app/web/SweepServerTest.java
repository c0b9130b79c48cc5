package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gyre.app.cli.Main;
import org.gyre.app.json.Body;
import org.gyre.app.web.work.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Sweeps that a terminal made, as the server tells them.
class SweepServerTest {
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    /// Of six points the last two run away.
    private static final String PLAN = """
            preset = "adversarial/local-rule-fails"
            title = "Rates <b>of</b> a generator"
            seeds = "1..2"
            [set]
            networks = 1
            learning.updates = 20
            [[axes]]
            key = "learning.generator_rate"
            values = [0.003, 0.01, 1e30]
            """;

    @TempDir
    Path folder;

    private TestServer it;

    @BeforeEach
    void start() throws IOException {
        it = new TestServer(folder);
    }

    @AfterEach
    void stop() {
        it.close();
        assertThat(it.bugs).isEmpty();
    }

    private Process begin(String plan, String out) throws IOException {
        Path file = Files.writeString(folder.resolve("plan-" + out.replace('/', '-') + ".toml"), plan);
        return Program.itself(Main.class, folder)
                .start(
                        List.of(
                                "sweep",
                                file.toString(),
                                "--out",
                                folder.resolve(out).toString()),
                        folder.resolve("out.txt"),
                        folder.resolve("err.txt"));
    }

    private void sweep(String out) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(out).getParent());
        assertThat(begin(PLAN, out).waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isEqualTo(1); // points failed
    }

    private JsonNode json(String path) throws IOException {
        RawHttp.Answer answer = it.get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return Body.parse(answer.body());
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private JsonNode line(String id) throws IOException {
        for (JsonNode line : json("/api/runs").path("runs")) {
            if (line.path("id").asString("").equals(id)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + id);
    }

    @Test
    void aSweepIsListedAndShownWithItsTableFiguresAndFiles() throws IOException, InterruptedException {
        sweep("sweeps/rates");
        JsonNode line = line("rates");
        assertThat(line.path("kind").asString()).isEqualTo("sweep");
        assertThat(line.path("state").asString()).isEqualTo("done");
        assertThat(line.path("step").asInt()).isEqualTo(6);
        assertThat(line.path("total_steps").asInt()).isEqualTo(6);
        assertThat(line.path("failed_points").asInt()).isEqualTo(2);
        JsonNode sweep = json("/api/sweeps/rates");
        assertThat(sweep.path("axes").path("learning.generator_rate").asString())
                .contains("0.003");
        assertThat(sweep.path("seeds").asInt()).isEqualTo(2);
        assertThat(sweep.path("problems")).isEmpty();
        assertThat(sweep.path("resume").get(1).asString()).isEqualTo("sweeps/rates");
        // Every cell of the table that is a number, against the file that the sweep wrote.
        List<String> table = Files.readAllLines(folder.resolve("sweeps/rates/table.csv"), UTF_8);
        List<String> head = List.of(table.getFirst().split(",", -1));
        JsonNode rows = json("/api/sweeps/rates/rows");
        assertThat(rows.path("total").asInt()).isEqualTo(6);
        int compared = 0;
        for (int c = 0; c < rows.path("columns").size(); c++) {
            int place = head.indexOf(rows.path("columns").get(c).asString());
            for (int r = 0; place >= 0 && r < 4; r++) {
                JsonNode cell = rows.path("rows").get(r).get(c);
                String text = table.get(1 + r).split(",", -1)[place];
                if (cell.isNumber()) {
                    assertThat(cell.doubleValue()).isEqualTo(Double.parseDouble(text));
                    compared++;
                } else if (cell.isNull()) {
                    assertThat(text).isEmpty();
                }
            }
        }
        assertThat(compared).isGreaterThan(40);
        JsonNode failed = json("/api/sweeps/rates/rows?failed=1&sort=seed&down=1");
        assertThat(failed.path("total").asInt()).isEqualTo(2);
        assertThat(failed.path("rows").get(0).get(0).asInt()).isEqualTo(6);
        int last = failed.path("columns").size() - 1;
        assertThat(failed.path("columns").get(last).asString()).isEqualTo("error");
        assertThat(failed.path("rows").get(0).get(last).asString()).contains("learning.generator_rate");
        for (JsonNode figure : sweep.path("figures")) {
            String address = "/api/sweeps/rates/figures/" + figure.path("id").asString();
            assertThat(it.get(address + ".csv").status()).isEqualTo(200);
            if (figure.path("table").isNull()) {
                RawHttp.Answer picture = it.get(address + ".svg");
                assertThat(picture.body()).startsWith("<svg");
                assertThat(picture.headers().get("content-security-policy")).contains("default-src 'none'");
            }
        }
        RawHttp.Answer report = it.get("/api/sweeps/rates/report");
        assertThat(report.body()).contains("Rates &lt;b&gt;of").doesNotContain("<b>of</b>");
        assertThat(report.headers().get("content-security-policy")).contains("default-src 'none'");
        for (JsonNode file : sweep.path("files")) {
            String name = file.path("name").asString();
            assertThat(it.get("/api/sweeps/rates/files/" + name).status())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(it.get("/api/sweeps/rates/files/table.csv").body()).contains(table.get(1));
    }

    @Test
    void whatIsNoSweepOrNoneOfItsFilesIsRefused() throws IOException, InterruptedException {
        sweep("sweeps/rates");
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret-word");
        Files.delete(folder.resolve("sweeps/rates/times.csv"));
        Files.createSymbolicLink(folder.resolve("sweeps/rates/times.csv"), secret);
        for (String path : List.of(
                "files/times.csv", "files/LOCK", "files/sweep.json", "files/..%2f..%2fsecret", "figures/none.svg")) {
            RawHttp.Answer answer = it.get("/api/sweeps/rates/" + path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("a-secret-word");
        }
        for (String id : List.of("none", "..", "%2e%2e", "..%2f..", ".hidden")) {
            assertThat(it.get("/api/sweeps/" + id).status()).as(id).isIn(400, 404);
        }
        for (String query : List.of("sort=none", "from=x", "from=-1", "count=0", "count=100000", "sort=error")) {
            RawHttp.Answer answer = it.get("/api/sweeps/rates/rows?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(Body.parse(answer.body()).path("error").asString()).isNotEmpty();
        }
    }

    /// A folder that is damaged in any of its files is told as such and answers; so does one that was put
    /// among the runs.
    @Test
    void damagedFoldersAreListedWithASentence() throws IOException, InterruptedException {
        sweep("runs/among");
        JsonNode among = line("among");
        assertThat(among.path("kind").asString()).isEqualTo("sweep");
        assertThat(json("/api/sweeps/among").path("resume").get(1).asString()).isEqualTo("runs/among");
        List<String> files = List.of(
                "sweep.json", "sweep.toml", "base.toml", "rows.jsonl", "result.json", "figures.json", "report.html");
        for (String file : files) {
            for (String how : List.of("cut", "odd", "gone")) {
                String id = how + "-" + file;
                Path copy = copy(
                        folder.resolve("runs/among"), folder.resolve("sweeps").resolve(id));
                Path damaged = copy.resolve(file);
                switch (how) {
                    case "cut" ->
                        Files.writeString(
                                damaged, Files.readString(damaged).substring(0, (int) (Files.size(damaged) / 2)));
                    case "odd" -> Files.write(damaged, new byte[] {'[', (byte) 0xff, 0, '\n'});
                    default -> Files.delete(damaged);
                }
                line(id);
                RawHttp.Answer answer = it.get("/api/sweeps/" + id);
                assertThat(answer.status()).as(id + ": " + answer.body()).isEqualTo(200);
                it.get("/api/sweeps/" + id + "/rows");
                it.get("/api/sweeps/" + id + "/report");
            }
        }
        assertThat(line("cut-sweep.json").path("state").asString()).isEqualTo("unreadable");
        assertThat(line("gone-sweep.json").path("problem").asString()).contains("no sweep.json");
        assertThat(line("cut-result.json").path("problem").asString()).contains("result.json");
        assertThat(json("/api/sweeps/cut-sweep.toml").path("problems").get(0).asString())
                .contains("sweep.toml");
        assertThat(json("/api/sweeps/cut-figures.json").path("problems").get(0).asString())
                .contains("figures.json");
        assertThat(json("/api/sweeps/cut-figures.json/rows").path("total").asInt())
                .isEqualTo(6);
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path there = to.resolve(file.getFileName().toString());
                Files.copy(file, there);
                Files.setLastModifiedTime(there, Files.getLastModifiedTime(file));
            }
        }
        return to;
    }

    /// Started in a terminal, looked at while it works, killed, and its last line torn.
    @Test
    void aSweepAtWorkIsFollowedToItsEnd() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("sweeps"));
        String slow = PLAN.replace("\"1..2\"", "\"1..5000\"").replace(", 1e30", "");
        Process process = begin(slow, "sweeps/slow");
        until("points are done", () -> {
            try {
                RawHttp.Answer answer = it.get("/api/sweeps/slow");
                return answer.status() == 200
                        && Body.parse(answer.body()).path("step").asInt(0) > 3;
            } catch (IOException failure) {
                return false;
            }
        });
        JsonNode sweep = json("/api/sweeps/slow");
        assertThat(sweep.path("state").asString()).isEqualTo("running");
        assertThat(sweep.path("progress").path("seconds_at_work").asDouble()).isPositive();
        assertThat(sweep.path("figures")).isNotEmpty();
        int done = sweep.path("step").asInt();
        until("more are done", () -> {
            try {
                return json("/api/sweeps/slow/rows").path("total").asInt() > done;
            } catch (IOException failure) {
                return false;
            }
        });
        assertThat(line("slow").path("total_steps").asInt()).isEqualTo(10_000);
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        Path rows = folder.resolve("sweeps/slow/rows.jsonl");
        Files.writeString(rows, "{\"point\":9999,\"ke", StandardOpenOption.APPEND);
        until("it is told", () -> {
            try {
                return line("slow").path("state").asString().equals("killed");
            } catch (IOException failure) {
                return false;
            }
        });
        JsonNode killed = json("/api/sweeps/slow");
        assertThat(killed.path("problems")).isEmpty();
        assertThat(killed.path("step").asInt()).isEqualTo(completeLines(rows));
    }

    private static int completeLines(Path file) throws IOException {
        return (int) Files.readString(file).chars().filter(c -> c == '\n').count();
    }
}
