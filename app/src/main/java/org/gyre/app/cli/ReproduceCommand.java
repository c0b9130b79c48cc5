package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Result;
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
        footer = {
            "",
            "Exit code 1 if a claim failed, on any seed.",
            "",
            "Examples:",
            "  gyre reproduce avalanches replay",
            "  gyre reproduce cell-assemblies --seeds 5"
        })
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

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Run each preset with the seeds 1 to N, and print for every claim on how many of them it held.")
    @Nullable
    Integer seeds;

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
        if (seeds != null && seed != null) {
            throw new InputException("--seed and --seeds exclude each other: give one of them");
        }
        if (seeds != null && seeds < 1) {
            throw new InputException("--seeds " + seeds + ": must be at least 1");
        }
        Presets installed = Presets.installed();
        List<Preset> presets = names.isEmpty()
                ? installed.all()
                : names.stream().map(installed::find).toList();
        double minutes = presets.stream().mapToDouble(Preset::minutes).sum() * (seeds == null ? 1 : seeds);
        console.say(Plural.of(presets.size(), "preset")
                + (seeds == null ? "" : " with seeds 1 to " + seeds) + ", about " + PresetsCommand.minutes(minutes)
                + " on two cores");
        StopSignal stop = console.stopSignal();
        Map<Preset, List<RunResult>> results = new LinkedHashMap<>();
        for (Preset preset : presets) {
            List<RunResult> runs = runs(preset, stop);
            results.put(preset, runs);
            if (runs.getLast().exitCode() == ExitCode.STOPPED) {
                break;
            }
        }
        int exitCode = exitCode(results.values().stream().flatMap(List::stream).toList());
        if (output.json) {
            console.printJson(json(exitCode, results));
        } else {
            print(results);
        }
        return exitCode;
    }

    /// The runs of a preset, one for each seed, until one is stopped.
    private List<RunResult> runs(Preset preset, StopSignal stop) {
        if (seeds == null) {
            return List.of(run(preset, seed, stop));
        }
        List<RunResult> runs = new ArrayList<>();
        for (long next = 1; next <= seeds; next++) {
            runs.add(run(preset, next, stop));
            if (runs.getLast().exitCode() == ExitCode.STOPPED) {
                break;
            }
        }
        return runs;
    }

    private RunResult run(Preset preset, @Nullable Long ofSeed, StopSignal stop) {
        RunRequest request = RunRequest.of(ConfigurationSource.preset(preset))
                .withSeed(ofSeed)
                .withRuns(out)
                .withConduct(conduct.conduct(spec.commandLine().getParseResult().originalArgs()));
        try (RunDisplay display = new RunDisplay(console)) {
            return new Runner(new DiskStorage(), Experiments.installed(), display, stop).run(request);
        }
    }

    private static int exitCode(List<RunResult> results) {
        int worst = ExitCode.DONE;
        for (RunResult result : results) {
            worst = Math.max(worst, onlyAsClaimed(result) ? ExitCode.DONE : result.exitCode());
        }
        return worst;
    }

    /// Whether all that failed is a check of the experiment's own in a run whose claims all passed: then it
    /// failed as the preset says that it does.
    private static boolean onlyAsClaimed(RunResult run) {
        Result result = run.result();
        return result.status() == Result.Status.DONE
                && result.claims().stream().noneMatch(claim -> claim.verdict() == Claim.Verdict.FAIL);
    }

    private Map<String, Object> json(int exitCode, Map<Preset, List<RunResult>> results) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exit_code", exitCode);
        object.put(
                "runs",
                results.values().stream()
                        .flatMap(List::stream)
                        .map(RunSummary::json)
                        .toList());
        if (seeds != null) {
            List<Map<String, Object>> over = new ArrayList<>();
            results.forEach((preset, runs) -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("preset", preset.id());
                entry.put(
                        "claims",
                        SeedTally.of(finished(runs)).stream()
                                .map(SeedTally::json)
                                .toList());
                over.add(entry);
            });
            object.put("over_seeds", over);
        }
        object.put("warnings", List.of());
        return object;
    }

    private void print(Map<Preset, List<RunResult>> results) {
        results.forEach((preset, runs) -> {
            if (seeds == null) {
                console.print(preset.id() + " (" + runs.getFirst().directory() + ")");
                RunSummary.printClaims(console, runs.getFirst().result());
                return;
            }
            List<List<ClaimResult>> finished = finished(runs);
            console.print(preset.id() + ": " + finished.size() + " of " + Plural.of(seeds, "seed") + " finished");
            SeedTally.of(finished).forEach(tally -> tally.print(console));
            console.print("");
        });
    }

    /// The claims of the runs that reached their end.
    private static List<List<ClaimResult>> finished(List<RunResult> runs) {
        return runs.stream()
                .map(RunResult::result)
                .filter(result -> result.status() == Result.Status.DONE)
                .map(Result::claims)
                .toList();
    }
}
