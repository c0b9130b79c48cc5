package org.gyre.lab.report;

import java.util.ArrayDeque;
import java.util.Deque;
import org.gyre.lab.report.svg.Markup;

/// Writes HTML elements, closed as XML wants them. Attributes are alternating names and values; every text and
/// value is escaped, so that only [#picture] can bring markup in.
final class Html {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    Html close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// An element that has only text.
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /// An element that never has content, such as `meta`.
    Html leaf(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>\n");
        return this;
    }

    Html text(String text) {
        out.append(Markup.escape(text));
        return this;
    }

    /// An SVG picture made by [org.gyre.lab.report.svg.FigureSvg], as it is.
    Html picture(String svg) {
        out.append(svg);
        return this;
    }

    /// The head of a table: one row of headings.
    Html headings(String... headings) {
        return headings(headings.length, headings);
    }

    /// The same; headings from index `words` on stand above numbers, which are aligned to the right.
    Html headings(int words, String... headings) {
        open("thead").open("tr");
        for (int i = 0; i < headings.length; i++) {
            element("th", headings[i], "scope", "col", "class", i < words ? "words" : "number");
        }
        return close().close();
    }

    /// The page's text; every element must have been closed.
    String finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("unclosed elements: " + open);
        }
        return out.toString();
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(Markup.escape(attributes[i + 1]))
                    .append('"');
        }
    }
}
