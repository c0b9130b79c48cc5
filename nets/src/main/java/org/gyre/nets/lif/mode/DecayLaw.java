package org.gyre.nets.lif.mode;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.optimise.GoldenSection;

/// A power law for how a slope ([UnitModes#slope()]) depends on the decay time τ of units, with or without
/// a floor:
///
///     slope = factor · τ^exponent + offset
///
/// Stoll et al. (2023) fit it with the offset.
///
/// @param factor   at τ = 1
/// @param exponent negative where longer memory needs fewer spikes in a time
/// @param offset   what is left for very long decay times; 0 in the law without it
public record DecayLaw(double factor, double exponent, double offset) {
    /// Exponents among which that of a law with offset is looked for; zero is the offset itself.
    private static final double STEEPEST = -8;

    private static final double FLATTEST = -1e-3;

    /// The law without offset, by least squares of the logarithms.
    ///
    /// @param times  τ > 0, at least two different ones
    /// @param slopes positive, `[time]`
    /// @throws InputException if there are too few points, or one is not positive and finite
    public static DecayLaw fit(double[] times, double[] slopes) {
        check(times, slopes, 2);
        int n = times.length;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = StrictMath.log(times[i]);
            y[i] = StrictMath.log(slopes[i]);
        }
        Line line = Line.of(x, y);
        return new DecayLaw(StrictMath.exp(line.start), line.slope, 0);
    }

    /// The falling law with offset, by least squares of the slopes themselves. The exponent is looked for
    /// from −8 to −0.001.
    ///
    /// @param times  τ > 0, at least three different ones
    /// @param slopes positive, `[time]`
    /// @throws InputException if there are too few points, or one is not positive and finite
    public static DecayLaw fitWithOffset(double[] times, double[] slopes) {
        check(times, slopes, 3);
        // Times over their geometric mean, so that no power over- or underflows.
        double centre = 0;
        for (double time : times) {
            centre += StrictMath.log(time) / times.length;
        }
        double middle = centre;
        double best = STEEPEST;
        double least = Double.POSITIVE_INFINITY;
        int grid = 200;
        double width = (FLATTEST - STEEPEST) / grid;
        for (int i = 0; i <= grid; i++) {
            double exponent = STEEPEST + i * width;
            double rest = powers(times, slopes, exponent, middle).rest;
            if (rest < least) {
                least = rest;
                best = exponent;
            }
        }
        double exponent = GoldenSection.minimum(
                b -> powers(times, slopes, b, middle).rest,
                Math.max(STEEPEST, best - width),
                Math.min(FLATTEST, best + width),
                1e-9);
        Line line = powers(times, slopes, exponent, middle);
        return new DecayLaw(line.slope * StrictMath.exp(-exponent * middle), exponent, line.start);
    }

    /// The slope of a decay time.
    public double at(double time) {
        return factor * StrictMath.pow(time, exponent) + offset;
    }

    private static Line powers(double[] times, double[] slopes, double exponent, double centre) {
        double[] x = new double[times.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = StrictMath.exp(exponent * (StrictMath.log(times[i]) - centre));
        }
        return Line.of(x, slopes);
    }

    private static void check(double[] times, double[] slopes, int least) {
        if (times.length != slopes.length) {
            throw new IllegalArgumentException(times.length + " times and " + slopes.length + " slopes");
        }
        for (int i = 0; i < times.length; i++) {
            if (!(times[i] > 0 && slopes[i] > 0) || Double.isInfinite(times[i]) || Double.isInfinite(slopes[i])) {
                throw new InputException("decay time " + times[i] + " with slope " + slopes[i]
                        + ": a power law needs positive finite numbers, so leave this point out");
            }
        }
        long different = Arrays.stream(times).distinct().count();
        if (different < least) {
            throw new InputException(different + " different decay times: this power law needs at least " + least);
        }
    }

    /// y = start + slope · x by least squares.
    ///
    /// @param rest sum of squares that is left
    private record Line(double start, double slope, double rest) {
        static Line of(double[] x, double[] y) {
            int n = x.length;
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < n; i++) {
                meanX += x[i] / n;
                meanY += y[i] / n;
            }
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < n; i++) {
                xx += (x[i] - meanX) * (x[i] - meanX);
                xy += (x[i] - meanX) * (y[i] - meanY);
            }
            double slope = xy / xx;
            double rest = 0;
            for (int i = 0; i < n; i++) {
                double error = y[i] - meanY - slope * (x[i] - meanX);
                rest += error * error;
            }
            return new Line(meanY - slope * meanX, slope, rest);
        }
    }
}
