package org.gyre.lab.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A key that varies, and the values that it takes.
///
/// @param key    as with `--set`
/// @param values in the order of the grid; of a range that is drawn from, its two ends
/// @param range  the range that is drawn from, or absent
/// @param with   number of the axis that it moves with, or its own
record SweepAxis(String key, List<JsonNode> values, SweepKeys.@Nullable AxisKeys range, int with) {
    private static final int MOST_SHOWN = 12;
    private static final double MOST_WHOLE = 1e15;

    /// @param drawn whether points are drawn, so that a range needs no count
    static SweepAxis of(SweepKeys.AxisKeys keys, boolean drawn, int with) {
        if (keys.values() != null) {
            return new SweepAxis(keys.key(), keys.values(), null, with);
        }
        if (drawn && keys.count() == null) {
            return new SweepAxis(keys.key(), List.of(at(keys, 0), at(keys, 1)), keys, with);
        }
        if (keys.count() == null) {
            throw new InputException("axis " + keys.key()
                    + " has a range and no count: give it count = …, or draw points" + " from it with [sample]");
        }
        List<JsonNode> values = new ArrayList<>();
        for (int i = 0; i < keys.count(); i++) {
            JsonNode value = at(keys, i / (keys.count() - 1.0));
            if (values.isEmpty() || !values.getLast().equals(value)) {
                values.add(value);
            }
        }
        return new SweepAxis(keys.key(), values, null, with);
    }

    /// How many values a grid has of it; nothing for an axis that moves with another one.
    int places() {
        return values.size();
    }

    /// The value at a part of the axis.
    ///
    /// @param part from 0 to below 1
    JsonNode drawn(double part) {
        return range == null
                ? values.get((int) Math.min(values.size() - 1.0, Math.floor(part * values.size())))
                : at(range, part);
    }

    /// In words.
    String describe() {
        if (range != null) {
            return "from " + values.getFirst() + " to " + values.getLast() + ", drawn"
                    + (range.scale() == SweepKeys.AxisKeys.Scale.LOG ? " evenly in its logarithm" : " evenly")
                    + (range.whole() ? ", whole" : "");
        }
        List<String> shown =
                values.stream().limit(MOST_SHOWN).map(JsonNode::toString).toList();
        return String.join(", ", shown) + (values.size() > MOST_SHOWN ? ", … (" + values.size() + " values)" : "");
    }

    /// Whether all its values are numbers.
    boolean numeric() {
        return values.stream().allMatch(JsonNode::isNumber);
    }

    private static JsonNode at(SweepKeys.AxisKeys keys, double part) {
        double from = keys.from() == null ? Double.NaN : keys.from();
        double to = keys.to() == null ? Double.NaN : keys.to();
        double value;
        if (part == 0) {
            value = from;
        } else if (part == 1) {
            value = to;
        } else {
            value = keys.scale() == SweepKeys.AxisKeys.Scale.LOG
                    ? from * Math.pow(to / from, part)
                    : from + (to - from) * part;
        }
        double shown = keys.whole() ? Math.rint(value) : rounded(value);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        // A key that takes whole numbers takes no 2.0; one that takes others takes 2 as well.
        return shown == Math.rint(shown) && Math.abs(shown) < MOST_WHOLE
                ? nodes.numberNode((long) shown)
                : nodes.numberNode(shown);
    }

    /// To twelve digits: 0.3 in place of 0.30000000000000004.
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(12)).doubleValue();
    }
}
