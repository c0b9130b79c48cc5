package org.gyre.lab.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.RunProgress;
import org.gyre.lab.storage.Storage;

/// Writes how far a sweep is into its live folder, beside telling another listener: at most once a second, also
/// while nobody watches, since points may be long and a watcher would wait for the next one. What goes wrong with
/// it ends it, not the sweep.
final class LiveSweep implements SweepListener {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final double NANOS = 1e9;

    private final Storage storage;
    private final LiveFolder folder;
    private final SweepListener listener;
    private final LongSupplier nanoTime;
    private final long begun;
    private long next;
    private boolean over;
    private int done;
    private int points;

    /// @param nanoTime a clock that never goes back
    LiveSweep(Storage storage, LiveFolder folder, SweepListener listener, LongSupplier nanoTime) {
        this.storage = storage;
        this.folder = folder;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.next = begun;
    }

    @Override
    public void started(Path root, SweepPlan plan, int before) {
        done = before;
        points = plan.size();
        tell(Double.NaN, "");
        listener.started(root, plan, before);
    }

    @Override
    public void advanced(int now, int of, int failed, double secondsLeft) {
        done = now;
        if (nanoTime.getAsLong() - next >= 0) {
            tell(secondsLeft, "");
        }
        listener.advanced(now, of, failed, secondsLeft);
    }

    @Override
    public void failed(int point, String sentence) {
        listener.failed(point, sentence);
    }

    @Override
    public void writing() {
        tell(Double.NaN, "tables and figures");
        listener.writing();
    }

    private void tell(double secondsLeft, String what) {
        if (over) {
            return;
        }
        long now = nanoTime.getAsLong();
        next = now + PAUSE_NANOS;
        try {
            storage.createDirectory(folder.folder());
            folder.tell(
                    storage, new RunProgress(done, points, (now - begun) / NANOS, secondsLeft, what, 0, 0, Double.NaN));
        } catch (IOException failure) {
            over = true;
        }
    }

    /// Takes away what only watchers needed.
    void end() {
        try {
            folder.clear(storage);
        } catch (IOException left) {
            over = true; // a sweep that has ended is told by its result
        }
    }
}
