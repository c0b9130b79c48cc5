package org.gyre.lab.report.svg;

import org.gyre.lab.report.Axis;

/// The smallest interval that holds what was seen; empty at first.
final class Range {
    private final boolean positiveOnly;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    private Range(boolean positiveOnly) {
        this.positiveOnly = positiveOnly;
    }

    static Range on(Axis.Scale scale) {
        return new Range(scale == Axis.Scale.LOG);
    }

    /// Takes a value in; one that has no place on the axis is ignored.
    Range add(double value) {
        if (Double.isFinite(value) && !(positiveOnly && value <= 0)) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return this;
    }

    Range add(double[] values) {
        for (double value : values) {
            add(value);
        }
        return this;
    }

    boolean isEmpty() {
        return min > max;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
