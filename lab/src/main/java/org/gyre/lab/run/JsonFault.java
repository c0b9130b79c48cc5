package org.gyre.lab.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;

/// What is wrong with a JSON text, in one clause for a user.
public final class JsonFault {
    /// Where in which object of the program the text came from, which tells a user nothing.
    private static final Pattern SOURCE =
            Pattern.compile("\\s*\\(?(?:start marker )?at \\[Source:[^\\]]*\\]\\)?|\\s*\\[Source:[^\\]]*\\]");

    private JsonFault() {}

    /// The place, if it is known, and what is wrong there.
    public static String of(JacksonException fault) {
        if (fault instanceof DatabindException) {
            return field(fault.getPath());
        }
        String message = String.valueOf(fault.getOriginalMessage());
        String what = SOURCE.matcher(message).replaceAll("").lines().findFirst().orElse("malformed");
        TokenStreamLocation place = fault.getLocation();
        return place == null || place.getLineNr() < 1
                ? what
                : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + what;
    }

    private static String field(List<JacksonException.Reference> path) {
        String name = path.stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return (name.isEmpty() ? "a field" : "the field " + name.replaceFirst("^\\.", ""))
                + " is missing or of the wrong kind";
    }
}
