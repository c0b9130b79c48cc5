package org.gyre.app.web.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.app.json.Body;
import org.gyre.app.web.http.EventStream;
import org.gyre.core.InputException;
import org.gyre.lab.run.LineTail;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Follows a run by its files. Events:
///
/// - `state`: the line of the list of runs, when it changed;
/// - `scalars`: `from` (index of the first row), `steps`, `columns` by name, null for an empty cell; the
///   event's id is the index of the row after it;
/// - `restart`: rows were taken back by a resume, and all come again from the first;
/// - `journal`: `entries`, lines of `events.jsonl`, and `from`, how many came before;
/// - `progress`: how far a run at work is, as [org.gyre.lab.run.RunProgress] writes it;
/// - `frame`: there are new pictures of a run at work (`/api/runs/{run}/live`), which it makes because
///   somebody watches.
final class RunStream implements EventStream.Source {
    /// A person does not see more than thirty pictures a second.
    private static final long PAUSE = 33;
    /// Whose process is gone writes nothing more.
    private static final long IDLE_PAUSE = 500;
    /// The list's line asks for processes: not at every look.
    private static final int LOOKS_PER_STATE = 10;
    /// Well within the patience of a run.
    private static final long TOUCH_NANOS = 1_000_000_000;

    private final RunCatalogue catalogue;
    private final String id;
    private final RunDirectory run;
    private final LineTail scalars;
    private final LineTail journal;
    private String @Nullable [] names;
    private long wanted;
    private long row;
    private long told;
    private boolean malformed;
    private boolean complained;
    private long starts;
    private int looks;
    private RunCatalogue.@Nullable Entry said;
    private final Storage storage;
    private @Nullable FileTime frame;
    private long frames;
    private @Nullable FileTime progressTold;
    private long touched = System.nanoTime() - TOUCH_NANOS;

    /// @param wanted index of the first row that is sent
    RunStream(RunCatalogue catalogue, String id, long wanted, Storage storage) {
        this.storage = storage;
        this.catalogue = catalogue;
        this.id = id;
        this.run = catalogue.find(id);
        this.wanted = wanted;
        this.scalars = new LineTail(run.scalars());
        this.journal = new LineTail(run.events());
    }

    @Override
    public boolean send(EventStream stream) throws IOException {
        boolean ended = said != null && !RunState.passes(said.state());
        boolean all = sendScalars(stream);
        sendJournal(stream);
        sendFrame(stream);
        if (looks++ % LOOKS_PER_STATE == 0 || !all) {
            RunCatalogue.Entry now = catalogue.entry(id, run);
            if (!now.equals(said)) {
                stream.send("state", "", RunRoutes.json(now));
                said = now;
            }
        }
        // One more look after the end: what was written before it must be sent.
        return !(ended && all && said != null && !RunState.passes(said.state()));
    }

    @Override
    public long pause() {
        return said != null && said.state().equals(RunState.RUNNING.label()) ? PAUSE : IDLE_PAUSE;
    }

    private void sendFrame(EventStream stream) throws IOException {
        if (said == null || !said.state().equals(RunState.RUNNING.label())) {
            return;
        }
        LiveFolder live = run.live();
        if (System.nanoTime() - touched >= TOUCH_NANOS) {
            touched = System.nanoTime();
            try {
                live.touch(storage);
            } catch (IOException readOnly) {
                return; // somebody else's run: it is watched without pictures
            }
        }
        sendProgress(stream, live);
        FileTime now;
        try {
            now = Files.getLastModifiedTime(live.figures());
        } catch (IOException none) {
            return;
        }
        if (!now.equals(frame)) {
            frame = now;
            frames++;
            stream.send("frame", "", Map.of("number", frames));
        }
    }

    private void sendProgress(EventStream stream, LiveFolder live) throws IOException {
        String text;
        try {
            FileTime now = Files.getLastModifiedTime(live.progress());
            if (now.equals(progressTold)) {
                return;
            }
            progressTold = now;
            text = Files.readString(live.progress());
        } catch (IOException none) {
            return; // taken away at the end of the run
        }
        Map<String, Object> progress = new LinkedHashMap<>();
        Body.parse(text).properties().forEach(field -> progress.put(field.getKey(), field.getValue()));
        stream.send("progress", "", progress);
    }

    /// @return whether all that is there was sent
    private boolean sendScalars(EventStream stream) throws IOException {
        List<String> lines = scalars.next();
        if (scalars.starts() != starts) {
            starts = scalars.starts();
            names = null;
            row = 0;
            wanted = 0;
            stream.send("restart", "0", Map.of());
        }
        if (lines.isEmpty()) {
            return true;
        }
        int from = 0;
        if (names == null) {
            names = lines.getFirst().split(",", -1);
            from = 1;
        }
        int skipped = (int) Math.min(lines.size() - from, Math.max(0, wanted - row));
        row += skipped;
        List<String> rows = lines.subList(from + skipped, lines.size());
        if (!rows.isEmpty()) {
            stream.send("scalars", Long.toString(row + rows.size()), columns(rows));
            row += rows.size();
        }
        return false;
    }

    private Map<String, Object> columns(List<String> rows) {
        String[] columns = names == null ? new String[0] : names;
        double[][] values = new double[columns.length][rows.size()];
        for (double[] column : values) {
            Arrays.fill(column, Double.NaN);
        }
        for (int r = 0; r < rows.size(); r++) {
            String[] cells = rows.get(r).split(",", -1);
            for (int c = 0; c < Math.min(cells.length, columns.length); c++) {
                values[c][r] = number(cells[c]);
                if (Double.isNaN(values[c][r]) && !cells[c].isEmpty() && !cells[c].equals("NaN")) {
                    malformed = true;
                }
            }
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        for (int c = 1; c < columns.length; c++) {
            byName.put(columns[c], values[c]);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("from", row);
        event.put("steps", values.length == 0 ? new double[0] : values[0]);
        event.put("columns", byName);
        return event;
    }

    /// NaN where a cell is empty or is no finite number.
    private static double number(String cell) {
        try {
            double number = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            return Double.isInfinite(number) ? Double.NaN : number;
        } catch (NumberFormatException malformed) {
            return Double.NaN;
        }
    }

    private void sendJournal(EventStream stream) throws IOException {
        List<Object> entries = new ArrayList<>();
        for (String line : journal.next()) {
            try {
                Map<String, Object> entry = new LinkedHashMap<>();
                for (Map.Entry<String, JsonNode> field : Body.parse(line).properties()) {
                    entry.put(
                            field.getKey(),
                            field.getValue().asString(field.getValue().toString()));
                }
                entries.add(entry);
            } catch (InputException malformed) {
                entries.add(Map.of("type", "unreadable"));
            }
        }
        if (malformed && !complained) {
            complained = true;
            entries.add(Map.of(
                    "type",
                    "warning",
                    "sentence",
                    run.scalars().getFileName() + ": some cells are no numbers and are left out of the curves;"
                            + " 'gyre verify' says which"));
        }
        if (!entries.isEmpty()) {
            stream.send("journal", "", Map.of("from", told, "entries", entries));
            told += entries.size();
        }
    }
}
