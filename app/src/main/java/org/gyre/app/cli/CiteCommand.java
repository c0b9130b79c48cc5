package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Citations;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `gyre cite RUN`: the works that a run rests on.
@Command(
        name = "cite",
        description = "Print BibTeX for exactly the works that a run rests on.",
        footer = {"", "Example:", "  gyre cite runs/2026-… >> references.bib"})
final class CiteCommand implements GyreSubcommand {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    Path run;

    @Mixin
    OutputOptions output = new OutputOptions();

    CiteCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Result result = Result.read(RunDirectory.open(run).result());
        List<String> keys = result.citations();
        List<String> warnings = UnfinishedRun.warnings(run, result, "the works that it rests on are known at its end");
        warnings.forEach(console::complain);
        String bibtex = Citations.bibtex(keys);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.put("keys", keys);
            object.put("bibtex", bibtex);
            object.put("warnings", warnings);
            console.printJson(object);
        } else if (!bibtex.isBlank()) {
            console.print(bibtex.stripTrailing());
        }
        return ExitCode.DONE;
    }
}
