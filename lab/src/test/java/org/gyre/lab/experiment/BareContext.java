package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Engine;
import org.jspecify.annotations.Nullable;

/// A session's surroundings without a run directory: its scalars are kept in a list.
public final class BareContext implements RunContext {
    private final int threads;
    private final boolean warned;
    private final @Nullable Path folder;
    private final @Nullable Engine engine;
    private final List<String> rows = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    public BareContext(int threads) {
        this(threads, false);
    }

    /// @param warned whether warnings are expected; they are kept
    public BareContext(int threads, boolean warned) {
        this(threads, warned, null);
    }

    /// @param engine of populations
    public BareContext(Engine engine) {
        this(1, false, null, engine);
    }

    /// @param folder of input files
    public BareContext(int threads, boolean warned, @Nullable Path folder) {
        this(threads, warned, folder, null);
    }

    private BareContext(int threads, boolean warned, @Nullable Path folder, @Nullable Engine engine) {
        this.threads = threads;
        this.warned = warned;
        this.folder = folder;
        this.engine = engine;
    }

    /// The warnings so far, code and sentence.
    public List<String> warnings() {
        return warnings;
    }

    /// The scalars so far, one text for each row.
    public List<String> rows() {
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
    public Engine engine() {
        return engine == null ? RunContext.super.engine() : engine;
    }

    @Override
    public void scalars(long step, Map<String, Double> values) {
        rows.add(step + " " + values);
    }

    @Override
    public void warn(String code, String sentence) {
        if (!warned) {
            throw new AssertionError(code + ": " + sentence);
        }
        warnings.add(code + " " + sentence);
    }

    @Override
    public void fail(String code, String sentence) {
        warn("failed: " + code, sentence);
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
        if (folder == null) {
            throw new AssertionError("no file " + name);
        }
        return folder.resolve(name);
    }
}
