package org.gyre.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A comparison for a terminal, as one JSON object, and as a page.
public final class ComparisonText {
    private ComparisonText() {}

    /// Tables of plain text; the runs are named A, B, C, … as the first table says.
    public static String text(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        List<Comparison.Run> runs = comparison.runs();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "run", "kind", "status", "step", "seed", "claims"));
        for (int i = 0; i < runs.size(); i++) {
            Comparison.Run run = runs.get(i);
            rows.add(List.of(
                    Comparison.letter(i),
                    run.name(),
                    run.kind(),
                    run.status(),
                    Long.toString(run.step()),
                    Long.toString(run.seed()),
                    run.claims()));
        }
        table(out, "", rows);

        rows = head("setting", runs.size());
        for (Comparison.Setting setting : comparison.settings()) {
            rows.add(row(
                    setting.key(),
                    setting.values().stream().map(ComparisonText::setting).toList()));
        }
        section(out, "Configuration", rows, "The configurations are equal.");

        rows = head("claim", runs.size());
        for (Comparison.ClaimRow claim : comparison.claims()) {
            rows.add(row(
                    claim.id(),
                    claim.results().stream().map(ComparisonText::verdict).toList()));
        }
        section(out, "Claims", rows, "No run states a claim.");

        rows = head("value", runs.size());
        for (Comparison.ValueRow value : comparison.values()) {
            rows.add(row(
                    value.name(),
                    value.values().stream().map(ComparisonText::number).toList()));
        }
        section(out, "Values", rows, "No run has values yet.");
        comparison.warnings().forEach(warning -> out.append("\nwarning: ").append(warning));
        return out.append(comparison.warnings().isEmpty() ? "" : "\n").toString();
    }

    /// The same as maps and lists, for a JSON writer: keys `runs`, `configuration`, `claims`, `values`,
    /// `warnings`. What a run does not have is null.
    public static Map<String, Object> json(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "runs",
                comparison.runs().stream()
                        .map(run -> {
                            Map<String, Object> object = new LinkedHashMap<>();
                            object.put("name", run.name());
                            object.put("kind", run.kind());
                            object.put("status", run.status());
                            object.put("step", run.step());
                            object.put("seed", run.seed());
                            return object;
                        })
                        .toList());
        Map<String, Object> configuration = new LinkedHashMap<>();
        comparison.settings().forEach(s -> configuration.put(s.key(), s.values()));
        json.put("configuration", configuration);
        json.put(
                "claims",
                comparison.claims().stream()
                        .map(claim -> {
                            Map<String, Object> object = new LinkedHashMap<>();
                            object.put("id", claim.id());
                            object.put("sentence", claim.sentence());
                            object.put("paper", claim.paper());
                            object.put("ours", nullable(claim.results(), ClaimResult::ours));
                            object.put(
                                    "verdicts",
                                    nullable(claim.results(), r -> r.verdict().label()));
                            return object;
                        })
                        .toList());
        Map<String, Object> values = new LinkedHashMap<>();
        comparison
                .values()
                .forEach(v -> values.put(v.name(), nullable(v.values(), d -> Double.isFinite(d) ? d : null)));
        json.put("values", values);
        json.put("warnings", comparison.warnings());
        return json;
    }

    /// A page in one file: the tables and the curves of all runs over each other.
    public static String html(Comparison comparison) {
        return Page.render("Comparison of " + comparison.runs().size() + " runs", html -> body(html, comparison));
    }

    private static void body(Html html, Comparison comparison) {
        List<Comparison.Run> runs = comparison.runs();
        String[] names =
                IntStream.range(0, runs.size()).mapToObj(Comparison::letter).toArray(String[]::new);
        html.open("header")
                .open("div")
                .element("h1", "Comparison of " + runs.size() + " runs")
                .close()
                .close();
        html.open("main");
        html.element("h2", "Runs");
        html.open("div", "class", "scroll")
                .open("table")
                .headings("", "Run", "Kind", "Status", "Step", "Seed", "Claims");
        html.open("tbody");
        for (int i = 0; i < runs.size(); i++) {
            Comparison.Run run = runs.get(i);
            html.open("tr").element("th", names[i], "scope", "row").element("td", run.name());
            html.element("td", run.kind()).element("td", run.status());
            html.element("td", Long.toString(run.step())).element("td", Long.toString(run.seed()));
            html.element("td", run.claims()).close();
        }
        html.close().close().close();
        comparison.warnings().forEach(warning -> html.element("p", warning, "class", "banner"));

        html.element("h2", "Claims");
        if (comparison.claims().isEmpty()) {
            html.element("p", "No run states a claim.");
        } else {
            head(html, false, names, "Claim", "Paper");
            for (Comparison.ClaimRow claim : comparison.claims()) {
                html.open("tr").element("th", claim.sentence(), "scope", "row").element("td", claim.paper());
                for (ClaimResult result : claim.results()) {
                    String type = result == null
                            ? "verdict"
                            : "verdict " + result.verdict().label();
                    html.element("td", verdict(result).replace('-', '−'), "class", type);
                }
                html.close();
            }
            html.close().close().close();
        }

        html.element("h2", "Configuration");
        if (comparison.settings().isEmpty()) {
            html.element("p", "The configurations are equal.");
        } else {
            head(html, false, names, "Setting");
            for (Comparison.Setting setting : comparison.settings()) {
                html.open("tr").element("th", setting.key(), "scope", "row");
                setting.values()
                        .forEach(value ->
                                html.open("td").element("code", setting(value)).close());
                html.close();
            }
            html.close().close().close();
        }

        html.element("h2", "Values");
        if (comparison.values().isEmpty()) {
            html.element("p", "No run has values yet.");
        } else {
            head(html, true, names, "Value");
            for (Comparison.ValueRow value : comparison.values()) {
                html.open("tr").element("th", value.name(), "scope", "row");
                value.values()
                        .forEach(number -> html.element("td", number(number).replace('-', '−'), "class", "number"));
                html.close();
            }
            html.close().close().close();
        }

        html.element("h2", "Curves");
        if (comparison.curves().isEmpty()) {
            html.element("p", "No run has recorded anything yet.");
        }
        comparison.curves().forEach(chart -> FigureHtml.write(html, chart, ""));
        html.close();
    }

    private static void head(Html html, boolean numbers, String[] names, String... first) {
        List<String> headings = new ArrayList<>(List.of(first));
        headings.addAll(List.of(names));
        html.open("div", "class", "scroll")
                .open("table")
                .headings(numbers ? first.length : headings.size(), headings.toArray(String[]::new));
        html.open("tbody");
    }

    private static String setting(@Nullable JsonNode value) {
        return value == null ? "–" : value.toString();
    }

    private static String verdict(@Nullable ClaimResult result) {
        if (result == null) {
            return "–";
        }
        return switch (result.verdict()) {
            case PASS -> "✓ pass (" + result.oursText() + ")";
            case FAIL -> "✗ fail (" + result.oursText() + ")";
            case NOT_TESTED -> "○ not tested";
        };
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : Numbers.compact(value);
    }

    private static <T, R> List<@Nullable R> nullable(List<@Nullable T> items, Function<T, @Nullable R> part) {
        List<@Nullable R> parts = new ArrayList<>();
        for (T item : items) {
            parts.add(item == null ? null : part.apply(item));
        }
        return parts;
    }

    private static List<List<String>> head(String what, int runs) {
        List<String> head = new ArrayList<>(List.of(what));
        for (int i = 0; i < runs; i++) {
            head.add(Comparison.letter(i));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(head);
        return rows;
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>(List.of(name));
        row.addAll(cells);
        return row;
    }

    private static void section(StringBuilder out, String title, List<List<String>> rows, String ifEmpty) {
        if (rows.size() == 1) {
            out.append('\n').append(title).append(": ").append(ifEmpty).append('\n');
        } else {
            table(out, "\n" + title + "\n", rows);
        }
    }

    private static void table(StringBuilder out, String title, List<List<String>> rows) {
        out.append(title);
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(c == 0 ? "" : "  ").append(row.get(c)).append(" ".repeat(widths[c] - length(row.get(c))));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
