package org.gyre.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The word `gyre` itself: lists the commands.
@Command(
        name = "gyre",
        synopsisSubcommandLabel = "COMMAND",
        description = "Measures, maximises and explains the information that flows through recurrent neural networks.",
        footer = {
            "",
            "Examples:",
            "  gyre presets                                  what can be run",
            "  gyre run recurrent-infomax/natural-images     run it, with a report",
            "  gyre measure powerlaw --sample sizes.txt      read a sample's tail",
            "  gyre doctor                                   what this machine offers",
            "",
            "Exit codes: 0 done, 1 a claim or check failed, 2 a mistake in the input,",
            "3 stopped early with a checkpoint written, 70 a bug.",
            "'gyre COMMAND --help' explains a command."
        })
final class GyreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(names = "--version", versionHelp = true, description = "Print the version and exit.")
    boolean version;

    /// The whole command line, ready to be executed.
    static CommandLine commandLine(Console console) {
        return new CommandLine(new GyreCommand())
                .addSubcommand(new RunCommand(console))
                .addSubcommand(new ResumeCommand(console))
                .addSubcommand(new PresetsCommand(console))
                .addSubcommand(new ReproduceCommand(console))
                .addSubcommand(new ReportCommand(console))
                .addSubcommand(new CompareCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new CiteCommand(console))
                .addSubcommand("measure", MeasureCommand.commandLine(console))
                .addSubcommand("data", DataCommand.commandLine(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new WarmUpCommand());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: 'gyre --help' lists them");
    }
}
