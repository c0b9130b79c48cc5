package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.storage.Storage;

/// `scalars.csv`: one row per report of a session, at full resolution: the first column is the step, the others
/// are the session's scalars in their declared order. A cell is a number that reads back to the same bits, or
/// empty.
public final class ScalarLog implements AutoCloseable {
    private final LineLog lines;
    private final List<String> names;
    private final Set<String> known;

    private ScalarLog(LineLog lines, List<String> names) {
        this.lines = lines;
        this.names = List.copyOf(names);
        this.known = new HashSet<>(names);
    }

    /// Starts the file over.
    public static ScalarLog start(Storage storage, Path path, List<String> names) throws IOException {
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9_.]+") || name.equals("step")) {
                throw new IllegalArgumentException("'" + name + "' cannot be a column: use letters, digits, _ and .");
            }
        }
        LineLog lines = new LineLog(storage, path);
        try {
            lines.truncate(0);
            lines.append(header(names));
            return new ScalarLog(lines, names);
        } catch (IOException failure) {
            lines.close();
            throw failure;
        }
    }

    /// Goes on after the first `length` bytes, which a checkpoint vouches for; later rows belong to steps that
    /// are done again.
    ///
    /// @throws InputException if the file is shorter, or has other columns
    public static ScalarLog resume(Storage storage, Path path, List<String> names, long length) throws IOException {
        if (!Files.exists(path) || Files.size(path) < length) {
            throw new InputException(path + " is corrupt: the last checkpoint was written when it had "
                    + Plural.of(length, "byte") + " and now it has fewer; put back the original file");
        }
        try (BufferedReader reader = Files.newBufferedReader(path, UTF_8)) {
            if (!header(names).equals(reader.readLine())) {
                throw new InputException(path + " is corrupt: its first line is not '" + header(names) + "'");
            }
        }
        LineLog lines = new LineLog(storage, path);
        try {
            lines.truncate(length);
            return new ScalarLog(lines, names);
        } catch (IOException failure) {
            lines.close();
            throw failure;
        }
    }

    /// Adds a row.
    ///
    /// @throws NumericFailure if a value is not finite
    /// @throws IllegalArgumentException if a name is not one of the columns
    public void append(long step, Map<String, Double> values) throws IOException {
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw new IllegalArgumentException("'" + entry.getKey() + "' is not among the scalars " + names);
            }
            if (!Double.isFinite(entry.getValue())) {
                throw new NumericFailure(step, entry.getKey(), "is " + entry.getValue());
            }
        }
        StringBuilder row = new StringBuilder().append(step);
        for (String name : names) {
            row.append(',');
            Double value = values.get(name);
            if (value != null) {
                row.append(value.doubleValue());
            }
        }
        lines.append(row.toString());
    }

    /// Makes the rows durable.
    ///
    /// @return length of the file in bytes, to be kept in the checkpoint
    public long force() throws IOException {
        lines.force();
        return lines.length();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static String header(List<String> names) {
        return names.isEmpty() ? "step" : "step," + String.join(",", names);
    }
}
