package org.gyre.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gyre.core.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ComparisonTest {
    @TempDir
    Path folder;

    private Path finished = Path.of("");
    private Path running = Path.of("");

    @BeforeEach
    void twoRuns() throws IOException {
        finished = folder.resolve("finished");
        running = folder.resolve("running");
        new RunFixture(finished, 1, "T").finish(RunFixture.ATTACK);
        new RunFixture(running, 2, "T");
    }

    @Test
    void onlyDifferingSettingsAreListed() throws IOException {
        Comparison comparison = Comparison.of(List.of(finished, running));
        assertThat(comparison.settings().stream().map(Comparison.Setting::key))
                .containsExactly("seed", "network.p_max");
        assertThat(comparison.settings().getLast().values().stream().map(String::valueOf))
                .containsExactly("0.95", "0.5");
    }

    @Test
    void whatARunDoesNotHaveIsNullInTheJson() throws IOException {
        Map<String, Object> object = ComparisonText.json(Comparison.of(List.of(finished, running)));
        JsonNode json = JsonMapper.builder().build().valueToTree(object);
        assertThat(json.propertyNames()).containsExactly("runs", "configuration", "claims", "values", "warnings");
        assertThat(json.at("/configuration/network.p_max").toString()).isEqualTo("[0.95,0.5]");
        assertThat(json.at("/values/information_bits").toString()).isEqualTo("[52.5,null]");
        assertThat(json.at("/values/undefined_value").toString()).isEqualTo("[null,null]");
        assertThat(json.at("/claims/0/verdicts").toString()).isEqualTo("[\"pass\",\"not-tested\"]");
        assertThat(json.at("/claims/1/verdicts").toString()).isEqualTo("[\"fail\",null]");
        assertThat(json.at("/warnings").toString()).contains("running is running at step 2");
    }

    @Test
    void theColumnsOfTheTextTablesAreAligned() throws IOException {
        String text = ComparisonText.text(Comparison.of(List.of(finished, running)));
        List<String> values = Arrays.stream(text.split("\n", -1))
                .filter(line -> line.startsWith("value ") || line.startsWith("information_bits"))
                .toList();
        assertThat(values).hasSize(2);
        assertThat(values.get(0).indexOf('A')).isEqualTo(values.get(1).indexOf("52.5"));
        assertThat(values.get(0).indexOf('B')).isEqualTo(values.get(1).indexOf('–'));
        assertThat(text).contains("✗ fail (52.5)", "warning: ");
    }

    @Test
    void thePageOverlaysTheCurvesOfAllRuns() throws Exception {
        Comparison comparison = Comparison.of(List.of(finished, running));
        assertThat(comparison.curves())
                .hasSize(2)
                .allMatch(chart -> chart.series().size() == 2);
        String html = ComparisonText.html(comparison);
        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html.substring(html.indexOf('\n') + 1))));
        assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(2);
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(ComparisonText.html(comparison)).isEqualTo(html);
    }

    @Test
    void oneRunOrTheSameRunTwiceIsRefused() {
        assertThatThrownBy(() -> Comparison.of(List.of(finished)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> Comparison.of(List.of(finished, finished.resolve("../finished"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void runsAreLetteredLikeColumnsOfASpreadsheet() {
        assertThat(List.of(Comparison.letter(0), Comparison.letter(25), Comparison.letter(26), Comparison.letter(701)))
                .containsExactly("A", "Z", "AA", "ZZ");
    }
}
