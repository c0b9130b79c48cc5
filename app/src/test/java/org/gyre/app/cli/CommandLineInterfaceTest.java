package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineInterfaceTest {
    static List<List<String>> everyCommand() {
        CommandLine root = GyreCommand.commandLine(new Console(nowhere(), nowhere(), Terminal.NONE));
        return root.getSubcommands().keySet().stream().map(List::of).toList();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasAHelpPageOfEightyColumns(List<String> command) {
        Invocation help = Invocation.of(command.getFirst(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: gyre " + command.getFirst());
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    /// What is written as one line stays one line, and no word is cut at the dot within it.
    @ParameterizedTest
    @MethodSource("everyCommandAndInstrument")
    void noLineOfAHelpPageBreaksBadly(List<String> command) {
        CommandLine line = GyreCommand.commandLine(new Console(nowhere(), nowhere(), Terminal.NONE));
        for (String word : command) {
            line = Objects.requireNonNull(line.getSubcommands().get(word));
        }
        assertThat(line.getCommandSpec().usageMessage().footer())
                .allSatisfy(footer -> assertThat(footer).hasSizeLessThanOrEqualTo(80));
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");
        List<String> lines =
                Invocation.of(arguments.toArray(String[]::new)).out().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i - 1).endsWith(".")) {
                assertThat(lines.get(i).strip())
                        .doesNotContainPattern("^[a-z0-9]+[=)]")
                        .doesNotContainPattern("^txt");
            }
        }
    }

    static List<List<String>> everyCommandAndInstrument() {
        List<List<String>> commands = new ArrayList<>(everyCommand());
        commands.add(List.of("measure", "infomax"));
        commands.add(List.of("measure", "avalanches"));
        commands.add(List.of("measure", "powerlaw"));
        commands.add(List.of("data", "list"));
        commands.add(List.of("data", "info"));
        return commands;
    }

    @Test
    void theHelpOfMeasureInfomaxStatesTheLimitOfEnumeration() {
        assertThat(Invocation.of("measure", "infomax", "--help").out())
                .contains("Up to 12 units all 2^N states are enumerated");
    }

    @Test
    void theVersionIsTheProjectsVersion() {
        Invocation version = Invocation.of("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("gyre \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void aMissingCommandIsAUsageError() {
        Invocation none = Invocation.of();
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("gyre --help");
    }

    @Test
    void anUnknownCommandIsAnsweredWithASuggestion() {
        Invocation typo = Invocation.of("docter");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.out()).isEmpty();
        assertThat(typo.err()).contains("unknown command 'docter'").contains("did you mean doctor?");
        assertThat(typo.err().lines()).hasSize(1);
    }

    @Test
    void anUnknownOptionIsAnsweredWithASuggestion() {
        Invocation typo = Invocation.of("doctor", "--jsno");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).contains("unknown option '--jsno'").contains("did you mean --json?");
        assertThat(typo.err().lines()).hasSize(1);
    }

    @Test
    void anErrorWithJsonIsOneObject() {
        Invocation typo = Invocation.of("doctor", "--json", "--nonsense");
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.out().lines()).hasSize(1);
        assertThat(JsonText.parse(typo.out())).containsEntry("exit_code", 2).containsKey("error");
    }

    @Test
    void aClosedPipeEndsQuietlyWithZero() {
        PrintStream closed = new PrintStream(
                new DataOutput(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                }),
                false,
                StandardCharsets.UTF_8);
        assertThat(CommandLineInterface.execute(new Console(closed, nowhere(), Terminal.NONE), "--help"))
                .isZero();
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() {
        PrintStream full = new PrintStream(
                new DataOutput(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }),
                false,
                StandardCharsets.UTF_8);
        assertThat(CommandLineInterface.execute(new Console(full, nowhere(), Terminal.NONE), "--help"))
                .isEqualTo(2);
    }

    /// The error, too, would be printed to the full disk as JSON.
    @Test
    void aFullDiskBehindTheAnswerAsJsonIsOneSentence() {
        ByteArrayOutputStream talk = new ByteArrayOutputStream();
        PrintStream full = new PrintStream(
                new DataOutput(new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }),
                false,
                StandardCharsets.UTF_8);
        Console console = new Console(full, new PrintStream(talk, true, StandardCharsets.UTF_8), Terminal.NONE);
        // Long enough to leave the buffers while the command still runs.
        assertThat(CommandLineInterface.execute(console, "presets", "--json")).isEqualTo(2);
        assertThat(talk.toString(StandardCharsets.UTF_8))
                .isEqualTo("gyre: cannot write to standard output (No space left on device):"
                        + " make room, or send it elsewhere\n");
    }

    @Test
    void aTextUnderAnotherNameIsCalledSo(@TempDir Path folder) throws IOException {
        Path text = folder.resolve("text.png");
        Files.writeString(text, "not a picture\n");
        Invocation answer = Invocation.of("data", "info", text.toString());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).startsWith(text + ": a text file, though named .png, 14 bytes");
        assertThat(answer.err()).contains("no table of numbers could be read");
        Path matlab = folder.resolve("text.mat");
        Files.writeString(matlab, "x");
        assertThat(Invocation.of("data", "info", matlab.toString()).out())
                .startsWith(matlab + ": a text file, though named .mat, 1 byte\n");
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "1,2\n1,x\n");
        assertThat(Invocation.of("data", "info", table.toString()).exitCode()).isEqualTo(2);
    }

    /// Times that cannot be those of a recording are still a table; why it is no recording is told.
    @Test
    void aTableThatIsNoRecordingSaysWhy(@TempDir Path folder) throws IOException {
        Path early = folder.resolve("early.csv");
        Files.writeString(early, "time,unit\n-1,0\n0.5,1\n0.7,0\n");
        Invocation answer = Invocation.of("data", "info", early.toString());
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains("float64 of shape [3, 2]", "no recording of spikes: ", "the time -1.0 s is negative");
        Path late = folder.resolve("late.csv");
        Files.writeString(late, "time,unit\n0.1,0\n1e300,1\n");
        assertThat(Invocation.of("data", "info", late.toString(), "--json").out())
                .contains("\"no_recording\"", "is too late for a clock");
    }

    /// Where bins begin differs between measures; the help says so.
    @Test
    void theHelpOfTransferSaysWhereBinsStart() {
        assertThat(Invocation.of("measure", "te", "--help").out().replaceAll("\\s+", " "))
                .contains("Bins start at time 0 (those of avalanches, branching and all: at the first spike).");
    }

    @Test
    void theTurkishLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            Invocation root = Invocation.of("--help");
            Invocation rootTypo = Invocation.of("DOCTOR", "--INI");
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(Invocation.of("--help")).isEqualTo(root);
            assertThat(Invocation.of("DOCTOR", "--INI")).isEqualTo(rootTypo);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void noColorIsHeeded() {
        assertThat(Terminal.of(true, true, Map.of("TERM", "xterm")).color()).isTrue();
        assertThat(Terminal.of(true, true, Map.of("TERM", "xterm", "NO_COLOR", "1"))
                        .color())
                .isFalse();
        assertThat(Terminal.of(true, true, Map.of("TERM", "dumb")).color()).isFalse();
        assertThat(Terminal.of(true, false, Map.of("TERM", "xterm")).color()).isFalse();
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
