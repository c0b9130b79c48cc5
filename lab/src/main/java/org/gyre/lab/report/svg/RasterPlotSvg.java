package org.gyre.lab.report.svg;

import java.util.Map;
import java.util.TreeMap;
import org.gyre.lab.report.RasterPlot;

/// Draws spikes as strokes, panel below panel; very many as one picture.
final class RasterPlotSvg {
    /// Above this many spikes a panel becomes a picture with one pixel per time step (or more steps) and unit.
    private static final int STROKES = 20_000;

    private static final int WIDEST_PICTURE = 2000;
    private static final double LEFT = 62;
    private static final double RIGHT = Plane.WIDTH - 30;
    private static final double FOOT = 30;

    private RasterPlotSvg() {}

    static String draw(RasterPlot plot) {
        double total = 28;
        for (RasterPlot.Panel panel : plot.panels()) {
            total += 24 + height(panel) + FOOT;
        }
        Svg svg = Svg.root(plot.id(), plot.title(), FigureNotes.description(plot), Plane.WIDTH, total);
        double top = 0;
        for (RasterPlot.Panel panel : plot.panels()) {
            top += 24;
            svg.text(LEFT, top - 8, "start", panel.title(), "font-weight", "600");
            panel(svg, plot, panel, top);
            top += height(panel) + FOOT;
        }
        svg.text((LEFT + RIGHT) / 2, total - 8, "middle", plot.xLabel(), "class", "x-label");
        return svg.finish();
    }

    private static double height(RasterPlot.Panel panel) {
        return Math.clamp(panel.units() * 4.0, 60, 260);
    }

    private static void panel(Svg svg, RasterPlot plot, RasterPlot.Panel panel, double top) {
        double bottom = top + height(panel);
        Scale x = new Scale(false, panel.firstStep(), (double) panel.firstStep() + panel.length(), LEFT, RIGHT);
        Scale y = new Scale(false, 0, panel.units(), bottom, top);
        if (panel.times().length > STROKES) {
            picture(svg, panel, top);
        } else {
            strokes(svg, panel, x, y);
        }
        svg.leaf(
                "rect",
                "x",
                LEFT,
                "y",
                top,
                "width",
                RIGHT - LEFT,
                "height",
                bottom - top,
                "fill",
                "none",
                "stroke",
                Colours.AXIS);
        double unit = plot.stepsPerUnit() == null ? 1 : plot.stepsPerUnit();
        Scale time = new Scale(
                false, panel.firstStep() / unit, ((double) panel.firstStep() + panel.length()) / unit, LEFT, RIGHT);
        for (Ticks.Tick tick : Ticks.of(time, 80).major()) {
            svg.line(time.at(tick.value()), bottom, time.at(tick.value()), bottom + 4, Colours.AXIS, 1);
            svg.text(time.at(tick.value()), bottom + 16, "middle", tick.label(), "font-size", Text.SMALL);
        }
        for (Ticks.Tick tick : Ticks.of(y, 30).major()) {
            if (tick.value() == Math.rint(tick.value()) && tick.value() < panel.units()) {
                double at = y.at(tick.value() + 0.5);
                svg.line(LEFT - 4, at, LEFT, at, Colours.AXIS, 1);
                svg.text(LEFT - 7, at + 4, "end", tick.label(), "font-size", Text.SMALL);
            }
        }
        double middle = (top + bottom) / 2;
        svg.text(
                16,
                middle,
                "middle",
                plot.yLabel(),
                "class",
                "y-label",
                "transform",
                "rotate(-90 16 " + Svg.number(middle) + ")");
    }

    /// One path per class of spikes; a spike is a stroke `M x y v h`.
    private static void strokes(Svg svg, RasterPlot.Panel panel, Scale x, Scale y) {
        double step = x.length() / panel.length();
        double row = y.length() / panel.units();
        double height = Math.max(1.5, row * 0.9);
        Map<Integer, StringBuilder> paths = new TreeMap<>();
        for (int i = 0; i < panel.times().length; i++) {
            double left = x.at(panel.times()[i] + 0.5);
            double low = y.at(panel.senders()[i] + 0.5) + height / 2;
            paths.computeIfAbsent(group(panel, i), g -> new StringBuilder())
                    .append('M')
                    .append(Svg.number(left))
                    .append(' ')
                    .append(Svg.number(low))
                    .append('v')
                    .append(Svg.number(-height));
        }
        paths.forEach((group, path) -> svg.leaf(
                "path",
                "class",
                "spikes",
                "d",
                path,
                "stroke",
                colour(panel, group),
                "stroke-width",
                panel.groups() != null && group != 0 ? Math.clamp(step, 1.8, 3) : Math.clamp(step * 0.8, 0.8, 2.5)));
    }

    private static void picture(Svg svg, RasterPlot.Panel panel, double top) {
        int width = Math.min(panel.length(), WIDEST_PICTURE);
        byte[] pixels = new byte[width * panel.units()];
        int[] palette = new int[Colours.categories() + 2];
        palette[0] = 0xffffff;
        palette[1] = Integer.parseInt(colour(panel, 0).substring(1), 16);
        for (int g = 0; g < Colours.categories(); g++) {
            palette[2 + g] = Integer.parseInt(colour(panel, g + 1).substring(1), 16);
        }
        for (int i = 0; i < panel.times().length; i++) {
            int column = (int) ((panel.times()[i] - panel.firstStep()) * width / panel.length());
            int row = panel.units() - 1 - panel.senders()[i];
            int group = group(panel, i);
            pixels[row * width + column] = (byte) (group == 0 ? 1 : 2 + Math.floorMod(group - 1, Colours.categories()));
        }
        svg.leaf(
                "image",
                "class",
                "spikes",
                "x",
                LEFT,
                "y",
                top,
                "width",
                RIGHT - LEFT,
                "height",
                height(panel),
                "preserveAspectRatio",
                "none",
                "href",
                Png.dataUri(width, panel.units(), pixels, palette));
    }

    private static int group(RasterPlot.Panel panel, int spike) {
        int[] groups = panel.groups();
        return groups == null ? 0 : groups[spike];
    }

    /// Spikes outside every class are grey where others have colours, and dark where none has.
    private static String colour(RasterPlot.Panel panel, int group) {
        if (group != 0) {
            return Colours.category(group - 1);
        }
        return panel.groups() == null ? Colours.INK : "#9a9a9a";
    }
}
