package org.gyre.lab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of named categories, one or several groups of bars side by side: counts before and after learning.
///
/// @param categories C names, in order of drawing
public record BarChart(
        String id,
        String title,
        String caption,
        String xLabel,
        Axis y,
        List<String> categories,
        List<Bars> groups,
        List<Reference> references)
        implements Figure {
    /// One group of bars: a value for each category.
    ///
    /// @param values one per category; NaN is a missing bar
    /// @param low lower end of the error bar of each, or absent
    /// @param high upper end of the error bar of each, or absent
    @SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
    public record Bars(String name, double[] values, double @Nullable [] low, double @Nullable [] high) {
        /// Refuses parts that do not fit together.
        ///
        /// @throws IllegalArgumentException if lengths differ, or only one end of the error bars is given
        public Bars {
            if ((low == null) != (high == null)) {
                throw new IllegalArgumentException("bars '" + name + "': error bars need both ends");
            }
            if (low != null && high != null) {
                Require.sameLength("bars '" + name + "', low", values.length, low.length);
                Require.sameLength("bars '" + name + "', high", values.length, high.length);
            }
        }

        public Bars(String name, double... values) {
            this(name, values, null, null);
        }
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed or a group has another number of values
    ///     than there are categories
    public BarChart {
        Require.id(id);
        categories = List.copyOf(categories);
        groups = List.copyOf(groups);
        references = List.copyOf(references);
        for (Bars bars : groups) {
            Require.sameLength(
                    "figure '" + id + "', bars '" + bars.name() + "'", categories.size(), bars.values().length);
        }
    }

    public BarChart(
            String id, String title, String caption, String xLabel, Axis y, List<String> categories, Bars... groups) {
        this(id, title, caption, xLabel, y, categories, List.of(groups), List.of());
    }

    /// The same chart with these references.
    public BarChart with(Reference... references) {
        return new BarChart(id, title, caption, xLabel, y, categories, groups, List.of(references));
    }
}
