package org.gyre.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gyre.app.cli.Main;
import org.gyre.app.json.Body;
import org.gyre.app.web.work.Program;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.RunDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Runs that wait for their turn, by HTTP.
class QueueTest {
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final String QUICK = "lif/phase-diagram";
    /// A run that does not end by itself while a test lasts.
    private static final String LONG = "recurrent-infomax/natural-images";

    @TempDir
    Path folder;

    private TestServer it;
    private final List<String> begun = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        it = new TestServer(folder);
    }

    /// Also of tests that failed, nothing is left at work.
    @AfterEach
    void stop() throws IOException, InterruptedException {
        for (String run : begun) {
            it.post("/api/runs/" + run + "/remove", "{}");
        }
        for (String run : begun) {
            it.post("/api/runs/" + run + "/stop", "{}");
        }
        until(
                "nothing is at work",
                () -> begun.stream().noneMatch(run -> state(run).matches("running|starting")));
        it.close();
        assertThat(it.bugs).isEmpty();
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private JsonNode json(String path) {
        try {
            return Body.parse(it.get(path).body());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private String state(String run) {
        return json("/api/runs/" + run).path("state").asString("gone");
    }

    private int place(String run) {
        return json("/api/runs/" + run).path("place").asInt(-1);
    }

    /// Asks for a run; what is answered.
    private JsonNode ask(String preset, String more) throws IOException {
        RawHttp.Answer answer = it.post("/api/runs", "{\"preset\":\"" + preset + "\"" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonNode said = Body.parse(answer.body());
        begun.add(said.path("run").asString());
        return said;
    }

    private String quick(int seed) throws IOException {
        return ask(QUICK, ",\"seed\":" + seed + ",\"set\":[\"weights=5\",\"leaks=5\"]")
                .path("run")
                .asString();
    }

    /// A run at work. The process of one that ended a moment ago may still hold its place.
    private String endless() throws IOException, InterruptedException {
        String run =
                ask(LONG, ",\"set\":[\"training.blocks=100000\"]").path("run").asString();
        until(run + " is at work", () -> state(run).equals("running"));
        return run;
    }

    private void post(String run, String what, int status) throws IOException {
        RawHttp.Answer answer = it.post("/api/runs/" + run + "/" + what, "{}");
        assertThat(answer.status()).as(what + " " + run + ": " + answer.body()).isEqualTo(status);
    }

    private Instant began(String run) {
        return Instant.parse(
                Manifest.read(new RunDirectory(folder.resolve("runs").resolve(run)).manifest())
                        .started());
    }

    private boolean waitsInFile(String run) {
        return Files.exists(folder.resolve("runs/.waiting/" + run + ".json"));
    }

    @Test
    void runsBeginInTheOrderInWhichTheyWereAskedFor() throws IOException, InterruptedException {
        String first = endless();
        List<String> waiting = List.of(quick(1), quick(2), quick(3));
        for (int i = 0; i < waiting.size(); i++) {
            JsonNode line = json("/api/runs/" + waiting.get(i));
            assertThat(line.path("state").asString()).isEqualTo("waiting");
            assertThat(line.path("place").asInt()).isEqualTo(i + 1);
            assertThat(line.path("title").asString()).isNotEmpty();
            assertThat(line.path("seed").asInt()).isEqualTo(i + 1);
            assertThat(waitsInFile(waiting.get(i))).isTrue();
        }
        assertThat(json("/api/runs").path("runs").size()).isEqualTo(4);
        post(first, "pause", 200);
        for (String run : waiting) {
            until(run + " is done", () -> state(run).equals("done"));
            assertThat(waitsInFile(run)).isFalse();
        }
        // Manifests count whole seconds: one that began after another's end is not before it.
        assertThat(began(waiting.get(0))).isBeforeOrEqualTo(began(waiting.get(1)));
        assertThat(began(waiting.get(1))).isBeforeOrEqualTo(began(waiting.get(2)));
        assertThat(Files.getLastModifiedTime(
                        folder.resolve("runs").resolve(waiting.get(0)).resolve("result.json")))
                .isLessThan(Files.getLastModifiedTime(
                        folder.resolve("runs").resolve(waiting.get(1)).resolve("config.toml")));
        assertThat(state(first)).isEqualTo("stopped");
    }

    @Test
    void aRunThatWaitsIsRemovedAndTheOthersMoveUp() throws IOException, InterruptedException {
        String first = endless();
        String second = quick(1);
        String third = quick(2);
        post(second, "remove", 200);
        assertThat(state(second)).isEqualTo("gone");
        assertThat(folder.resolve("runs").resolve(second)).doesNotExist();
        assertThat(waitsInFile(second)).isFalse();
        assertThat(place(third)).isEqualTo(1);
        post(first, "remove", 409);
        post(second, "remove", 404);
        assertThat(state(first)).isEqualTo("running");
        post(first, "stop", 200);
        until("the third is done", () -> state(third).equals("done"));
        post(third, "remove", 409);
    }

    @Test
    void aRunThatDiesMakesRoom() throws IOException, InterruptedException {
        String first = endless();
        String second = quick(1);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(
                        Files.readString(folder.resolve("runs").resolve(first).resolve("LOCK"))
                                .replaceFirst("process (\\d+) on .*\\s*", "$1")))
                .orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        until("the second is done", () -> state(second).equals("done"));
        assertThat(state(first)).isEqualTo("killed");
    }

    @Test
    void whatWaitsOutlivesTheServerAndKeepsItsOrder() throws IOException, InterruptedException {
        String first = endless();
        String second = quick(1);
        String third = quick(2);
        it.close();
        it = new TestServer(folder);
        assertThat(state(first)).isEqualTo("running");
        assertThat(place(second)).isEqualTo(1);
        assertThat(place(third)).isEqualTo(2);
        // The run of the earlier server still counts.
        Thread.sleep(1000);
        assertThat(state(second)).isEqualTo("waiting");
        post(first, "stop", 200);
        until(
                "both are done",
                () -> state(second).equals("done") && state(third).equals("done"));
    }

    @Test
    void nothingBeginsAfterTheServersEnd() throws IOException, InterruptedException {
        String first = endless();
        String second = quick(1);
        it.close();
        RunDirectory directory = new RunDirectory(folder.resolve("runs").resolve(first));
        ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.lockFile()).replaceFirst("process (\\d+) on .*\\s*", "$1")))
                .orElseThrow()
                .destroyForcibly();
        Thread.sleep(1500);
        assertThat(folder.resolve("runs").resolve(second)).isEmptyDirectory();
        assertThat(waitsInFile(second)).isTrue();
        it = new TestServer(folder);
        until("the next server lets it begin", () -> state(second).equals("done"));
    }

    /// A run of a terminal counts too.
    @Test
    void aRunWaitsForOneOfATerminal() throws IOException, InterruptedException {
        Process terminal = Program.itself(Main.class, folder)
                .start(
                        List.of("run", LONG, "--set", "training.blocks=100000", "--out", "runs/terminal"),
                        folder.resolve("out.txt"),
                        folder.resolve("err.txt"));
        begun.add("terminal");
        until("it is at work", () -> state("terminal").equals("running"));
        String second = quick(1);
        assertThat(state(second)).isEqualTo("waiting");
        terminal.destroy();
        until("the second is done", () -> state(second).equals("done"));
        assertThat(terminal.waitFor()).isEqualTo(3);
    }

    @Test
    void asManyAreAtWorkAsTheServerWasTold() throws IOException, InterruptedException {
        it.close();
        it = new TestServer(folder, TestServer.freePort(), 2);
        String first = endless();
        String second = endless();
        String third = quick(1);
        assertThat(state(third)).isEqualTo("waiting");
        assertThat(state(first)).isEqualTo("running");
        post(second, "pause", 200);
        until("the third is done", () -> state(third).equals("done"));
        assertThat(state(first)).isEqualTo("running");
    }

    @Test
    void aPausedRunThatIsToGoOnWaitsAndMayBeTakenBack() throws IOException, InterruptedException {
        String first = endless();
        until(
                "a step is done",
                () -> Files.exists(folder.resolve("runs").resolve(first).resolve("scalars.csv")));
        post(first, "pause", 200);
        until("it stopped", () -> state(first).equals("stopped"));
        String second = endless();
        post(first, "resume", 200);
        assertThat(state(first)).isEqualTo("waiting");
        post(first, "resume", 409);
        post(first, "remove", 200);
        assertThat(state(first)).isEqualTo("stopped");
        post(first, "resume", 200);
        post(second, "stop", 200);
        until("it goes on", () -> state(first).equals("running"));
    }

    /// Its input was there when it was asked for, and not when its turn came.
    @Test
    void aRunThatCannotBeginSaysWhyAndTheNextOneBegins() throws IOException, InterruptedException {
        String first = endless();
        String second = quick(1);
        String third = quick(2);
        Path stranger = Files.writeString(folder.resolve("runs").resolve(second).resolve("notes.txt"), "mine");
        post(first, "stop", 200);
        until("the third is done", () -> state(third).equals("done"));
        assertThat(state(second)).isEqualTo("refused");
        assertThat(json("/api/runs/" + second).path("problem").asString()).contains("not an empty folder");
        it.close();
        it = new TestServer(folder);
        assertThat(state(second)).isEqualTo("refused");
        post(second, "remove", 200);
        assertThat(stranger).exists();
    }

    /// Each is listed with a sentence, and the whole ones as ever.
    @Test
    void brokenFoldersAreListedWithASentence() throws IOException, InterruptedException {
        String whole = quick(1);
        until("it is done", () -> state(whole).equals("done"));
        Path source = folder.resolve("runs").resolve(whole);
        for (String name : List.of("cut", "result-cut", "toml", "without", "other")) {
            Path copy = Files.createDirectory(folder.resolve("runs").resolve(name));
            for (String file : List.of("manifest.json", "result.json", "config.toml")) {
                Files.copy(source.resolve(file), copy.resolve(file));
            }
        }
        Path runs = folder.resolve("runs");
        Files.createDirectory(runs.resolve("empty"));
        Files.writeString(runs.resolve("a-file"), "no folder");
        Files.writeString(
                runs.resolve("cut/manifest.json"),
                Files.readString(runs.resolve("cut/manifest.json")).substring(0, 300));
        Files.writeString(
                runs.resolve("result-cut/result.json"),
                Files.readString(runs.resolve("result-cut/result.json")).substring(0, 300));
        Files.writeString(runs.resolve("toml/config.toml"), "kind = = [[\0");
        Files.delete(runs.resolve("without/manifest.json"));
        Files.writeString(runs.resolve("other/manifest.json"), "{\"format\":\"something\"}");
        List<String> lines = new ArrayList<>();
        for (JsonNode run : json("/api/runs").path("runs")) {
            lines.add(run.path("id").asString() + " " + run.path("state").asString() + " "
                    + run.path("problem").asString(""));
        }
        assertThat(lines).hasSize(7);
        assertThat(lines).anyMatch(line -> line.equals(whole + " done "));
        assertThat(lines).anyMatch(line -> line.matches("cut unreadable .*manifest.json is corrupt.*"));
        assertThat(lines).anyMatch(line -> line.matches("result-cut unreadable .*result.json is corrupt.*"));
        assertThat(lines).anyMatch(line -> line.matches("(?s)toml done .*config.toml.*"));
        assertThat(lines).anyMatch(line -> line.matches("without unreadable .*no manifest.json.*"));
        assertThat(lines).anyMatch(line -> line.matches("other unreadable .*its format is 'something'.*"));
        assertThat(lines).anyMatch(line -> line.matches("empty unreadable .*is empty.*"));
        for (String name : List.of("cut", "result-cut", "toml", "without", "other", "empty")) {
            assertThat(json("/api/runs/" + name).path("problem").asString(""))
                    .as(name)
                    .isNotEmpty();
        }
    }
}
