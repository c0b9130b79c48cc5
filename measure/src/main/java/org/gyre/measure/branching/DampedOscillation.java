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
        amplitudes = solved(columns, COLUMNS);
        if (amplitudes[0] < 0) {
            double[] others = solved(new double[][] {columns[1], columns[2], columns[3]}, COLUMNS - 1);
            amplitudes = new double[] {0, others[0], others[1], others[2]};
        }
        double residual = 0;
        for (int k = 0; k < r.length; k++) {
            double value = r[k];
            for (int i = 0; i < COLUMNS; i++) {
                value -= amplitudes[i] * columns[i][k];
            }
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

    /// Solves the normal equations by Cholesky's factorisation.
    private double[] solved(double[][] columns, int n) {
        double[][] l = new double[n][n];
        double[] x = new double[n];
        double ridge = RIDGE * r.length * weights[0];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? ridge : 0;
                for (int k = 0; k < r.length; k++) {
                    sum += weights[k] * columns[i][k] * columns[j][k];
                }
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / l[j][j];
            }
            double sum = 0;
            for (int k = 0; k < r.length; k++) {
                sum += weights[k] * columns[i][k] * r[k];
            }
            for (int k = 0; k < i; k++) {
                sum -= l[i][k] * x[k];
            }
            x[i] = sum / l[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= l[k][i] * x[k];
            }
            x[i] /= l[i][i];
        }
        return x;
    }
}
