package org.gyre.lab.infomorphic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.RunContext;

/// A session's surroundings without a run directory: its scalars are kept in a list.
final class BareContext implements RunContext {
    private final int threads;
    private final List<String> rows = new ArrayList<>();

    BareContext(int threads) {
        this.threads = threads;
    }

    /// The scalars so far, one text for each row.
    List<String> rows() {
        return rows;
    }

    @Override
    public RandomStream random() {
        return RandomStream.of(1);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void scalars(long step, Map<String, Double> values) {
        rows.add(step + " " + values);
    }

    @Override
    public void warn(String code, String sentence) {
        throw new AssertionError(code + ": " + sentence);
    }

    @Override
    public void event(String type, Map<String, ?> fields) {
        throw new AssertionError("nobody reads the event " + type);
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public boolean stopRequested() {
        return false;
    }

    @Override
    public Path input(String name) {
        throw new AssertionError("no file " + name);
    }
}
