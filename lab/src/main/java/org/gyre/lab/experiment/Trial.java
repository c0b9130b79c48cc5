package org.gyre.lab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Warning;

/// A run without a folder: no checkpoints, no arrays, no report. Its values are those of [Runner], to the bit.
public final class Trial {
    private Trial() {}

    /// What is left of it.
    ///
    /// @param values    by name; NaN where no number came out
    /// @param undefined why, by name
    /// @param warnings  once for each code
    public record End(Map<String, Double> values, Map<String, String> undefined, List<Warning> warnings) {}

    /// Runs a configuration from its first step to its end.
    ///
    /// @param threads at least 1
    /// @param inputs  where data sets were found that may not be here; others are looked for
    /// @param copies  where the copy of a file is; the file itself unless it was brought elsewhere
    /// @param stop    once true, it ends between two steps
    /// @throws InputException  if the configuration or an input file cannot be used
    /// @throws NumericFailure  if a number is no longer finite
    /// @throws StopRequested   if it was stopped
    public static End run(
            Configuration configuration, int threads, Inputs inputs, UnaryOperator<Path> copies, BooleanSupplier stop) {
        Alone context = new Alone(configuration, threads, inputs.sets(), copies, stop);
        try (Session session = open(configuration, context)) {
            while (session.completedSteps() < session.totalSteps()) {
                if (stop.getAsBoolean()) {
                    throw new StopRequested();
                }
                session.advance();
            }
            Outcome outcome = new Outcome();
            session.finish(outcome);
            return new End(outcome.values(), outcome.undefined(), List.copyOf(context.warnings.values()));
        } catch (InputException told) {
            throw context.ofOriginals(told);
        }
    }

    /// The files that a run reads.
    ///
    /// @param files named in the configuration
    /// @param sets  of data sets that the program knows, by the name of the set
    public record Inputs(List<Path> files, Map<String, List<Path>> sets) {
        /// None that is known.
        public static final Inputs NONE = new Inputs(List.of(), Map.of());

        /// These and others.
        public Inputs and(Inputs others) {
            Set<Path> all = new LinkedHashSet<>(files);
            all.addAll(others.files);
            Map<String, List<Path>> both = new TreeMap<>(sets);
            both.putAll(others.sets);
            return new Inputs(List.copyOf(all), both);
        }

        /// All files, each once.
        public List<Path> all() {
            Set<Path> all = new LinkedHashSet<>(files);
            sets.values().forEach(all::addAll);
            return List.copyOf(all);
        }
    }

    /// The input files of a configuration. Opens its session, which may take as long as reading them.
    ///
    /// @throws InputException if the configuration or an input file cannot be used
    public static Inputs inputs(Configuration configuration) {
        Alone context = new Alone(configuration, 1, Map.of(), UnaryOperator.identity(), () -> false);
        try (Session _ = open(configuration, context)) {
            return new Inputs(List.copyOf(context.inputs), Map.copyOf(context.sets));
        }
    }

    private static Session open(Configuration configuration, RunContext context) {
        Experiment<?> experiment = Experiments.installed().find(configuration.kind(), configuration.name());
        return open(experiment, configuration, context);
    }

    private static <C extends Record> Session open(
            Experiment<C> experiment, Configuration configuration, RunContext context) {
        return experiment.open(experiment.configuration().cast(configuration.values()), context);
    }

    /// Keeps nothing but what is asked for at the end.
    private static final class Alone implements RunContext {
        private final Configuration configuration;
        private final int threads;
        private final Map<String, List<Path>> sets;
        private final UnaryOperator<Path> copies;
        private final BooleanSupplier stop;
        private final Map<String, Warning> warnings = new LinkedHashMap<>();
        private final List<Path> inputs = new ArrayList<>();
        private final Map<Path, Path> originals = new LinkedHashMap<>();

        Alone(
                Configuration configuration,
                int threads,
                Map<String, List<Path>> sets,
                UnaryOperator<Path> copies,
                BooleanSupplier stop) {
            this.configuration = configuration;
            this.threads = threads;
            this.sets = new LinkedHashMap<>(sets);
            this.copies = copies;
            this.stop = stop;
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
            values.forEach((name, value) -> {
                if (!Double.isFinite(value)) {
                    throw new NumericFailure(step, name, "is " + value);
                }
            });
        }

        @Override
        public synchronized void warn(String code, String sentence) {
            if (!configuration.expects(code)) {
                warnings.putIfAbsent(code, new Warning(code, sentence));
            }
        }

        @Override
        public synchronized void fail(String code, String sentence) {
            warnings.putIfAbsent(code, new Warning(code, sentence, Warning.Severity.FAILURE));
        }

        @Override
        public void event(String type, Map<String, ?> fields) {
            // Nobody reads a journal of it.
        }

        @Override
        public Progress progress() {
            return (done, total, what) -> {};
        }

        @Override
        public boolean stopRequested() {
            return stop.getAsBoolean();
        }

        @Override
        public Path input(String name) {
            Path file = configuration.inputFolder().resolve(name).normalize();
            inputs.add(file);
            Path copy = copyOf(file);
            if (!Files.isReadable(copy)) {
                throw new InputException(
                        "input file '" + name + "': " + copy + " cannot be read; check its name and place");
            }
            return copy;
        }

        @Override
        public List<Path> files(CatalogueEntry entry) {
            List<Path> files = sets.get(entry.name());
            if (files == null) {
                files = DataFolder.ofUser().files(entry);
                sets.put(entry.name(), files);
            }
            return files.stream().map(this::copyOf).toList();
        }

        private Path copyOf(Path file) {
            Path copy = copies.apply(file);
            originals.put(copy, file);
            return copy;
        }

        /// The same mistake in the words of whoever has the original of a file, not its copy.
        InputException ofOriginals(InputException told) {
            String message = told.getMessage();
            for (Map.Entry<Path, Path> file : originals.entrySet()) {
                message = message.replace(
                        file.getKey().toString(), file.getValue().toString());
            }
            return message.equals(told.getMessage()) ? told : new InputException(message, told);
        }
    }
}
