package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;

/// Draws groups of bars over named categories.
final class BarChartSvg {
    private static final double HEIGHT = 260;

    /// Share of a category's width that its bars fill.
    private static final double FILLED = 0.76;

    private BarChartSvg() {}

    static String draw(BarChart chart) {
        int categories = chart.categories().size();
        Axis x = Axis.linear(chart.xLabel()).between(-0.5, Math.max(1, categories) - 0.5);
        Range ys = Range.on(chart.y().scale()).add(0);
        List<Key> keys = new ArrayList<>();
        for (BarChart.Bars bars : chart.groups()) {
            ys.add(bars.values());
            if (bars.low() != null && bars.high() != null) {
                ys.add(bars.low()).add(bars.high());
            }
            keys.add(new Key(bars.name(), Key.Look.BLOCK, keys.size()));
        }
        List<Key> legend = keys.size() > 1 ? keys : List.of();
        Plane plane = new Plane(
                chart, x, chart.y(), Range.on(x.scale()), ys, legend, chart.references(), HEIGHT, chart.categories());
        double width = FILLED / Math.max(1, chart.groups().size());
        for (int g = 0; g < chart.groups().size(); g++) {
            BarChart.Bars bars = chart.groups().get(g);
            for (int c = 0; c < categories; c++) {
                double from = c - FILLED / 2 + g * width;
                bar(plane, bars, c, from, from + width, g);
            }
        }
        return plane.finish();
    }

    private static void bar(Plane plane, BarChart.Bars bars, int category, double from, double to, int group) {
        double value = bars.values()[category];
        double middle = plane.x().at((from + to) / 2);
        if (!plane.y().accepts(value)) {
            // On a logarithmic axis a zero has no bar but is a value; anything else is missing.
            plane.svg()
                    .text(
                            middle,
                            plane.bottom() - 4,
                            "middle",
                            value == 0 ? "0" : "n/a",
                            "font-size",
                            11,
                            "class",
                            "gap");
            return;
        }
        Bar.draw(plane, from, to, value, group, 0.9);
        double[] low = bars.low();
        double[] high = bars.high();
        if (low != null
                && high != null
                && plane.y().accepts(low[category])
                && plane.y().accepts(high[category])) {
            double top = plane.y().at(high[category]);
            double foot = plane.y().at(low[category]);
            plane.svg().line(middle, top, middle, foot, Colours.INK, 1.25, "class", "error-bar");
            plane.svg().line(middle - 4, top, middle + 4, top, Colours.INK, 1.25);
            plane.svg().line(middle - 4, foot, middle + 4, foot, Colours.INK, 1.25);
        }
    }
}
