package org.gyre.lab.report.svg;

/// One entry of a legend.
///
/// @param index number of the colour and of the marker
record Key(String label, Look look, int index) {
    enum Look {
        LINE,
        DASHED,
        POINTS,
        LINE_AND_POINTS,
        BLOCK
    }

    private static final double SWATCH = 24;
    private static final double WIDEST = 600;

    Key {
        label = Text.fit(label, Text.SIZE, WIDEST);
    }

    double width() {
        return SWATCH + 6 + Text.width(label, Text.SIZE) + 18;
    }

    /// Draws the entry with its left edge at `x`, centred on the height `y`.
    void draw(Svg svg, double x, double y) {
        String colour = Colours.category(index);
        svg.open("g", "class", "key");
        if (look == Look.BLOCK) {
            svg.leaf("rect", "x", x + 6, "y", y - 6, "width", 12, "height", 12, "fill", colour);
        }
        if (look == Look.LINE || look == Look.LINE_AND_POINTS) {
            svg.line(x, y, x + SWATCH, y, colour, 2);
        }
        if (look == Look.DASHED) {
            svg.line(x, y, x + SWATCH, y, colour, 2, "stroke-dasharray", "6 4");
        }
        if (look == Look.POINTS || look == Look.LINE_AND_POINTS) {
            Marker.draw(svg, index, x + SWATCH / 2, y, 4);
        }
        svg.text(x + SWATCH + 6, y + 4.5, "start", label).close();
    }
}
