package org.gyre.app.cli;

import java.nio.file.Path;
import org.gyre.lab.sweep.SweepListener;
import org.gyre.lab.sweep.SweepPlan;

/// Tells the user what a sweep does: its folder first, then progress with the time left, and the first failures.
final class SweepDisplay implements SweepListener, AutoCloseable {
    private static final int MOST_FAILURES = 5;

    private final Console console;
    private final ProgressLine progress;
    private int failures;

    SweepDisplay(Console console) {
        this.console = console;
        this.progress = new ProgressLine(console);
    }

    @Override
    public void started(Path folder, SweepPlan plan, int done) {
        console.say(plan.title() + " (" + plan.size() + " points)");
        console.say(
                done == 0
                        ? "folder: " + folder
                        : "going on in " + folder + ": " + (plan.size() - done) + " of " + plan.size()
                                + " points are left");
    }

    @Override
    public void advanced(int done, int points, int failed, double secondsLeft) {
        progress.show(
                done,
                points,
                "point " + done + " of " + points + (failed == 0 ? "" : ", " + failed + " failed"),
                secondsLeft);
    }

    @Override
    public void failed(int point, String sentence) {
        failures++;
        if (failures <= MOST_FAILURES) {
            progress.interject(() -> console.complain("point " + point + ": " + sentence));
        }
        if (failures == MOST_FAILURES) {
            progress.interject(() -> console.complain("further failures are in the table alone"));
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
