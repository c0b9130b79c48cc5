package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The works that Gyre's experiments and measures rest on, as BibTeX: the resource `citations.bib`.
public final class Citations {
    private static final Pattern START = Pattern.compile("(?m)^@\\w+\\{([^,\\s]+),");
    private static final Map<String, String> ENTRIES = entries();

    private Citations() {}

    public static Set<String> keys() {
        return ENTRIES.keySet();
    }

    /// The entries of the given keys, in their order.
    ///
    /// @throws IllegalArgumentException if a key is unknown
    public static String bibtex(Collection<String> keys) {
        StringBuilder text = new StringBuilder();
        for (String key : keys) {
            String entry = ENTRIES.get(key);
            if (entry == null) {
                throw new IllegalArgumentException("no citation has the key " + key + "; known: " + ENTRIES.keySet());
            }
            text.append(text.isEmpty() ? "" : "\n").append(entry).append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> entries() {
        try (InputStream input = Citations.class.getResourceAsStream("citations.bib")) {
            if (input == null) {
                throw new IllegalStateException("the resource citations.bib is missing");
            }
            String text = new String(input.readAllBytes(), UTF_8);
            Map<String, String> entries = new LinkedHashMap<>();
            Matcher matcher = START.matcher(text);
            while (matcher.find()) {
                int end = text.indexOf("\n}", matcher.start());
                if (end < 0 || entries.put(matcher.group(1), text.substring(matcher.start(), end + 2)) != null) {
                    throw new IllegalStateException(
                            "citations.bib: entry " + matcher.group(1) + " is unclosed or double");
                }
            }
            return entries;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
