package org.gyre.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.lab.run.GyreVersion;

/// Keeps the trace of an internal error in a file, so that the user sees a sentence and can send the rest.
final class BugReport {
    private BugReport() {}

    /// Writes the report and returns the sentence to show.
    static String write(Throwable problem, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println("gyre " + GyreVersion.version());
        writer.println("arguments: " + String.join(" ", arguments));
        writer.println("java: " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        problem.printStackTrace(writer);
        writer.flush();
        try {
            Path file = Files.createTempFile("gyre-bug-", ".txt");
            Files.writeString(file, text.toString());
            return "internal error (" + problem.getClass().getSimpleName() + "): please report it with the file "
                    + file;
        } catch (IOException e) {
            return "internal error, and its report could not be written (" + e.getMessage() + "):\n" + text;
        }
    }
}
