package org.gyre.lab.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.report.Figures;
import org.gyre.lab.run.ArrayFiles;
import org.gyre.lab.run.Checkpoints;
import org.gyre.lab.run.Citations;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.FileList;
import org.gyre.lab.run.Journal;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.ScalarLog;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.Storage;
import org.gyre.lab.storage.StorageFullException;

/// A run at work, from its first or next step to its end. Used once.
final class ActiveRun {
    private final Storage storage;
    private final RunListener listener;
    private final StopSignal stop;
    private final RunDirectory directory;
    private final Configuration configuration;
    private final Conduct conduct;
    private final Manifest manifest;
    private final Session session;
    private final Surroundings context;
    private final Journal journal;
    private final ScalarLog scalars;
    private final Checkpoints checkpoints;
    private final Pace pace = new Pace();
    private final LiveFrames live;
    private final long begun = System.nanoTime();

    ActiveRun(
            Storage storage,
            RunListener listener,
            StopSignal stop,
            RunDirectory directory,
            Configuration configuration,
            Conduct conduct,
            Manifest manifest,
            Session session,
            Surroundings context,
            Journal journal,
            ScalarLog scalars,
            Checkpoints checkpoints) {
        this.storage = storage;
        this.listener = listener;
        this.stop = stop;
        this.directory = directory;
        this.configuration = configuration;
        this.conduct = conduct;
        this.manifest = manifest;
        this.session = session;
        this.context = context;
        this.journal = journal;
        this.scalars = scalars;
        this.checkpoints = checkpoints;
        this.live = new LiveFrames(storage, directory.live(), InstantSource.system(), System::nanoTime);
    }

    /// How a run that was finished before is told.
    static RunResult finished(RunDirectory directory, Result result) {
        long failed = result.claims().stream()
                .filter(claim -> claim.verdict() == Claim.Verdict.FAIL)
                .count();
        List<String> checks = result.warnings().stream()
                .filter(Warning::failure)
                .map(Warning::code)
                .toList();
        List<String> parts = new ArrayList<>(List.of("done"));
        if (failed > 0) {
            parts.add(failed + " of " + Plural.of(result.claims().size(), "claim") + " failed");
        }
        if (!checks.isEmpty()) {
            parts.add("a check failed: " + String.join(", ", checks));
        }
        return new RunResult(parts.size() == 1 ? 0 : 1, directory.root(), result, String.join("; ", parts));
    }

    /// @param how `start` or `resume`
    RunResult go(String how) throws IOException {
        journal.event(how, Map.of("step", session.completedSteps(), "seed", configuration.seed()));
        journal.say(how + " at step " + session.completedSteps() + " of " + session.totalSteps());
        write(Result.Status.RUNNING, "");
        listener.started(directory.root(), configuration, session.completedSteps(), session.totalSteps());
        try {
            if (!work()) {
                checkpoint();
                String why = stop.requested() ? "stopped on request" : "stopped at --max-time";
                return stopped(why + " at step " + session.completedSteps() + " of " + session.totalSteps() + goOn());
            }
            checkpoint();
            return finish();
        } catch (StopRequested stopped) {
            return stopped("stopped on request during the final analyses" + goOn());
        } catch (NumericFailure failure) {
            return failed(failure);
        } catch (StorageFullException full) {
            return full(full);
        } catch (UncheckedIOException failure) {
            if (failure.getCause() instanceof StorageFullException full) {
                return full(full);
            }
            throw failure;
        } catch (InputException mistake) {
            throw mistake;
        } catch (RuntimeException bug) {
            // What fails inside a task of a team comes wrapped.
            if (bug.getCause() instanceof NumericFailure failure) {
                return failed(failure);
            }
            note(bug);
            throw bug;
        } finally {
            live.end();
        }
    }

    /// @return false if it was stopped before the last step
    private boolean work() throws IOException {
        long savedAt = session.completedSteps();
        long savedTime = System.nanoTime();
        pace.start(session.completedSteps());
        while (session.completedSteps() < session.totalSteps()) {
            if (stop.requested() || outOfTime()) {
                return false;
            }
            session.advance();
            long step = session.completedSteps();
            listener.advanced(pace.advance(step, session.totalSteps(), context.latest()));
            live.offer(session);
            if (step - savedAt >= conduct.checkpoints().steps()
                    || System.nanoTime() - savedTime
                            >= conduct.checkpoints().time().toNanos()) {
                checkpoint();
                savedAt = step;
                savedTime = System.nanoTime();
            }
        }
        return true;
    }

    private boolean outOfTime() {
        return conduct.maxTime() != null
                && System.nanoTime() - begun >= conduct.maxTime().toNanos();
    }

    private void checkpoint() throws IOException {
        if (!Files.exists(directory.manifest())) {
            throw new InputException(directory.root() + " was deleted or emptied while the run was at work, at step "
                    + session.completedSteps() + "; start the run again");
        }
        Snapshot snapshot = new Snapshot();
        session.save(snapshot);
        long step = session.completedSteps();
        Path folder = checkpoints.publish(
                step, snapshot, manifest.configurationSha256(), scalars.force(), journal.warnings());
        journal.event("checkpoint", Map.of("step", step));
        journal.force();
        listener.checkpointWritten(step, folder);
    }

    private RunResult finish() throws IOException {
        Outcome outcome = new Outcome();
        session.finish(outcome);
        List<ClaimResult> claims = new ArrayList<>();
        for (Claim claim : configuration.claims()) {
            claims.add(claim.evaluate(
                    outcome.values().get(claim.value()), outcome.undefined().get(claim.value())));
        }
        List<Result.ArrayFile> arrays = new ArrayList<>();
        storage.createDirectories(directory.arrays());
        for (Map.Entry<String, NpyArray> array : outcome.arrays().entrySet()) {
            arrays.add(ArrayFiles.write(storage, directory.arrays(), array.getKey(), array.getValue()));
        }
        storage.forceDirectory(directory.arrays());
        storage.replace(directory.figures(), Figures.toJson(outcome.figures()));
        storage.replace(
                directory.citations(), Citations.bibtex(outcome.citations()).getBytes(UTF_8));
        Result result = new Result(
                Result.Status.DONE,
                "",
                session.completedSteps(),
                session.totalSteps(),
                outcome.values(),
                outcome.texts(),
                claims,
                configuration.departures(),
                journal.warnings(),
                arrays,
                new ArrayList<>(outcome.citations()));
        byte[] json = result.toJson();
        journal.force();
        FileList.write(storage, directory, manifest.runId(), json);
        storage.replace(directory.result(), json);
        RunResult end = finished(directory, result);
        journal.event("done", Map.of("exit_code", end.exitCode()));
        journal.say(end.sentence());
        return end;
    }

    private RunResult stopped(String sentence) throws IOException {
        journal.event("stopped", Map.of("step", session.completedSteps()));
        journal.say(sentence);
        Result result = write(Result.Status.STOPPED, sentence);
        return new RunResult(3, directory.root(), result, sentence);
    }

    private RunResult failed(NumericFailure failure) throws IOException {
        String sentence = failure.getMessage() + "; "
                + checkpoints
                        .lastStep()
                        .map(step ->
                                "the last finite checkpoint is that of step " + step + " in " + directory.checkpoints())
                        .orElse("there is no checkpoint yet");
        journal.event("numeric-failure", Map.of("sentence", sentence));
        journal.say(sentence);
        Result result = write(Result.Status.FAILED, sentence);
        return new RunResult(1, directory.root(), result, sentence);
    }

    /// Without space even the note about it may fail; the last checkpoint is what counts.
    private RunResult full(StorageFullException full) {
        String sentence = full.getMessage()
                + checkpoints
                        .lastStep()
                        .map(step -> "; the checkpoint of step " + step + " stands")
                        .orElse("")
                + "; free some space, then" + goOn().substring(1);
        try {
            stopped(sentence);
        } catch (IOException alsoFull) {
            full.addSuppressed(alsoFull);
        }
        Result result = Result.unfinished(
                Result.Status.STOPPED, sentence, session.completedSteps(), session.totalSteps(), journal.warnings());
        return new RunResult(3, directory.root(), result, sentence);
    }

    private void note(RuntimeException bug) {
        try {
            journal.event("error", Map.of("error", bug.toString()));
            write(Result.Status.FAILED, bug.toString());
        } catch (IOException second) {
            bug.addSuppressed(second);
        }
    }

    private Result write(Result.Status status, String sentence) throws IOException {
        Result result =
                Result.unfinished(status, sentence, session.completedSteps(), session.totalSteps(), journal.warnings());
        storage.replace(directory.result(), result.toJson());
        return result;
    }

    private String goOn() {
        return "; continue with: gyre resume " + directory.root();
    }
}
