package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.experiment.RunRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gyre run PRESET|FILE.toml`: runs an experiment into a run directory.
@Command(
        name = "run",
        description = "Run a preset or a configuration file into a new run directory.",
        footer = {
            "",
            "Ctrl-C stops after the present step with a checkpoint (exit code 3);",
            "'gyre resume' goes on from there to the same bits. Exit code 1: a claim of the",
            "preset failed. A run that will not fit on the disk is refused at its start.",
            "",
            "Searches (flux-evolution, flux-pareto, infomorphic-goal-search and",
            "infomorphic-memory-search) evaluate their populations on a cluster with",
            "--engine spark, to the same bits; other kinds refuse it.",
            "",
            "Examples:",
            "  gyre run recurrent-infomax/natural-images",
            "  gyre run natural-images --seed 7 --set network.units=100 --max-time 10m",
            "  gyre run my-experiment.toml --out results/first",
            "  gyre run infomorphic/goal-search --engine spark --master spark://host:7077"
        })
final class RunCommand implements GyreSubcommand {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "PRESET|FILE.toml", description = "A preset ('gyre presets' lists them) or a file.")
    @SuppressWarnings("NullAway.Init") // required
    String configuration;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key, as in network.units=100; may be repeated.")
    List<String> overrides = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of all randomness (default: the configuration's).")
    @Nullable
    Long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run directory (default: runs/<date>_<time>_<name>_s<seed>).")
    @Nullable
    Path out;

    @Mixin
    EngineOptions engines = new EngineOptions();

    @Mixin
    ConductOptions conduct = new ConductOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        RunRequest request = RunRequest.of(configuration)
                .withOverrides(overrides)
                .withSeed(seed)
                .withOut(out)
                .withConduct(conduct.conduct(spec.commandLine().getParseResult().originalArgs())
                        .withEngine(engines.choice()));
        return RunSummary.tell(console, output.json, runner -> runner.run(request));
    }
}
