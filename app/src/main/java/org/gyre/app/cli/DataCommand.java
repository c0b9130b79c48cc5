package org.gyre.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `gyre data`: what Gyre can read, and what is in a file.
@Command(name = "data", synopsisSubcommandLabel = "COMMAND", description = "Look into data files.")
final class DataCommand implements GyreSubcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    static CommandLine commandLine(Console console) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataListCommand(console))
                .addSubcommand(new DataInfoCommand(console));
    }

    @Override
    public int call() {
        throw new ParameterException(spec.commandLine(), "'gyre data' needs a command: 'gyre data --help' lists them");
    }
}
