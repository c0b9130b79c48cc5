package org.gyre.lab.report.svg;

import org.gyre.lab.report.ColourMap;
import org.jspecify.annotations.Nullable;

/// Which value gets which entry of a colour table.
///
/// @param min value of the first colour
/// @param max value of the last colour
record ColourRange(ColourMap map, double min, double max) {
    /// Palette index of a value that is not a number.
    static final int MISSING = Colours.STEPS;

    /// The given ends, or those of the finite values; a diverging range is symmetric about zero.
    static ColourRange of(ColourMap map, double[] values, @Nullable Double min, @Nullable Double max) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        low = min != null ? min : low;
        high = max != null ? max : high;
        if (low > high) {
            low = 0;
            high = 1;
        }
        if (map == ColourMap.DIVERGING) {
            double reach = Math.max(Math.abs(low), Math.abs(high));
            low = -reach;
            high = reach;
        }
        // A constant picture still needs a range of some width.
        return low < high ? new ColourRange(map, low, high) : new ColourRange(map, low - 0.5, high + 0.5);
    }

    /// Index of the colour of a value; values beyond the ends get the colours of the ends.
    int index(double value) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        double part = Math.clamp((value - min) / (max - min), 0.0, 1.0);
        return (int) Math.round(part * (Colours.STEPS - 1));
    }

    /// The colour table followed by the colour of a missing value.
    int[] palette() {
        int[] palette = new int[Colours.STEPS + 1];
        System.arraycopy(Colours.table(map), 0, palette, 0, Colours.STEPS);
        palette[MISSING] = Colours.MISSING;
        return palette;
    }

    /// A vertical bar of the colours with ticks and a label, at the right of a map.
    void drawBar(Svg svg, String label, double x, double y, double height) {
        byte[] ramp = new byte[Colours.STEPS];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (ramp.length - 1 - i);
        }
        svg.leaf(
                "image",
                "x",
                x,
                "y",
                y,
                "width",
                14,
                "height",
                height,
                "preserveAspectRatio",
                "none",
                "href",
                Png.dataUri(1, ramp.length, ramp, palette()));
        svg.leaf("rect", "x", x, "y", y, "width", 14, "height", height, "fill", "none", "stroke", Colours.AXIS);
        Scale scale = new Scale(false, min, max, y + height, y);
        Ticks ticks = Ticks.of(scale, 38);
        double widest = 0;
        for (Ticks.Tick tick : ticks.major()) {
            double at = scale.at(tick.value());
            svg.line(x + 14, at, x + 18, at, Colours.AXIS, 1);
            svg.text(x + 21, at + 4, "start", tick.label(), "font-size", Text.SMALL, "class", "colour-tick");
            widest = Math.max(widest, Text.width(tick.label(), Text.SMALL));
        }
        String text = ticks.factor().isEmpty() ? label : label + "  [" + ticks.factor() + "]";
        double at = x + 21 + widest + 16;
        double middle = y + height / 2;
        svg.text(
                at,
                middle,
                "middle",
                Text.fit(text, Text.SIZE, height + 20),
                "transform",
                "rotate(-90 " + Svg.number(at) + " " + Svg.number(middle) + ")");
    }
}
