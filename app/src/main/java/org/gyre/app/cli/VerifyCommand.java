package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.Plural;
import org.gyre.lab.run.Verify;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
final class VerifyCommand implements GyreSubcommand {
    private final Console console;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    @SuppressWarnings("NullAway.Init") // required
    Path run;

    @Mixin
    OutputOptions output = new OutputOptions();

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Verify.Report report = Verify.run(run);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.put("whole", report.whole());
            object.put("files", report.checked());
            object.put("problems", report.problems());
            object.put("warnings", report.notes());
            console.printJson(object);
        } else {
            report.problems().forEach(problem -> console.print("wrong: " + problem));
            report.notes().forEach(note -> console.print("note: " + note));
            console.print(Plural.of(report.checked(), "file") + " checked: "
                    + (report.whole() ? "the run is whole" : report.problems().size() + " wrong"));
        }
        return report.whole() ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }
}
