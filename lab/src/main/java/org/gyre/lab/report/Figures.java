package org.gyre.lab.report;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.lab.run.Completeness;
import org.gyre.lab.run.JsonFault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The figures of a run as `figures.json`: `{"format": 1, "figures": [...]}`, UTF-8. NaN and the
/// infinities are the strings "NaN", "Infinity" and "-Infinity".
public final class Figures {
    /// Raised when a figure's fields change meaning.
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Document(int format, List<Figure> figures) {}

    private Figures() {}

    /// The bytes of `figures.json`; equal figures give equal bytes.
    ///
    /// @throws IllegalArgumentException if two figures have the same id
    public static byte[] toJson(List<Figure> figures) {
        Set<String> ids = new HashSet<>();
        for (Figure figure : figures) {
            if (!ids.add(figure.id())) {
                throw new IllegalArgumentException("two figures have the id '" + figure.id() + "'");
            }
        }
        return JSON.writeValueAsBytes(new Document(FORMAT, figures));
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @param source the name of the file, for messages
    /// @throws InputException if it is not a readable list of figures
    public static List<Figure> fromJson(byte[] json, String source) {
        try {
            @Nullable Document document = JSON.readValue(json, Document.class);
            if (document == null) {
                throw new IllegalArgumentException("it is null");
            }
            if (document.format() != FORMAT) {
                throw new InputException(source + " has format " + document.format()
                        + ", and this version reads format " + FORMAT + "; use the version of Gyre that wrote it");
            }
            Completeness.check(document);
            return List.copyOf(document.figures());
        } catch (JacksonException | IllegalArgumentException e) {
            throw new InputException(
                    source + " is not a list of figures as Gyre writes it (" + reason(e)
                            + "); restore the file or delete it to render the report without figures",
                    e);
        }
    }

    /// Reads a file's text; see the other method.
    public static List<Figure> fromJson(String json, String source) {
        return fromJson(json.getBytes(StandardCharsets.UTF_8), source);
    }

    private static String reason(Exception e) {
        return e instanceof JacksonException fault ? JsonFault.of(fault) : String.valueOf(e.getMessage());
    }
}
