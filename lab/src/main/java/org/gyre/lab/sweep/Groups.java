package org.gyre.lab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.stats.Descriptive;
import org.gyre.core.stats.StudentT;
import tools.jackson.databind.JsonNode;

/// The values of points that share the values of some axes: a mean for each, and how sure it is.
final class Groups {
    private static final double LEVEL = 0.95;

    private final Map<List<JsonNode>, List<Double>> values = new LinkedHashMap<>();

    /// Adds the value of a point.
    ///
    /// @param at values of the axes that tell the groups apart
    void add(List<JsonNode> at, double value) {
        values.computeIfAbsent(at, _ -> new ArrayList<>()).add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /// How many values the largest group has.
    int largest() {
        return values.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private double[] of(List<JsonNode> at) {
        return values.getOrDefault(at, List.of()).stream()
                .mapToDouble(value -> value)
                .toArray();
    }

    /// NaN of an empty group.
    double mean(List<JsonNode> at) {
        double[] group = of(at);
        return group.length == 0 ? Double.NaN : Descriptive.mean(group);
    }

    /// Half the width of the 95 % interval of the mean; NaN of fewer than two values.
    double margin(List<JsonNode> at) {
        double[] group = of(at);
        if (group.length < 2) {
            return Double.NaN;
        }
        return StudentT.quantile(1 - LEVEL, group.length - 1) * Descriptive.standardError(group);
    }
}
