package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.run.Numbers;
import org.gyre.lab.run.Warning;

/// Tells the user what a run does: its folder first, then progress with the time left, and warnings as they come.
final class RunDisplay implements RunListener, AutoCloseable {
    private final Console console;
    private final ProgressLine progress;

    RunDisplay(Console console) {
        this.console = console;
        this.progress = new ProgressLine(console);
    }

    @Override
    public void started(Path directory, Configuration configuration, long step, long totalSteps) {
        String title = configuration.title().isEmpty() ? configuration.name() : configuration.title();
        console.say(title + " (seed " + configuration.seed() + ")");
        console.say((step == 0 ? "run directory: " : "going on at step " + step + " in ") + directory);
    }

    @Override
    public void advanced(Advance advance) {
        StringBuilder text =
                new StringBuilder("step ").append(advance.step()).append(" of ").append(advance.totalSteps());
        shown(advance.scalars())
                .ifPresent(scalar -> text.append("  ")
                        .append(scalar.getKey())
                        .append(' ')
                        .append(Numbers.compact(scalar.getValue())));
        progress.show(advance.step(), advance.totalSteps(), text.toString(), advance.secondsLeft());
    }

    /// The scalar that a run is about: the first that is an information, or the first of all.
    private static Optional<Map.Entry<String, Double>> shown(Map<String, Double> scalars) {
        return scalars.entrySet().stream()
                .filter(scalar -> scalar.getKey().startsWith("information"))
                .findFirst()
                .or(() -> scalars.entrySet().stream().findFirst());
    }

    @Override
    public void working(long done, long total, String what) {
        progress.report(done, total, what);
    }

    @Override
    public void warned(Warning warning) {
        progress.interject(() -> console.complain(warning.code() + ": " + warning.sentence()));
    }

    @Override
    public void close() {
        progress.close();
    }
}
