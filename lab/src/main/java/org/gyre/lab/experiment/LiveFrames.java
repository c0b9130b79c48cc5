package org.gyre.lab.experiment;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Figures;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.storage.Storage;

/// Pictures of a run at work: made only while somebody watches, at most thirty in a second, and so seldom
/// that they take at most a thirtieth of the time. What goes wrong with them ends them, not the run.
final class LiveFrames {
    private static final long FRAME_NANOS = 33_000_000;
    /// How often it is asked whether somebody watches.
    private static final long LOOK_NANOS = 250_000_000;
    /// A picture is followed by so many times what it took without another.
    private static final long SHARE = 30;

    private final Storage storage;
    private final LiveFolder folder;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private long next;
    private long look;
    private boolean watched;
    private boolean over;

    LiveFrames(Storage storage, LiveFolder folder, InstantSource clock, LongSupplier nanoTime) {
        this.storage = storage;
        this.folder = folder;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
        this.look = next;
    }

    /// Shows the session if somebody watches and it is time.
    void offer(Session session) {
        long now = nanoTime.getAsLong();
        if (over || now - next < 0) {
            return;
        }
        if (now - look >= 0) {
            watched = folder.isWatched(clock.instant());
            look = now + LOOK_NANOS;
        }
        if (!watched) {
            next = look;
            return;
        }
        try {
            List<Figure> figures = session.live();
            if (!figures.isEmpty()) {
                folder.show(storage, Figures.toJson(figures));
            }
        } catch (IOException | RuntimeException failure) {
            over = true;
        }
        long spent = nanoTime.getAsLong() - now;
        next = now + Math.max(FRAME_NANOS, (SHARE + 1) * spent);
    }

    /// At the end of the work.
    void end() {
        try {
            folder.clear(storage);
        } catch (IOException left) {
            over = true; // it is in nobody's way
        }
    }
}
