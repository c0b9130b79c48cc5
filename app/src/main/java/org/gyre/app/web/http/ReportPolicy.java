package org.gyre.app.web.http;

import io.javalin.http.Context;

/// What a browser may do with a report or a picture of a run: show it. It holds its own styles and
/// pictures, and nothing that acts; what a file of data put into it stays text.
public final class ReportPolicy {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; sandbox allow-downloads allow-popups";

    private ReportPolicy() {}

    /// Puts it into an answer.
    public static Context apply(Context context) {
        return context.header("Content-Security-Policy", POLICY);
    }
}
