package org.gyre.lab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A matrix as colours: weights, correlations, a parameter grid. Row 0 is at the top.
///
/// @param xLabel what a column is ("from unit")
/// @param yLabel what a row is ("into unit")
/// @param valueLabel what a colour is, with its unit
/// @param rows number of rows R ≥ 1
/// @param columns number of columns C ≥ 1
/// @param values `[row][column]`, row-major, R·C values; NaN is drawn hatched grey
/// @param min value at the lower end of the colours; absent: from the data
/// @param max value at the upper end of the colours; absent: from the data
/// @param rowGroups named blocks of rows (receptive-field layers, populations), separated by lines; may be empty
/// @param columnGroups named blocks of columns; may be empty
@SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
public record HeatMap(
        String id,
        String title,
        String caption,
        String xLabel,
        String yLabel,
        String valueLabel,
        int rows,
        int columns,
        double[] values,
        ColourMap colours,
        @Nullable Double min,
        @Nullable Double max,
        List<Group> rowGroups,
        List<Group> columnGroups)
        implements Figure {
    /// A named block of neighbouring rows or columns.
    ///
    /// @param from index of the first, counted from 0; the block ends where the next begins
    public record Group(String name, int from) {}

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed, a size is not positive, or the number of values
    /// is not R·C
    public HeatMap {
        Require.id(id);
        Require.positive("figure '" + id + "', rows", rows);
        Require.positive("figure '" + id + "', columns", columns);
        Require.sameLength("figure '" + id + "', values", Math.multiplyExact(rows, columns), values.length);
        rowGroups = List.copyOf(rowGroups);
        columnGroups = List.copyOf(columnGroups);
    }

    /// A square matrix of weights, row = receiving unit, column = sending unit, diverging colours.
    public static HeatMap weights(String id, String title, String caption, int units, double[] values) {
        return new HeatMap(
                id,
                title,
                caption,
                "from unit",
                "into unit",
                "weight",
                units,
                units,
                values,
                ColourMap.DIVERGING,
                null,
                null,
                List.of(),
                List.of());
    }

    /// The same map with its rows and columns divided into the same named blocks.
    public HeatMap withGroups(Group... groups) {
        List<Group> list = List.of(groups);
        return new HeatMap(
                id, title, caption, xLabel, yLabel, valueLabel, rows, columns, values, colours, min, max, list, list);
    }

    /// The same map with fixed ends of the colours.
    public HeatMap between(double from, double to) {
        return new HeatMap(
                id,
                title,
                caption,
                xLabel,
                yLabel,
                valueLabel,
                rows,
                columns,
                values,
                colours,
                from,
                to,
                rowGroups,
                columnGroups);
    }
}
