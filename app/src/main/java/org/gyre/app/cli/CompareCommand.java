package org.gyre.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.report.Comparison;
import org.gyre.lab.report.ComparisonText;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre compare RUN...`: several runs side by side.
@Command(
        name = "compare",
        description = "Show where the configurations of runs differ, and their values and claims side by side.",
        footer = {"", "Example:", "  gyre compare runs/*_avalanches_* --out comparison.html"})
final class CompareCommand implements GyreSubcommand {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "The folders of two or more runs.")
    List<Path> runs = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE.html",
            description = "Also write a page with the curves over each other.")
    @Nullable
    Path out;

    @Mixin
    OutputOptions output = new OutputOptions();

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (out != null) {
            Target.check("--out", out);
        }
        Comparison comparison;
        try {
            comparison = Comparison.of(runs);
        } catch (IOException e) {
            throw new InputException("a run cannot be read (" + e.getMessage() + ")", e);
        }
        if (out != null) {
            try {
                new DiskStorage()
                        .replace(
                                out.toAbsolutePath(),
                                ComparisonText.html(comparison).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new InputException("--out " + out + ": cannot be written (" + e.getMessage() + ")", e);
            }
        }
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>(ComparisonText.json(comparison));
            if (out != null) {
                object.put("page", out.toString());
            }
            console.printJson(object);
        } else {
            console.print(ComparisonText.text(comparison).stripTrailing());
            if (out != null) {
                console.print(out.toString());
            }
        }
        return ExitCode.DONE;
    }
}
