package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.Plural;
import org.gyre.lab.run.Verify;
import picocli.CommandLine.Command;

/// `gyre verify RUN`: is a run directory whole?
@Command(
        name = "verify",
        description =
                "Check that every file of a run can be read and is what was written, and that each verdict follows"
                        + " from its value and the claim of the configuration.",
        footer = {
            "",
            "Exit code 1 if something is wrong. The hashes that it compares lie in the run:",
            "they help against damage, not against forgery. report.html, which may be",
            "rendered again, must be a whole page of this run.",
            "",
            "Example:",
            "  gyre verify runs/2026-…"
        })
final class VerifyCommand extends RunFolderCommand {
    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    public int call() {
        Verify.Report report = Verify.run(run);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("whole", report.whole());
        parts.put("files", report.checked());
        parts.put("problems", report.problems());
        answer(parts, report.notes(), () -> print(report));
        return report.whole() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    private void print(Verify.Report report) {
        report.problems().forEach(problem -> console.print("wrong: " + problem));
        report.notes().forEach(note -> console.print("note: " + note));
        console.print(Plural.of(report.checked(), "file") + " checked: "
                + (report.whole() ? "the run is whole" : report.problems().size() + " wrong"));
    }
}
