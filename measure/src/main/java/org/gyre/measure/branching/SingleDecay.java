package org.gyre.measure.branching;

import static java.math.BigInteger.TEN;

import java.math.BigInteger;
import java.util.List;
import org.gyre.core.optimise.GoldenSection;

/// One exponential, with or without offset: a search in one dimension, over the rate g = 1/τ.
final class SingleDecay implements DecayFitter {
    /// The slowest decay, or growth, that is told from none: 10⁻⁴ over all lags.
    private static final double SLOWEST = 1e-4;

    /// The fastest growth: e^10 over all lags.
    private static final double GROWTH = 10;

    /// The fastest decay: e^−10 in one bin.
    private static final double FASTEST = 10;

    private static final int PER_DECADE = 20;

    /// Decades from the slowest to the fastest growth, and with a single lag to the fastest decay.
    private static final int DECADES = 5;

    /// Powers below this no longer change a sum.
    private static final double NEGLIGIBLE = 1e-20;

    private final double[] weights;
    private final boolean offset;
    private final double[] rates;
    private final double weight;

    /// Sums of one series, and the solution at the rate that was looked at last.
    private double[] r = new double[0];
    private double mean;
    private double squares;
    private double amplitude;
    private double constant;

    SingleDecay(double[] weights, boolean offset) {
        this.weights = weights;
        this.offset = offset;
        this.rates = grid(weights.length);
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        weight = sum;
    }

    /// Rates from the fastest growth to the fastest decay. How many there are follows from whole numbers, since
    /// log10 of a quotient may fall to either side of one.
    static double[] grid(int lags) {
        double slowest = SLOWEST / lags;
        int up = PER_DECADE * DECADES;
        int down = up + stepsTo(lags);
        double[] rates = new double[up + down + 2];
        for (int i = 0; i <= up; i++) {
            rates[up - i] = -slowest * StrictMath.pow(GROWTH / SLOWEST, (double) i / up);
        }
        for (int i = 0; i <= down; i++) {
            rates[up + 1 + i] = slowest * StrictMath.pow(FASTEST / slowest, (double) i / down);
        }
        return rates;
    }

    /// The fewest steps of the grid whose product is at least the number of lags.
    private static int stepsTo(int lags) {
        BigInteger power = BigInteger.valueOf(lags).pow(PER_DECADE);
        int steps = 0;
        for (BigInteger reached = BigInteger.ONE; reached.compareTo(power) < 0; reached = reached.multiply(TEN)) {
            steps++;
        }
        return steps;
    }

    @Override
    public DecayFit fit(double[] series) {
        load(series);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rates.length; i++) {
            double residual = residual(rates[i]);
            if (residual < least) {
                least = residual;
                best = i;
            }
        }
        boolean atBound = best == 0 || best == rates.length - 1;
        return at(
                atBound ? rates[best] : GoldenSection.minimum(this::residual, rates[best - 1], rates[best + 1], 1e-9),
                atBound);
    }

    /// Within a factor of 1.5; where the optimum is not inside, everywhere.
    @Override
    public DecayFit fit(double[] series, DecayFit near) {
        load(series);
        double rate = 1 / near.timeConstant();
        double low = Math.min(rate / 1.5, rate * 1.5);
        double high = Math.max(rate / 1.5, rate * 1.5);
        double best = GoldenSection.minimum(this::residual, low, high, 1e-6);
        boolean inside = best - low > 1e-3 * (high - low) && high - best > 1e-3 * (high - low);
        return inside && !near.atBound() ? at(best, false) : fit(series);
    }

    private DecayFit at(double rate, boolean atBound) {
        double residual = residual(rate);
        double total = squares - mean * mean * weight;
        return new DecayFit(
                offset ? DecayForm.EXPONENTIAL_OFFSET : DecayForm.EXPONENTIAL,
                offset ? List.of(1 / rate, amplitude, constant) : List.of(1 / rate, amplitude),
                residual,
                total > 0 ? 1 - residual / total : 1,
                atBound || amplitude == 0);
    }

    private void load(double[] series) {
        r = series;
        double sum = 0;
        squares = 0;
        for (int k = 0; k < r.length; k++) {
            sum += weights[k] * r[k];
            squares += weights[k] * r[k] * r[k];
        }
        mean = sum / weight;
    }

    /// The sum of squares at the best amplitude and offset for a rate.
    private double residual(double rate) {
        double ratio = StrictMath.exp(-rate);
        double power = 1;
        double p = 0;
        double pp = 0;
        double pr = 0;
        for (int k = 0; k < r.length && power > NEGLIGIBLE; k++) {
            power *= ratio;
            double wp = weights[k] * power;
            p += wp;
            pp += wp * power;
            pr += wp * r[k];
        }
        if (!offset) {
            amplitude = Math.max(0, pr / pp);
            constant = 0;
            return Math.max(0, squares - amplitude * pr);
        }
        double covariance = pr - mean * p;
        double variance = pp - p * p / weight;
        amplitude = variance > 0 ? Math.max(0, covariance / variance) : 0;
        constant = mean - amplitude * p / weight;
        return Math.max(0, squares - mean * mean * weight - amplitude * covariance);
    }
}
