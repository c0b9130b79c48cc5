package org.gyre.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `gyre data`: the data that there are, how to get them, and what is in a file.
@Command(name = "data", synopsisSubcommandLabel = "COMMAND", description = "List, get and look into data.")
final class DataCommand implements GyreSubcommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    static CommandLine commandLine(Console console) {
        return new CommandLine(new DataCommand())
                .addSubcommand(new DataListCommand(console))
                .addSubcommand(new DataGetCommand(console))
                .addSubcommand(new DataInfoCommand(console));
    }

    @Override
    public int call() {
        throw new ParameterException(spec.commandLine(), "'gyre data' needs a command: 'gyre data --help' lists them");
    }
}
