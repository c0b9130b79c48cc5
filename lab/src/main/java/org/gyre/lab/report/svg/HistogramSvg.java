package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.Histogram;

/// Draws counts in adjacent bins.
final class HistogramSvg {
    private static final double HEIGHT = 260;

    private HistogramSvg() {}

    static String draw(Histogram histogram) {
        Range xs = Range.on(histogram.x().scale()).add(histogram.edges());
        Range ys = Range.on(histogram.y().scale());
        List<Key> keys = new ArrayList<>();
        for (Histogram.Counts sample : histogram.samples()) {
            ys.add(sample.counts());
            keys.add(new Key(sample.name(), Key.Look.BLOCK, keys.size()));
        }
        List<Key> legend = keys.size() > 1 ? keys : List.of();
        Plane plane =
                new Plane(histogram, histogram.x(), histogram.y(), xs, ys, legend, histogram.references(), HEIGHT);
        double opacity = keys.size() > 1 ? 0.5 : 0.85;
        for (int s = 0; s < histogram.samples().size(); s++) {
            double[] counts = histogram.samples().get(s).counts();
            for (int b = 0; b < counts.length; b++) {
                Bar.draw(plane, histogram.edges()[b], histogram.edges()[b + 1], counts[b], s, opacity);
            }
        }
        return plane.finish();
    }
}
