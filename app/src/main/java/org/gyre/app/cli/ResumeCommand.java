package org.gyre.app.cli;

import java.nio.file.Path;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.ResumeRequest;
import org.gyre.lab.sweep.SweepDirectory;
import org.gyre.lab.sweep.SweepRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `gyre resume RUN`: goes on with a stopped or killed run.
@Command(
        name = "resume",
        description = "Go on with a stopped or killed run from its last checkpoint, or with the points that a"
                + " sweep lacks, to the same bits.",
        footer = {
            "",
            "It need not go on where it began: --engine does not change results.",
            "",
            "Example:",
            "  gyre resume runs/2026-11-21_210501_recurrent-infomax-natural-images_s1"
        })
final class ResumeCommand implements GyreSubcommand {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "The folder of a run or of a sweep.")
    @SuppressWarnings("NullAway.Init") // required
    Path run;

    @Option(
            names = "--allow-changes",
            description = "Go on although the configuration, an input file or the version of Gyre changed.")
    boolean allowChanges;

    @Mixin
    EngineOptions engines = new EngineOptions();

    @Mixin
    ConductOptions conduct = new ConductOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    ResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (SweepDirectory.isSweep(run)) {
            return resumeSweep();
        }
        ResumeRequest request = new ResumeRequest(
                run,
                allowChanges,
                conduct.conduct(spec.commandLine().getParseResult().originalArgs())
                        .withEngine(engines.choice()));
        return RunSummary.tell(console, output.json, runner -> runner.resume(request));
    }

    private int resumeSweep() {
        if (conduct.checkpointEvery != null) {
            throw new InputException("--checkpoint-every: a sweep keeps every point as it comes; leave it out");
        }
        SweepRequest request = new SweepRequest(
                null,
                run,
                conduct.maxTime,
                false,
                allowChanges,
                spec.commandLine().getParseResult().originalArgs());
        return SweepCommand.tell(
                console, output.json, engines, conduct.threads, sweeper -> sweeper.resume(run, request));
    }
}
