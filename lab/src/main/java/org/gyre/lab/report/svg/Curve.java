package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.Series;

/// Draws one series into a plane.
final class Curve {
    /// Above this many points per unit of width a line is thinned to what can be seen: for each column of
    /// the picture its first, lowest, highest and last point.
    private static final double DENSE = 4;

    private final Plane plane;
    private final Series series;
    private final int index;

    Curve(Plane plane, Series series, int index) {
        this.plane = plane;
        this.series = series;
        this.index = index;
    }

    static Key key(Series series, int index) {
        Key.Look look = switch (series.style()) {
            case LINE, STEPS -> Key.Look.LINE;
            case DASHED -> Key.Look.DASHED;
            case POINTS -> Key.Look.POINTS;
            case LINE_AND_POINTS -> Key.Look.LINE_AND_POINTS;
        };
        return new Key(series.name(), look, index);
    }

    void draw() {
        boolean points = series.style() == Series.Style.POINTS;
        if (series.low() != null && series.high() != null) {
            if (points) {
                errorBars(series.low(), series.high());
            } else {
                band(series.low(), series.high());
            }
        }
        if (!points) {
            line();
            gaps();
        }
        if (points || series.style() == Series.Style.LINE_AND_POINTS) {
            double radius = series.x().length > 300 ? 2 : 3.5;
            for (int i = 0; i < series.x().length; i++) {
                if (drawable(i)) {
                    Marker.draw(plane.svg(), index, x(i), y(i), radius);
                }
            }
        }
    }

    private boolean drawable(int i) {
        return plane.x().accepts(series.x()[i]) && plane.y().accepts(series.y()[i]);
    }

    private double x(int i) {
        return plane.x().at(series.x()[i]);
    }

    private double y(int i) {
        return plane.y().at(series.y()[i]);
    }

    private void line() {
        StringBuilder path = new StringBuilder();
        int n = series.x().length;
        int from = 0;
        while (from < n) {
            if (!drawable(from)) {
                from++;
                continue;
            }
            int to = from + 1;
            while (to < n && drawable(to)) {
                to++;
            }
            if (to == from + 1) {
                // A line needs two points; a lonely one would vanish.
                plane.svg()
                        .leaf(
                                "circle",
                                "class",
                                "point",
                                "cx",
                                x(from),
                                "cy",
                                y(from),
                                "r",
                                2,
                                "fill",
                                Colours.category(index));
            } else {
                piece(path, from, to);
            }
            from = to;
        }
        if (!path.isEmpty()) {
            boolean dashed = series.style() == Series.Style.DASHED;
            plane.svg()
                    .leaf(
                            "path",
                            "class",
                            "curve",
                            "d",
                            path,
                            "fill",
                            "none",
                            "stroke",
                            Colours.category(index),
                            "stroke-width",
                            1.75,
                            "stroke-linejoin",
                            "round",
                            "stroke-dasharray",
                            dashed ? "6 4" : "none");
        }
    }

    private void piece(StringBuilder path, int from, int to) {
        boolean steps = series.style() == Series.Style.STEPS;
        char command = 'M';
        for (int i : visible(from, to)) {
            if (steps && command == 'L') {
                path.append('H').append(Svg.number(x(i)));
            }
            path.append(command).append(Svg.number(x(i))).append(' ').append(Svg.number(y(i)));
            command = 'L';
        }
    }

    private List<Integer> visible(int from, int to) {
        List<Integer> all = new ArrayList<>();
        boolean dense = to - from > DENSE * plane.x().length();
        for (int i = from + 1; i < to && dense; i++) {
            dense = series.x()[i] >= series.x()[i - 1];
        }
        int i = from;
        while (i < to) {
            int first = i;
            int low = i;
            int high = i;
            if (dense) {
                long column = Math.round(x(first));
                while (i + 1 < to && Math.round(x(i + 1)) == column) {
                    i++;
                    low = series.y()[i] < series.y()[low] ? i : low;
                    high = series.y()[i] > series.y()[high] ? i : high;
                }
            }
            for (int k : new int[] {first, Math.min(low, high), Math.max(low, high), i}) {
                if (all.isEmpty() || all.getLast() < k) {
                    all.add(k);
                }
            }
            i++;
        }
        return all;
    }

    /// Short strokes at the foot of the area where a value is missing.
    private void gaps() {
        long last = Long.MIN_VALUE;
        for (int i = 0; i < series.x().length; i++) {
            if (plane.x().accepts(series.x()[i]) && !plane.y().accepts(series.y()[i])) {
                long column = Math.round(x(i));
                if (column != last) {
                    plane.svg()
                            .line(
                                    x(i),
                                    plane.bottom() - 7,
                                    x(i),
                                    plane.bottom(),
                                    Colours.category(index),
                                    1.5,
                                    "class",
                                    "gap");
                    last = column;
                }
            }
        }
    }

    private void band(double[] low, double[] high) {
        int n = series.x().length;
        int from = 0;
        while (from < n) {
            int to = from;
            while (to < n && hasBand(to, low, high)) {
                to++;
            }
            if (to > from + 1) {
                StringBuilder path = new StringBuilder();
                for (int i = from; i < to; i++) {
                    path.append(i == from ? 'M' : 'L')
                            .append(Svg.number(x(i)))
                            .append(' ')
                            .append(Svg.number(edge(high[i])));
                }
                for (int i = to - 1; i >= from; i--) {
                    path.append('L').append(Svg.number(x(i))).append(' ').append(Svg.number(edge(low[i])));
                }
                plane.svg()
                        .leaf(
                                "path",
                                "class",
                                "band",
                                "d",
                                path.append('Z'),
                                "fill",
                                Colours.category(index),
                                "fill-opacity",
                                0.18);
            }
            from = Math.max(to, from + 1);
        }
    }

    private boolean hasBand(int i, double[] low, double[] high) {
        return plane.x().accepts(series.x()[i]) && !Double.isNaN(low[i]) && !Double.isNaN(high[i]);
    }

    /// An edge at or below zero on a logarithmic axis, or an infinite one, reaches to the end of the axis.
    private double edge(double value) {
        double inside = Math.clamp(value, plane.y().from(), plane.y().to());
        return plane.y().at(inside);
    }

    private void errorBars(double[] low, double[] high) {
        for (int i = 0; i < series.x().length; i++) {
            if (drawable(i) && hasBand(i, low, high)) {
                plane.svg()
                        .line(
                                x(i),
                                edge(low[i]),
                                x(i),
                                edge(high[i]),
                                Colours.category(index),
                                1.25,
                                "class",
                                "error-bar");
            }
        }
    }
}
