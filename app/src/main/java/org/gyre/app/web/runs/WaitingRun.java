package org.gyre.app.web.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.app.json.Body;
import org.gyre.app.json.Json;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Presets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A run that was asked for on the page and has not begun.
///
/// @param id      the name of its folder
/// @param number  of those that wait the lowest is next
/// @param preset  what is to be run; null to continue the run that is there
/// @param set     settings as `key=value`
/// @param seed    its seed, the preset's own if none was given
/// @param given   whether the seed was given
/// @param threads number of threads, or null for the program's choice
/// @param asked   when it was asked for, UTC
/// @param problem why it could not begin; empty while it waits
record WaitingRun(
        String id,
        long number,
        @Nullable String preset,
        List<String> set,
        long seed,
        boolean given,
        @Nullable Long threads,
        String asked,
        String problem) {
    private static final String FORMAT = "gyre-waiting";

    WaitingRun {
        set = List.copyOf(set);
    }

    /// What a user would type after `gyre`.
    ///
    /// @param folder of the run
    List<String> words(String folder) {
        if (preset == null) {
            return List.of("resume", folder);
        }
        List<String> words = new ArrayList<>(List.of("run", preset, "--out", folder));
        for (String entry : set) {
            words.add("--set=" + entry);
        }
        if (given) {
            words.add("--seed=" + seed);
        }
        if (threads != null) {
            words.add("--threads=" + threads);
        }
        return words;
    }

    WaitingRun refused(String why) {
        return new WaitingRun(id, number, preset, set, seed, given, threads, asked, why);
    }

    /// Its line in the list of runs.
    RunCatalogue.Entry entry(RunState state, int place) {
        String title = Presets.installed().all().stream()
                .filter(known -> known.id().equals(preset))
                .map(known -> known.title())
                .findFirst()
                .orElse("");
        return new RunCatalogue.Entry(
                id,
                "",
                preset,
                title,
                seed,
                asked,
                "",
                state.label(),
                state == RunState.WAITING ? place : 0,
                0,
                0,
                0,
                0,
                0,
                problem.isEmpty() ? null : problem);
    }

    String toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("number", number);
        json.put("preset", preset);
        json.put("set", set);
        json.put("seed", seed);
        json.put("seed_given", given);
        json.put("threads", threads);
        json.put("asked", asked);
        json.put("problem", problem);
        return Json.write(json);
    }

    /// @throws InputException if the text is not what [#toJson] wrote
    static WaitingRun parse(String id, String text) {
        JsonNode json = Body.parse(text);
        if (!json.path("format").asString("").equals(FORMAT)
                || !json.path("number").isIntegralNumber()) {
            throw new InputException("what was asked for is not readable any more; start it again");
        }
        List<String> set = new ArrayList<>();
        json.path("set").forEach(entry -> set.add(entry.asString("")));
        JsonNode threads = json.path("threads");
        return new WaitingRun(
                id,
                json.path("number").longValue(),
                json.path("preset").isString() ? json.path("preset").stringValue() : null,
                set,
                json.path("seed").asLong(0),
                json.path("seed_given").asBoolean(false),
                threads.isIntegralNumber() ? threads.longValue() : null,
                json.path("asked").asString(""),
                json.path("problem").asString(""));
    }
}
