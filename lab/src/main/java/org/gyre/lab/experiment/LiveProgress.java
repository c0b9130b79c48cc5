package org.gyre.lab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.RunProgress;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.Storage;

/// Writes how far a run is into its live folder, beside telling another listener: only while somebody watches,
/// and at most twice a second. What goes wrong with it ends it, not the run.
final class LiveProgress implements RunListener {
    private static final long LOOK_NANOS = 500_000_000;

    private final Storage storage;
    private final LiveFolder folder;
    private final RunListener listener;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final long begun;
    private long next;
    private boolean over;
    private long step;
    private long totalSteps;
    private double secondsLeft = Double.NaN;
    private String what = "";
    private long done;
    private long total;
    private long pieceBegun;
    private long pieceFirst;

    /// @param clock    tells whether somebody watches
    /// @param nanoTime a clock that never goes back
    LiveProgress(Storage storage, LiveFolder folder, RunListener listener, InstantSource clock, LongSupplier nanoTime) {
        this.storage = storage;
        this.folder = folder;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.next = begun;
    }

    @Override
    public void started(Path directory, Configuration configuration, long first, long of) {
        synchronized (this) {
            step = first;
            totalSteps = of;
        }
        listener.started(directory, configuration, first, of);
    }

    @Override
    public void advanced(Advance advance) {
        synchronized (this) {
            step = advance.step();
            totalSteps = advance.totalSteps();
            secondsLeft = advance.secondsLeft();
            what = "";
            done = 0;
            total = 0;
            offer();
        }
        listener.advanced(advance);
    }

    /// Called by whichever thread does the work.
    @Override
    public void working(long now, long of, String piece) {
        synchronized (this) {
            if (!piece.equals(what) || of != total || now < done) {
                pieceBegun = nanoTime.getAsLong();
                pieceFirst = now;
            }
            what = piece;
            done = now;
            total = of;
            offer();
        }
        listener.working(now, of, piece);
    }

    @Override
    public void warned(Warning warning) {
        listener.warned(warning);
    }

    @Override
    public void checkpointWritten(long at, Path place) {
        listener.checkpointWritten(at, place);
    }

    private void offer() {
        long now = nanoTime.getAsLong();
        if (over || now - next < 0) {
            return;
        }
        next = now + LOOK_NANOS;
        if (!folder.isWatched(clock.instant())) {
            return;
        }
        double seconds = (now - pieceBegun) * 1e-9;
        double piece = done > pieceFirst ? seconds * (total - done) / (done - pieceFirst) : Double.NaN;
        try {
            folder.tell(
                    storage,
                    new RunProgress(step, totalSteps, (now - begun) * 1e-9, secondsLeft, what, done, total, piece));
        } catch (IOException failure) {
            over = true;
        }
    }
}
