package org.gyre.app.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Numbers;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.DiskStorage;

/// What a finished or stopped run found: as text with the table of claims, or as JSON.
final class RunSummary {
    private RunSummary() {}

    /// Carries out a run with progress on standard error, then prints what it found.
    ///
    /// @return its exit code
    static int tell(Console console, boolean json, Function<Runner, RunResult> start) {
        RunResult result;
        try (RunDisplay display = new RunDisplay(console)) {
            result = start.apply(new Runner(new DiskStorage(), Experiments.installed(), display, console.stopSignal()));
        }
        if (json) {
            console.printJson(json(result));
        } else {
            print(console, result);
        }
        return result.exitCode();
    }

    static Map<String, Object> json(RunResult run) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.directory().toString());
        object.put("status", run.result().status().label());
        object.put("sentence", run.sentence());
        object.put("exit_code", run.exitCode());
        object.put("step", run.result().step());
        object.put("total_steps", run.result().totalSteps());
        object.put("values", run.result().values());
        object.put("claims", claims(run.result().claims()));
        object.put("departures", run.result().departures());
        if (Files.exists(new RunDirectory(run.directory()).report())) {
            object.put("report", new RunDirectory(run.directory()).report().toString());
        }
        object.put(
                "warnings",
                run.result().warnings().stream().map(RunSummary::warning).toList());
        return object;
    }

    static List<Map<String, Object>> claims(List<ClaimResult> results) {
        List<Map<String, Object>> claims = new ArrayList<>();
        for (ClaimResult result : results) {
            Claim claim = result.claim();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", claim.id());
            entry.put("sentence", claim.sentence());
            entry.put("paper", claim.paper());
            entry.put("value", claim.value());
            entry.put("ours", result.ours());
            entry.put("min", claim.min());
            entry.put("max", claim.max());
            entry.put("reason", claim.reason());
            entry.put("verdict", result.verdict().label());
            entry.put("note", result.note());
            claims.add(entry);
        }
        return claims;
    }

    private static Map<String, Object> warning(Warning warning) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", warning.code());
        entry.put("sentence", warning.sentence());
        entry.put("severity", warning.severity().label());
        return entry;
    }

    static void print(Console console, RunResult run) {
        printClaims(console, run.result());
        RunDirectory directory = new RunDirectory(run.directory());
        console.print((Files.exists(directory.report()) ? directory.report() : directory.root()).toString());
        if (console.isQuiet() && run.result().status() != Result.Status.DONE) {
            // Why a run has stopped early is more than talk.
            console.complain(run.sentence());
        } else {
            console.say(run.sentence());
        }
    }

    /// One block for each claim: verdict and sentence; our value, the accepted interval and the paper's;
    /// beside a claim that failed, where the run was not the preset's.
    static void printClaims(Console console, Result run) {
        List<ClaimResult> results = run.claims();
        for (ClaimResult result : results) {
            Claim claim = result.claim();
            String verdict = switch (result.verdict()) {
                case PASS -> console.colored(Console.Color.GOOD, "pass      ");
                case FAIL -> console.colored(Console.Color.BAD, "FAIL      ");
                case NOT_TESTED -> console.colored(Console.Color.FAINT, "not tested");
            };
            console.print(verdict + "  " + claim.sentence());
            console.print(" ".repeat(12) + claim.value() + " = " + ours(result) + "; accepted " + claim.interval()
                    + (claim.paper().isEmpty() ? "" : "; paper: " + claim.paper()));
            if (!result.note().isEmpty()) {
                console.print(" ".repeat(12) + result.note());
            }
            if (result.verdict() == Claim.Verdict.FAIL && !run.departures().isEmpty()) {
                console.print(" ".repeat(12) + "but " + run.departureRemark());
            }
        }
        if (!results.isEmpty()) {
            console.print("");
        }
    }

    private static String ours(ClaimResult result) {
        Double value = result.ours();
        if (value != null) {
            return Numbers.compact(value);
        }
        return result.verdict() == Claim.Verdict.NOT_TESTED ? "not measured" : "undefined";
    }
}
