package org.gyre.lab.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gyre.core.Plural;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.Storage;

/// `report.html`: one self-contained page made from the files of a run directory alone, so that it can
/// be rendered again at any time, also while the run is at work or after it was stopped. The same files
/// give the same bytes.
public final class Report {
    private Report() {}

    /// Renders the page and puts it into the run directory.
    ///
    /// @return the file written
    /// @throws org.gyre.core.InputException if the folder is not a run, or a file in it is damaged
    public static Path write(Storage storage, RunDirectory directory) throws IOException {
        byte[] page = html(directory).getBytes(StandardCharsets.UTF_8);
        storage.replace(directory.report(), page);
        return directory.report();
    }

    /// The page as text.
    ///
    /// @throws org.gyre.core.InputException if the folder is not a run, or a file in it is damaged
    public static String html(RunDirectory directory) throws IOException {
        RunFiles run = RunFiles.read(directory);
        return Page.render(run.title() + " – " + run.name(), html -> body(html, run));
    }

    private static void body(Html html, RunFiles run) {
        List<ClaimResult> claims = run.claims();
        header(html, run, claims);
        html.open("nav", "aria-label", "Sections").open("div");
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("claims", "Claims");
        sections.put("figures", "Figures");
        sections.put("values", "Values");
        sections.put("configuration", "Configuration");
        sections.put("provenance", "Provenance");
        sections.put("repeat", "How to repeat");
        sections.forEach((id, words) -> html.element("a", words, "href", "#" + id));
        html.close().close();
        html.open("main");
        banner(html, run);
        warnings(html, run);
        claims(html, claims, run.result() == null ? "" : run.result().departureRemark());
        figures(html, run);
        values(html, run);
        configuration(html, run);
        provenance(html, run);
        repeat(html, run);
        citations(html, run);
        html.close();
        html.element(
                "footer",
                "Rendered by Gyre from the files of this run directory. This page loads nothing from outside and runs no script.");
    }

    private static void header(Html html, RunFiles run, List<ClaimResult> claims) {
        html.open("header").open("div");
        html.element("p", run.name(), "class", "name").element("h1", run.title());
        if (!run.summary().isEmpty()) {
            html.element("p", run.summary(), "class", "lead");
        }
        if (!run.paper().isEmpty()) {
            html.element("p", "After " + run.paper(), "class", "small");
        }
        html.open("dl", "class", "facts");
        fact(html, "Status", run.status());
        fact(html, "Claims", counts(claims));
        fact(html, "Seed", Long.toString(run.manifest().seed()));
        String steps =
                run.totalSteps().map(total -> run.step() + " of " + total).orElse(Long.toString(run.step()));
        fact(html, "Steps", steps);
        fact(html, "Duration", run.duration());
        html.close().close().close();
    }

    private static void fact(Html html, String term, String detail) {
        html.open("div").element("dt", term).element("dd", detail).close();
    }

    /// "9 pass, 1 fails, 1 not tested".
    static String counts(List<ClaimResult> claims) {
        if (claims.isEmpty()) {
            return "none stated";
        }
        List<String> parts = new ArrayList<>();
        for (Claim.Verdict verdict : Claim.Verdict.values()) {
            long n = claims.stream().filter(c -> c.verdict() == verdict).count();
            if (n > 0) {
                parts.add(n + " " + verdict.label().replace('-', ' '));
            }
        }
        return String.join(", ", parts);
    }

    private static void banner(Html html, RunFiles run) {
        if (run.finished()) {
            return;
        }
        Result result = run.result();
        boolean failed = result != null && result.status() == Result.Status.FAILED;
        html.open("div", "class", failed ? "banner failed" : "banner", "role", "note");
        html.element("strong", failed ? "This run failed." : "This run is not finished.");
        String sentence = result == null ? "" : result.sentence();
        html.text(sentence.isEmpty() ? "" : " " + sentence);
        html.text(" What follows is what the files hold so far; nothing has been held against the claims.");
        html.close();
    }

    private static void warnings(Html html, RunFiles run) {
        if (run.result() == null) {
            return;
        }
        List<Warning> all = run.result().warnings();
        list(
                html,
                "Failed checks",
                "failed-checks",
                all.stream().filter(Warning::failure).toList());
        list(
                html,
                "Warnings",
                "warnings",
                all.stream().filter(w -> !w.note() && !w.failure()).toList());
        list(html, "Notes", "notes", all.stream().filter(Warning::note).toList());
    }

    private static void list(Html html, String heading, String id, List<Warning> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        html.element("h2", heading, "id", id).open("ul");
        warnings.forEach(warning -> html.open("li")
                .text(warning.sentence() + " ")
                .element("code", warning.code(), "class", "small")
                .close());
        html.close();
    }

    /// @param remark what to say beside each claim that failed, or empty
    private static void claims(Html html, List<ClaimResult> claims, String remark) {
        html.element("h2", "Claims", "id", "claims");
        if (claims.isEmpty()) {
            html.element("p", "The configuration states no claims, so nothing was tested.");
            return;
        }
        html.open("div", "class", "scroll").open("table");
        html.element("caption", "What is claimed, and what this run found. " + counts(claims) + ".");
        html.headings("Verdict", "Claim", "Paper", "This run", "Accepted", "Why this interval");
        html.open("tbody");
        for (ClaimResult result : claims) {
            Claim claim = result.claim();
            html.open("tr", "id", "claim-" + claim.id());
            html.element(
                    "td",
                    symbol(result.verdict()),
                    "class",
                    "verdict " + result.verdict().label());
            html.open("td").text(claim.sentence() + " ").element("code", claim.id(), "class", "small id");
            if (result.verdict() == Claim.Verdict.FAIL && !remark.isEmpty()) {
                html.element("p", "But " + remark + ".", "class", "small");
            }
            html.close();
            html.element("td", claim.paper());
            html.open("td", "class", "value");
            String exact = result.ours() == null ? "" : Double.toString(result.ours());
            html.element("data", minus(result.oursText()), "value", exact, "title", claim.value());
            if (!result.note().isEmpty()) {
                html.element("p", result.note(), "class", "small");
            }
            html.close();
            html.element("td", minus(claim.interval()), "class", "value");
            html.element("td", claim.reason(), "class", "reason");
            html.close();
        }
        html.close().close().close();
    }

    /// A word and a sign, so that colour is not needed.
    private static String symbol(Claim.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓ pass";
            case FAIL -> "✗ fail";
            case NOT_TESTED -> "○ not tested";
        };
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }

    private static void figures(Html html, RunFiles run) {
        html.element("h2", "Figures", "id", "figures");
        if (run.result() != null) {
            run.result().texts().values().forEach(text -> html.element("p", text));
        }
        int number = 0;
        int table = 0;
        for (Figure figure : run.figures()) {
            String label = figure instanceof TableFigure ? "Table " + ++table : "Figure " + ++number;
            FigureHtml.write(html, figure, label + ". ");
        }
        List<LineChart> scalars = run.scalars().charts();
        if (run.figures().isEmpty() && !scalars.isEmpty()) {
            html.element("p", "The figures are made when a run is finished. Until then, this is its course so far.");
            FigureHtml.write(html, scalars.removeFirst(), "");
        }
        if (!scalars.isEmpty()) {
            html.open("details")
                    .element("summary", "Everything that was recorded step by step (" + scalars.size() + ")");
            scalars.forEach(chart -> FigureHtml.write(html, chart, ""));
            html.close();
        }
        if (run.figures().isEmpty() && run.scalars().columns().isEmpty()) {
            html.element("p", "There is nothing to draw yet.");
        }
    }

    private static void values(Html html, RunFiles run) {
        html.element("h2", "Values", "id", "values");
        Result result = run.result();
        if (result == null || result.values().isEmpty()) {
            html.element("p", "Values are computed when the run is finished.");
            return;
        }
        html.open("div", "class", "scroll")
                .open("table", "class", "narrow")
                .headings(1, "Name", "Value")
                .open("tbody");
        result.values().forEach((name, value) -> {
            html.open("tr").open("td").element("code", name).close();
            html.open("td", "class", "number");
            html.element("data", FigureHtml.readable(value), "value", Double.toString(value));
            html.close().close();
        });
        html.close().close().close();
        if (!result.arrays().isEmpty()) {
            html.open("div", "class", "scroll").open("table");
            html.element("caption", "Arrays, readable with numpy.load");
            html.headings("File", "Type", "Shape", "SHA-256").open("tbody");
            for (Result.ArrayFile array : result.arrays()) {
                String shape = array.shape().stream().map(String::valueOf).collect(Collectors.joining(" × "));
                html.open("tr").open("td").element("code", array.file()).close();
                html.element("td", array.type()).element("td", shape);
                html.open("td")
                        .element("code", array.sha256(), "class", "small")
                        .close()
                        .close();
            }
            html.close().close().close();
        }
    }

    private static void configuration(Html html, RunFiles run) {
        html.element("h2", "Configuration", "id", "configuration");
        html.element("p", "As resolved, with every default written out (config.toml).");
        html.open("details").element("summary", "Show the configuration");
        html.element("pre", run.configuration()).close();
    }

    private static void provenance(Html html, RunFiles run) {
        Manifest manifest = run.manifest();
        html.element("h2", "Provenance", "id", "provenance");
        html.open("div", "class", "scroll").open("table").open("tbody");
        row(html, "Run id", manifest.runId());
        row(html, "Started", manifest.started());
        row(html, "Duration", run.duration() + ", from the start to the last event, pauses included");
        String commit = manifest.commit() == null ? "unknown" : manifest.commit();
        boolean modified = Boolean.TRUE.equals(manifest.modified());
        row(html, "Gyre", manifest.version() + ", commit " + commit + (modified ? ", with changes" : ""));
        row(html, "Java", manifest.jvm());
        row(html, "System", manifest.os());
        row(html, "Processor", manifest.cpu() + ", " + Plural.of(manifest.threads(), "thread"));
        row(html, "Linear algebra", manifest.blas());
        row(html, "Configuration SHA-256", manifest.configurationSha256());
        for (String former : manifest.formerConfigurations()) {
            row(html, "Changed on resuming from", former);
        }
        for (Manifest.Input input : manifest.inputs()) {
            row(html, "Input " + input.name(), Plural.of(input.bytes(), "byte") + ", SHA-256 " + input.sha256());
        }
        html.close().close().close();
    }

    private static void row(Html html, String name, String value) {
        html.open("tr").element("th", name, "scope", "row");
        html.open("td").element("code", value).close().close();
    }

    private static void repeat(Html html, RunFiles run) {
        html.element("h2", "How to repeat", "id", "repeat");
        html.element(
                "p", "The same version, configuration and seed give the same numbers, with any number of threads.");
        StringBuilder commands = new StringBuilder("gyre run ").append(Shell.word(run.name() + "/config.toml"));
        if (!run.finished()) {
            commands.append("\ngyre resume ").append(Shell.word(run.name()));
        }
        commands.append("\ngyre verify ").append(Shell.word(run.name()));
        html.element("pre", commands.toString());
        if (!run.manifest().commandLine().isEmpty()) {
            String typed = Shell.command(run.manifest().commandLine());
            html.element("p", "It was started with:").element("pre", typed);
        }
    }

    private static void citations(Html html, RunFiles run) {
        List<String> keys = run.result() == null ? List.of() : run.result().citations();
        if (keys.isEmpty() && run.citations().isBlank()) {
            return;
        }
        html.element("h2", "Works to cite", "id", "citations");
        if (run.citations().isBlank()) {
            html.element("p", String.join(", ", keys));
        } else {
            html.element("pre", run.citations().strip());
        }
    }
}
