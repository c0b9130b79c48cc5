package org.gyre.lab.report;

import org.jspecify.annotations.Nullable;

/// One named curve or cloud of points, with an optional band around it.
///
/// @param x abscissae, K values
/// @param y ordinates, K values; NaN is a gap in the line
/// @param low lower edge of the band (an interval, a standard error), K values, or absent
/// @param high upper edge of the band, K values, or absent
@SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
public record Series(
        String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high, Style style) {
    public enum Style {
        LINE,
        DASHED,
        POINTS,
        LINE_AND_POINTS,
        /// Constant from each abscissa to the next.
        STEPS
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if lengths differ, or only one edge of the band is given
    public Series {
        Require.sameLength("series '" + name + "', y", x.length, y.length);
        if ((low == null) != (high == null)) {
            throw new IllegalArgumentException("series '" + name + "': a band needs both its low and its high edge");
        }
        if (low != null && high != null) {
            Require.sameLength("series '" + name + "', low", x.length, low.length);
            Require.sameLength("series '" + name + "', high", x.length, high.length);
        }
    }

    public static Series line(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, Style.LINE);
    }

    public static Series dashed(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, Style.DASHED);
    }

    public static Series points(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, Style.POINTS);
    }

    public static Series steps(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, Style.STEPS);
    }

    public static Series lineAndPoints(String name, double[] x, double[] y) {
        return new Series(name, x, y, null, null, Style.LINE_AND_POINTS);
    }

    /// The same series with a band (or, for points, error bars) between `low` and `high`.
    public Series withBand(double[] low, double[] high) {
        return new Series(name, x, y, low, high, style);
    }
}
