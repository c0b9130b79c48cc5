package org.gyre.lab.play;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A small system that can be asked what it does. The same settings give the same answer, to the last bit. May serve
/// several threads.
public interface Explorable {
    /// By which it is asked for.
    String name();

    /// As a heading.
    String title();

    /// What can be changed.
    List<Dial> dials();

    /// What it does with these settings: numbers (never NaN; null where there is no number), texts, and lists and maps
    /// of them.
    ///
    /// @throws org.gyre.core.InputException if the settings do not go together
    Map<String, @Nullable Object> observe(Settings settings);

    /// A source file of Java that prints numbers of the answer, in full: `java FILE.java` with Gyre on the class path
    /// runs it (JEP 512).
    String java(Settings settings);

    /// [#observe], with the settings themselves and how to get the same elsewhere.
    default Map<String, @Nullable Object> answer(Settings settings) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("view", name());
        answer.put("settings", settings.all());
        answer.putAll(observe(settings));
        Map<String, String> code = new LinkedHashMap<>();
        code.put("command", settings.command());
        code.put("toml", settings.toml());
        code.put("java", java(settings));
        answer.put("code", code);
        return answer;
    }
}
