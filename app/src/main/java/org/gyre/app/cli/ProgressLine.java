package org.gyre.app.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.gyre.core.Progress;

/// Shows progress on standard error: one line that is redrawn on a terminal; otherwise one line at most every ten
/// seconds and at most
/// per hundredth of the work.
///
/// The time left assumes the speed of the last reports, smoothed over about thirty seconds.
final class ProgressLine implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final long MEASURE_NANOS = 500_000_000L;
    private static final double SMOOTHING_SECONDS = 30;
    private static final int LINES_AT_MOST = 100;

    private final Console console;
    private final LongSupplier nanoTime;
    private long lastShown;
    private int lastHundredth;
    private long measuredDone = -1;
    private long measuredAt;
    private double secondsPerUnit = Double.NaN;
    private boolean drawn;

    ProgressLine(Console console) {
        this(console, System::nanoTime);
    }

    /// @param nanoTime a clock that never goes back
    ProgressLine(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.lastShown = nanoTime.getAsLong();
    }

    @Override
    public synchronized void report(long done, long total, String what) {
        long now = nanoTime.getAsLong();
        measure(done, now);
        if (total <= 0 || console.isQuiet()) {
            return;
        }
        int hundredth = (int) (done * LINES_AT_MOST / total);
        if (console.terminal().talk()) {
            if (now - lastShown >= REDRAW_NANOS || done == total) {
                lastShown = now;
                redraw(line(done, total, what));
            }
        } else if (now - lastShown >= LINE_NANOS && hundredth > lastHundredth) {
            lastShown = now;
            lastHundredth = hundredth;
            console.say(line(done, total, what));
        }
    }

    /// Takes the speed from reports at least half a second apart.
    private void measure(long done, long now) {
        if (measuredDone < 0 || done < measuredDone) {
            // A resumed run does not start at zero, and a new piece of work starts over.
            measuredDone = done;
            measuredAt = now;
            secondsPerUnit = Double.NaN;
        } else if (done > measuredDone && now - measuredAt >= MEASURE_NANOS) {
            double seconds = (now - measuredAt) / 1e9;
            double latest = seconds / (done - measuredDone);
            double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
            secondsPerUnit =
                    Double.isNaN(secondsPerUnit) ? latest : secondsPerUnit + weight * (latest - secondsPerUnit);
            measuredDone = done;
            measuredAt = now;
        }
    }

    private void redraw(String line) {
        int width = console.terminal().columns() - 1;
        String cut = line.length() > width ? line.substring(0, width) : line;
        console.draw("\r" + cut + " ".repeat(width - cut.length()));
        drawn = true;
    }

    private String line(long done, long total, String what) {
        String text =
                String.format(Locale.ROOT, "%3d %%  %s %d of %d", done * LINES_AT_MOST / total, what, done, total);
        return Double.isNaN(secondsPerUnit) || done >= total
                ? text
                : text + ", " + duration(secondsPerUnit * (total - done)) + " left";
    }

    /// A duration for people: `42 s`, `3 min 20 s`, `2 h 5 min`.
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        if (whole < 3600) {
            return whole / 60 + " min " + whole % 60 + " s";
        }
        return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /// Ends the redrawn line, so that what follows starts on a line of its own.
    @Override
    public synchronized void close() {
        if (drawn) {
            console.draw("\r" + " ".repeat(console.terminal().columns() - 1) + "\r");
            drawn = false;
        }
    }
}
