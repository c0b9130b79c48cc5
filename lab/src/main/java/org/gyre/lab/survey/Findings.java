package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.lab.report.Figure;
import org.jspecify.annotations.Nullable;

/// The notebook of a section. Not thread-safe.
public final class Findings {
    private String summary = "";
    private final List<String> paragraphs = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> methods = new ArrayList<>();
    private final Set<String> citations = new LinkedHashSet<>();

    /// The finding in one sentence, for the top of the page.
    void summary(String sentence) {
        summary = sentence;
    }

    /// A paragraph of the chapter.
    void say(String paragraph) {
        paragraphs.add(paragraph);
    }

    void show(Figure figure) {
        figures.add(figure);
    }

    /// A value for programs.
    ///
    /// @param value a number, a text, a list, a map of such, or null where there is none
    void number(String key, @Nullable Object value) {
        numbers.put(key, value);
    }

    /// Something to beware of, a sentence or clause.
    void warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }

    /// Sentences for the methods paragraph, with every parameter, and the keys of the works that they name.
    void method(String sentences, String... keys) {
        methods.add(sentences);
        citations.addAll(List.of(keys));
    }

    public String summary() {
        return summary;
    }

    public List<String> paragraphs() {
        return Collections.unmodifiableList(paragraphs);
    }

    public List<Figure> figures() {
        return Collections.unmodifiableList(figures);
    }

    public Map<String, @Nullable Object> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    public List<String> methods() {
        return Collections.unmodifiableList(methods);
    }

    public Set<String> citations() {
        return Collections.unmodifiableSet(citations);
    }
}
