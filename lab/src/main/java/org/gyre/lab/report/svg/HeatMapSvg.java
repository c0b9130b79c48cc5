package org.gyre.lab.report.svg;

import java.util.List;
import org.gyre.lab.report.HeatMap;

/// Draws a matrix as colours: small ones cell by cell, large ones as one picture with a pixel per cell.
final class HeatMapSvg {
    /// Up to this many cells each is an element of its own.
    private static final int CELLS = 1024;
    private static final double NARROWEST_GROUP = 5;

    private static final double LARGEST = 460;

    private HeatMapSvg() {}

    static String draw(HeatMap map) {
        ColourRange colours = ColourRange.of(map.colours(), map.values(), map.min(), map.max());
        // Square cells, unless the matrix is so long that they would become threads.
        double cell = Math.min(40, LARGEST / Math.max(map.rows(), map.columns()));
        boolean slender = Math.max(map.rows(), map.columns()) > 5 * Math.min(map.rows(), map.columns());
        double width = slender ? Math.min(LARGEST, 40.0 * map.columns()) : cell * map.columns();
        double height = slender ? Math.min(320, 40.0 * map.rows()) : cell * map.rows();
        double left = 76;
        double top = 14;
        double barHeight = Math.max(height, 130);
        double total = top + barHeight + (map.xLabel().isEmpty() ? 34 : 54);
        if (barHeight > height) {
            total = Math.max(top + barHeight + 14, top + height + 54);
        }

        Svg svg = Svg.root(map.id(), map.title(), FigureNotes.description(map), Plane.WIDTH, total);
        drawCells(svg, map, colours, left, top, width, height);
        svg.leaf("rect", "x", left, "y", top, "width", width, "height", height, "fill", "none", "stroke", Colours.AXIS);
        Scale x = new Scale(false, -0.5, map.columns() - 0.5, left, left + width);
        Scale y = new Scale(false, -0.5, map.rows() - 0.5, top, top + height);
        if (map.columnGroups().isEmpty()) {
            for (Ticks.Tick tick : indices(x, 44)) {
                svg.line(x.at(tick.value()), top + height, x.at(tick.value()), top + height + 4, Colours.AXIS, 1);
                svg.text(x.at(tick.value()), top + height + 17, "middle", tick.label(), "font-size", Text.SMALL);
            }
        } else {
            groups(svg, map.columnGroups(), map.columns(), x, top, height, true);
        }
        if (map.rowGroups().isEmpty()) {
            for (Ticks.Tick tick : indices(y, 26)) {
                svg.line(left - 4, y.at(tick.value()), left, y.at(tick.value()), Colours.AXIS, 1);
                svg.text(left - 7, y.at(tick.value()) + 4, "end", tick.label(), "font-size", Text.SMALL);
            }
        } else {
            groups(svg, map.rowGroups(), map.rows(), y, left, width, false);
        }
        double middle = top + height / 2;
        svg.text(left + width / 2, top + height + 40, "middle", map.xLabel(), "class", "x-label");
        svg.text(
                16,
                middle,
                "middle",
                Text.fit(map.yLabel(), Text.SIZE, height + 30),
                "class",
                "y-label",
                "transform",
                "rotate(-90 16 " + Svg.number(middle) + ")");
        colours.drawBar(svg, map.valueLabel(), left + width + 22, top, barHeight);
        return svg.finish();
    }

    private static List<Ticks.Tick> indices(Scale scale, double spacing) {
        return Ticks.of(scale, spacing).major().stream()
                .filter(tick -> tick.value() == Math.rint(tick.value()))
                .toList();
    }

    private static void drawCells(
            Svg svg, HeatMap map, ColourRange colours, double left, double top, double width, double height) {
        int[] palette = colours.palette();
        if (map.values().length > CELLS) {
            byte[] pixels = new byte[map.values().length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) colours.index(map.values()[i]);
            }
            svg.pixels(left, top, width, height, Png.dataUri(map.columns(), map.rows(), pixels, palette));
            return;
        }
        svg.open("g", "shape-rendering", "crispEdges");
        double dx = width / map.columns();
        double dy = height / map.rows();
        for (int r = 0; r < map.rows(); r++) {
            for (int c = 0; c < map.columns(); c++) {
                int colour = palette[colours.index(map.values()[r * map.columns() + c])];
                svg.leaf(
                        "rect",
                        "class",
                        "cell",
                        "x",
                        left + c * dx,
                        "y",
                        top + r * dy,
                        "width",
                        dx,
                        "height",
                        dy,
                        "fill",
                        Colours.hex(colour));
            }
        }
        svg.close();
    }

    /// Lines between named blocks, and their names.
    private static void groups(
            Svg svg, List<HeatMap.Group> groups, int count, Scale scale, double edge, double across, boolean columns) {
        // Lines closer than this would hide what is between them.
        boolean lines = Math.abs(scale.at(count - 0.5) - scale.at(-0.5)) >= NARROWEST_GROUP * groups.size();
        for (int g = 0; g < groups.size(); g++) {
            double from = groups.get(g).from() - 0.5;
            double to = g + 1 < groups.size() ? groups.get(g + 1).from() - 0.5 : count - 0.5;
            double at = scale.at(from);
            if (g > 0 && lines) {
                svg.line(
                        columns ? at : edge,
                        columns ? edge : at,
                        columns ? at : edge + across,
                        columns ? edge + across : at,
                        Colours.AXIS,
                        1,
                        "class",
                        "group");
            }
            double middle = scale.at((from + to) / 2);
            String name = groups.get(g).name();
            if (columns) {
                svg.text(middle, edge + across + 17, "middle", name, "font-size", Text.SMALL);
            } else {
                svg.text(edge - 7, middle + 4, "end", Text.fit(name, Text.SMALL, 44), "font-size", Text.SMALL);
            }
        }
    }
}
