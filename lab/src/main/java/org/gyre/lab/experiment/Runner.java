package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.EngineChoice;
import org.gyre.lab.report.Report;
import org.gyre.lab.run.Checkpoint;
import org.gyre.lab.run.Checkpoints;
import org.gyre.lab.run.Differences;
import org.gyre.lab.run.GyreVersion;
import org.gyre.lab.run.Journal;
import org.gyre.lab.run.Machine;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.ScalarLog;
import org.gyre.lab.run.Sha256;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.Failures;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.Storage;
import org.gyre.lab.storage.StorageFullException;

/// Starts and resumes runs.
///
/// A user's mistake ends in an [InputException] (exit code 2). Everything else that can be expected ends in a
/// [RunResult]: done, a claim failed, a number that is not finite, stopped on request, out of time, out of space.
/// What is left is a bug.
public final class Runner {
    private final Storage storage;
    private final Experiments experiments;
    private final RunListener listener;
    private final StopSignal stop;
    private final InstantSource clock;

    public Runner(Storage storage, Experiments experiments, RunListener listener, StopSignal stop) {
        this(storage, experiments, listener, stop, InstantSource.system());
    }

    /// @param clock for names and logs; never for results
    Runner(Storage storage, Experiments experiments, RunListener listener, StopSignal stop, InstantSource clock) {
        this.storage = storage;
        this.experiments = experiments;
        this.listener = listener;
        this.stop = stop;
        this.clock = clock;
    }

    /// Runs a configuration from its first step. Returns when it is done or stopped.
    ///
    /// @throws InputException if the configuration, an input file or the place for the run directory cannot be
    /// used; nothing is left behind when this is found before the first step
    public RunResult run(RunRequest request) {
        Configuration configuration =
                Configuration.load(request.source(), request.overrides(), request.seed(), experiments);
        try (Engine engine = engine(configuration, request.conduct())) {
            return begin(request, configuration, engine);
        } catch (IOException | UncheckedIOException failure) {
            throw cannotWrite(
                    failure,
                    "name a folder that you may write to with --out",
                    "free some space, or name a folder on another disk with --out");
        }
    }

    /// Continues a run from its last checkpoint, or from the newest that is whole, which is said then, or from the
    /// beginning if there is none yet. A finished run is left as it is, with exit code 0 and a sentence that says
    /// so.
    ///
    /// @throws InputException if the folder is no run, is in use, is corrupt, or changed in a way that was not
    /// allowed
    public RunResult resume(ResumeRequest request) {
        RunDirectory directory = RunDirectory.open(request.directory());
        try (HeldLock _ = directory.lock(storage)) {
            return goOn(request, directory);
        } catch (IOException | UncheckedIOException failure) {
            throw cannotWrite(
                    failure,
                    "make it writable, or copy the run to a folder that you may write to",
                    "free some space, then try again with: gyre resume " + request.directory());
        }
    }

    /// @throws InputException if there is nothing for it to do, or it cannot be reached
    private Engine engine(Configuration configuration, Conduct conduct) {
        EngineChoice choice = conduct.engine();
        if (!choice.isLocal()
                && !experiments.find(configuration.kind(), configuration.name()).evaluatesPopulations()) {
            throw new InputException("--engine " + choice.name() + ": " + configuration.kind()
                    + " evaluates no population, as only " + String.join(", ", experiments.searches())
                    + " do; leave it out, or run many points of it at once with gyre sweep");
        }
        return choice.open(conduct.threads(), sentence -> listener.warned(new Warning("ENGINE", sentence)));
    }

    private RunResult begin(RunRequest request, Configuration configuration, Engine engine) throws IOException {
        boolean chosen = request.out() != null && Files.isDirectory(request.out());
        RunDirectory directory = request.out() != null
                ? RunDirectory.createAt(storage, request.out())
                : RunDirectory.create(
                        storage,
                        request.runs(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()),
                        configuration.name(),
                        configuration.seed());
        try (HeldLock _ = directory.lock(storage)) {
            return drive(request, configuration, directory, engine);
        } finally {
            // Without a manifest it never became a run: a mistake was found while it was set up.
            if (!Files.exists(directory.manifest())) {
                for (Path entry : storage.list(directory.root())) {
                    storage.deleteTree(entry);
                }
                if (!chosen) {
                    storage.delete(directory.root());
                }
            }
        }
    }

    private RunResult drive(RunRequest request, Configuration configuration, RunDirectory directory, Engine engine)
            throws IOException {
        Conduct conduct = request.conduct();
        try (Journal journal = new Journal(storage, directory, clock)) {
            RunListener told = told(directory);
            Surroundings context = new Surroundings(configuration, conduct.threads(), engine, journal, told, stop);
            try (Session session = open(configuration, context)) {
                DiskNeed.of(session).check(storage, directory.root());
                Map<String, Object> tree = configuration.tree(!context.inputs().isEmpty());
                byte[] resolved = toml(tree);
                storage.replace(directory.configuration(), resolved);
                storage.replace(directory.overrides(), lines(request.overrides()));
                storage.createDirectories(directory.checkpoints());
                try (ScalarLog scalars = ScalarLog.start(storage, directory.scalars(), session.scalarNames())) {
                    Manifest manifest = manifest(configuration, conduct, context, tree, Sha256.of(resolved));
                    storage.replace(directory.manifest(), manifest.toJson());
                    context.attach(scalars);
                    Checkpoints checkpoints = new Checkpoints(storage, directory.checkpoints(), manifest.runId());
                    return reported(new ActiveRun(
                                    storage,
                                    told,
                                    stop,
                                    directory,
                                    configuration,
                                    conduct,
                                    manifest,
                                    session,
                                    context,
                                    journal,
                                    scalars,
                                    checkpoints)
                            .go("start"));
                }
            }
        }
    }

    private RunResult goOn(ResumeRequest request, RunDirectory directory) throws IOException {
        Manifest manifest = Manifest.read(directory.manifest());
        Optional<Result> finished = finished(directory);
        if (finished.isPresent()) {
            return confirmed(directory, finished.get());
        }
        Configuration configuration =
                Configuration.load(ConfigurationSource.file(directory.configuration()), List.of(), null, experiments);
        if (!request.allowChanges() && !manifest.version().equals(GyreVersion.version())) {
            throw new InputException(directory.root() + " was started with version " + manifest.version()
                    + " and this is " + GyreVersion.version()
                    + ", whose results may differ; use that version or add --allow-changes");
        }
        Checkpoints checkpoints = new Checkpoints(storage, directory.checkpoints(), manifest.runId());
        Optional<Checkpoints.Recovery> recovery = checkpoints.recover();
        Optional<Checkpoint> checkpoint = recovery.map(Checkpoints.Recovery::checkpoint);
        try (Engine engine = engine(configuration, request.conduct());
                Journal journal = new Journal(storage, directory, clock)) {
            RunListener told = told(directory);
            Surroundings context =
                    new Surroundings(configuration, request.conduct().threads(), engine, journal, told, stop);
            try (Session session = open(configuration, context)) {
                Map<String, Object> tree = configuration.tree(!context.inputs().isEmpty());
                Manifest current = accept(request, directory, manifest, tree, context.inputs(), journal);
                checkpoint.ifPresent(last -> belongs(last, current));
                if (recovery.isPresent()) {
                    adopt(recovery.get(), checkpoints, journal);
                }
                try (ScalarLog scalars = scalars(directory, session, checkpoint)) {
                    context.attach(scalars);
                    checkpoint.ifPresent(last -> {
                        session.restore(last.snapshot());
                        journal.recall(last.warnings());
                    });
                    return reported(new ActiveRun(
                                    storage,
                                    told,
                                    stop,
                                    directory,
                                    configuration,
                                    request.conduct(),
                                    current,
                                    session,
                                    context,
                                    journal,
                                    scalars,
                                    checkpoints)
                            .go("resume"));
                }
            }
        }
    }

    /// Whoever watches the folder is told beside the listener.
    private RunListener told(RunDirectory directory) {
        return new LiveProgress(storage, directory.live(), listener, InstantSource.system(), System::nanoTime);
    }

    /// Says which checkpoint stands in for the last one. It is no finding of the run: its result stays the same.
    private void adopt(Checkpoints.Recovery recovery, Checkpoints checkpoints, Journal journal) throws IOException {
        if (recovery.remark().isEmpty()) {
            return;
        }
        checkpoints.adopt(recovery.checkpoint());
        journal.event("checkpoint-recovered", Map.of("sentence", recovery.remark()));
        journal.say(recovery.remark());
        listener.warned(new Warning("CHECKPOINT_RECOVERED", recovery.remark()));
    }

    /// There is nothing left to do, whatever the claims said, but perhaps to render the report.
    private RunResult confirmed(RunDirectory directory, Result result) {
        RunResult end = new RunResult(
                0,
                directory.root(),
                result,
                directory.root() + " is finished, and nothing was done; its report is " + directory.report());
        return Files.exists(directory.report()) ? end : reported(end);
    }

    /// Renders the report. It can be made again at any time, so a failure here does not fail the run.
    private RunResult reported(RunResult end) {
        RunDirectory directory = new RunDirectory(end.directory());
        try {
            Report.write(storage, directory);
        } catch (IOException | RuntimeException failure) {
            Exception cause = cause(failure);
            listener.warned(new Warning(
                    "REPORT_NOT_WRITTEN",
                    directory.report() + " could not be written (" + why(cause) + "); "
                            + (cause instanceof StorageFullException ? "free some space, then " : "")
                            + "try again with: gyre report " + end.directory()));
        }
        return end;
    }

    private static String why(Exception failure) {
        return switch (failure) {
            case InputException mistake -> String.valueOf(mistake.getMessage());
            case IOException file -> Failures.reason(file);
            default -> "a mistake in Gyre: " + failure;
        };
    }

    /// What a stream wrapped, because it may throw nothing else.
    private static Exception cause(Exception failure) {
        return failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null
                ? unchecked.getCause()
                : failure;
    }

    /// The manifest to go on with: as it was, or, when changes are allowed, with the changes noted.
    private Manifest accept(
            ResumeRequest request,
            RunDirectory directory,
            Manifest manifest,
            Map<String, Object> tree,
            List<Manifest.Input> inputs,
            Journal journal)
            throws IOException {
        List<String> changes = new ArrayList<>(Differences.between(manifest.configuration(), Differences.tree(tree)));
        boolean configured = !changes.isEmpty();
        Map<String, Manifest.Input> known = new LinkedHashMap<>();
        manifest.inputs().forEach(input -> known.put(input.name(), input));
        for (Manifest.Input input : inputs) {
            Manifest.Input before = known.get(input.name());
            if (before != null && !before.sha256().equals(input.sha256())) {
                changes.add("input file " + input.name() + ": its content changed");
            }
        }
        if (changes.isEmpty()) {
            return manifest;
        }
        if (!request.allowChanges()) {
            throw new InputException(directory.root() + " changed since the run began (" + String.join("; ", changes)
                    + "); undo the changes or add --allow-changes");
        }
        Manifest changed = manifest.withInputs(inputs);
        if (configured) {
            byte[] resolved = toml(tree);
            changed = changed.withConfiguration(Differences.tree(tree), Sha256.of(resolved));
            storage.replace(directory.configuration(), resolved);
        }
        storage.replace(directory.manifest(), changed.toJson());
        journal.event("changes-allowed", Map.of("changes", changes));
        journal.say("goes on although it changed: " + String.join("; ", changes));
        return changed;
    }

    private static void belongs(Checkpoint checkpoint, Manifest manifest) {
        if (!checkpoint.configurationSha256().equals(manifest.configurationSha256())
                && !manifest.formerConfigurations().contains(checkpoint.configurationSha256())) {
            throw new InputException(checkpoint.folder()
                    + " belongs to another configuration than manifest.json; put back the original files");
        }
    }

    private ScalarLog scalars(RunDirectory directory, Session session, Optional<Checkpoint> checkpoint)
            throws IOException {
        return checkpoint.isEmpty()
                ? ScalarLog.start(storage, directory.scalars(), session.scalarNames())
                : ScalarLog.resume(
                        storage,
                        directory.scalars(),
                        session.scalarNames(),
                        checkpoint.get().scalarBytes());
    }

    private static Optional<Result> finished(RunDirectory directory) {
        if (!Files.exists(directory.result())) {
            return Optional.empty();
        }
        Result result = Result.read(directory.result());
        return result.status() == Result.Status.DONE ? Optional.of(result) : Optional.empty();
    }

    private Session open(Configuration configuration, Surroundings context) {
        return open(experiments.find(configuration.kind(), configuration.name()), configuration, context);
    }

    private static <C extends Record> Session open(
            Experiment<C> experiment, Configuration configuration, Surroundings context) {
        return experiment.open(experiment.configuration().cast(configuration.values()), context);
    }

    private Manifest manifest(
            Configuration configuration,
            Conduct conduct,
            Surroundings context,
            Map<String, Object> tree,
            String configurationSha256) {
        return new Manifest(
                Manifest.FORMAT,
                Manifest.FORMAT_VERSION,
                UUID.randomUUID().toString(),
                configuration.kind(),
                configuration.preset(),
                GyreVersion.version(),
                GyreVersion.commit(),
                GyreVersion.modified(),
                configurationSha256,
                List.of(),
                Differences.tree(tree),
                configuration.seed(),
                Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString(),
                Machine.jvm(),
                Machine.os(),
                Machine.cpu(),
                conduct.threads(),
                blas(),
                conduct.commandLine(),
                context.inputs());
    }

    private static String blas() {
        try {
            return Blas.best().name();
        } catch (LinkageError | IllegalStateException none) {
            return "none";
        }
    }

    private static byte[] toml(Map<String, Object> tree) {
        return ("# The resolved configuration: what was given, completed with defaults. Run it again with gyre run.\n"
                        + TomlText.of(tree))
                .getBytes(UTF_8);
    }

    private static byte[] lines(List<String> lines) {
        return lines.isEmpty() ? new byte[0] : (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /// @param remedy what to do, for the end of the sentence
    /// @param room what to do if the disk is full
    private static InputException cannotWrite(Exception failure, String remedy, String room) {
        Exception cause = cause(failure);
        if (cause instanceof StorageFullException) {
            return new InputException(cause.getMessage() + "; " + room, failure);
        }
        String what = cause instanceof FileSystemException file && file.getFile() != null
                ? file.getFile() + " cannot be written (" + reason(file) + ")"
                : "the run directory cannot be written (" + cause.getMessage() + ")";
        return new InputException(what + "; " + remedy, failure);
    }

    private static String reason(FileSystemException failure) {
        return failure instanceof NoSuchFileException
                ? "there is no such place, and none can be made there"
                : Failures.reason(failure);
    }
}
