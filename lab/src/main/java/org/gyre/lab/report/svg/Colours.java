package org.gyre.lab.report.svg;

import java.util.List;
import org.gyre.lab.report.ColourMap;

/// Colours that stay apart for colour-blind readers and on grey paper.
///
/// Categories: M. Okabe and K. Ito, "Color universal design" (2008), without the yellow that white paper swallows.
/// Maps: interpolated in Oklab (B. Ottosson, 2020), so that equal steps of value look like equal steps of colour.
final class Colours {
    static final String INK = "#222222";
    static final String SOFT_INK = "#555555";
    static final String AXIS = "#777777";
    static final String GRID = "#e4e4e4";
    static final String PAPER = "#ffffff";
    static final String REFERENCE = "#444444";

    /// Cells without a value.
    static final int MISSING = 0xb8b8b8;

    private static final List<String> CATEGORIES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000");

    private static final int[] DIVERGING = {
        0x0a2f66, 0x0b5fa5, 0x6fb1dd, 0xffffff, 0xf3a464, 0xc04a00, 0x7a2a00,
    };
    private static final int[] SEQUENTIAL = {0xfbfaf3, 0xbfe0c8, 0x57b2b6, 0x1b6ca8, 0x1a1446};

    /// Number of entries of a colour table.
    static final int STEPS = 255;

    private Colours() {}

    static String category(int index) {
        return CATEGORIES.get(Math.floorMod(index, CATEGORIES.size()));
    }

    static int categories() {
        return CATEGORIES.size();
    }

    /// The map as [#STEPS] colours 0xRRGGBB, lowest value first; of the diverging map entry 127 is white.
    static int[] table(ColourMap map) {
        int[] anchors = map == ColourMap.DIVERGING ? DIVERGING : SEQUENTIAL;
        int[] table = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double position = (double) i / (STEPS - 1) * (anchors.length - 1);
            int left = Math.min((int) position, anchors.length - 2);
            table[i] = mix(anchors[left], anchors[left + 1], position - left);
        }
        return table;
    }

    static String hex(int rgb) {
        String digits = Integer.toHexString(rgb);
        return "#" + "0".repeat(6 - digits.length()) + digits;
    }

    /// Perceived lightness L of Oklab, 0 (black) to 1 (white).
    static double lightness(int rgb) {
        return oklab(rgb)[0];
    }

    private static int mix(int a, int b, double t) {
        double[] from = oklab(a);
        double[] to = oklab(b);
        double[] between = new double[3];
        for (int k = 0; k < 3; k++) {
            between[k] = from[k] + t * (to[k] - from[k]);
        }
        return rgb(between);
    }

    private static double[] oklab(int rgb) {
        double r = linear(rgb >> 16 & 255);
        double g = linear(rgb >> 8 & 255);
        double b = linear(rgb & 255);
        double l = StrictMath.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = StrictMath.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = StrictMath.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        };
    }

    private static int rgb(double[] lab) {
        double l = cube(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2]);
        double m = cube(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2]);
        double s = cube(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2]);
        int r = encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int g = encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int b = encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return r << 16 | g << 8 | b;
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : StrictMath.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int encoded(double light) {
        double c = light <= 0.0031308 ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.clamp(c, 0.0, 1.0));
    }
}
