package org.gyre.app.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Starts programs as processes, found by the search path and without a shell.
///
/// @param patience after which a program that has not ended is stopped
public record LocalPrograms(Duration patience) implements Programs {
    private static final int LONGEST_MESSAGE = 120;

    @Override
    public void run(List<String> command, Path folder, Path output) throws IOException {
        String program = command.getFirst();
        Path errors = output.resolveSibling(output.getFileName() + ".errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        // Messages in one language; npm must not look for a newer npm.
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("NO_UPDATE_NOTIFIER", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException("there is no " + program + " here", e);
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(program + " did not end within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed" + lastLine(errors));
        }
    }

    /// The last thing that a program said, cut to a length fit for a sentence.
    private static String lastLine(Path errors) throws IOException {
        String text = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
        String line = text.strip().lines().reduce((first, second) -> second).orElse("");
        return line.isEmpty() ? "" : ": " + line.substring(0, Math.min(line.length(), LONGEST_MESSAGE));
    }
}
