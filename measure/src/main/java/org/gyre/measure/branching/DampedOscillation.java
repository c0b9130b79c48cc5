package org.gyre.measure.branching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gyre.core.optimise.DownhillSimplex;

/// An exponential, a damped oscillation, a Gaussian and an offset.
///
/// Free coordinates: logarithms of τ, τ_osc, γ, ν and τ_g; the four amplitudes are solved for at each
/// point. The best of a lattice of starting points are followed to their optima.
final class DampedOscillation implements DecayFitter {
    private static final int FOLLOWED = 6;

    /// Keeps the amplitudes of columns that are nearly equal from growing without limit.
    private static final double RIDGE = 1e-9;

    private static final int COLUMNS = 4;

    /// Ratio of neighbouring frequencies on the lattice: two of them enclose at most one optimum.
    private static final double FINENESS = 1.25;

    private final double[] weights;
    private final double[] logs;
    private final double[] lower;
    private final double[] upper;

    private double[] r = new double[0];
    private double[] amplitudes = new double[COLUMNS];

    DampedOscillation(double[] weights) {
        this.weights = weights;
        int lags = weights.length;
        logs = new double[lags];
        for (int k = 0; k < lags; k++) {
            logs[k] = Math.log(k + 1);
        }
        lower = logsOf(0.2, 1, 1.0 / 3, 0.25 / lags, 0.5);
        upper = logsOf(10.0 * lags, 10.0 * lags, 3, 0.25, Math.max(1, 0.1 * lags));
    }

    private static double[] logsOf(double... values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = Math.log(values[i]);
        }
        return logs;
    }

    private record Point(double[] at, double residual) {}

    @Override
    public DecayFit fit(double[] series) {
        r = series;
        double lags = r.length;
        double tau = Math.clamp(
                DecayFitter.of(DecayForm.EXPONENTIAL_OFFSET, r.length).fit(r).timeConstant(), 0.5, 5 * lags);
        List<Point> points = new ArrayList<>();
        for (double decay : new double[] {tau, 0.3 * tau, Math.min(3 * tau, 8 * lags), 0.3 * lags}) {
            for (double damping : new double[] {0.1 * lags, 0.4 * lags, 2 * lags}) {
                for (double gamma : new double[] {1, 2}) {
                    for (double cycles = 0.5; cycles <= 0.2 * lags; cycles *= FINENESS) {
                        for (double gauss : new double[] {1, Math.max(1, 0.02 * lags)}) {
                            double[] at = clamped(logsOf(decay, damping, gamma, cycles / lags, gauss));
                            points.add(new Point(at, residual(at)));
                        }
                    }
                }
            }
        }
        points.sort(Comparator.comparingDouble(Point::residual));
        double[] best = points.getFirst().at;
        double least = Double.POSITIVE_INFINITY;
        for (Point point : points.subList(0, FOLLOWED)) {
            double[] end = simplex().maximise(point.at, 0.3, 1e-3);
            double residual = residual(end);
            if (residual < least) {
                least = residual;
                best = end;
            }
        }
        return refined(best);
    }

    @Override
    public DecayFit fit(double[] series, DecayFit near) {
        r = series;
        return refined(clamped(logsOf(
                near.timeConstant(),
                near.parameter("tau_oscillation"),
                near.parameter("gamma"),
                near.parameter("frequency"),
                near.parameter("tau_gauss"))));
    }

    private DownhillSimplex simplex() {
        return new DownhillSimplex(at -> -residual(at), lower, upper);
    }

    private double[] clamped(double[] at) {
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.clamp(at[i], lower[i], upper[i]);
        }
        return at;
    }

    private DecayFit refined(double[] start) {
        double[] best = start;
        for (int round = 0; round < 4; round++) {
            best = simplex().maximise(best, 0.1, 1e-7);
        }
        double residual = residual(best);
        double weight = 0;
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < r.length; k++) {
            weight += weights[k];
            sum += weights[k] * r[k];
            squares += weights[k] * r[k] * r[k];
        }
        double total = squares - sum * sum / weight;
        boolean atBound = best[0] < lower[0] + 1e-6 || best[0] > upper[0] - 1e-6 || amplitudes[0] == 0;
        return new DecayFit(
                DecayForm.COMPLEX,
                List.of(
                        Math.exp(best[0]),
                        amplitudes[0],
                        amplitudes[3],
                        Math.exp(best[1]),
                        amplitudes[1],
                        Math.exp(best[2]),
                        Math.exp(best[3]),
                        Math.exp(best[4]),
                        amplitudes[2]),
                residual,
                total > 0 ? 1 - residual / total : 1,
                atBound);
    }

    /// The sum of squares at the best amplitudes.
    private double residual(double[] at) {
        double[][] columns = columns(at);
        double[][] products = products(columns);
        amplitudes = solved(products, 0);
        if (amplitudes[0] < 0) {
            amplitudes = solved(products, 1);
        }
        double residual = 0;
        for (int k = 0; k < r.length; k++) {
            double value = r[k]
                    - amplitudes[0] * columns[0][k]
                    - amplitudes[1] * columns[1][k]
                    - amplitudes[2] * columns[2][k]
                    - amplitudes[3] * columns[3][k];
            residual += weights[k] * value * value;
        }
        return residual;
    }

    private double[][] columns(double[] at) {
        double ratio = Math.exp(-Math.exp(-at[0]));
        double gamma = Math.exp(at[2]);
        double twoCosines = 2 * Math.cos(2 * Math.PI * Math.exp(at[3]));
        double gauss = Math.exp(-2 * at[4]);
        double[][] columns = new double[COLUMNS][r.length];
        double power = 1;
        double cosine = 0.5 * twoCosines;
        double before = 1;
        for (int k = 0; k < r.length; k++) {
            power *= ratio;
            columns[0][k] = power;
            double damping = Math.exp(gamma * (logs[k] - at[1]));
            columns[1][k] = damping < 40 ? Math.exp(-damping) * cosine : 0;
            // cos((k+1)θ) = 2 cos θ cos kθ − cos((k−1)θ)
            double next = twoCosines * cosine - before;
            before = cosine;
            cosine = next;
            double square = (k + 1.0) * (k + 1.0) * gauss;
            columns[2][k] = square < 40 ? Math.exp(-square) : 0;
            columns[3][k] = 1;
        }
        return columns;
    }

    /// Weighted products of each column with all columns and, last, with the series.
    private double[][] products(double[][] columns) {
        double[][] products = new double[COLUMNS][];
        for (int i = 0; i < COLUMNS; i++) {
            products[i] = products(columns[i], columns[0], columns[1], columns[2], columns[3]);
        }
        return products;
    }

    /// Five sums side by side, so that none waits for its own last addition.
    private double[] products(double[] column, double[] a, double[] b, double[] c, double[] d) {
        double ofA = 0;
        double ofB = 0;
        double ofC = 0;
        double ofD = 0;
        double ofSeries = 0;
        for (int k = 0; k < column.length; k++) {
            double weighted = weights[k] * column[k];
            ofA += weighted * a[k];
            ofB += weighted * b[k];
            ofC += weighted * c[k];
            ofD += weighted * d[k];
            ofSeries += weighted * r[k];
        }
        return new double[] {ofA, ofB, ofC, ofD, ofSeries};
    }

    /// Solves the normal equations of the columns from one on by Cholesky's factorisation; amplitudes before are zero.
    private double[] solved(double[][] products, int first) {
        double[][] l = new double[COLUMNS][COLUMNS];
        double[] x = new double[COLUMNS];
        double ridge = RIDGE * r.length * weights[0];
        for (int i = first; i < COLUMNS; i++) {
            for (int j = first; j <= i; j++) {
                double sum = products[i][j] + (i == j ? ridge : 0);
                for (int k = first; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / l[j][j];
            }
            double sum = products[i][COLUMNS];
            for (int k = first; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        for (int i = COLUMNS - 1; i >= first; i--) {
            for (int k = i + 1; k < COLUMNS; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }
}
