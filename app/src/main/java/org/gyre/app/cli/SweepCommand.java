package org.gyre.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.sweep.SweepPlan;
import org.gyre.lab.sweep.SweepRequest;
import org.gyre.lab.sweep.SweepResult;
import org.gyre.lab.sweep.Sweeper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gyre sweep FILE.toml`: one experiment at many settings and seeds.
@Command(
        name = "sweep",
        description = "Run an experiment at many settings and seeds, a row of one table each.",
        footer = {
            "",
            "The file names a preset (or a configuration file), settings for all points,",
            "and the keys that vary:",
            "",
            "  preset = \"information-flux/phase-map\"",
            "  seeds = \"1..5\"",
            "  [set]",
            "  networks = 20",
            "  [[axes]]",
            "  key = \"units\"",
            "  values = [2, 3, 4]",
            "  [[axes]]",
            "  key = \"width\"",
            "  from = 0.1",
            "  to = 10",
            "  count = 8",
            "  scale = \"log\"",
            "",
            "Ctrl-C ends it after the points at work (exit code 3); 'gyre resume', or the",
            "same command with the same --out, goes on with those that are missing. A point",
            "that fails is recorded with its sentence (exit code 1), the others go on.",
            "",
            "Examples:",
            "  gyre sweep widths.toml",
            "  gyre sweep widths.toml --dry-run",
            "  gyre sweep widths.toml --out sweeps/widths --max-time 2h"
        })
final class SweepCommand implements GyreSubcommand {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "FILE.toml", description = "The plan; 'Sweeps' in the guide has all of its keys.")
    @SuppressWarnings("NullAway.Init") // required
    Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder (default: sweeps/<date>_<time>_<name>). One that has this sweep is gone on with.")
    @Nullable
    Path out;

    @Option(names = "--dry-run", description = "Only say how many points there are, and show the first.")
    boolean dryRun;

    @Mixin
    EngineOptions engines = new EngineOptions();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "For local: points at a time (default: all processors).")
    @Nullable
    Integer threads;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = DurationConverter.Positive.class,
            description = "Begin no point after this time: 90s, 10m, 1h30m. What is there by then is a fair sample.")
    @Nullable
    Duration maxTime;

    @Option(names = "--retry-failed", description = "Do points again that failed before.")
    boolean retry;

    @Mixin
    OutputOptions output = new OutputOptions();

    SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (!file.toString().endsWith(".toml")) {
            throw new InputException(file + ": a sweep is a file whose name ends in .toml; see gyre sweep --help");
        }
        ConfigurationSource source = ConfigurationSource.file(file);
        if (dryRun) {
            return show(SweepPlan.read(source));
        }
        SweepRequest request = new SweepRequest(
                out,
                Path.of("sweeps"),
                maxTime,
                retry,
                false,
                spec.commandLine().getParseResult().originalArgs());
        return tell(console, output.json, engines, threads, sweeper -> sweeper.run(source, request));
    }

    private int show(SweepPlan plan) {
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("points", plan.size());
            object.put("first", plan.settings(0));
            object.put("warnings", List.of());
            console.printJson(object);
            return ExitCode.DONE;
        }
        console.print(plan.title() + ": " + plan.size() + " points");
        for (int index = 0; index < Math.min(plan.size(), 5); index++) {
            console.print("  " + (index + 1) + "  " + String.join("  ", plan.settings(index)));
        }
        return ExitCode.DONE;
    }

    /// Sweeps, or goes on with one.
    interface Start {
        Sweeper.End with(Sweeper sweeper);
    }

    /// Does the work and says how it ended.
    static int tell(Console console, boolean json, EngineOptions engines, @Nullable Integer threads, Start start) {
        if (threads != null && threads < 1) {
            throw new InputException("--threads " + threads + ": must be at least 1");
        }
        Sweeper.End end;
        try (Engine engine = engines.choice()
                        .open(
                                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                                console::complain);
                SweepDisplay display = new SweepDisplay(console)) {
            end = start.with(new Sweeper(
                    new DiskStorage(),
                    engine,
                    display,
                    console.stopSignal("\nstopping after the points at work; press Ctrl-C again to end at once")));
        }
        SweepResult result = end.result();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("exit_code", end.exitCode());
            object.put("folder", end.folder().toString());
            object.put("status", result.status());
            object.put("sentence", result.sentence());
            object.put("points", result.points());
            object.put("done", result.done());
            object.put("failed", result.failed());
            object.put(
                    "failures",
                    result.failures().stream()
                            .map(failure ->
                                    Map.of("point", failure.point(), "key", failure.key(), "why", failure.sentence()))
                            .toList());
            object.put("columns", result.columns());
            object.put("warnings", List.of());
            console.printJson(object);
        } else {
            console.print(result.sentence());
            console.print("table:  " + end.folder().resolve("table.csv"));
            console.print("report: " + end.folder().resolve("report.html"));
        }
        return end.exitCode();
    }
}
