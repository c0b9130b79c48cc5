package org.gyre.app.web.work;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a process said on standard error.
public final class Talk {
    private static final String SPEAKER = "gyre: ";
    private static final long MOST_BYTES = 1 << 20;

    private Talk() {}

    /// The last line; empty if there is none.
    public static String lastLine(Path talk) {
        List<String> lines = lines(talk);
        return lines.isEmpty() ? "" : plain(lines.getLast());
    }

    /// Why it ended as it did: the last sentence that it complained of, else its last line.
    public static String complaint(Path talk) {
        List<String> lines = lines(talk);
        return lines.reversed().stream()
                .filter(line -> line.startsWith(SPEAKER))
                .findFirst()
                .map(Talk::plain)
                .orElseGet(() -> lines.isEmpty() ? "" : lines.getLast());
    }

    private static String plain(String line) {
        return line.startsWith(SPEAKER) ? line.substring(SPEAKER.length()) : line;
    }

    private static List<String> lines(Path talk) {
        try {
            return Files.size(talk) > MOST_BYTES
                    ? List.of()
                    : Files.readString(talk, UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        } catch (IOException none) {
            return List.of();
        }
    }
}
