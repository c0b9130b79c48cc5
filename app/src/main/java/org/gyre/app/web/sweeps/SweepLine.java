package org.gyre.app.web.sweeps;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of the list of runs that is a sweep.
///
/// @param id      the name of its folder
/// @param preset  what it varies, if that is one
/// @param started UTC
/// @param points  of its plan
/// @param failed  of those that are done
/// @param problem what is wrong with it; of what cannot be read the rest is empty
public record SweepLine(
        String id,
        @Nullable String preset,
        String title,
        String started,
        String version,
        State state,
        int points,
        int done,
        int failed,
        @Nullable String problem) {
    /// Where a sweep is. The page says it in small letters, as of runs.
    public enum State {
        /// A process works on it.
        RUNNING,
        /// Ended with points left.
        STOPPED,
        /// Its process ended without a word; it goes on with the points that are missing.
        KILLED,
        /// All points are done; some of them may have failed.
        DONE,
        /// What is in its folder is damaged.
        UNREADABLE
    }

    static SweepLine unreadable(String id, String problem) {
        return new SweepLine(id, null, "", "", "", State.UNREADABLE, 0, 0, 0, problem);
    }

    /// With the keys of a run's line, points in place of steps.
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("kind", "sweep");
        object.put("preset", preset);
        object.put("title", title);
        object.put("started", started);
        object.put("version", version);
        object.put("state", state.name().toLowerCase(Locale.ROOT));
        object.put("place", 0);
        object.put("step", done);
        object.put("total_steps", points);
        object.put("failed_points", failed);
        object.put("problem", problem);
        return object;
    }
}
