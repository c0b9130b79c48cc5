package org.gyre.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.lab.storage.Storage;

/// `events.jsonl`: what happened and when, one JSON object per line with at least `time` and `type`. It only
/// grows, also over resumes.
public final class EventLog implements AutoCloseable {
    private final LineLog lines;
    private final InstantSource clock;

    public EventLog(Storage storage, Path path, InstantSource clock) throws IOException {
        this.lines = new LineLog(storage, path);
        this.clock = clock;
        if (lines.torn()) {
            append("torn-line-dropped", Map.of("file", "events.jsonl"));
        }
    }

    public void append(String type, Map<String, ?> fields) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("time", Instant.ofEpochMilli(clock.millis()).toString());
        event.put("type", type);
        event.putAll(fields);
        lines.append(Json.line(event));
    }

    public void force() throws IOException {
        lines.force();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
