package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.lab.run.Json;
import org.gyre.lab.run.LineLog;
import org.gyre.lab.storage.Storage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `rows.jsonl`: a line for each point that is done, in the order in which they came. A line that a crash cut
/// off is dropped, and its point done again; a point that is there already is not taken twice. Rows stay in the
/// file: a log of a million points holds a place of eight bytes for each.
final class RowLog implements Rows, AutoCloseable {
    private static final long FORCE_NANOS = 1_000_000_000L;
    private static final int MOST_BYTES = 1 << 24;
    private static final int BLOCK = 1 << 12;

    private final Path file;
    private final LineLog lines;
    private final long[] places;
    private final BitSet failures = new BitSet();
    private int done;
    private double seconds;
    private long end;
    private long forced = System.nanoTime();

    /// Opens the log of a plan and reads what is there.
    ///
    /// @throws InputException if a line is damaged, or of a point of another plan
    RowLog(Storage storage, Path file, SweepPlan plan) throws IOException {
        this.file = file;
        this.places = new long[plan.size()];
        Arrays.fill(places, -1);
        this.lines = new LineLog(storage, file);
        try {
            read(plan);
        } catch (IOException | InputException failure) {
            lines.close();
            throw failure;
        }
    }

    private void read(SweepPlan plan) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            ByteArrayOutputStream begun = new ByteArrayOutputStream();
            long at = 0;
            int number = 1;
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                int from = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        begun.write(block, from, i - from);
                        take(plan, begun.toString(UTF_8), number++);
                        end = at + i + 1;
                        begun.reset();
                        from = i + 1;
                    }
                }
                begun.write(block, from, read - from);
                if (begun.size() > MOST_BYTES) {
                    throw damaged(number, "it is longer than " + MOST_BYTES + " bytes");
                }
                at += read;
            }
        }
    }

    private void take(SweepPlan plan, String line, int number) {
        try {
            JsonNode json = Json.parse(line);
            int index = json.required("point").intValue() - 1;
            if (index < 0
                    || index >= places.length
                    || !plan.point(index).key().equals(json.required("key").asString(""))) {
                throw damaged(number, "it is of no point of this sweep");
            }
            note(index, end, Row.of(json), json.required("seconds").doubleValue());
        } catch (JacksonException malformed) {
            throw damaged(number, "it is no row");
        }
    }

    private InputException damaged(int number, String why) {
        return new InputException(
                file + ", line " + number + " is damaged: " + why + "; delete the line, and its point is done again");
    }

    private void note(int index, long place, Row row, double took) {
        if (places[index] >= 0 && !failures.get(index)) {
            return;
        }
        done += places[index] < 0 ? 1 : 0;
        places[index] = place;
        failures.set(index, row.isFailed());
        seconds += took;
    }

    /// Adds a row. What is there already stays, unless it is that the point failed.
    void add(SweepPoint point, Row row, double took) throws IOException {
        if (has(point.index()) && !hasFailed(point.index())) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("point", point.index() + 1);
        line.put("key", point.key());
        line.put("seconds", took);
        row.toMap().forEach((name, value) -> line.put(name, Objects.requireNonNull(value)));
        String text = Json.line(line);
        long place = end;
        lines.append(text);
        end += text.getBytes(UTF_8).length + 1L;
        note(point.index(), place, row, took);
        long now = System.nanoTime();
        if (now - forced >= FORCE_NANOS) {
            lines.force();
            forced = now;
        }
    }

    boolean has(int index) {
        return places[index] >= 0;
    }

    /// How many points are done.
    int done() {
        return done;
    }

    @Override
    public int failed() {
        return failures.cardinality();
    }

    /// Whether a point is done, and failed.
    boolean hasFailed(int index) {
        return failures.get(index);
    }

    /// Wall time of all of them together.
    double seconds() {
        return seconds;
    }

    void force() throws IOException {
        lines.force();
    }

    @Override
    public void read(Reader reader) throws IOException {
        read(file, places, reader);
    }

    /// Reads the rows that begin at some places of a log.
    ///
    /// @param places by point; -1 of one that is not there
    static void read(Path file, long[] places, Reader reader) throws IOException {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            ByteBuffer block = block();
            for (int index = 0; index < places.length; index++) {
                if (places[index] >= 0) {
                    reader.row(index, row(in, places[index], block));
                }
            }
        }
    }

    /// The row that begins at a place of a log.
    ///
    /// @param block working memory
    static Line row(SeekableByteChannel in, long place, ByteBuffer block) throws IOException {
        JsonNode json = Json.parse(line(in.position(place), block));
        return new Line(Row.of(json), json.required("seconds").doubleValue());
    }

    /// Working memory to read rows with.
    static ByteBuffer block() {
        return ByteBuffer.allocate(BLOCK);
    }

    private static String line(SeekableByteChannel in, ByteBuffer block) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (in.read(block.clear()) >= 0) {
            block.flip();
            while (block.hasRemaining()) {
                byte next = block.get();
                if (next == '\n') {
                    return line.toString(UTF_8);
                }
                line.write(next);
            }
        }
        return line.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
