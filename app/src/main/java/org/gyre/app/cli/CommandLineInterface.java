package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Suggestions;
import org.gyre.lab.run.GyreVersion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// From arguments to an exit code: parses, runs the command, and tells every error in one sentence.
final class CommandLineInterface {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

    private CommandLineInterface() {}

    static int execute(Console console, String... arguments) {
        int code = ExitCode.DONE;
        try {
            code = run(console, arguments);
            console.flush();
        } catch (ClosedPipeException e) {
            return code;
        } catch (FailedOutputException e) {
            // Whatever else was to be printed, an error with --json too, would go the same way.
            console.complain(String.valueOf(e.getMessage()));
            return ExitCode.INPUT_ERROR;
        }
        return code;
    }

    private static int run(Console console, String... arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        CommandLine commandLine = GyreCommand.commandLine(console, arguments);
        prepare(commandLine, console);
        try {
            ParseResult parsed = commandLine.parseArgs(arguments);
            if (printHelp(parsed, console)) {
                return ExitCode.DONE;
            }
            ParseResult last = parsed;
            while (last.hasSubcommand()) {
                last = last.subcommand();
            }
            console.quiet(last.hasMatchedOption("--quiet"));
            json = last.hasMatchedOption("--json");
            return invoke(last.commandSpec());
        } catch (ParameterException e) {
            return mistake(console, sentence(e), json);
        } catch (InputException e) {
            return mistake(console, e.getMessage(), json);
        } catch (ClosedPipeException | FailedOutputException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            return mistake(
                    console,
                    "out of memory at a heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB: take less data, a smaller network or fewer surrogates or replicas, or give more with GYRE_JVM_OPTS=-Xmx… in the environment",
                    json);
        } catch (RuntimeException | Error e) {
            console.complain(BugReport.write(e, arguments));
            if (json) {
                console.printJson(Map.of("error", "internal error: " + e));
            }
            return ExitCode.BUG;
        }
    }

    private static int invoke(CommandSpec spec) {
        return switch (spec.userObject()) {
            case GyreSubcommand command -> command.call();
            case Runnable command -> {
                command.run();
                yield ExitCode.DONE;
            }
            default -> throw new IllegalStateException("not a command: " + spec.qualifiedName());
        };
    }

    /// Settings that every command shares, and an option `--help` for each.
    private static void prepare(CommandLine commandLine, Console console) {
        CommandSpec spec = commandLine.getCommandSpec();
        if (!spec.optionsMap().containsKey("--help")) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .type(boolean.class)
                    .description("Show this help and exit.")
                    .build());
        }
        spec.usageMessage()
                .width(Math.max(console.terminal().columns(), 55))
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n");
        commandLine.registerConverter(Path.class, new PathConverter());
        // A word that begins with @ is a word: a file of that name must not become arguments.
        commandLine.setExpandAtFiles(false);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setColorScheme(
                CommandLine.Help.defaultColorScheme(console.terminal().color() ? Ansi.ON : Ansi.OFF));
        commandLine.getSubcommands().values().forEach(sub -> prepare(sub, console));
    }

    private static boolean printHelp(ParseResult parsed, Console console) {
        for (CommandLine each : parsed.asCommandLineList()) {
            if (each.isUsageHelpRequested()) {
                console.print(each.getUsageMessage().stripTrailing());
                return true;
            }
            if (each.isVersionHelpRequested()) {
                console.print("gyre " + GyreVersion.version());
                return true;
            }
        }
        return false;
    }

    private static int mistake(Console console, String sentence, boolean json) {
        console.complain(sentence);
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("error", sentence);
            error.put("exit_code", ExitCode.INPUT_ERROR);
            console.printJson(error);
        }
        return ExitCode.INPUT_ERROR;
    }

    /// What the parser found, in one sentence of our own.
    private static String sentence(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String explained = ": '" + command + " --help' explains";
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case UnmatchedArgumentException unmatched ->
                unmatched(e.getCommandLine(), unmatched.getUnmatched().getFirst());
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() -> missing(command, missing) + explained;
            case MutuallyExclusiveArgsException _ ->
                OPTION.matcher(message).results().map(MatchResult::group).collect(Collectors.joining(" and "))
                        + " exclude one another; give only one";
            case OverwrittenOptionException twice ->
                name(twice.getOverwritten()) + ": is given more than once; leave one out";
            default -> {
                ArgSpec argument = e.getArgSpec();
                String value = e.getValue();
                yield argument != null && value != null
                        ? wrongValue(argument, value, message)
                        : message + (message.contains("--help") ? "" : explained);
            }
        };
    }

    private static String missing(String command, MissingParameterException e) {
        List<ArgSpec> missing = e.getMissing();
        String message = String.valueOf(e.getMessage());
        if (message.contains("arameter for option")) {
            return name(missing.getFirst()) + " needs a value";
        }
        List<String> labels = missing.stream().map(CommandLineInterface::label).toList();
        return "'" + command + "' needs "
                + (message.contains("specify one of these")
                        ? "one of " + alternatives(labels)
                        : String.join(" and ", labels));
    }

    /// `--unit sones: must be nats or bits`.
    private static String wrongValue(ArgSpec argument, String value, String message) {
        String name = name(argument);
        Class<?> type = argument.type();
        if (argument.converters().length > 0 || type == Path.class) {
            // Our converters say all that is needed, after the parser's own words.
            return name + ": " + message.substring(message.indexOf(": ") + 2);
        }
        if (type.isEnum()) {
            List<String> permitted = Arrays.stream(type.getEnumConstants())
                    .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .toList();
            return name + " " + value + ": must be " + alternatives(permitted);
        }
        boolean huge = value.matches("[+-]?\\d+");
        if (type == int.class || type == Integer.class) {
            return name + " " + value + ": must be a whole number"
                    + (huge ? " from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE : "");
        }
        if (type == long.class || type == Long.class) {
            return name + " " + value + ": must be a whole number"
                    + (huge ? " from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE : "");
        }
        return type == double.class || type == Double.class ? name + " " + value + ": must be a number" : message;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String unmatched(CommandLine commandLine, String word) {
        CommandSpec spec = commandLine.getCommandSpec();
        boolean option = word.startsWith("-");
        List<String> known = option
                ? List.copyOf(spec.optionsMap().keySet())
                : spec.subcommands().entrySet().stream()
                        .filter(entry -> !entry.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey)
                        .toList();
        String kind = option ? "option" : known.isEmpty() ? "argument" : "command";
        String given = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        String near = Suggestions.closest(given, known);
        String remedy = near == null ? "" : "did you mean " + near + "? ";
        return "unknown " + kind + " '" + given + "': " + remedy + "'" + spec.qualifiedName()
                + " --help' lists what there is";
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option ? name(option) + " " + option.paramLabel() : name(argument);
    }
}
