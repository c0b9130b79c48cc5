package org.gyre.lab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.run.InputDigest;
import org.gyre.lab.run.Journal;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.ScalarLog;
import org.gyre.lab.run.Warning;
import org.jspecify.annotations.Nullable;

/// The context of a session inside a run directory.
final class Surroundings implements RunContext {
    private final Configuration configuration;
    private final int threads;
    private final Engine engine;
    private final Journal journal;
    private final RunListener listener;
    private final StopSignal stop;
    private final Map<String, Manifest.Input> inputs = new LinkedHashMap<>();
    private final Map<String, Double> latest = new LinkedHashMap<>();
    private @Nullable ScalarLog scalars;

    Surroundings(
            Configuration configuration,
            int threads,
            Engine engine,
            Journal journal,
            RunListener listener,
            StopSignal stop) {
        this.configuration = configuration;
        this.threads = threads;
        this.engine = engine;
        this.journal = journal;
        this.listener = listener;
        this.stop = stop;
    }

    /// From now on scalars go to this file.
    void attach(ScalarLog log) {
        scalars = log;
    }

    /// The latest value of each scalar.
    Map<String, Double> latest() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(latest));
    }

    List<Manifest.Input> inputs() {
        return new ArrayList<>(inputs.values());
    }

    @Override
    public RandomStream random() {
        return RandomStream.of(configuration.seed());
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public void scalars(long step, Map<String, Double> values) {
        if (scalars == null) {
            throw new IllegalStateException("scalars are reported from advance() on, not while a session opens");
        }
        try {
            scalars.append(step, values);
            latest.putAll(values);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void warn(String code, String sentence) {
        Warning warning = configuration.expects(code)
                ? new Warning(
                        code, sentence + " The preset keeps to the paper's own numbers here.", Warning.Severity.NOTE)
                : new Warning(code, sentence);
        tell(warning);
    }

    @Override
    public void fail(String code, String sentence) {
        tell(new Warning(code, sentence, Warning.Severity.FAILURE));
    }

    private void tell(Warning warning) {
        try {
            if (journal.warn(warning) && !warning.note()) {
                listener.warned(warning);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void event(String type, Map<String, ?> fields) {
        try {
            journal.event(type, fields);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Progress progress() {
        return listener::working;
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }

    @Override
    public Path input(String name) {
        Path file = configuration.inputFolder().resolve(name).normalize();
        if (!inputs.containsKey(name)) {
            try {
                InputDigest digest = InputDigest.of(file);
                inputs.put(name, new Manifest.Input(name, file.toString(), digest.bytes(), digest.sha256()));
            } catch (IOException failure) {
                throw new InputException(
                        "input file '" + name + "': " + file + " cannot be read; check its name and place", failure);
            }
        }
        return file;
    }
}
