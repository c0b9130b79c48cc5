package org.gyre.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.report.Report;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.Failures;
import picocli.CommandLine.Command;

/// `gyre report RUN`: renders a run's report again from its files.
@Command(
        name = "report",
        description = "Render report.html again from the files of a run, also while it is at work or was stopped.",
        footer = {"", "Example:", "  gyre report runs/2026-11-21_210501_recurrent-infomax-natural-images_s1"})
final class ReportCommand extends RunFolderCommand {
    ReportCommand(Console console) {
        super(console);
    }

    @Override
    public int call() {
        Path file;
        try {
            file = Report.write(new DiskStorage(), RunDirectory.open(run));
        } catch (IOException e) {
            throw new InputException(run + ": its report cannot be written (" + Failures.reason(e) + ")", e);
        }
        List<String> warnings = Verify.scalars(run).problems();
        warnings.forEach(console::complain);
        answer(Map.of("report", file.toString()), warnings, () -> console.print(file.toString()));
        return ExitCode.DONE;
    }
}
