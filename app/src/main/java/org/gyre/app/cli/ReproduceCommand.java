package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gyre reproduce [PRESET...]`: runs presets and prints the verdict on every claim.
@Command(
        name = "reproduce",
        description = "Run presets (by default all) and print the verdict on every claim of their papers.",
        footer = {"", "Exit code 1 if a claim failed.", "", "Example:", "  gyre reproduce avalanches replay"})
final class ReproduceCommand implements GyreSubcommand {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "PRESET", description = "Presets; 'gyre presets' lists them.")
    List<String> names = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all runs (default: each preset's).")
    @Nullable
    Long seed;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for the run directories (default: runs).")
    Path out = Path.of("runs");

    @Mixin
    ConductOptions conduct = new ConductOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    ReproduceCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Presets installed = Presets.installed();
        List<Preset> presets = names.isEmpty()
                ? installed.all()
                : names.stream().map(installed::find).toList();
        double minutes = presets.stream().mapToDouble(Preset::minutes).sum();
        console.say(presets.size() + " presets, about " + PresetsCommand.minutes(minutes) + " on two cores");
        StopSignal stop = console.stopSignal();
        List<RunResult> results = new ArrayList<>();
        for (Preset preset : presets) {
            results.add(run(preset, stop));
            if (results.getLast().exitCode() == ExitCode.STOPPED) {
                break;
            }
        }
        int exitCode = exitCode(results);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("exit_code", exitCode);
            object.put("runs", results.stream().map(RunSummary::json).toList());
            object.put("warnings", List.of());
            console.printJson(object);
        } else {
            print(presets, results);
        }
        return exitCode;
    }

    private RunResult run(Preset preset, StopSignal stop) {
        RunRequest request = RunRequest.of(ConfigurationSource.preset(preset))
                .withSeed(seed)
                .withRuns(out)
                .withConduct(conduct.conduct(spec.commandLine().getParseResult().originalArgs()));
        try (RunDisplay display = new RunDisplay(console)) {
            return new Runner(new DiskStorage(), Experiments.installed(), display, stop).run(request);
        }
    }

    private static int exitCode(List<RunResult> results) {
        int worst = ExitCode.DONE;
        for (RunResult result : results) {
            worst = Math.max(worst, result.exitCode());
        }
        return worst;
    }

    private void print(List<Preset> presets, List<RunResult> results) {
        for (int i = 0; i < results.size(); i++) {
            console.print(presets.get(i).id() + " (" + results.get(i).directory() + ")");
            RunSummary.printClaims(console, results.get(i).result().claims());
        }
    }
}
