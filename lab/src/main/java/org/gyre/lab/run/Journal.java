package org.gyre.lab.run;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.storage.Storage;

/// What a run says while it works: events for programs (`events.jsonl`), lines for people (`log.txt`), and the
/// warnings, each code once.
public final class Journal implements AutoCloseable {
    private final EventLog events;
    private final LineLog log;
    private final InstantSource clock;
    private final Map<String, Warning> warnings = new LinkedHashMap<>();

    public Journal(Storage storage, RunDirectory directory, InstantSource clock) throws IOException {
        this.clock = clock;
        this.events = new EventLog(storage, directory.events(), clock);
        try {
            this.log = new LineLog(storage, directory.log());
        } catch (IOException failure) {
            events.close();
            throw failure;
        }
    }

    public void event(String type, Map<String, ?> fields) throws IOException {
        events.append(type, fields);
    }

    /// A line for people, with the time before it.
    public void say(String sentence) throws IOException {
        log.append(Instant.ofEpochSecond(clock.millis() / 1000) + "  " + sentence.replace('\n', ' '));
    }

    /// Keeps the warning unless there is one of this code already.
    ///
    /// @return whether it is new
    public boolean warn(Warning warning) throws IOException {
        if (warnings.putIfAbsent(warning.code(), warning) != null) {
            return false;
        }
        String severity = warning.severity().label();
        event(severity, Map.of("code", warning.code(), "sentence", warning.sentence()));
        say(severity.toUpperCase(Locale.ROOT) + " " + warning.code() + ": " + warning.sentence());
        return true;
    }

    /// Takes over the warnings that a checkpoint knew of.
    public void recall(List<Warning> known) {
        for (Warning warning : known) {
            warnings.putIfAbsent(warning.code(), warning);
        }
    }

    public List<Warning> warnings() {
        return new ArrayList<>(warnings.values());
    }

    public void force() throws IOException {
        events.force();
        log.force();
    }

    @Override
    public void close() throws IOException {
        try (events) {
            log.close();
        }
    }
}
