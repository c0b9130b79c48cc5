package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;

/// Draws curves and points.
final class LineChartSvg {
    private static final double HEIGHT = 300;

    private LineChartSvg() {}

    static String draw(LineChart chart) {
        Range xs = Range.on(chart.x().scale());
        Range ys = Range.on(chart.y().scale());
        List<Key> keys = new ArrayList<>();
        for (Series series : chart.series()) {
            xs.add(series.x());
            ys.add(series.y());
            if (series.low() != null && series.high() != null) {
                ys.add(series.low()).add(series.high());
            }
            keys.add(Curve.key(series, keys.size()));
        }
        List<Key> legend = keys.size() > 1 ? keys : List.of();
        Plane plane = new Plane(chart, chart.x(), chart.y(), xs, ys, legend, chart.references(), HEIGHT);
        for (int s = 0; s < chart.series().size(); s++) {
            new Curve(plane, chart.series().get(s), s).draw();
        }
        return plane.finish();
    }
}
