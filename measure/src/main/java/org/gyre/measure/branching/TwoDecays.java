package org.gyre.measure.branching;

import java.util.List;
import org.gyre.core.optimise.DownhillSimplex;

/// Two exponentials with amplitudes that are not negative: a grid over both rates, then a simplex.
final class TwoDecays implements DecayFitter {
    private static final double SLOWEST = 1e-2;
    private static final double FASTEST = 10;
    private static final int GRID = 48;

    private final double[] weights;
    private final double[] lower;
    private final double[] upper;

    private double[] r = new double[0];
    private double squares;
    private double first;
    private double second;

    TwoDecays(double[] weights) {
        this.weights = weights;
        double slowest = StrictMath.log(SLOWEST / weights.length);
        lower = new double[] {slowest, slowest};
        upper = new double[] {StrictMath.log(FASTEST), StrictMath.log(FASTEST)};
    }

    @Override
    public DecayFit fit(double[] series) {
        load(series);
        double[] best = lower;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < GRID; i++) {
            for (int j = 0; j < i; j++) {
                double[] rates = {at(j), at(i)};
                double residual = residual(rates);
                if (residual < least) {
                    least = residual;
                    best = rates;
                }
            }
        }
        return refined(best);
    }

    @Override
    public DecayFit fit(double[] series, DecayFit near) {
        load(series);
        return refined(
                new double[] {-StrictMath.log(near.timeConstant()), -StrictMath.log(near.parameter("tau_short"))});
    }

    private double at(int i) {
        return lower[0] + (upper[0] - lower[0]) * i / (GRID - 1);
    }

    private DecayFit refined(double[] start) {
        double[] best = start;
        DownhillSimplex simplex = new DownhillSimplex(rates -> -residual(rates), lower, upper);
        for (int round = 0; round < 3; round++) {
            best = simplex.maximise(best, 0.2, 1e-9);
        }
        double residual = residual(best);
        boolean swap = best[0] > best[1];
        double slow = StrictMath.exp(-best[swap ? 1 : 0]);
        double fast = StrictMath.exp(-best[swap ? 0 : 1]);
        double ofSlow = swap ? second : first;
        double ofFast = swap ? first : second;
        double weight = 0;
        double sum = 0;
        for (int k = 0; k < r.length; k++) {
            weight += weights[k];
            sum += weights[k] * r[k];
        }
        double total = squares - sum * sum / weight;
        boolean atBound =
                slow >= 0.999 * StrictMath.exp(-lower[0]) || fast <= 1.001 / FASTEST || ofSlow == 0 || ofFast == 0;
        return new DecayFit(
                DecayForm.TWO_TIMESCALES,
                List.of(slow, ofSlow, fast, ofFast),
                residual,
                total > 0 ? 1 - residual / total : 1,
                atBound);
    }

    private void load(double[] series) {
        r = series;
        squares = 0;
        for (int k = 0; k < r.length; k++) {
            squares += weights[k] * r[k] * r[k];
        }
    }

    /// The sum of squares at the best amplitudes ≥ 0 for two log rates.
    private double residual(double[] logRates) {
        double p = 1;
        double q = 1;
        double ratioP = StrictMath.exp(-StrictMath.exp(logRates[0]));
        double ratioQ = StrictMath.exp(-StrictMath.exp(logRates[1]));
        double pp = 0;
        double pq = 0;
        double qq = 0;
        double pr = 0;
        double qr = 0;
        for (int k = 0; k < r.length; k++) {
            p *= ratioP;
            q = q < 1e-30 ? 0 : q * ratioQ;
            double wp = weights[k] * p;
            pp += wp * p;
            pq += wp * q;
            qq += weights[k] * q * q;
            pr += wp * r[k];
            qr += weights[k] * q * r[k];
        }
        double determinant = pp * qq - pq * pq;
        first = (qq * pr - pq * qr) / determinant;
        second = (pp * qr - pq * pr) / determinant;
        if (!(determinant > 1e-12 * pp * qq) || first < 0 || second < 0) {
            // On the border of the quadrant: the better one of the two decays alone.
            first = Math.max(0, pr / pp);
            second = Math.max(0, qr / qq);
            if (first * pr >= second * qr) {
                second = 0;
            } else {
                first = 0;
            }
        }
        return Math.max(0, squares - first * pr - second * qr);
    }
}
