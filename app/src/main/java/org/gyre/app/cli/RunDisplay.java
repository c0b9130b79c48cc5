package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.Comparator;
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
                .ifPresent(name -> text.append("  ")
                        .append(name)
                        .append(' ')
                        .append(Numbers.compact(advance.scalars().get(name))));
        progress.show(advance.step(), advance.totalSteps(), text.toString(), advance.secondsLeft());
    }

    /// The scalar that a run is about: an information if there is one.
    private static Optional<String> shown(Map<String, Double> scalars) {
        return scalars.keySet().stream()
                .min(Comparator.comparing((String name) -> !name.startsWith("information"))
                        .thenComparing(name -> name));
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
