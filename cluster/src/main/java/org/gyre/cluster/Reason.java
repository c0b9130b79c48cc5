package org.gyre.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.core.InputException;

/// What Spark's failures say, without its stacks.
final class Reason {
    private static final String MOST_RECENT = "most recent failure: ";
    private static final Pattern TASK = Pattern.compile("^Lost task [^(]*\\(TID \\d+\\) (\\([^)]*\\): )?");
    private static final int MOST = 300;

    private Reason() {}

    /// One line.
    static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = failure.getMessage();
        if (message == null && cause != null) {
            return of(cause);
        }
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        int recent = message.indexOf(MOST_RECENT);
        String reason = recent < 0 ? message : message.substring(recent + MOST_RECENT.length());
        reason = reason.lines().findFirst().orElse(reason);
        Matcher task = TASK.matcher(reason);
        reason = InputException.oneLine(task.replaceFirst("").strip());
        return reason.length() > MOST ? reason.substring(0, MOST) + "…" : reason;
    }
}
