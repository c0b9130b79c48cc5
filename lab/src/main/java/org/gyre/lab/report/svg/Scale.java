package org.gyre.lab.report.svg;

import org.gyre.lab.report.Axis;

/// Maps the values of an axis to coordinates of the picture.
///
/// @param log whether distances show ratios
/// @param from value at `start`
/// @param to value at `end`, larger than `from`
/// @param start coordinate of `from`
/// @param end coordinate of `to`; below `start` for a vertical axis, because SVG counts downwards
record Scale(boolean log, double from, double to, double start, double end) {
    /// Twice as much is a number still.
    private static final double WIDEST = Double.MAX_VALUE / 4;

    /// Chooses the ends of an axis: those that it fixes; otherwise the data with a little room, from zero if that is
    /// near.
    static Scale of(Axis axis, Range data, double start, double end) {
        boolean log = axis.scale() == Axis.Scale.LOG;
        double low = data.isEmpty() ? (log ? 1 : 0) : data.min();
        double high = data.isEmpty() ? (log ? 10 : 1) : data.max();
        double from;
        double to;
        if (log) {
            double room = Math.max(StrictMath.pow(high / low, 0.04), low == high ? 3 : 1.05);
            from = low / room;
            to = high * room;
        } else {
            double room = low == high ? Math.max(0.5, Math.abs(low) * 0.1) : 0.04 * high - 0.04 * low;
            from = low >= 0 && low <= 0.3 * high ? 0 : low - room;
            to = high <= 0 && high >= 0.3 * low && low < 0 ? 0 : high + room;
        }
        // With its room an axis may end beyond the largest of all numbers.
        from = Math.max(from, log ? Double.MIN_NORMAL : -WIDEST);
        to = Math.min(to, WIDEST);
        Double min = axis.min();
        Double max = axis.max();
        from = min == null ? from : min;
        to = max == null ? to : max;
        if (!(from < to)) {
            // One end is fixed and all data lie beyond it: keep that end and open the other.
            double width = log ? 10 : Math.max(1, Math.abs(from));
            if (min == null) {
                from = log ? to / width : to - width;
            } else {
                to = log ? from * width : from + width;
            }
        }
        return new Scale(log, from, to, start, end);
    }

    /// Whether a value has a place on this axis, inside its ends or not.
    boolean accepts(double value) {
        return Double.isFinite(value) && (!log || value > 0);
    }

    /// Whether a value lies between the ends.
    boolean contains(double value) {
        return value >= from && value <= to;
    }

    /// The coordinate of a value; values far beyond the ends stop one picture's length outside.
    double at(double value) {
        double part = log
                ? (StrictMath.log(value) - StrictMath.log(from)) / (StrictMath.log(to) - StrictMath.log(from))
                : (value - from) / (to - from);
        return start + Math.clamp(part, -1.0, 2.0) * (end - start);
    }

    double length() {
        return Math.abs(end - start);
    }
}
