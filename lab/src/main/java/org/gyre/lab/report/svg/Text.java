package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The size of text before it is drawn, estimated from the proportions of common sans-serif letters.
final class Text {
    /// Size of ordinary text in the pictures.
    static final double SIZE = 13;

    /// Size of tick labels and notes.
    static final double SMALL = 12;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Text() {}

    /// Width at font size `size`; errs to the wide side.
    static double width(String text, double size) {
        double em = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (" .,:;'|!iljtfrI()[]/·".indexOf(c) >= 0) {
                em += 0.34;
            } else if ("mwMW@%—".indexOf(c) >= 0) {
                em += 0.9;
            } else if (Character.isUpperCase(c)) {
                em += 0.7;
            } else {
                em += 0.57;
            }
        }
        return em * size;
    }

    /// Breaks text at blanks into lines not wider than `width`; a longer word stands alone.
    static List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : BLANKS.split(text.strip(), -1)) {
            if (!line.isEmpty() && width(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// The text, or its beginning with an ellipsis if it is wider than `width`.
    static String fit(String text, double size, double width) {
        if (width(text, size) <= width) {
            return text;
        }
        String shorter = text;
        while (!shorter.isEmpty() && width(shorter + "…", size) > width) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter + "…";
    }
}
