package org.gyre.lab.report;

/// A labelled value or range to compare with: "the paper's value", "entropy bound", "accepted".
///
/// @param label words, written beside the line or in the legend
/// @param across whether it is a range of the horizontal (X) or of the vertical (Y) axis
/// @param from lower end; equal to `to` for a single line
/// @param to upper end
public record Reference(String label, Across across, double from, double to) {
    public enum Across {
        X,
        Y
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException unless both ends are finite and in order
    public Reference {
        if (!Double.isFinite(from) || !Double.isFinite(to) || from > to) {
            throw new IllegalArgumentException(
                    "reference '" + label + "' from " + from + " to " + to + ": must be finite and in order");
        }
    }

    /// A horizontal line at the ordinate `y`.
    public static Reference horizontal(String label, double y) {
        return new Reference(label, Across.Y, y, y);
    }

    /// A vertical line at the abscissa `x`.
    public static Reference vertical(String label, double x) {
        return new Reference(label, Across.X, x, x);
    }

    /// A band of ordinates.
    public static Reference band(String label, double from, double to) {
        return new Reference(label, Across.Y, from, to);
    }

    /// A band of abscissae.
    public static Reference span(String label, double from, double to) {
        return new Reference(label, Across.X, from, to);
    }
}
