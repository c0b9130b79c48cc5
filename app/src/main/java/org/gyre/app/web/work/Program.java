package org.gyre.app.web.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts this program again, with other words.
public final class Program {
    /// Gives a process a session of its own, so that Ctrl-C in the server's terminal does not reach it.
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private static final String OURS = "-Dgyre.";

    private final List<String> start;
    private final Path folder;

    private Program(List<String> start, Path folder) {
        this.start = List.copyOf(start);
        this.folder = folder;
    }

    /// The program as it was started itself: the same virtual machine, flags and jars.
    ///
    /// @param main   its main class
    /// @param folder where it is to be at work
    public static Program itself(Class<?> main, Path folder) {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Those of our own say where this process talks to: the other one talks to files.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith(OURS))
                .forEach(words::add);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(main.getName());
        return new Program(words, folder);
    }

    /// Starts it.
    ///
    /// @param words what a user would type after `gyre`
    /// @param out   file that takes standard output
    /// @param talk  file that takes standard error
    public Process start(List<String> words, Path out, Path talk) {
        List<String> command = new ArrayList<>(start);
        command.addAll(words);
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(talk.toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("the program cannot be started: " + failure.getMessage(), failure);
        }
    }
}
