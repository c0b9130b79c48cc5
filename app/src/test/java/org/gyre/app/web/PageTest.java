package org.gyre.app.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.app.cli.Main;
import org.gyre.app.web.work.Program;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;

/// The page in a real browser.
class PageTest {
    @TempDir
    Path folder;

    private TestServer server;
    private Browser browser;

    @BeforeEach
    void start() throws IOException {
        browser = Browser.open();
        server = new TestServer(folder);
        browser.go(server.server.entry());
        browser.until("the page is there", () -> browser.shows("Reproduce"));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
            assertThat(server.bugs).isEmpty();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private void open(String path) {
        browser.go(server.address.url() + path.substring(1));
    }

    @Test
    void theTokenOpensThePageOnceAndIsGoneFromTheAddress() {
        browser.until("it led on", () -> browser.address().equals(server.address.url()));
        assertThat(browser.driver().manage().getCookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getSameSite()).isEqualTo("Strict");
        });
        String used = server.server.entry();
        browser.go(used);
        browser.go(used);
        assertThat(browser.shows("was used already")).isTrue();
    }

    /// What the Java code says of the state in the address.
    private Map<String, @Nullable Object> java(String view) {
        Map<String, String> given = new LinkedHashMap<>();
        String query = URI.create(browser.address()).getRawQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            String[] pair = part.split("=", 2);
            given.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
        }
        Explorable explorable = Explorables.find(view);
        return explorable.answer(Settings.of(explorable, given));
    }

    /// Turns a dial and compares a number of the page with that of the Java code.
    private void turned(String view, String key, String value, String reading, String... path) {
        String before = browser.reading(reading);
        browser.turn(key, value);
        browser.until(
                key + " changes " + reading, () -> !browser.reading(reading).equals(before));
        // The address follows a gesture within a quarter of a second.
        browser.until("the address holds it", () -> browser.address().contains(key + "=" + value));
        Object expected = java(view);
        for (String step : path) {
            expected = requireNonNull(((Map<?, ?>) expected).get(step));
        }
        double number = expected instanceof int[] list ? list.length : ((Number) expected).doubleValue();
        assertThat(Double.parseDouble(browser.reading(reading))).isEqualTo(number, within(1e-12));
    }

    /// On the first input spike.
    private void key(Keys key) {
        browser.run("arguments[0].focus()", browser.find("g.spike"));
        new Actions(browser.driver()).sendKeys(key).perform();
    }

    private int[] inputSpikes() {
        return (int[]) requireNonNull(java("unit").get("input_spikes"));
    }

    @Test
    void theUnitShowsWhatTheJavaCodeSays() {
        open("/play/unit");
        turned("unit", "weight", "0.5", "output_spikes", "output_spikes");
        turned("unit", "leak", "0.3", "integration_interval", "integration_interval");
        // An input spike moves by its keys, and is deleted; the address holds it.
        int spikes = inputSpikes().length;
        key(Keys.ARROW_LEFT);
        browser.until("the input is given", () -> browser.address().contains("pattern=given"));
        browser.until("it moved", () -> "10".equals(browser.find("g.spike").getDomAttribute("aria-valuenow")));
        key(Keys.DELETE);
        browser.until("it is gone", () -> browser.all("g.spike").size() == spikes - 1);
        browser.until("the address holds it", () -> inputSpikes().length == spikes - 1);
    }

    @Test
    void theNetworkShowsWhatTheJavaCodeSays() {
        open("/play/network");
        turned("network", "coupling", "5", "information", "information");
        turned("network", "units", "9", "c_rms", "c_rms");
        turned("network", "noise", "2", "divergence", "divergence");
    }

    @Test
    void theDecompositionShowsWhatTheJavaCodeSays() {
        open("/play/decomposition");
        turned("decomposition", "gate", "2", "synergy_broja", "measures", "broja", "synergistic");
        assertThat(Double.parseDouble(browser.reading("synergy_broja"))).isEqualTo(1, within(1e-6)); // XOR: one bit
        turned("decomposition", "correlation", "0.5", "total", "total");
    }

    @Test
    void avalanchesShowWhatTheJavaCodeSays() {
        open("/play/avalanches?duration=100000");
        turned("avalanches", "seen", "0.1", "exponent", "seen", "exponent");
        turned("avalanches", "bin", "8", "branching_naive", "branching", "naive");
    }

    @Test
    void theStateIsInTheAddressAndTheBackButtonWorks() {
        open("/play/decomposition?gate=0");
        double copy = Double.parseDouble(browser.reading("total"));
        assertThat(copy).isEqualTo(2, within(1e-9)); // two independent bits, copied
        browser.turn("gate", "2");
        browser.until("XOR", () -> Math.abs(Double.parseDouble(browser.reading("total")) - 1) < 1e-9);
        browser.driver().navigate().back();
        browser.until("COPY", () -> Math.abs(Double.parseDouble(browser.reading("total")) - 2) < 1e-9);
    }

    @Test
    void wrongAddressesAreAnsweredWithASentence() {
        open("/play/unit?weight=many");
        browser.until("the sentence", () -> browser.shows("weight = many: must be a number"));
        open("/runs/none");
        browser.until("the sentence", () -> browser.shows("There is no run of this name"));
        open("/nowhere/at/all");
        browser.until("the sentence", () -> browser.shows("There is nothing at this address"));
    }

    /// Starts a preset on its page; the run's name.
    private String startPreset(String preset, String seed, String... settings) {
        open("/reproduce/" + preset);
        browser.find("#seed").sendKeys(seed);
        if (settings.length > 0) {
            browser.find("summary").click();
            browser.find("#set").sendKeys(String.join("\n", settings));
        }
        browser.button("Start").click();
        browser.until("the run is shown", () -> browser.address().contains("/runs/"));
        return URI.create(browser.address()).getPath().replaceFirst("/runs/", "");
    }

    private void untilDone() {
        browser.until("it is done", () -> !browser.all("[data-state='done']").isEmpty());
    }

    @Test
    void aPresetIsWatchedToItsVerdictAndComparedWithAnother() throws IOException {
        String first = startPreset("lif/phase-diagram", "1");
        browser.until("it runs", () -> !browser.all("[data-state]").isEmpty());
        // A reload in the middle loses nothing.
        browser.driver().navigate().refresh();
        untilDone();
        Result result = Result.read(new RunDirectory(folder.resolve("runs").resolve(first)).result());
        assertThat(result.claims()).isNotEmpty();
        for (ClaimResult claim : result.claims()) {
            String tag = "[data-verdict='" + claim.claim().id() + "']";
            browser.until(
                    claim.claim().id() + " is judged",
                    () -> browser.find(tag).getText().equals(claim.verdict().label()));
        }
        String second = startPreset("lif/phase-diagram", "2", "weights=20");
        untilDone();
        open("/compare?run=" + first + "&run=" + second);
        browser.until("both are there", () -> browser.shows(first) && browser.shows(second));
        browser.until(
                "the difference is told", () -> browser.shows("weights") && browser.shows("50") && browser.shows("20"));
        browser.find(".u-over");
        open("/runs");
        browser.until("both are listed", () -> browser.all("tbody tr").size() == 2);
        browser.find("#find").sendKeys("_s2");
        browser.until("one is found", () -> browser.all("tbody tr").size() == 1);
    }

    @Test
    void aRunIsPausedAndGoesOn() {
        startPreset("recurrent-infomax/natural-images", "1", "training.blocks=2000");
        browser.until("steps are done", () -> !browser.all(".u-over").isEmpty());
        // What it shows of itself while it works: a picture that is there, and drawn.
        for (String shown : List.of("activity", "weights", "fields")) {
            String image = "[data-live='" + shown + "'] img";
            browser.until(
                    shown + " is shown",
                    () -> Boolean.TRUE.equals(browser.run(
                            "return arguments[0].complete && arguments[0].naturalWidth > 0", browser.find(image))));
        }
        browser.button("Pause").click();
        browser.until("it stopped", () -> !browser.all("[data-state='stopped']").isEmpty());
        browser.until("it is told", () -> browser.shows("stopped on request at step"));
        // The sentence is the run's last word; the bar may be a look behind it.
        Matcher last = Pattern.compile("stopped on request at step (\\d+)").matcher(browser.text());
        assertThat(last.find()).isTrue();
        int paused = Integer.parseInt(last.group(1));
        assertThat(paused).isPositive();
        browser.button("Go on").click();
        browser.until(
                "it runs again", () -> !browser.all("[data-state='running']").isEmpty());
        browser.until("it does steps", () -> stepsDone() > paused);
        browser.button("Stop at once").click();
        browser.until(
                "it was killed", () -> !browser.all("[data-state='killed']").isEmpty());
    }

    private int stepsDone() {
        return Integer.parseInt(
                String.valueOf(browser.find("[role='progressbar']").getDomAttribute("aria-valuenow")));
    }

    /// A sweep that a terminal started is found in the list, followed to its end, put in order and gone through.
    @Test
    void aSweepOfATerminalIsWatchedOrderedAndPaged() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("sweeps"));
        Files.writeString(folder.resolve("plan.toml"), """
                preset = "adversarial/local-rule-fails"
                title = "Rates <img src=x onerror=taken=1>"
                seeds = "1..120"
                [set]
                networks = 1
                learning.updates = 20
                [[axes]]
                key = "learning.generator_rate"
                values = [0.003, 1e30]
                """);
        Process process = Program.itself(Main.class, folder)
                .start(
                        List.of(
                                "sweep",
                                "plan.toml",
                                "--out",
                                folder.resolve("sweeps/rates").toString()),
                        folder.resolve("out.txt"),
                        folder.resolve("err.txt"));
        browser.until("it began", () -> Files.exists(folder.resolve("sweeps/rates/sweep.json")));
        open("/runs");
        browser.until(
                "it is listed", () -> !browser.all("a[href='/sweeps/rates']").isEmpty());
        browser.find("a[href='/sweeps/rates']").click();
        browser.until("points are done", () -> stepsDone() > 0);
        assertThat(process.waitFor()).isEqualTo(1);
        untilDone();
        browser.until("all points are there", () -> stepsDone() == 240);
        browser.until("those that failed are told", () -> browser.shows("120 failed"));
        String figure = "[data-figure] img";
        browser.until(
                "a figure is drawn",
                () -> Boolean.TRUE.equals(browser.run(
                        "return arguments[0].complete && arguments[0].naturalWidth > 0", browser.find(figure))));
        // Only a page of the rows is in the document.
        browser.until("rows are told", () -> browser.shows("rows 1 to 100 of 240"));
        assertThat(browser.all(".points tbody tr")).hasSize(100);
        browser.find("[aria-label='Last page']").click();
        browser.until("the last page", () -> browser.shows("rows 201 to 240 of 240"));
        browser.until("its address", () -> browser.address().contains("page=3"));
        browser.driver()
                .findElement(By.xpath("//th//button[starts-with(., 'time_seconds')]"))
                .click();
        browser.until(
                "it is ordered",
                () -> "ascending"
                        .equals(browser.driver()
                                .findElement(By.xpath("//th[starts-with(., 'time_seconds')]"))
                                .getDomAttribute("aria-sort")));
        browser.until("from its first page", () -> browser.shows("rows 1 to 100 of 240"));
        browser.find(".row input[type='checkbox']").click();
        browser.until("those that failed", () -> browser.shows("rows 1 to 100 of 120"));
        browser.until(
                "with their sentences", () -> browser.all(".points td.sentence").size() == 100);
        untilShownAsText("the sweep", "Rates <img src=x onerror=taken=1>");
        // The way back leads through the table.
        browser.driver().navigate().refresh();
        browser.until("they are there again", () -> browser.shows("rows 1 to 100 of 120"));
    }

    @Test
    void refusalsHaveAHeading() {
        open("/runs/none");
        browser.until("the run", () -> browser.all("main h1").size() == 1);
        open("/sweeps/none");
        browser.until("the sweep", () -> browser.shows("There is no sweep of this name"));
        assertThat(browser.all("main h1")).hasSize(1);
        browser.driver().manage().deleteAllCookies();
        open("/runs");
        browser.until("no session", () -> browser.shows("gyre serve"));
        assertThat(browser.all("main h1")).hasSize(1);
    }

    @Test
    void formulasFitIntoANarrowPageOrCanBeScrolled() {
        browser.resize(390, 900);
        for (String view : List.of("unit", "network", "decomposition", "avalanches")) {
            open("/play/" + view);
            browser.until(
                    view + " is typeset",
                    () -> !browser.all(".katex-block .katex").isEmpty());
            browser.until(
                    view + " fits",
                    () -> Boolean.TRUE.equals(
                            browser.run("return [...document.querySelectorAll('.katex-block')].every(f =>"
                                    + " f.scrollWidth <= f.clientWidth + 1 || f.tabIndex === 0)")));
            Object wide = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) requireNonNull(wide)).longValue()).as(view).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void aRecordingIsMeasured() throws IOException {
        StringBuilder spikes = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            spikes.append(i * 0.01 + i % 3 * 0.001)
                    .append(',')
                    .append(i * 7 % 5)
                    .append('\n');
        }
        Files.writeString(folder.resolve("spikes.csv"), spikes);
        open("/measure");
        // Two columns that could be several things: it asks, and does not guess.
        Files.writeString(folder.resolve("columns.csv"), "0,0.5\n3,0.25\n1,0.75\n");
        open("/measure");
        browser.button("columns.csv").click();
        browser.until("it asks", () -> browser.shows("say --layout pairs, columns or binned"));
        browser.button("spikes.csv").click();
        browser.until(
                "it is understood",
                () -> browser.find("[data-understood='spikes']").getText().equals("3000"));
        assertThat(browser.find("[data-understood='units']").getText()).isEqualTo("5");
        browser.find("#option-surrogates").sendKeys("20");
        browser.find("#option-budget").sendKeys("20s");
        browser.button("Measure").click();
        browser.until("it is done", () -> !browser.all("[data-survey='done']").isEmpty());
        // 3000 spikes of 5 units from 0 to the last, which is at 29.991 s or a millisecond later.
        double rate = Double.parseDouble(String.valueOf(
                browser.find("[data-result='rates.mean_rate_hz']").getDomAttribute("data-value")));
        assertThat(rate).isEqualTo(3000 / 5.0 / 29.991, within(0.01));
        assertThat(browser.get(browser.link("Open the report")))
                .contains("spikes.csv")
                .contains("avalanche");
        browser.button("Show code").click();
        browser.until("the command is told", () -> browser.shows("gyre measure all spikes.csv"));
    }

    /// Fails if markup from a file became part of the page, or a script of it ran.
    private void untilShownAsText(String place, String markup) {
        browser.until(place + " shows it", () -> browser.shows(markup));
        assertThat(browser.all("[onerror]")).as(place).isEmpty();
        assertThat(browser.run("return window.taken === undefined")).as(place).isEqualTo(true);
    }

    @Test
    void markupIsTextWhereverItComesFrom() throws IOException, InterruptedException {
        String name = "<img src=x onerror=taken=1> 100% #?&";
        String title = "<img src=x onerror=taken=2>";
        String log = "<img src=x onerror=taken=3>";
        String column = "<img src=x onerror=taken=4>";
        Files.writeString(
                folder.resolve("evil.toml"),
                "kind = \"lif-phase-diagram\"\nweights = 5\nleaks = 5\n[preset]\ntitle = \"" + title
                        + "\"\nsummary = \"" + title + "\"\n");
        Path run = folder.resolve("runs").resolve(name);
        Process process = Program.itself(Main.class, folder)
                .start(
                        List.of("run", "evil.toml", "--out", run.toString()),
                        folder.resolve("out.txt"),
                        folder.resolve("err.txt"));
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("err.txt")))
                .isZero();
        Files.writeString(
                run.resolve("events.jsonl"),
                "{\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"warning\",\"sentence\":\"" + log
                        + "\",\"code\":\"ODD\"}\n",
                StandardOpenOption.APPEND);
        open("/runs");
        untilShownAsText("the list", name);
        untilShownAsText("the list", title);
        browser.driver().findElement(By.linkText(title)).click();
        untilShownAsText("the run", name);
        untilShownAsText("the run", title);
        browser.driver()
                .findElement(By.xpath("//summary[starts-with(., 'Journal')]"))
                .click();
        untilShownAsText("the journal", log);
        assertThat(browser.get(browser.link("Report")))
                .contains("&lt;img src=x")
                .doesNotContain("<img src=x");
        assertThat(browser.get(browser.link("Export"))).startsWith("PK");
        String twice = "run=" + URLEncoder.encode(name, UTF_8);
        open("/compare?" + twice + "&" + twice);
        untilShownAsText("the comparison", name);
        // A table whose header, whose file name and whose mistake are markup.
        Files.writeString(folder.resolve(column + ".csv"), "time," + column + "\n0.1,2\n0.2," + column + "\n");
        open("/measure");
        untilShownAsText("the folder", column + ".csv");
        browser.button(column + ".csv").click();
        untilShownAsText("the mistake", "'" + column + "' is not a number");
        StringBuilder series = new StringBuilder(column + "," + column + "2\n");
        for (int i = 0; i < 400; i++) {
            series.append(i % 7).append(',').append(i * i % 11).append('\n');
        }
        Files.writeString(folder.resolve("series.csv"), series);
        open("/measure");
        browser.button("series.csv").click();
        browser.until(
                "it asks or understands",
                () -> !browser.all("[data-understood], .error").isEmpty());
        assertThat(browser.all("[onerror]")).isEmpty();
        assertThat(browser.run("return window.taken === undefined")).isEqualTo(true);
    }

    @Test
    void aKilledServerIsToldAndANewOneBringsThePageBack() throws IOException {
        open("/play/network");
        String before = browser.reading("information");
        int port = server.address.port();
        server.close();
        browser.turn("coupling", "6");
        browser.until("it is told", () -> browser.shows("The server does not answer"));
        server = new TestServer(folder, port);
        browser.until("a new key is asked for", () -> browser.shows("was started again"));
        String page = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.go(server.server.entry());
        browser.until("the new one is there", () -> browser.shows("Reproduce"));
        browser.driver().switchTo().window(page);
        browser.until("it is back by itself", () -> !browser.shows("was started again"));
        browser.until(
                "with the last position", () -> !browser.reading("information").equals(before));
    }

    @Test
    void nothingIsAskedOfOtherMachinesAndNothingIsAmissInTheConsole() {
        for (String path : List.of("/", "/play/unit", "/play/network", "/reproduce", "/measure", "/runs")) {
            open(path);
            browser.until("it is drawn", () -> browser.all("main h1").size() == 1);
            Object foreign = browser.run("return performance.getEntriesByType('resource').map(e => e.name)"
                    + ".filter(name => !name.startsWith(location.origin) && !name.startsWith('data:'))");
            assertThat((List<?>) foreign).as(path).isEmpty();
        }
        assertThat(browser.driver().manage().logs().get("browser").getAll()).isEmpty();
    }

    @Test
    void everyPageIsAccessibleInLightAndDarkWideAndNarrow() throws IOException, InterruptedException {
        String run = startPreset("lif/phase-diagram", "1");
        untilDone();
        String other = startPreset("lif/phase-diagram", "2", "weights=20");
        untilDone();
        Files.createDirectories(folder.resolve("sweeps"));
        Files.writeString(
                folder.resolve("plan.toml"),
                "preset = \"lif/phase-diagram\"\nseeds = \"1..120\"\n[set]\nweights = 5\nleaks = 5\n");
        assertThat(Program.itself(Main.class, folder)
                        .start(
                                List.of(
                                        "sweep",
                                        "plan.toml",
                                        "--out",
                                        folder.resolve("sweeps/many").toString()),
                                folder.resolve("out.txt"),
                                folder.resolve("err.txt"))
                        .waitFor())
                .isZero();
        Path axe = Path.of("target/web/node_modules/axe-core/axe.min.js");
        String source = Files.readString(axe);
        for (int width : new int[] {1280, 390}) {
            for (String theme : List.of("light", "dark")) {
                browser.resize(width, 900);
                browser.run("localStorage.setItem('gyre-theme', arguments[0])", theme);
                for (String path : List.of(
                        "/",
                        "/play",
                        "/play/unit",
                        "/play/network",
                        "/play/decomposition",
                        "/play/avalanches",
                        "/reproduce",
                        "/reproduce/lif/phase-diagram",
                        "/measure",
                        "/runs",
                        "/runs/" + run,
                        "/sweeps/many?sort=time_seconds&page=2",
                        "/compare?run=" + run + "&run=" + other,
                        "/nowhere")) {
                    open(path);
                    browser.until("it is drawn", () -> browser.all("main h1").size() == 1);
                    if (path.matches("/play/.+")) {
                        browser.find("[data-reading]");
                    }
                    // What is folded away is looked at too.
                    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)");
                    browser.run(source);
                    Object found = browser.runLater(
                            "const done = arguments[arguments.length - 1];"
                                    + "axe.run().then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                                    + ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 4).join(' | '))))");
                    assertThat((List<?>) found)
                            .as(path + " " + theme + " " + width)
                            .isEmpty();
                    Object wide = browser.run("return document.documentElement.scrollWidth - window.innerWidth");
                    assertThat(((Number) requireNonNull(wide)).longValue())
                            .as(path + " " + width + " wide")
                            .isLessThanOrEqualTo(0);
                }
            }
        }
    }
}
