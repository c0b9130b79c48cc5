package org.gyre.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gyre.core.InputException;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ReportTest {
    @TempDir
    Path folder;

    /// The page is written so that it is also XML; a parser then finds what a browser would find.
    private static Document parse(String html) throws Exception {
        String xml = html.substring(html.indexOf('\n') + 1);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> all(Document page, String tag) {
        NodeList nodes = page.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static Element byId(Document page, String id) {
        return all(page, "*").stream()
                .filter(e -> e.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no element has the id " + id));
    }

    @Test
    void aFinishedRunShowsItsVerdictsAsWordsItsFiguresAndWhereItCameFrom() throws Exception {
        RunFixture run = new RunFixture(folder.resolve("a run"), 7, "A title").finish("some words");
        String html = Report.html(run.directory);
        Document page = parse(html);

        assertThat(byId(page, "claim-end").getTextContent()).contains("✓ pass", "52.5", "≥ 45");
        assertThat(byId(page, "claim-low").getTextContent())
                .contains("✗ fail", "≤ 10", "this run was not the preset's: training.blocks is 60 instead of 640");
        assertThat(byId(page, "claim-end").getTextContent()).doesNotContain("instead of");
        assertThat(byId(page, "claim-none").getTextContent()).contains("○ not tested", "–");
        assertThat(html).contains("1 pass, 1 fail, 1 not tested");
        for (Figure figure : SampleFigures.all()) {
            assertThat(byId(page, "figure-" + figure.id()).getTextContent()).contains(figure.title());
        }
        assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("A title");
        assertThat(html)
                .contains("1 h 2 min", "some processor, 2 threads", "some BLAS", "Key2000", "undefined")
                .contains("gyre run &#39;a run/config.toml&#39;")
                .contains("gyre run &#39;a preset&#39; --set network.p_max=0.95")
                .doesNotContain("not finished");
    }

    @Test
    void thePageLoadsNothingRunsNothingAndItsPolicyNamesItsOnlyStyle() throws Exception {
        RunFixture run = new RunFixture(folder.resolve("r"), 1, "T").finish("words");
        String html = Report.html(run.directory);
        Document page = parse(html);

        String style = all(page, "style").getFirst().getTextContent();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        Element policy = all(page, "meta").stream()
                .filter(m -> m.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.getAttribute("content"))
                .contains("default-src 'none'")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        assertThat(all(page, "style")).hasSize(1);
        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "link")).isEmpty();
        assertThat(style).doesNotContain("url(", "@import", "</");
        for (Element element : all(page, "*")) {
            assertThat(element.hasAttribute("style")).isFalse();
            assertThat(element.hasAttribute("src")).isFalse();
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).matches("(?s)#.*|data:.*");
            }
        }
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
    }

    @Test
    void wordsOfUsersNeverBecomeMarkup() throws Exception {
        String attack = RunFixture.ATTACK;
        RunFixture run = new RunFixture(folder.resolve("<img src=x onerror=alert(3)>"), 1, attack).finish(attack);
        Document page = parse(Report.html(run.directory));
        assertThat(all(page, "img")).isEmpty();
        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "h1").getFirst().getTextContent()).isEqualTo(attack);
        assertThat(all(page, "*"))
                .noneMatch(e -> IntStream.range(0, e.getAttributes().getLength())
                        .anyMatch(i -> e.getAttributes().item(i).getNodeName().startsWith("on")));
    }

    @Test
    void aRunAtWorkShowsItsCurveSoFarAndTestsNothing() throws Exception {
        RunFixture run = new RunFixture(folder.resolve("r"), 1, "T");
        String html = Report.html(run.directory);
        Document page = parse(html);
        assertThat(html).contains("This run is not finished", "gyre resume r", "1 not tested");
        assertThat(byId(page, "claim-end").getTextContent()).contains("○ not tested");
        // The third row is torn and is left out; the empty cell of the other column is no gap.
        assertThat(download(byId(page, "figure-scalar-information-bits")))
                .isEqualTo("series,x,y,low,high\ninformation_bits,1,0.5,,\ninformation_bits,2,1.5,,\n");
        assertThat(download(byId(page, "figure-scalar-rare"))).isEqualTo("series,x,y,low,high\nrare,2,7,,\n");
    }

    @Test
    void theNumbersOfEveryFigureCanBeTakenAwayInFull() throws Exception {
        RunFixture run = new RunFixture(folder.resolve("r"), 1, "T").finish("w");
        Document page = parse(Report.html(run.directory));
        assertThat(download(byId(page, "figure-objective")).lines())
                .hasSize(1 + 8)
                .contains("I,1,0.5,0,1", "I,2,NaN,NaN,NaN", "exact,4,3,,");
        assertThat(download(byId(page, "figure-weights"))).isEqualTo("0,-1\nNaN,2\n");
        assertThat(download(byId(page, "figure-avalanche-sizes"))).contains("after,1,4\n", "after,100,1\n");
        assertThat(download(byId(page, "figure-patterns"))).contains("> 4,after,5814,,\n");
        assertThat(download(byId(page, "figure-raster"))).contains("after,14,2,2\n", "before,10,0,\n");
        assertThat(download(byId(page, "figure-states")))
                .isEqualTo("state,successor,units,successor_units\n0,1,00,10\n1,0,10,00\n2,0,01,00\n3,3,11,11\n");
        assertThat(download(byId(page, "figure-fields"))).isEqualTo("R² .9,-1,1\n,0,0\n");
    }

    /// A spreadsheet runs what begins with one of =, +, -, @.
    @Test
    void formulasAreHarmlessInCsvAndNumbersStayNumbers() {
        Figure table = new TableFigure("t", "T", "", "=cmd|' /C calc'!A0", "@b", "+c", "-d", "e")
                .row("-1.5", "+2", "-1.0E-5", "-Infinity", "-1+1");
        assertThat(FigureCsv.of(table))
                .isEqualTo("'=cmd|' /C calc'!A0,'@b,'+c,'-d,e\n-1.5,+2,-1.0E-5,-Infinity,'-1+1\n");
    }

    @Test
    void cellsWithCommasAndQuotesAreQuotedInCsv() {
        Figure table = new TableFigure("t", "T", "", "a, b", "c").row("say \"x\"", "1\n2");
        assertThat(FigureCsv.of(table)).isEqualTo("\"a, b\",c\n\"say \"\"x\"\"\",\"1\n2\"\n");
    }

    @Test
    void renderingAgainGivesTheSameBytes() throws IOException {
        RunFixture run = new RunFixture(folder.resolve("r"), 1, "T").finish("w");
        Path written = Report.write(new DiskStorage(), run.directory);
        byte[] first = Files.readAllBytes(written);
        Report.write(new DiskStorage(), run.directory);
        assertThat(Files.readAllBytes(written)).isEqualTo(first);
        assertThat(written.getFileName()).hasToString("report.html");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> Report.html(new RunDirectory(folder.resolve("nothing"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("manifest.json");
        RunFixture run = new RunFixture(folder.resolve("r"), 1, "T");
        Files.writeString(run.directory.scalars(), "step,a\n1,x\n");
        assertThatThrownBy(() -> Report.html(run.directory))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scalars.csv, line 2")
                .hasMessageContaining("'x'");
        Files.writeString(run.directory.scalars(), "step,a\n1,2,3\n");
        assertThatThrownBy(() -> Report.html(run.directory)).hasMessageContaining("line 2: 3 cells under 2");
    }

    private static String download(Element figure) {
        NodeList links = figure.getElementsByTagName("a");
        String href = ((Element) links.item(0)).getAttribute("href");
        Matcher matcher =
                Pattern.compile("data:text/csv;charset=utf-8;base64,(.*)").matcher(href);
        assertThat(matcher.matches()).isTrue();
        return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
    }
}
