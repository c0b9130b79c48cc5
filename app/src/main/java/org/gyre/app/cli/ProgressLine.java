package org.gyre.app.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.gyre.core.Progress;

/// Shows progress on standard error: one line that is redrawn on a terminal; otherwise one line at most
/// every ten seconds and at most per hundredth of the work.
final class ProgressLine implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final int LINES_AT_MOST = 100;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private final Console console;
    private final LongSupplier nanoTime;
    private long lastShown;
    private long lastHundredth;
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
    public void report(long done, long total, String what) {
        show(done, total, what + " " + done + " of " + total, Double.NaN);
    }

    /// Shows that `done` of `total` is finished.
    ///
    /// @param text what to say beside the percentage
    /// @param secondsLeft NaN while unknown
    synchronized void show(long done, long total, String text, double secondsLeft) {
        if (total <= 0 || console.isQuiet()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long hundredth = done * LINES_AT_MOST / total;
        if (console.terminal().talk()) {
            if (now - lastShown >= REDRAW_NANOS) {
                lastShown = now;
                redraw(line(hundredth, text, secondsLeft));
            }
            return;
        }
        if (hundredth < lastHundredth) {
            lastHundredth = 0; // a new piece of work
        }
        if (now - lastShown >= LINE_NANOS && hundredth > lastHundredth) {
            lastShown = now;
            lastHundredth = hundredth;
            console.say(line(hundredth, text, secondsLeft));
        }
    }

    /// Says a line without spoiling the progress line.
    synchronized void interject(Runnable saying) {
        close();
        saying.run();
    }

    private static String line(long hundredth, String text, double secondsLeft) {
        String left = Double.isNaN(secondsLeft) ? "" : "  " + duration(secondsLeft) + " left";
        return String.format(Locale.ROOT, "%3d %%  %s%s", hundredth, text, left);
    }

    private void redraw(String line) {
        int width = console.terminal().columns() - 1;
        String cut = line.length() > width ? line.substring(0, width) : line;
        console.draw("\r" + cut + " ".repeat(width - cut.length()));
        drawn = true;
    }

    /// A duration for people: `42 s`, `3 min 20 s`, `2 h 5 min`.
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + " s";
        }
        if (whole < HOUR) {
            return whole / MINUTE + " min " + whole % MINUTE + " s";
        }
        return whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }

    /// Wipes the redrawn line, so that what follows starts on a clean one.
    @Override
    public synchronized void close() {
        if (drawn) {
            console.draw("\r" + " ".repeat(console.terminal().columns() - 1) + "\r");
            drawn = false;
        }
    }
}
