package org.gyre.lab.report;

import java.util.List;

/// Curves and points over two axes, either of which may be logarithmic: a learning curve, a decay, a scatter.
public record LineChart(
        String id, String title, String caption, Axis x, Axis y, List<Series> series, List<Reference> references)
        implements Figure {
    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed
    public LineChart {
        Require.id(id);
        series = List.copyOf(series);
        references = List.copyOf(references);
    }

    public LineChart(String id, String title, String caption, Axis x, Axis y, Series... series) {
        this(id, title, caption, x, y, List.of(series), List.of());
    }

    /// The same chart with these references.
    public LineChart with(Reference... references) {
        return new LineChart(id, title, caption, x, y, series, List.of(references));
    }
}
