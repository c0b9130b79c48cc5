package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.gyre.core.InputException;
import org.gyre.lab.run.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Which rows a `rows.jsonl` holds that another process may be writing. Unlike [RowLog] it changes nothing, takes
/// each line once as it comes, leaves a last line without its line feed until it is whole, and goes on behind a line
/// that is damaged. Rows stay in the file; a point takes eight bytes here.
final class RowIndex implements Rows {
    private static final int PIECE = 1 << 18;
    /// Of a line; what comes after a longer one is not read.
    private static final int MOST_BYTES = 1 << 24;

    private final Path file;
    private final int points;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private long[] places;
    private final BitSet failures = new BitSet();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int done;
    private double seconds;
    private long position;
    private long lineAt;
    private long lines;
    private long damaged;
    private long firstDamaged;
    private long version;

    /// Told of rows as they are found.
    interface Finder {
        /// A point has a row, or another one in place of one that failed.
        void found(int index, Line line);

        /// What was found is void: another file is in its place.
        void restarted();
    }

    /// @param points of the plan
    RowIndex(Path file, int points) {
        this.file = file;
        this.points = points;
        this.places = new long[0];
    }

    /// Takes what was added since the last time.
    void follow(Finder finder) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            long size = in.size();
            if (size < position) {
                restart();
                finder.restarted();
            }
            in.position(position);
            while (position < size && begun.size() <= MOST_BYTES && in.read(piece.clear()) > 0) {
                split(piece.array(), piece.position(), finder);
                position += piece.position();
            }
            // What is not whole is read again: a sweep that goes on takes back what a crash cut off.
            position = lineAt;
            begun.reset();
        } catch (NoSuchFileException none) {
            // Before the first point is done, or taken away.
            if (position > 0) {
                restart();
                finder.restarted();
            }
        }
    }

    private void restart() {
        Arrays.fill(places, -1);
        failures.clear();
        begun.reset();
        done = 0;
        seconds = 0;
        position = 0;
        lineAt = 0;
        lines = 0;
        damaged = 0;
        version++;
    }

    private void split(byte[] bytes, int length, Finder finder) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, from, i - from);
                lines++;
                take(finder);
                begun.reset();
                from = i + 1;
                lineAt = position + from;
            }
        }
        begun.write(bytes, from, length - from);
    }

    private void take(Finder finder) {
        try {
            JsonNode json = Json.parse(begun.toString(UTF_8));
            int index = json.required("point").intValue() - 1;
            Line line = new Line(Row.of(json), json.required("seconds").doubleValue());
            if (index >= 0 && index < points) {
                note(index, line, finder);
                return;
            }
        } catch (JacksonException malformed) {
            // It counts as damaged, like a line of a point that is not.
        }
        firstDamaged = damaged == 0 ? lines : firstDamaged;
        damaged++;
    }

    private void note(int index, Line line, Finder finder) {
        if (places.length == 0) {
            places = new long[points];
            Arrays.fill(places, -1);
        }
        if (places[index] >= 0 && !failures.get(index)) {
            return;
        }
        done += places[index] < 0 ? 1 : 0;
        places[index] = lineAt;
        failures.set(index, line.row().isFailed());
        seconds += line.seconds();
        version++;
        finder.found(index, line);
    }

    /// How many points are done.
    int done() {
        return done;
    }

    @Override
    public int failed() {
        return failures.cardinality();
    }

    boolean has(int index) {
        return places.length > 0 && places[index] >= 0;
    }

    boolean hasFailed(int index) {
        return failures.get(index);
    }

    /// Wall time of all points together.
    double seconds() {
        return seconds;
    }

    /// Grows with every row.
    long version() {
        return version;
    }

    /// How many lines are no rows of the sweep.
    long damaged() {
        return damaged;
    }

    /// Number of the first of them, from 1.
    long firstDamaged() {
        return firstDamaged;
    }

    @Override
    public void read(Reader reader) throws IOException {
        if (done == 0) {
            return;
        }
        try {
            RowLog.read(file, places, reader);
        } catch (JacksonException malformed) {
            throw changed(malformed);
        }
    }

    private InputException changed(JacksonException malformed) {
        return new InputException(file + " was changed while it was read; look again", malformed);
    }

    /// Reads the rows of some points that are there.
    void read(int[] indices, Reader reader) throws IOException {
        if (indices.length == 0) {
            return;
        }
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            ByteBuffer block = RowLog.block();
            for (int index : indices) {
                reader.row(index, RowLog.row(in, places[index], block));
            }
        } catch (JacksonException malformed) {
            throw changed(malformed);
        }
    }
}
