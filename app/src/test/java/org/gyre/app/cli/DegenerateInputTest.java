package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.run.Numbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every measure on input that has nothing to measure: a defined value, or one sentence that says what is missing.
///
/// The answers stand in docs/degenerate-input.md, where each was judged by hand; this test repeats them.
class DegenerateInputTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "degenerate-input.md");

    @TempDir
    Path folder;

    /// @param heading of the column
    /// @param text of the file
    private record Input(String heading, String text) {}

    /// @param title of the row
    /// @param arguments of `gyre measure`, `%s` the file
    /// @param key of the JSON answer that is the value
    private record Measure(String title, String key, String... arguments) {}

    private static final List<Input> COLUMNS = List.of(
            new Input("no rows", "a,b,c\n"),
            new Input("one sample", "a,b,c\n1,0,1\n"),
            new Input("constant", "a,b,c\n" + "0,0,0\n".repeat(50)),
            new Input("all ones", "a,b,c\n" + "1,1,1\n".repeat(50)),
            new Input("duplicate channel", "a,b,c\n" + rows(50, true)),
            new Input("n < d", "a,b,c\n5,1,9\n2,7,3\n"),
            new Input("NaN", "a,b,c\n" + rows(20, false) + "0.5,nan,0.1\n"));

    /// Columns of whole numbers, the first all different; with `copies` all three are the same.
    private static String rows(int count, boolean copies) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < count; t++) {
            int a = t * 37 % 101;
            int b = copies ? a : t / 3 % 2;
            text.append(a).append(',').append(b).append(',').append(b).append('\n');
        }
        return text.toString();
    }

    private static List<Measure> onColumns() {
        List<Measure> measures = new ArrayList<>();
        for (String estimator : List.of("discrete", "gaussian", "copula", "ksg1", "ksg2", "kernel")) {
            if (!estimator.equals("copula") && !estimator.equals("kernel")) {
                measures.add(measure("entropy", estimator, "--x", "0,1"));
            }
            measures.add(measure("mi", estimator, "--x", "0", "--y", "1"));
            measures.add(measure("cmi", estimator, "--x", "0", "--y", "1", "--z", "2"));
            measures.add(measure("te", estimator, "--source", "0", "--target", "1"));
            measures.add(measure("ais", estimator, "--x", "0"));
            measures.add(measure("o-information", estimator, "--x", "0,1,2"));
        }
        for (String redundancy : List.of("isx", "imin", "mmi", "broja")) {
            measures.add(new Measure(
                    "pid, " + redundancy,
                    "total",
                    "pid",
                    "--data",
                    "%s",
                    "--sources",
                    "0,1",
                    "--target",
                    "2",
                    "--redundancy",
                    redundancy));
        }
        return measures;
    }

    private static final List<Input> SPIKES = List.of(
            new Input("no spikes", "time,unit\n"),
            new Input("one spike", "time,unit\n0.5,0\n"),
            new Input("constant", "time,unit\n" + spikes(200, 1)),
            new Input("all ones", "time,unit\n" + spikes(200, 3)),
            new Input("duplicate unit", "time,unit\n" + copies()),
            new Input("NaN", "time,unit\n0.5,0\nnan,1\n"));

    /// So many units that fire in each of so many bins of 4 ms.
    private static String spikes(int bins, int units) {
        StringBuilder text = new StringBuilder();
        for (int bin = 0; bin < bins; bin++) {
            for (int unit = 0; unit < units; unit++) {
                text.append(String.format(Locale.ROOT, "%.3f,%d%n", bin * 0.004 + 0.001, unit));
            }
        }
        return text.toString();
    }

    /// Two units that fire together, now and then.
    private static String copies() {
        StringBuilder text = new StringBuilder();
        for (int spike = 0; spike < 60; spike++) {
            double time = (spike * 7 + spike * spike % 5) * 0.004 + 0.001;
            text.append(String.format(Locale.ROOT, "%.3f,0%n%.3f,1%n", time, time));
        }
        return text.toString();
    }

    private static List<Measure> onSpikes() {
        return List.of(
                new Measure("avalanches: how many", "avalanches", "avalanches", "--spikes", "%s", "--bin", "4ms"),
                new Measure("avalanches: largest", "largest_size", "avalanches", "--spikes", "%s", "--bin", "4ms"),
                new Measure("branching: m", "m", "branching", "--spikes", "%s", "--bin", "4ms", "--lags", "20"),
                new Measure(
                        "branching: naive m", "m_naive", "branching", "--spikes", "%s", "--bin", "4ms", "--lags", "20"),
                new Measure(
                        "transfer, discrete",
                        "value",
                        "te",
                        "--spikes",
                        "%s",
                        "--bin",
                        "4ms",
                        "--source",
                        "0",
                        "--target",
                        "1"),
                new Measure("storage, discrete", "value", "ais", "--spikes", "%s", "--bin", "4ms", "--x", "0"));
    }

    private static Measure measure(String what, String estimator, String... columns) {
        List<String> arguments = new ArrayList<>(List.of(what, "--data", "%s", "--estimator", estimator));
        arguments.addAll(List.of(columns));
        return new Measure(what + ", " + estimator, "value", arguments.toArray(String[]::new));
    }

    /// The sentences met, each with its number.
    private final Map<String, Integer> sentences = new LinkedHashMap<>();

    @Test
    void everyCellIsAValueOrASentence() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains(table(onColumns(), COLUMNS), table(onSpikes(), SPIKES), legend());
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        sentences.forEach((sentence, number) ->
                legend.append(number).append(". ").append(sentence).append('\n'));
        return legend.toString();
    }

    private String table(List<Measure> measures, List<Input> inputs) throws IOException {
        StringBuilder table = new StringBuilder("| |");
        inputs.forEach(input -> table.append(' ').append(input.heading).append(" |"));
        table.append("\n| --- |").append(" --- |".repeat(inputs.size())).append('\n');
        Map<Input, Path> files = new LinkedHashMap<>();
        for (Input input : inputs) {
            Path file = folder.resolve(input.heading.replaceAll("[^a-zA-Z]", "-") + ".csv");
            Files.writeString(file, input.text);
            files.put(input, file);
        }
        for (Measure measure : measures) {
            table.append("| ").append(measure.title).append(" |");
            files.forEach((input, file) ->
                    table.append(' ').append(cell(measure, file)).append(" |"));
            table.append('\n');
        }
        return table.toString();
    }

    /// The value in bits, or the number of the sentence.
    private String cell(Measure measure, Path file) {
        List<String> arguments = new ArrayList<>(List.of("measure"));
        for (String argument : measure.arguments) {
            arguments.add(argument.replace("%s", file.toString()));
        }
        arguments.add("--json");
        Invocation call = Invocation.of(arguments.toArray(String[]::new));
        if (call.exitCode() == ExitCode.DONE) {
            Map<String, Object> answer = JsonText.parse(call.out());
            Object value = answer.get(measure.key);
            if (value == null) {
                assertThat((List<?>) answer.get("warnings")).as(measure.title).isNotEmpty();
                return "undefined, and says why";
            }
            if (measure.title.matches("(mi|cmi|o-information), ksg.") && file.endsWith("duplicate-channel.csv")) {
                assertThat(answer.get("warnings")).asString().as(measure.title).contains("a copy of component");
            }
            double number = ((Number) value).doubleValue();
            return Math.abs(number) < 1e-12 ? "0" : Numbers.compact(number);
        }
        assertThat(call.exitCode()).as(measure.title + " " + call.err()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(call.err().lines()).as(measure.title).hasSize(1);
        assertThat(call.err()).contains(file.toString()).doesNotContain("Exception");
        String sentence = call.err().strip().replace("gyre: ", "").replace(file.toString(), "FILE");
        return "error " + sentences.computeIfAbsent(sentence, unknown -> sentences.size() + 1);
    }
}
