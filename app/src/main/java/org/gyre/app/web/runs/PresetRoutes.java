package org.gyre.app.web.runs;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.Route;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.jspecify.annotations.Nullable;

/// `/api/presets`: what can be run, and what is claimed of it.
public final class PresetRoutes {
    private PresetRoutes() {}

    /// What is answered to.
    public static List<Route> routes() {
        return List.of(
                Route.get("/api/presets", PresetRoutes::list),
                Route.get("/api/presets/{group}/{preset}", PresetRoutes::one));
    }

    private static void list(Context context) {
        Answers.json(
                context,
                Map.of(
                        "presets",
                        Presets.installed().all().stream()
                                .map(PresetRoutes::line)
                                .toList()));
    }

    private static Map<String, Object> line(Preset preset) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", preset.id());
        object.put("kind", preset.kind());
        object.put("title", preset.title());
        object.put("paper", preset.paper());
        object.put("minutes", preset.minutes());
        object.put("summary", preset.summary());
        object.put("claims", preset.claims().size());
        return object;
    }

    private static void one(Context context) {
        Preset preset = Presets.installed().find(context.pathParam("group") + "/" + context.pathParam("preset"));
        Map<String, Object> object = line(preset);
        object.put("toml", preset.toml());
        object.put(
                "claims",
                preset.claims().stream().map(claim -> claim(claim.untested())).toList());
        Answers.json(context, object);
    }

    /// A claim with its verdict.
    public static Map<String, @Nullable Object> claim(ClaimResult result) {
        Claim claim = result.claim();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", claim.id());
        object.put("sentence", claim.sentence());
        object.put("paper", claim.paper());
        object.put("value", claim.value());
        object.put("ours", result.ours());
        object.put("min", claim.min());
        object.put("max", claim.max());
        object.put("interval", claim.interval());
        object.put("reason", claim.reason());
        object.put("verdict", result.verdict().label());
        object.put("note", result.note());
        return object;
    }
}
