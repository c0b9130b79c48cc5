package org.gyre.app.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.gyre.app.cli.Main;
import org.gyre.app.json.Body;
import org.gyre.app.web.work.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long things take, told on standard output and not judged: run it on a quiet machine, with
/// `mvn verify -Pslow -Dtest=PageMeasurementTest`. Numbers seen are in docs/reproduction/performance.md.
@Tag("slow")
class PageMeasurementTest {
    private static final int TURNS = 80;

    @TempDir
    Path folder;

    private static void tell(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, 95th percentile %.1f ms, %d times%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted.length);
    }

    /// From the turn of a slider until the frame that shows the answer was painted.
    @Test
    void fromASliderToTheFigure() throws IOException {
        Map<String, List<String>> dials = new LinkedHashMap<>();
        dials.put("unit", List.of("weight", "leak"));
        dials.put("network", List.of("coupling", "noise"));
        dials.put("network?units=12", List.of("coupling", "noise"));
        dials.put("decomposition", List.of("gate", "noise"));
        dials.put("avalanches", List.of("seen", "branching", "drive"));
        try (Browser browser = Browser.open();
                TestServer server = new TestServer(folder)) {
            browser.go(server.server.entry());
            browser.until("the page is there", () -> browser.shows("Reproduce"));
            for (Map.Entry<String, List<String>> view : dials.entrySet()) {
                browser.go(server.address.url() + "play/" + view.getKey());
                browser.find("[data-reading]");
                String name = "play:" + view.getKey().replaceFirst("\\?.*", "");
                for (String dial : view.getValue()) {
                    double from = bound(browser, dial, "min");
                    double to = bound(browser, dial, "max");
                    for (int round = 0; round < 2; round++) {
                        browser.run("performance.clearMeasures()");
                        for (int i = 0; i < TURNS; i++) {
                            int wanted = i + 1;
                            double at = from + (to - from) * ((i * 37 + 29) % TURNS + 0.5 * round) / TURNS;
                            browser.turn(dial, String.format(Locale.ROOT, "%.3f", at));
                            browser.until("it is drawn", () -> count(browser, name) >= wanted);
                        }
                    }
                    List<?> found = (List<?>) requireNonNull(browser.run(
                            "return performance.getEntriesByName(arguments[0]).map(e => e.duration)", name));
                    double[] millis = found.stream()
                            .mapToDouble(d -> ((Number) d).doubleValue())
                            .toArray();
                    assertThat(millis.length).isGreaterThanOrEqualTo(TURNS);
                    tell(view.getKey() + " " + dial, millis);
                }
            }
        }
    }

    private static double bound(Browser browser, String dial, String which) {
        return Double.parseDouble(requireNonNull(browser.find("#dial-" + dial).getDomAttribute(which)));
    }

    private static long count(Browser browser, String name) {
        return ((Number) requireNonNull(browser.run("return performance.getEntriesByName(arguments[0]).length", name)))
                .longValue();
    }

    /// From the start of a process to its address, and from there to the first picture in a browser that
    /// runs already.
    @Test
    void fromTheStartToTheFirstPaint() throws IOException, InterruptedException {
        double[] starts = new double[5];
        double[] paints = new double[5];
        try (Browser browser = Browser.open()) {
            for (int i = 0; i < starts.length; i++) {
                Path here = Files.createDirectory(folder.resolve("start-" + i));
                Path out = here.resolve("out.json");
                long begun = System.nanoTime();
                Process process = Program.itself(Main.class, here)
                        .start(List.of("serve", "--json"), out, here.resolve("err.txt"));
                while (Files.size(out) == 0 && process.isAlive()) {
                    Thread.sleep(5);
                }
                starts[i] = (System.nanoTime() - begun) / 1e6;
                browser.go(Body.parse(Files.readString(out)).path("url").asString());
                browser.until("it is painted", () -> paint(browser) > 0 && browser.shows("Reproduce"));
                paints[i] = paint(browser);
                process.destroy();
                process.waitFor();
            }
        }
        tell("start of the server", starts);
        tell("first paint after the address was opened", paints);
    }

    private static double paint(Browser browser) {
        return ((Number) requireNonNull(
                        browser.run("return (performance.getEntriesByName('first-contentful-paint')[0] ||"
                                + " {startTime: 0}).startTime")))
                .doubleValue();
    }

    /// The list of a thousand runs, when the server sees them first and afterwards; and again with a tenth of
    /// them broken.
    @Test
    void aThousandRunsAreListed() throws IOException, InterruptedException {
        Path one = folder.resolve("runs/one");
        Process process = Program.itself(Main.class, folder)
                .start(
                        List.of("run", "lif/phase-diagram", "--out", one.toString()),
                        folder.resolve("o"),
                        folder.resolve("e"));
        assertThat(process.waitFor()).isZero();
        for (int i = 0; i < 1000; i++) {
            Path copy = Files.createDirectory(folder.resolve("runs/copy-" + i));
            try (Stream<Path> files = Files.list(one)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    Files.copy(file, copy.resolve(file.getFileName().toString()));
                }
            }
        }
        list("1001 runs");
        for (int i = 0; i < 100; i++) {
            Path copy = folder.resolve("runs/copy-" + i);
            switch (i % 4) {
                case 0 -> Files.write(copy.resolve("manifest.json"), truncated(copy.resolve("manifest.json")));
                case 1 -> Files.write(copy.resolve("result.json"), truncated(copy.resolve("result.json")));
                case 2 -> Files.writeString(copy.resolve("config.toml"), "[[[ no TOML \0");
                default -> Files.delete(copy.resolve("manifest.json"));
            }
        }
        list("1001 runs, 100 of them broken");
    }

    private static byte[] truncated(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private void list(String what) throws IOException {
        try (TestServer server = new TestServer(folder)) {
            double[] first = new double[1];
            double[] again = new double[20];
            for (int i = -1; i < again.length; i++) {
                long begun = System.nanoTime();
                RawHttp.Answer answer = server.get("/api/runs");
                double millis = (System.nanoTime() - begun) / 1e6;
                assertThat(Body.parse(answer.body()).path("runs").size()).isEqualTo(1001);
                if (i < 0) {
                    first[0] = millis;
                } else {
                    again[i] = millis;
                }
            }
            tell(what + ", first", first);
            tell(what + ", again", again);
        }
    }

    /// A sweep of 20,010 points: the server's answers, and what a browser needs from an address, or a click on a
    /// heading, until the rows were painted.
    @Test
    void aSweepOfTwentyThousandPoints() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("many.toml"), """
                preset = "recurrent-infomax/gaussian-against-exact"
                seeds = "1..10"
                [set]
                networks = 2
                widths = [0.5]
                [[axes]]
                key = "units"
                values = [2, 3, 4]
                [[axes]]
                key = "rate"
                from = 0.1
                to = 0.45
                count = 667
                """);
        Path out = Files.createDirectory(folder.resolve("sweeps")).resolve("many");
        Process process = Program.itself(Main.class, folder)
                .start(
                        List.of("sweep", "many.toml", "--out", out.toString()),
                        folder.resolve("o"),
                        folder.resolve("e"));
        assertThat(process.waitFor()).isZero();
        String by = "median_relative_error_width_0_5";
        try (Browser browser = Browser.open();
                TestServer server = new TestServer(folder)) {
            for (String path : List.of(
                    "/api/runs",
                    "/api/sweeps/many",
                    "/api/sweeps/many/rows?from=10000",
                    "/api/sweeps/many/rows?sort=" + by)) {
                double[] first = new double[1];
                double[] again = new double[20];
                for (int i = -1; i < again.length; i++) {
                    long begun = System.nanoTime();
                    assertThat(server.get(path).status()).isEqualTo(200);
                    (i < 0 ? first : again)[Math.max(i, 0)] = (System.nanoTime() - begun) / 1e6;
                }
                tell(path + ", first", first);
                tell(path + ", again", again);
            }
            browser.go(server.server.entry());
            browser.until("the page is there", () -> browser.shows("Reproduce"));
            double[] opened = new double[10];
            for (int i = 0; i < opened.length; i++) {
                browser.go(server.address.url() + "sweeps/many?page=" + (1 + 20 * i));
                browser.until("rows", () -> browser.all(".points tbody tr").size() >= 100);
                opened[i] = ((Number) requireNonNull(browser.runLater(UNTIL_PAINTED))).doubleValue();
            }
            tell("page of the sweep opened", opened);
            double[] sorted = new double[20];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = ((Number) requireNonNull(browser.runLater(
                                "const done = arguments[arguments.length - 1];"
                                        + "const heading = [...document.querySelectorAll('.points th button')]"
                                        + ".find(b => b.textContent.startsWith(arguments[0]));"
                                        + "const cell = () => document.querySelector('.points tbody td').textContent;"
                                        + "const before = cell(); const begun = performance.now(); heading.click();"
                                        + "const look = () => cell() === before ? requestAnimationFrame(look)"
                                        + " : requestAnimationFrame(() => done(performance.now() - begun)); look();",
                                by)))
                        .doubleValue();
            }
            tell("table in another order", sorted);
        }
    }

    /// Milliseconds from the navigation until the last request of the page was answered and a frame was painted.
    private static final String UNTIL_PAINTED = "const done = arguments[arguments.length - 1];"
            + "requestAnimationFrame(() => setTimeout(() => done(Math.max(...performance.getEntriesByType('resource')"
            + ".map(e => e.responseEnd))), 300));";
}
