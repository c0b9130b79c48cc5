package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Citations;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import picocli.CommandLine.Command;

/// `gyre cite RUN`: the works that a run rests on.
@Command(
        name = "cite",
        description = "Print BibTeX for exactly the works that a run rests on.",
        footer = {"", "Example:", "  gyre cite runs/2026-… >> references.bib"})
final class CiteCommand extends RunFolderCommand {
    CiteCommand(Console console) {
        super(console);
    }

    @Override
    public int call() {
        Result result = Result.read(RunDirectory.open(run).result());
        List<String> keys = result.citations();
        List<String> warnings = UnfinishedRun.warnings(run, result, "the works that it rests on are known at its end");
        warnings.forEach(console::complain);
        String bibtex = Citations.bibtex(keys);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("keys", keys);
        parts.put("bibtex", bibtex);
        answer(parts, warnings, () -> {
            if (!bibtex.isBlank()) {
                console.print(bibtex.stripTrailing());
            }
        });
        return ExitCode.DONE;
    }
}
