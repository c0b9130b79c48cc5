package org.gyre.lab.report.svg;

/// One bar from the foot of the axis (zero, where the axis has it) to its value.
final class Bar {
    private Bar() {}

    static void draw(Plane plane, double from, double to, double value, int index, double opacity) {
        Scale x = plane.x();
        Scale y = plane.y();
        if (!x.accepts(from) || !x.accepts(to) || !y.accepts(value)) {
            return;
        }
        double foot = y.at(Math.clamp(y.log() ? y.from() : 0, y.from(), y.to()));
        double tip = y.at(Math.clamp(value, y.from(), y.to()));
        plane.svg()
                .leaf(
                        "rect",
                        "class",
                        "bar",
                        "x",
                        x.at(from),
                        "y",
                        Math.min(foot, tip),
                        "width",
                        x.at(to) - x.at(from),
                        "height",
                        Math.abs(foot - tip),
                        "fill",
                        Colours.category(index),
                        "fill-opacity",
                        opacity,
                        "stroke",
                        Colours.PAPER,
                        "stroke-width",
                        0.5);
    }
}
