package org.gyre.app.web.guard;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Refusals as whoever asked can read them: a page with a heading for a browser that shows pages, else plain text.
public final class Sentences {
    private static final String HTML = "text/html";

    private final boolean page;

    /// @param accept what the request says that it takes, if anything
    public Sentences(@Nullable String accept) {
        this.page = accept != null && accept.toLowerCase(Locale.ROOT).contains(HTML);
    }

    /// The type of the answer.
    public String type() {
        return (page ? HTML : "text/plain") + ";charset=utf-8";
    }

    /// The answer.
    ///
    /// @param heading  a few words
    /// @param sentence what is to be done
    public String of(String heading, String sentence) {
        if (!page) {
            return sentence + "\n";
        }
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">"
                + "<title>Gyre</title><main><h1>" + escaped(heading) + "</h1><p>" + escaped(sentence)
                + "</p></main></html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
