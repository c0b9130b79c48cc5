package org.gyre.app.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/// Runs what users usually run, printing nowhere, while the virtual machine records which classes that
/// needs: the launcher makes the start-up cache with it.
@Command(name = "warm-up", hidden = true, description = "Exercise the usual commands for the start-up cache.")
final class WarmUpCommand implements GyreSubcommand {
    @Override
    public int call() {
        perform("--version");
        perform("--help");
        perform("doctor", "--skip-libraries");
        perform("doctor", "--json", "--skip-libraries");
        perform("run", "--help");
        perform("presets");
        perform("presets", "--json");
        perform("run", "no-such-preset");
        perform("unknown-command");
        return ExitCode.DONE;
    }

    private static void perform(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CommandLineInterface.execute(new Console(nowhere, nowhere, Terminal.NONE), arguments);
    }
}
