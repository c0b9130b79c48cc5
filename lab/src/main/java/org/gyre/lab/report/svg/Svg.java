package org.gyre.lab.report.svg;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Writes SVG elements. Attributes are given as alternating names and values; numbers are rounded to a hundredth.
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();

    /// Opens the root element.
    ///
    /// @param id prefix of the ids inside, unique in the page
    /// @param description what a screen reader says after the title
    static Svg root(String id, String title, String description, double width, double height) {
        Svg svg = new Svg();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "width",
                width,
                "height",
                height,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc",
                "font-family",
                "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
                "font-size",
                Text.SIZE,
                "fill",
                Colours.INK);
        svg.open("title", "id", id + "-title").content(title).close();
        svg.open("desc", "id", id + "-desc").content(description).close();
        return svg;
    }

    Svg open(String name, Object... attributes) {
        start(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    Svg leaf(String name, Object... attributes) {
        start(name, attributes);
        out.append("/>\n");
        return this;
    }

    Svg content(String text) {
        out.append(Markup.escape(text));
        return this;
    }

    Svg close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /// Text at a point; `anchor` is start, middle or end.
    Svg text(double x, double y, String anchor, String content, Object... attributes) {
        Object[] all = joined(new Object[] {"x", x, "y", y, "text-anchor", anchor}, attributes);
        return open("text", all).content(content).close();
    }

    Svg line(double x1, double y1, double x2, double y2, String stroke, double width, Object... attributes) {
        Object[] own = {
            "x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", stroke, "stroke-width", width,
        };
        return leaf("line", joined(own, attributes));
    }

    /// A picture of few pixels, stretched without smoothing.
    ///
    /// @param data       as [Png#dataUri] makes it
    /// @param attributes that come first
    Svg pixels(double x, double y, double width, double height, String data, Object... attributes) {
        Object[] own = {
            "x",
            x,
            "y",
            y,
            "width",
            width,
            "height",
            height,
            "preserveAspectRatio",
            "none",
            "image-rendering",
            "pixelated",
            "href",
            data
        };
        return leaf("image", joined(attributes, own));
    }

    /// Attributes and more attributes.
    static Object[] joined(Object[] first, Object... second) {
        Object[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /// The whole picture; every element must have been closed but the root.
    String finish() {
        close();
        if (!open.isEmpty()) {
            throw new IllegalStateException("unclosed elements: " + open);
        }
        return out.toString();
    }

    private void start(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Number n ? number(n.doubleValue()) : Markup.escape(value.toString());
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
    }

    /// A coordinate with at most two decimals and no exponent.
    ///
    /// @throws IllegalArgumentException if it is not finite: such a value must not reach the drawing
    static String number(double value) {
        if (!Double.isFinite(value) || Math.abs(value) > 1e9) {
            throw new IllegalArgumentException("coordinate " + value);
        }
        long hundredths = Math.round(value * 100);
        long magnitude = Math.abs(hundredths);
        StringBuilder text = new StringBuilder(hundredths < 0 ? "-" : "").append(magnitude / 100);
        long rest = magnitude % 100;
        if (rest != 0) {
            text.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                text.append(rest % 10);
            }
        }
        return text.toString();
    }
}
