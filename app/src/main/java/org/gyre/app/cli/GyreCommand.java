package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
            "  gyre serve                                    all of it in a browser",
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

    /// The whole command line.
    static CommandLine commandLine(Console console) {
        CommandLine whole = new CommandLine(new GyreCommand());
        commands(console).forEach((name, command) -> whole.addSubcommand(name, command.get()));
        return whole;
    }

    /// As much of the command line as the arguments can need: reading the annotations of all commands
    /// takes longer than everything else at a start.
    static CommandLine commandLine(Console console, String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> named = commands(console).get(first);
        if (named != null) {
            return new CommandLine(new GyreCommand()).addSubcommand(first, named.get());
        }
        return first.equals("--version") ? new CommandLine(new GyreCommand()) : commandLine(console);
    }

    /// The commands in the order of the help.
    private static Map<String, Supplier<Object>> commands(Console console) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(console));
        commands.put("resume", () -> new ResumeCommand(console));
        commands.put("sweep", () -> new SweepCommand(console));
        commands.put("presets", () -> new PresetsCommand(console));
        commands.put("reproduce", () -> new ReproduceCommand(console));
        commands.put("report", () -> new ReportCommand(console));
        commands.put("compare", () -> new CompareCommand(console));
        commands.put("verify", () -> new VerifyCommand(console));
        commands.put("cite", () -> new CiteCommand(console));
        commands.put("measure", () -> MeasureCommand.commandLine(console));
        commands.put("data", () -> DataCommand.commandLine(console));
        commands.put("export", () -> new ExportCommand(console));
        commands.put("play", () -> new PlayCommand(console));
        commands.put("serve", () -> new ServeCommand(console));
        commands.put("doctor", () -> new DoctorCommand(console));
        commands.put("bench", () -> new BenchCommand(console));
        commands.put("warm-up", WarmUpCommand::new);
        return commands;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: 'gyre --help' lists them");
    }
}
