package org.gyre.lab.report.svg;

import java.util.Arrays;
import java.util.List;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.run.Numbers;

/// Draws many small pictures as one mosaic, with a frame and a label for each.
final class ImageGridSvg {
    private static final double GAP = 6;

    private ImageGridSvg() {}

    static String draw(ImageGrid grid) {
        List<ImageGrid.Tile> tiles = grid.tiles();
        boolean labelled = tiles.stream().anyMatch(tile -> !tile.label().isEmpty());
        int columns = Math.clamp((int) Math.ceil(Math.sqrt(tiles.size() * 1.8)), 1, 14);
        double side = Math.min(104, (Plane.WIDTH - 2) / columns - GAP);
        double aspect = (double) grid.height() / grid.width();
        double width = aspect <= 1 ? side : side / aspect;
        double height = aspect <= 1 ? side * aspect : side;
        // Whole screen pixels per picture pixel look even; give way only if that wastes much.
        double magnified = Math.floor(width / grid.width());
        if (magnified >= 3) {
            width = magnified * grid.width();
            height = magnified * grid.height();
        }
        double rowHeight = height + GAP + (labelled ? 14 : 0);
        int rows = (tiles.size() + columns - 1) / columns;
        double foot = rows * rowHeight + 16;

        Svg svg = Svg.root(grid.id(), grid.title(), FigureNotes.description(grid), Plane.WIDTH, foot + 26);
        ColourRange shared = shared(grid);
        for (int i = 0; i < tiles.size(); i++) {
            ImageGrid.Tile tile = tiles.get(i);
            ColourRange colours = grid.scaling() == ImageGrid.Scaling.SHARED
                    ? shared
                    : ColourRange.of(grid.colours(), tile.values(), null, null);
            double x = 1 + i % columns * (width + GAP);
            int row = i / columns;
            double y = 4 + row * rowHeight;
            picture(svg, grid, tile, colours, x, y, width, height);
            if (!tile.label().isEmpty()) {
                String label = Text.fit(tile.label(), 10.5, width + GAP);
                svg.text(x + width / 2, y + height + 11.5, "middle", label, "font-size", 10.5, "class", "tile-label");
            }
        }
        legend(svg, grid, shared, foot);
        return svg.finish();
    }

    private static ColourRange shared(ImageGrid grid) {
        double[] all = grid.tiles().stream()
                .flatMapToDouble(tile -> Arrays.stream(tile.values()))
                .toArray();
        return ColourRange.of(grid.colours(), all, null, null);
    }

    private static void picture(
            Svg svg,
            ImageGrid grid,
            ImageGrid.Tile tile,
            ColourRange colours,
            double x,
            double y,
            double width,
            double height) {
        byte[] pixels = new byte[tile.values().length];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = (byte) colours.index(tile.values()[k]);
        }
        String data = Png.dataUri(grid.width(), grid.height(), pixels, colours.palette());
        svg.pixels(x, y, width, height, data, "class", "tile");
        svg.leaf("rect", "x", x, "y", y, "width", width, "height", height, "fill", "none", "stroke", "#c4c4c4");
    }

    private static void legend(Svg svg, ImageGrid grid, ColourRange shared, double y) {
        byte[] ramp = new byte[Colours.STEPS];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) i;
        }
        boolean each = grid.scaling() == ImageGrid.Scaling.EACH;
        boolean diverging = grid.colours() == ColourMap.DIVERGING;
        String low = each ? (diverging ? "−max" : "min") : end(shared.min());
        String high = each ? (diverging ? "+max of each tile" : "max of each tile") : end(shared.max());
        double x = 1;
        svg.text(x, y + 11, "start", grid.valueLabel() + ": " + low, "font-size", Text.SMALL);
        x += Text.width(grid.valueLabel() + ": " + low, Text.SMALL) + 10;
        svg.leaf(
                "image",
                "x",
                x,
                "y",
                y,
                "width",
                140,
                "height",
                13,
                "preserveAspectRatio",
                "none",
                "href",
                Png.dataUri(ramp.length, 1, ramp, shared.palette()));
        svg.leaf("rect", "x", x, "y", y, "width", 140, "height", 13, "fill", "none", "stroke", Colours.AXIS);
        svg.text(x + 146, y + 11, "start", high, "font-size", Text.SMALL);
    }

    private static String end(double value) {
        return Numbers.compact(value).replace('-', '−');
    }
}
