package org.gyre.lab.report;

import java.util.List;
import org.gyre.data.text.CsvText;

/// The numbers behind a figure as [CSV][CsvText], in full precision, one observation per line; a matrix
/// keeps its shape, without a heading.
public final class FigureCsv {
    private final CsvText out = new CsvText();

    private FigureCsv() {}

    public static String of(Figure figure) {
        FigureCsv csv = new FigureCsv();
        csv.write(figure);
        return csv.out.toString();
    }

    private void write(Figure figure) {
        switch (figure) {
            case LineChart chart -> {
                line("series", "x", "y", "low", "high");
                chart.series().forEach(this::series);
            }
            case DistributionPlot plot -> {
                line("sample", "value", "count");
                for (DistributionPlot.Sample sample : plot.samples()) {
                    for (int i = 0; i < sample.values().length; i++) {
                        line(sample.name(), text(sample.values()[i]), Long.toString(sample.counts()[i]));
                    }
                }
                if (!plot.fits().isEmpty()) {
                    out.end();
                    line("fit", "x", "y", "low", "high");
                    plot.fits().forEach(this::series);
                }
            }
            case Histogram histogram -> {
                line("sample", "from", "to", "count");
                for (Histogram.Counts sample : histogram.samples()) {
                    for (int b = 0; b < sample.counts().length; b++) {
                        line(
                                sample.name(),
                                text(histogram.edges()[b]),
                                text(histogram.edges()[b + 1]),
                                text(sample.counts()[b]));
                    }
                }
            }
            case BarChart chart -> {
                line("category", "group", "value", "low", "high");
                for (BarChart.Bars bars : chart.groups()) {
                    for (int c = 0; c < bars.values().length; c++) {
                        double[] low = bars.low();
                        double[] high = bars.high();
                        line(
                                chart.categories().get(c),
                                bars.name(),
                                text(bars.values()[c]),
                                low == null ? "" : text(low[c]),
                                high == null ? "" : text(high[c]));
                    }
                }
            }
            case HeatMap map -> matrix(map.values(), map.columns());
            case ImageGrid grid -> {
                for (ImageGrid.Tile tile : grid.tiles()) {
                    out.cell(tile.label());
                    numbers(tile.values(), 0, tile.values().length);
                }
            }
            case RasterPlot plot -> {
                line("panel", "time", "unit", "group");
                for (RasterPlot.Panel panel : plot.panels()) {
                    int[] groups = panel.groups();
                    for (int i = 0; i < panel.times().length; i++) {
                        line(
                                panel.title(),
                                Long.toString(panel.times()[i]),
                                Integer.toString(panel.senders()[i]),
                                groups == null ? "" : Integer.toString(groups[i]));
                    }
                }
            }
            case StateGraph graph -> {
                line("state", "successor", "units", "successor_units");
                for (int state = 0; state < graph.successor().length; state++) {
                    int next = graph.successor()[state];
                    line(Integer.toString(state), Integer.toString(next), graph.word(state), graph.word(next));
                }
            }
            case TableFigure table -> {
                out.line(table.columns());
                table.rows().forEach(out::line);
            }
        }
    }

    private void series(Series series) {
        double[] low = series.low();
        double[] high = series.high();
        for (int i = 0; i < series.x().length; i++) {
            line(
                    series.name(),
                    text(series.x()[i]),
                    text(series.y()[i]),
                    low == null ? "" : text(low[i]),
                    high == null ? "" : text(high[i]));
        }
    }

    private void matrix(double[] values, int columns) {
        for (int from = 0; from < values.length; from += columns) {
            numbers(values, from, from + columns);
        }
    }

    /// Some numbers and the end of the line.
    private void numbers(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            out.cell(text(values[i]));
        }
        out.end();
    }

    /// The shortest text that reads back to the same number; whole numbers without a point.
    private static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private void line(String... cells) {
        out.line(List.of(cells));
    }
}
