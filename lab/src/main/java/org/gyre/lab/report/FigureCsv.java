package org.gyre.lab.report;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The numbers behind a figure as CSV (RFC 4180, comma, line feed), in full precision, one observation
/// per line; a matrix keeps its shape, without a heading. A text that a spreadsheet would run as a
/// formula has an apostrophe before it.
final class FigureCsv {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9.]+(E-?[0-9]+)?|Infinity)");

    private final StringBuilder out = new StringBuilder();

    private FigureCsv() {}

    static String of(Figure figure) {
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
                    out.append('\n');
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
                    out.append(quoted(tile.label())).append(',');
                    out.append(joined(tile.values())).append('\n');
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
                line(table.columns().toArray(String[]::new));
                for (List<String> row : table.rows()) {
                    line(row.toArray(String[]::new));
                }
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
            out.append(joined(Arrays.copyOfRange(values, from, from + columns))).append('\n');
        }
    }

    private static String joined(double[] values) {
        return Arrays.stream(values).mapToObj(FigureCsv::text).collect(Collectors.joining(","));
    }

    /// The shortest text that reads back to the same number; whole numbers without a point.
    private static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    private void line(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            out.append(i == 0 ? "" : ",").append(quoted(cells[i]));
        }
        out.append('\n');
    }

    private static String quoted(String text) {
        String cell = FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches() ? "'" + text : text;
        boolean special = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
