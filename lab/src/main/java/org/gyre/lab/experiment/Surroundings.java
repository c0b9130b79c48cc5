package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Journal;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.ScalarLog;
import org.gyre.lab.run.Sha256;
import org.gyre.lab.run.Warning;
import org.jspecify.annotations.Nullable;

/// The context of a session inside a run directory.
final class Surroundings implements RunContext {
    private final Configuration configuration;
    private final int threads;
    private final Journal journal;
    private final RunListener listener;
    private final StopSignal stop;
    private final Map<String, Manifest.Input> inputs = new LinkedHashMap<>();
    private final Map<String, Double> latest = new LinkedHashMap<>();
    private @Nullable ScalarLog scalars;

    Surroundings(Configuration configuration, int threads, Journal journal, RunListener listener, StopSignal stop) {
        this.configuration = configuration;
        this.threads = threads;
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
                inputs.put(name, new Manifest.Input(name, file.toString(), Files.size(file), Sha256.of(file)));
            } catch (IOException failure) {
                throw new InputException(
                        "input file '" + name + "': " + file + " cannot be read; check its name and place", failure);
            }
        }
        return file;
    }

    @Override
    public Path inputFolder(String name, Function<Path, List<Path>> files) {
        Path folder = configuration.inputFolder().resolve(name).normalize();
        if (!inputs.containsKey(name)) {
            StringBuilder lines = new StringBuilder();
            long bytes = 0;
            for (Path file : files.apply(folder)) {
                try {
                    lines.append(Sha256.of(file))
                            .append(' ')
                            .append(folder.relativize(file).toString().replace('\\', '/'))
                            .append('\n');
                    bytes += Files.size(file);
                } catch (IOException failure) {
                    throw new InputException(file + ": cannot be read; check its permissions", failure);
                }
            }
            inputs.put(name, new Manifest.Input(name, folder.toString(), bytes, Sha256.of(lines.toString().getBytes(UTF_8))));
        }
        return folder;
    }
}
