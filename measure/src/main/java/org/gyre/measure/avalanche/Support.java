package org.gyre.measure.avalanche;

import org.gyre.core.InputException;

/// Where a law lives: the whole numbers, or all real numbers, in [from, to].
///
/// @param from xmin > 0; at least 1 if discrete
/// @param to xmax > from, or +∞
/// @param discrete whether only whole numbers occur; the ends must then be whole
public record Support(double from, double to, boolean discrete) {
    /// @throws InputException if the ends are not as said
    public Support {
        check(from, discrete);
        if (!(to > from) || (discrete && to != Math.rint(to))) {
            throw new InputException("xmax = " + to + ": must be a " + (discrete ? "whole number " : "number ")
                    + "above xmin = " + from);
        }
    }

    /// @throws InputException if a law cannot begin there
    static void check(double xmin, boolean discrete) {
        if (!(xmin > 0) || xmin == Double.POSITIVE_INFINITY || (discrete && xmin != Math.rint(xmin))) {
            throw new InputException(
                    "xmin = " + xmin + ": must be a positive " + (discrete ? "whole number" : "number"));
        }
    }

    /// Whole numbers from xmin on.
    public static Support wholeFrom(double xmin) {
        return new Support(xmin, Double.POSITIVE_INFINITY, true);
    }

    /// Real numbers from xmin on.
    public static Support realFrom(double xmin) {
        return new Support(xmin, Double.POSITIVE_INFINITY, false);
    }

    /// An end for readers: a whole number as one.
    static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }

    /// Whether there is an upper end.
    public boolean bounded() {
        return to != Double.POSITIVE_INFINITY;
    }

    /// Whether x is in the range and, for a discrete law, whole.
    public boolean contains(double x) {
        return x >= from && x <= to && (!discrete || x == Math.rint(x));
    }

    /// log(to/from), also where the quotient is no double; +∞ without an upper end.
    double logWidth() {
        return logRatio(to, from);
    }

    /// log(x/y) of positive numbers, also where the quotient is no double.
    static double logRatio(double x, double y) {
        double ratio = x / y;
        return ratio > 0 && ratio < Double.POSITIVE_INFINITY ? Math.log(ratio) : Math.log(x) - Math.log(y);
    }

    /// Lower end for laws on whole numbers that are made from a continuous one by rounding: xmin − ½.
    double roundedFrom() {
        return discrete ? from - 0.5 : from;
    }

    /// Upper end for rounded laws: xmax + ½.
    double roundedTo() {
        return discrete ? to + 0.5 : to;
    }
}
