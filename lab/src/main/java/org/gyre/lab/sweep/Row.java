package org.gyre.lab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one point gave.
///
/// @param values    by name, in the order of the experiment; NaN where no number came out
/// @param undefined why, by name
/// @param warnings  codes
/// @param failed    codes of checks that failed
/// @param failure   why there are no values; empty if there are
record Row(
        Map<String, Double> values,
        Map<String, String> undefined,
        List<String> warnings,
        List<String> failed,
        String failure) {
    /// A point that failed.
    static Row failed(String why) {
        return new Row(Map.of(), Map.of(), List.of(), List.of(), why);
    }

    /// Whether the point counts as failed: it has no values, or a check of its experiment failed.
    boolean isFailed() {
        return !failure.isEmpty() || !failed.isEmpty();
    }

    /// Why it counts as failed, in a sentence.
    String sentence() {
        return failure.isEmpty() ? "a check failed: " + String.join(", ", failed) : failure;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Map<String, @Nullable Double> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> numbers.put(name, Double.isFinite(value) ? value : null));
        map.put("values", numbers);
        map.put("undefined", undefined);
        map.put("warnings", warnings);
        map.put("failed", failed);
        map.put("failure", failure);
        return map;
    }

    /// @throws tools.jackson.core.JacksonException if something is missing
    static Row of(JsonNode json) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.required("values").properties()) {
            values.put(entry.getKey(), entry.getValue().asDouble(Double.NaN));
        }
        Map<String, String> undefined = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.required("undefined").properties()) {
            undefined.put(entry.getKey(), entry.getValue().asString(""));
        }
        return new Row(
                values,
                undefined,
                texts(json.required("warnings")),
                texts(json.required("failed")),
                json.required("failure").asString(""));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    String toJson() {
        return Json.line(toMap());
    }
}
