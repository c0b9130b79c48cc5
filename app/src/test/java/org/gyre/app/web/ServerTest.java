package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.gyre.app.cli.Main;
import org.gyre.app.json.Body;
import org.gyre.app.json.Json;
import org.gyre.app.web.guard.Address;
import org.gyre.app.web.guard.Credentials;
import org.gyre.app.web.work.Program;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The server without a browser: rows 40 and 46 to 50 of docs/reliability.md, and what its routes answer.
class ServerTest {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

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

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private JsonNode json(String path) throws IOException {
        RawHttp.Answer answer = it.get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return Body.parse(answer.body());
    }

    private String startRun(String preset, String... settings) throws IOException {
        String set =
                String.join(",", Stream.of(settings).map(s -> "\"" + s + "\"").toList());
        RawHttp.Answer answer = it.post("/api/runs", "{\"preset\":\"" + preset + "\",\"set\":[" + set + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return Body.parse(answer.body()).path("run").asString();
    }

    private String state(String run) {
        try {
            return json("/api/runs/" + run).path("state").asString();
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    /// What the page draws is what the command prints, which is what the Java code computes.
    @Test
    void playAnswersWithTheComputedObject() throws IOException {
        for (Explorable explorable : Explorables.all()) {
            boolean seeded =
                    explorable.dials().stream().anyMatch(dial -> dial.key().equals("seed"));
            Settings settings = Settings.of(explorable, seeded ? Map.of("seed", "3") : Map.of());
            String expected = Json.write(explorable.answer(settings));
            RawHttp.Answer answer = it.get("/api/play/" + explorable.name() + (seeded ? "?seed=3" : ""));
            assertThat(Body.parse(answer.body())).isEqualTo(Body.parse(expected));
        }
    }

    @Test
    void theServerListensOnLoopbackAlone() throws IOException {
        // Another address of this machine's loopback network is another interface as far as a listener goes.
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (Socket _ = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), it.address.port())) {
                throw new AssertionError("it listens there");
            }
        });
    }

    @Test
    void aBusyPortIsToldApart() {
        assertThatExceptionOfType(PortBusyException.class).isThrownBy(() -> {
            Address same = new Address("127.0.0.1", it.address.port());
            try (WebServer second = new WebServer(same, new Credentials(), List.of(), String::valueOf).start()) {
                throw new AssertionError("two servers on " + second.address());
            }
        });
    }

    @Test
    void namesThatAreMarkupAreTextInTheReport() throws IOException, InterruptedException {
        String evil = "<img src=x onerror=alert(1)>";
        Files.writeString(
                folder.resolve("evil.toml"),
                "kind = \"lif-phase-diagram\"\nweights = 5\nleaks = 5\n[preset]\ntitle = \"" + evil + "\"\nsummary = \""
                        + evil + "\"\n");
        Process process = Program.itself(Main.class, folder)
                .start(
                        List.of(
                                "run",
                                "evil.toml",
                                "--out",
                                folder.resolve("runs/evil").toString()),
                        folder.resolve("out.txt"),
                        folder.resolve("err.txt"));
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        assertThat(json("/api/runs/evil").path("title").asString()).isEqualTo(evil);
        RawHttp.Answer report = it.get("/api/runs/evil/report");
        assertThat(report.body())
                .contains("&lt;img src=x")
                .doesNotContain("<img src=x")
                .doesNotContain("<script");
        assertThat(report.headers().get("content-security-policy")).doesNotContain("script-src 'self' 'unsafe");
    }

    /// Words that a file, a name or an option brings are no words of the command line: `@file` is not read,
    /// a dash begins no option.
    @Test
    void whatARequestNamesBecomesNoArgument() throws IOException {
        Files.writeString(folder.resolve("secret.csv"), "a-secret-word");
        Files.writeString(folder.resolve("@secret.csv"), "0.1,1\n0.2,2\n0.3,1\n");
        Files.writeString(folder.resolve("-x.csv"), "0.1,1\n0.2,2\n0.3,1\n");
        Files.writeString(folder.resolve("--help.csv"), "0.1,1\n0.2,2\n0.3,1\n");
        Files.writeString(folder.resolve("pairs.csv"), "0.1,1\n0.2,2\n0.3,1\n");
        String at = "@" + folder.resolve("secret.csv");
        for (String key : List.of("time_unit", "clock", "layout", "counts_bin", "duration")) {
            assertThat(it.get("/api/files/info?file=pairs.csv&" + key + "="
                                    + URLEncoder.encode(at, StandardCharsets.UTF_8))
                            .body())
                    .as(key)
                    .doesNotContain("a-secret-word");
        }
        for (String name : List.of("@secret.csv", "-x.csv", "--help.csv")) {
            RawHttp.Answer answer =
                    it.get("/api/files/info?layout=pairs&file=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
            assertThat(answer.body()).as(name).doesNotContain("a-secret-word").doesNotContain("Usage");
            assertThat(answer.status()).as(name + answer.body()).isEqualTo(200);
            assertThat(Body.parse(answer.body()).path("spikes").asInt()).isEqualTo(3);
        }
    }

    /// What is only linked from a run stays where it is.
    @Test
    void anExportHoldsNothingFromOutsideOfTheRun() throws IOException, InterruptedException {
        String run = startRun("lif/phase-diagram");
        until("the run is done", () -> state(run).equals("done"));
        Path root = folder.resolve("runs").resolve(run);
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret-word");
        Files.createSymbolicLink(root.resolve("linked.txt"), secret);
        Files.createSymbolicLink(root.resolve("linked"), folder);
        List<String> names = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), it.address.port())) {
            socket.getOutputStream()
                    .write(("GET /api/runs/" + run + "/export HTTP/1.0\r\n" + it.host() + "\r\n" + it.cookie()
                                    + "\r\n\r\n")
                            .getBytes(UTF_8));
            byte[] answer = socket.getInputStream().readAllBytes();
            int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("PK");
            try (ZipInputStream zip =
                    new ZipInputStream(new ByteArrayInputStream(answer, body, answer.length - body))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    names.add(entry.getName());
                    assertThat(new String(zip.readAllBytes(), UTF_8)).doesNotContain("a-secret-word");
                }
            }
        }
        assertThat(names).contains(run + "/manifest.json").noneMatch(name -> name.contains("linked"));
    }

    private RawHttp.Answer upload(String name, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "POST /api/uploads?name=" + name + " HTTP/1.1",
                it.host(),
                it.cookie(),
                it.page(),
                "Content-Type: application/octet-stream"));
        lines.addAll(List.of(more));
        return RawHttp.send(it.address.port(), "", lines.toArray(String[]::new));
    }

    /// Damaged files, a folder that takes nothing, names and files that are too long: a sentence, not a
    /// bug.
    @Test
    void mishapsOfFilesAreSentences() throws IOException, InterruptedException {
        String run = startRun("lif/phase-diagram");
        until("the run is done", () -> state(run).equals("done"));
        Path root = folder.resolve("runs").resolve(run);
        Files.write(root.resolve("config.toml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(it.get("/api/runs/" + run).status()).isEqualTo(200);
        Files.writeString(root.resolve("scalars.csv"), "step," + "x".repeat(1000) + "\n1,2\n");
        RawHttp.Answer report = it.get("/api/runs/" + run + "/report");
        assertThat(report.status()).isEqualTo(400);
        assertThat(report.body()).contains("scalars.csv, line 1").contains("1000 characters");
        Files.writeString(root.resolve("result.json"), "{");
        // While its process ends it still is at work.
        until("it is told", () -> state(run).equals("unreadable"));
        RawHttp.Answer longName = upload("n".repeat(300), "Content-Length: 0");
        assertThat(longName.status()).isEqualTo(400);
        assertThat(longName.body()).contains("more than 255 bytes");
        RawHttp.Answer tooLarge = upload("large", "Content-Length: 9000000000000");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("longer than 2 GiB");
    }

    /// A run is a process of its own: it goes on when the server is gone, and a later server finds it.
    @Test
    void aRunOutlivesItsServer() throws IOException, InterruptedException {
        String run = startRun("lif/phase-diagram");
        it.close();
        RunDirectory directory = new RunDirectory(folder.resolve("runs").resolve(run));
        until(
                "the run is done",
                () -> Files.exists(directory.result())
                        && Result.read(directory.result()).status() == Result.Status.DONE);
        it = new TestServer(folder);
        until("it is listed as done", () -> state(run).equals("done"));
        JsonNode claims = json("/api/runs/" + run).path("claims");
        assertThat(claims).isNotEmpty();
        claims.forEach(claim -> assertThat(claim.path("verdict").asString()).isEqualTo("pass"));
    }

    /// One reader of events that never reads does not hold up others, nor the run.
    @Test
    void aClientThatNeverReadsHoldsUpNobody() throws IOException, InterruptedException {
        String run = startRun("recurrent-infomax/natural-images", "training.blocks=100000");
        List<Socket> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), it.address.port());
                socket.setReceiveBufferSize(1024);
                socket.getOutputStream()
                        .write(("GET /api/runs/" + run + "/events HTTP/1.1\r\n" + it.host() + "\r\n" + it.cookie()
                                        + "\r\n\r\n")
                                .getBytes(UTF_8));
                deaf.add(socket);
            }
            try (Socket reader = new Socket(InetAddress.getLoopbackAddress(), it.address.port())) {
                reader.setSoTimeout(20_000);
                reader.getOutputStream()
                        .write(("GET /api/runs/" + run + "/events HTTP/1.1\r\n" + it.host() + "\r\n" + it.cookie()
                                        + "\r\n\r\n")
                                .getBytes(UTF_8));
                InputStream in = reader.getInputStream();
                StringBuilder text = new StringBuilder();
                byte[] piece = new byte[4096];
                while (!text.toString().contains("event: scalars")) {
                    int count = in.read(piece);
                    assertThat(count).isPositive();
                    text.append(new String(piece, 0, count, UTF_8));
                }
            }
            assertThat(state(run)).isEqualTo("running");
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
            assertThat(it.post("/api/runs/" + run + "/stop", "{}").status()).isEqualTo(200);
        }
        until("it ended", () -> state(run).equals("killed"));
    }

    @Test
    void mistakesOfARequestAreToldBeforeThereIsAFolder() throws IOException {
        List<List<String>> mistakes = List.of(
                List.of("{\"preset\":\"lif/fase-diagram\"}", "did you mean"),
                List.of("{\"preset\":\"lif/phase-diagram\",\"set\":[\"wieghts=3\"]}", "weights"),
                List.of("{\"preset\":\"lif/phase-diagram\",\"seed\":1.5}", "whole number"),
                List.of("{\"preset\":", "JSON"),
                List.of("[1]", "object"));
        for (List<String> mistake : mistakes) {
            RawHttp.Answer answer = it.post("/api/runs", mistake.getFirst());
            assertThat(answer.status()).as(mistake + ": " + answer.body()).isEqualTo(400);
            assertThat(Body.parse(answer.body()).path("error").asString()).containsIgnoringCase(mistake.get(1));
        }
        assertThat(folder.resolve("runs"))
                .satisfiesAnyOf(
                        runs -> assertThat(runs).doesNotExist(),
                        runs -> assertThat(runs).isEmptyDirectory());
    }

    @Test
    void filesOutsideOfTheFolderAreNotNamed() throws IOException {
        Files.writeString(folder.resolve("inside.csv"), "0,1.0\n1,2.0\n");
        Path outside = Files.createTempFile("outside", ".csv");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);
        try {
            for (String name : List.of("../x.csv", "/etc/passwd", "link.csv", "a%00b", "%2e%2e/x.csv")) {
                RawHttp.Answer answer = it.get("/api/files/info?file=" + name);
                assertThat(answer.status()).as(name).isEqualTo(400);
            }
            assertThat(it.get("/api/files/info?file=inside.csv").status()).isEqualTo(200);
        } finally {
            Files.delete(outside);
        }
        for (String run : List.of("..", "%2e%2e", "..%2f..")) {
            assertThat(it.get("/api/runs/" + run).status()).as(run).isIn(400, 404);
        }
    }

    /// Names of XML vocabularies are no addresses that anything is fetched from.
    @Test
    void thePageHoldsNoAddressOfAnotherMachine() throws IOException {
        Assumptions.assumeTrue(PageFiles.built(), "the page was not built: npm is missing");
        Set<String> found = new TreeSet<>();
        Pattern address = Pattern.compile("(?:https?:)?//[a-z0-9-]+(?:\\.[a-z0-9-]+)+[A-Za-z0-9/._-]*");
        Path page = Path.of("target/classes/org/gyre/app/web/page");
        try (Stream<Path> files = Files.walk(page)) {
            for (Path file :
                    (Iterable<Path>) files.filter(f -> f.toString().matches(".*\\.(js|css|html|svg)"))::iterator) {
                Matcher matcher = address.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group());
                }
            }
        }
        assertThat(found)
                .isSubsetOf(
                        "http://www.w3.org/1998/Math/MathML",
                        "http://www.w3.org/1999/xhtml",
                        "http://www.w3.org/2000/svg");
    }
}
