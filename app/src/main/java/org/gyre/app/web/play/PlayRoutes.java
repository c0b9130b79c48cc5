package org.gyre.app.web.play;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.Route;
import org.gyre.lab.play.Dial;
import org.gyre.lab.play.Explorable;
import org.gyre.lab.play.Explorables;
import org.gyre.lab.play.Settings;
import org.gyre.lab.play.UnitPlay;

/// `/api/play`: the explorables.
public final class PlayRoutes {
    private PlayRoutes() {}

    /// What is answered to.
    public static List<Route> routes() {
        return List.of(
                Route.get("/api/play", PlayRoutes::list),
                Route.get("/api/play/unit/phase", context -> Answers.json(context, new UnitPlay().phase())),
                Route.get("/api/play/{view}", PlayRoutes::answer));
    }

    private static void list(Context context) {
        Answers.json(
                context,
                Map.of(
                        "views",
                        Explorables.all().stream().map(PlayRoutes::about).toList()));
    }

    private static Map<String, Object> about(Explorable explorable) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("view", explorable.name());
        about.put("title", explorable.title());
        about.put("keys", explorable.dials().stream().map(PlayRoutes::dial).toList());
        return about;
    }

    private static Map<String, Object> dial(Dial dial) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", dial.key());
        object.put("label", dial.label());
        object.put("unit", dial.unit());
        object.put("kind", dial.kind().name().toLowerCase(Locale.ROOT));
        object.put("min", dial.least());
        object.put("max", dial.most());
        object.put("step", dial.step());
        object.put("default", dial.initial());
        object.put("choices", dial.choices());
        object.put("why", dial.why());
        return object;
    }

    private static void answer(Context context) {
        Map<String, String> given = new LinkedHashMap<>();
        context.queryParamMap().forEach((key, values) -> given.put(key, values.getLast()));
        Explorable explorable = Explorables.find(context.pathParam("view"));
        Answers.json(context, explorable.answer(Settings.of(explorable, given)));
    }
}
