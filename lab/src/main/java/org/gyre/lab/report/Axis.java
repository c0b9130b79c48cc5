package org.gyre.lab.report;

import org.jspecify.annotations.Nullable;

/// One axis: its label with the unit in parentheses ("information (bits)"), its scale, and, if set, its ends.
///
/// @param min the value at the lower end; absent: from the data
/// @param max the value at the upper end; absent: from the data
public record Axis(
        String label,
        Scale scale,
        @Nullable Double min,
        @Nullable Double max) {
    public enum Scale {
        LINEAR,
        /// Values that are zero or negative have no place on this axis; they are left out, and the report says how
        /// many.
        LOG
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if an end is not finite, not positive on a logarithmic axis, or
    ///     the ends are not in order
    public Axis {
        check(label, scale, min);
        check(label, scale, max);
        if (min != null && max != null && min >= max) {
            throw new IllegalArgumentException("axis '" + label + "' from " + min + " to " + max + ": must increase");
        }
    }

    private static void check(String label, Scale scale, @Nullable Double end) {
        if (end != null && (!Double.isFinite(end) || (scale == Scale.LOG && end <= 0))) {
            throw new IllegalArgumentException("axis '" + label + "' ends at " + end + ": must be finite"
                    + (scale == Scale.LOG ? " and positive on a logarithmic axis" : ""));
        }
    }

    /// A linear axis that fits the data.
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, null, null);
    }

    /// A logarithmic axis that fits the data.
    public static Axis log(String label) {
        return new Axis(label, Scale.LOG, null, null);
    }

    /// The same axis with fixed ends.
    public Axis between(double from, double to) {
        return new Axis(label, scale, from, to);
    }

    /// The same axis with a fixed lower end.
    public Axis from(double from) {
        return new Axis(label, scale, from, max);
    }
}
