package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far a run at work is, for whoever watches. Times are in seconds by the monotonic clock, since the run
/// was started or last continued.
///
/// @param step             completed steps
/// @param secondsAtWork    since this process began with it
/// @param secondsLeft      for the steps that remain, analyses at the end not included; NaN while unknown
/// @param what             the piece of work inside a step, or the analysis; empty between steps
/// @param done             how much of that piece is done
/// @param total            of so much; 0 where it is not known
/// @param pieceSecondsLeft for the rest of the piece; NaN while unknown
public record RunProgress(
        long step,
        long totalSteps,
        double secondsAtWork,
        double secondsLeft,
        String what,
        long done,
        long total,
        double pieceSecondsLeft) {

    /// One line of JSON; an unknown time is null.
    byte[] toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("step", step);
        json.put("total_steps", totalSteps);
        json.put("seconds_at_work", secondsAtWork);
        json.put("seconds_left", orNull(secondsLeft));
        json.put("what", what);
        json.put("done", done);
        json.put("total", total);
        json.put("piece_seconds_left", orNull(pieceSecondsLeft));
        return Json.line(json).getBytes(UTF_8);
    }

    private static @Nullable Double orNull(double seconds) {
        return Double.isFinite(seconds) ? seconds : null;
    }
}
