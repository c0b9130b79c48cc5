package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.experiment.Trial;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Figures;
import org.gyre.lab.run.GyreVersion;
import org.gyre.lab.run.Json;
import org.gyre.lab.run.Machine;
import org.gyre.lab.storage.Failures;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.Storage;
import org.gyre.lab.storage.StorageFullException;

/// Starts sweeps and goes on with them.
///
/// Rows are kept as they come; the table is made of them at the end, also of a sweep that is stopped. Whatever
/// the engine, the number of threads, the order and the interruptions, a finished sweep has the same table, byte
/// for byte.
public final class Sweeper {
    private final Storage storage;
    private final Engine engine;
    private final SweepListener listener;
    private final StopSignal stop;
    private final InstantSource clock;

    /// How a sweep ended.
    ///
    /// @param exitCode 0 all points are done, 1 some of them failed, 3 points are left
    public record End(int exitCode, Path folder, SweepResult result) {}

    public Sweeper(Storage storage, Engine engine, SweepListener listener, StopSignal stop) {
        this(storage, engine, listener, stop, InstantSource.system());
    }

    /// @param clock for names and times; never for results
    Sweeper(Storage storage, Engine engine, SweepListener listener, StopSignal stop, InstantSource clock) {
        this.storage = storage;
        this.engine = engine;
        this.listener = listener;
        this.stop = stop;
        this.clock = clock;
    }

    /// Starts the sweep of a plan, or goes on with it where the folder that was named has it already.
    ///
    /// @throws InputException if the plan, its configuration or the folder cannot be used
    public End run(ConfigurationSource source, SweepRequest request) {
        SweepPlan plan = SweepPlan.read(source);
        Path out = request.out();
        try {
            if (out != null && SweepDirectory.isSweep(out)) {
                SweepManifest manifest = SweepManifest.read(new SweepDirectory(out).manifest());
                if (!manifest.plan().equals(plan.digest())) {
                    throw new InputException("--out " + out + ": there is a sweep of another plan in it; choose another"
                            + " folder, or go on with that one: gyre resume " + out);
                }
                return goOn(out, request);
            }
            SweepDirectory directory = out == null
                    ? SweepDirectory.create(
                            storage,
                            request.sweeps(),
                            LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()),
                            plan.name())
                    : chosen(out);
            try (HeldLock _ = directory.lock(storage)) {
                begin(directory, source, plan, request);
                return work(directory, plan, request);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw cannotWrite(failure);
        }
    }

    /// Goes on with a sweep: what is done stays.
    ///
    /// @throws InputException if the folder holds none, or what is in it cannot be used
    public End resume(Path folder, SweepRequest request) {
        try {
            return goOn(folder, request);
        } catch (IOException | UncheckedIOException failure) {
            throw cannotWrite(failure);
        }
    }

    private End goOn(Path folder, SweepRequest request) throws IOException {
        SweepDirectory directory = new SweepDirectory(folder);
        SweepManifest manifest = SweepManifest.read(directory.manifest());
        if (!request.allowChanges() && !manifest.version().equals(GyreVersion.version())) {
            throw new InputException(folder + " was started with version " + manifest.version() + " and this is "
                    + GyreVersion.version() + ", whose results may differ; use that version or add --allow-changes");
        }
        SweepPlan plan = SweepPlan.read(manifest.keptPlan(directory), manifest.keptBase(directory));
        if (!manifest.plan().equals(plan.digest())) {
            throw new InputException(directory.plan() + " or " + directory.base()
                    + " is not what the sweep began with; restore them, or start another sweep");
        }
        try (HeldLock _ = directory.lock(storage)) {
            return work(directory, plan, request);
        }
    }

    private SweepDirectory chosen(Path out) throws IOException {
        if (Files.exists(out) && (!Files.isDirectory(out) || !storage.list(out).isEmpty())) {
            throw new InputException("--out " + out + ": it is not an empty folder; choose another one");
        }
        storage.createDirectories(out);
        return new SweepDirectory(out);
    }

    private void begin(SweepDirectory directory, ConfigurationSource source, SweepPlan plan, SweepRequest request)
            throws IOException {
        ConfigurationSource base = plan.base();
        storage.replace(directory.plan(), source.text().getBytes(UTF_8));
        storage.replace(directory.base(), base.text().getBytes(UTF_8));
        Path folder = base.folder();
        SweepManifest manifest = new SweepManifest(
                SweepManifest.FORMAT,
                SweepManifest.FORMAT_VERSION,
                plan.name(),
                plan.title(),
                plan.digest(),
                plan.size(),
                new SweepManifest.Base(
                        base.origin(), base.name(), base.preset(), folder == null ? null : folder.toString()),
                GyreVersion.version(),
                GyreVersion.commit(),
                GyreVersion.modified(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Machine.jvm(),
                Machine.os(),
                Machine.cpu(),
                request.commandLine());
        // Last: with it the folder is a sweep.
        storage.replace(directory.manifest(), Json.pretty(manifest));
    }

    private End work(SweepDirectory directory, SweepPlan plan, SweepRequest request) throws IOException {
        long begun = System.nanoTime();
        BooleanSupplier enough = () -> stop.requested()
                || (request.maxTime() != null
                        && System.nanoTime() - begun >= request.maxTime().toNanos());
        LiveSweep told = new LiveSweep(storage, directory.live(), listener, System::nanoTime);
        try (RowLog log = new RowLog(storage, directory.rows(), plan)) {
            told.started(directory.root(), plan, log.done());
            PointQueue queue = new PointQueue(
                    plan,
                    log,
                    told,
                    request.maxTime() == null,
                    request.retry(),
                    engine.isLocal() ? Trial.Inputs.NONE : inputs(plan),
                    System::nanoTime);
            boolean finished;
            try {
                finished = engine.work(queue, enough);
            } finally {
                log.force();
            }
            told.writing();
            return written(directory, plan, log, finished);
        } finally {
            told.end();
        }
    }

    /// The files that the points read: those of the first point, and of each value of an axis.
    private static Trial.Inputs inputs(SweepPlan plan) {
        Trial.Inputs inputs = Trial.Inputs.NONE;
        for (int index : plan.corners()) {
            try {
                inputs = inputs.and(Trial.inputs(plan.configuration(index)));
            } catch (InputException cannotBegin) {
                // That point will fail and say so; the others need not.
            }
        }
        return inputs;
    }

    private End written(SweepDirectory directory, SweepPlan plan, RowLog log, boolean finished) throws IOException {
        SweepTable table = new SweepTable(plan, log);
        table.write(storage, directory);
        List<SweepResult.Failure> failures = new ArrayList<>();
        log.read((index, line) -> {
            if (line.row().isFailed() && failures.size() < SweepResult.MOST_FAILURES) {
                failures.add(new SweepResult.Failure(
                        index + 1, plan.point(index).key(), line.row().sentence()));
            }
        });
        SweepResult result = new SweepResult(
                SweepResult.FORMAT,
                SweepResult.FORMAT_VERSION,
                finished ? "done" : "stopped",
                sentence(directory, plan, log, finished),
                plan.size(),
                log.done(),
                log.failed(),
                failures,
                table.columns());
        List<Figure> figures = SweepFigures.of(plan, log, table.values());
        storage.replace(directory.figures(), Figures.toJson(figures));
        storage.replace(
                directory.report(),
                SweepArticle.of(plan, result, figures).html().getBytes(UTF_8));
        storage.replace(directory.result(), Json.pretty(result));
        return new End(!finished ? 3 : log.failed() > 0 ? 1 : 0, directory.root(), result);
    }

    private static String sentence(SweepDirectory directory, SweepPlan plan, RowLog log, boolean finished) {
        String failed = log.failed() == 0 ? "" : ", " + log.failed() + " of them failed";
        return finished
                ? Plural.of(plan.size(), "point") + " done" + failed
                : log.done() + " of " + Plural.of(plan.size(), "point") + " done" + failed
                        + "; go on with: gyre resume " + directory.root();
    }

    private static InputException cannotWrite(Exception failure) {
        Exception cause = failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null
                ? unchecked.getCause()
                : failure;
        String why = cause instanceof IOException file ? Failures.reason(file) : String.valueOf(cause.getMessage());
        return new InputException(
                "the folder of the sweep cannot be written (" + why + "); "
                        + (cause instanceof StorageFullException
                                ? "free some space: the rows that are there stay, and gyre resume goes on"
                                : "name a folder that you may write to with --out"),
                failure);
    }
}
