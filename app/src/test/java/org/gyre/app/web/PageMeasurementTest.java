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
}
