package org.gyre.lab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What changed between two resolved configurations.
public final class Differences {
    private Differences() {}

    /// A configuration in the form that [Manifest#configuration] has after it was read back.
    public static JsonNode tree(Map<String, ?> configuration) {
        return Json.parse(Json.line(configuration));
    }

    /// A key whose value is not the same.
    ///
    /// @param before the former value as JSON text, or `absent`
    /// @param now the present value, likewise
    public record Change(String key, String before, String now) {}

    /// One line per key: `training.learning_rate: 0.2 → 0.5`; empty if there is no difference.
    public static List<String> between(JsonNode before, JsonNode now) {
        return changes(before, now).stream()
                .map(change -> change.key() + ": " + change.before() + " → " + change.now())
                .toList();
    }

    /// The keys that differ, those of the former configuration first.
    public static List<Change> changes(JsonNode before, JsonNode now) {
        Map<String, String> old = new LinkedHashMap<>();
        Map<String, String> recent = new LinkedHashMap<>();
        flatten("", before, old);
        flatten("", now, recent);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(recent.keySet());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            String from = old.getOrDefault(key, "absent");
            String to = recent.getOrDefault(key, "absent");
            if (!from.equals(to)) {
                changes.add(new Change(key, from, to));
            }
        }
        return changes;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), flat);
            }
        } else {
            flat.put(path, node.toString());
        }
    }
}
