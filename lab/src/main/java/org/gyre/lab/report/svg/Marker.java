package org.gyre.lab.report.svg;

/// Points of a series: shape and colour both change from series to series, so that either is enough to tell them
/// apart.
final class Marker {
    private Marker() {}

    static void draw(Svg svg, int index, double x, double y, double radius) {
        String colour = Colours.category(index);
        switch (Math.floorMod(index, 4)) {
            case 0 -> svg.leaf("circle", "class", "point", "cx", x, "cy", y, "r", radius, "fill", colour);
            case 1 -> polygon(svg, colour, x, y, radius, -0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9);
            case 2 -> polygon(svg, colour, x, y, radius, 0, -1.2, 1.1, 0.8, -1.1, 0.8);
            default -> polygon(svg, colour, x, y, radius, 0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0);
        }
    }

    private static void polygon(Svg svg, String colour, double x, double y, double radius, double... corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(Svg.number(x + radius * corners[i]))
                    .append(',')
                    .append(Svg.number(y + radius * corners[i + 1]));
        }
        svg.leaf("polygon", "class", "point", "points", points, "fill", colour);
    }
}
