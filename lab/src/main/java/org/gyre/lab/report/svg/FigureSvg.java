package org.gyre.lab.report.svg;

import java.util.Optional;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.StateGraph;
import org.gyre.lab.report.TableFigure;

/// The entry: a figure in, an `<svg>` element out, ready for a page or a file of its own.
public final class FigureSvg {
    private FigureSvg() {}

    /// The picture of a figure; a table has none. Equal figures give equal text.
    public static Optional<String> draw(Figure figure) {
        return switch (figure) {
            case LineChart chart -> Optional.of(LineChartSvg.draw(chart));
            case DistributionPlot plot -> Optional.of(DistributionPlotSvg.draw(plot));
            case Histogram histogram -> Optional.of(HistogramSvg.draw(histogram));
            case BarChart chart -> Optional.of(BarChartSvg.draw(chart));
            case HeatMap map -> Optional.of(HeatMapSvg.draw(map));
            case ImageGrid grid -> Optional.of(ImageGridSvg.draw(grid));
            case RasterPlot plot -> Optional.of(RasterPlotSvg.draw(plot));
            case StateGraph graph -> Optional.of(StateGraphSvg.draw(graph));
            case TableFigure table -> Optional.empty();
        };
    }
}
