package org.gyre.lab.report;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// One figure or table of a report: numbers and words, no drawing.
///
/// Records of plain data, so that they survive a round trip through `figures.json` (see [Figures]) and a report can
/// be rendered again from a run directory. NaN is a gap: it is not drawn, and the report says how many values are
/// missing.
///
/// Every figure has an `id` (lower-case letters, digits and hyphens: the anchor in the page and the name of its CSV
/// file), a `title` of a few words, and a `caption` of one or more sentences that say what is drawn and how to read
/// it (may be empty).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LineChart.class, name = "line-chart"),
    @JsonSubTypes.Type(value = DistributionPlot.class, name = "distribution-plot"),
    @JsonSubTypes.Type(value = Histogram.class, name = "histogram"),
    @JsonSubTypes.Type(value = BarChart.class, name = "bar-chart"),
    @JsonSubTypes.Type(value = HeatMap.class, name = "heat-map"),
    @JsonSubTypes.Type(value = ImageGrid.class, name = "image-grid"),
    @JsonSubTypes.Type(value = RasterPlot.class, name = "raster-plot"),
    @JsonSubTypes.Type(value = StateGraph.class, name = "state-graph"),
    @JsonSubTypes.Type(value = TableFigure.class, name = "table"),
})
public sealed interface Figure
        permits LineChart,
                DistributionPlot,
                Histogram,
                BarChart,
                HeatMap,
                ImageGrid,
                RasterPlot,
                StateGraph,
                TableFigure {
    String id();

    String title();

    String caption();
}
