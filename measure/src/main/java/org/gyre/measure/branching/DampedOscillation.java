package org.gyre.measure.branching;

import java.util.ArrayList;
import java.util.Arrays;
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

    /// Beyond this exponent a term is taken as zero.
    private static final double NEGLIGIBLE = 40;

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
            logs[k] = StrictMath.log(k + 1);
        }
        lower = logsOf(0.2, 1, 1.0 / 3, 0.25 / lags, 0.5);
        upper = logsOf(10.0 * lags, 10.0 * lags, 3, 0.25, Math.max(1, 0.1 * lags));
    }

    private static double[] logsOf(double... values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logs[i] = StrictMath.log(values[i]);
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
        List<Point> points = lattice(tau);
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

    /// Starting points and their residuals. The columns of neighbouring points are largely the same, and made once.
    private List<Point> lattice(double tau) {
        double lags = r.length;
        List<Double> frequencies = new ArrayList<>();
        for (double cycles = 0.5; cycles <= 0.2 * lags; cycles *= FINENESS) {
            frequencies.add(clampedLog(3, cycles / lags));
        }
        List<double[]> cosines = frequencies.stream().map(this::cosines).toList();
        double[] widths = {clampedLog(4, 1), clampedLog(4, Math.max(1, 0.02 * lags))};
        double[][] gaussians = {gaussian(widths[0]), gaussian(widths[1])};
        double[][] columns = new double[COLUMNS][r.length];
        Arrays.fill(columns[3], 1);
        List<Point> points = new ArrayList<>();
        for (double decay : new double[] {tau, 0.3 * tau, Math.min(3 * tau, 8 * lags), 0.3 * lags}) {
            double logTau = clampedLog(0, decay);
            columns[0] = decay(logTau);
            for (double damping : new double[] {0.1 * lags, 0.4 * lags, 2 * lags}) {
                double logDamping = clampedLog(1, damping);
                for (double gamma : new double[] {1, 2}) {
                    double logGamma = clampedLog(2, gamma);
                    double[] envelope = envelope(logDamping, logGamma);
                    for (int f = 0; f < cosines.size(); f++) {
                        multiply(envelope, cosines.get(f), columns[1]);
                        for (int g = 0; g < widths.length; g++) {
                            columns[2] = gaussians[g];
                            double[] at = {logTau, logDamping, logGamma, frequencies.get(f), widths[g]};
                            points.add(new Point(at, residual(columns)));
                        }
                    }
                }
            }
        }
        return points;
    }

    @Override
    public DecayFit fit(double[] series, DecayFit near) {
        r = series;
        return refined(new double[] {
            clampedLog(0, near.timeConstant()),
            clampedLog(1, near.parameter("tau_oscillation")),
            clampedLog(2, near.parameter("gamma")),
            clampedLog(3, near.parameter("frequency")),
            clampedLog(4, near.parameter("tau_gauss"))
        });
    }

    private DownhillSimplex simplex() {
        return new DownhillSimplex(at -> -residual(at), lower, upper);
    }

    private double clampedLog(int coordinate, double value) {
        return Math.clamp(StrictMath.log(value), lower[coordinate], upper[coordinate]);
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
                        StrictMath.exp(best[0]),
                        amplitudes[0],
                        amplitudes[3],
                        StrictMath.exp(best[1]),
                        amplitudes[1],
                        StrictMath.exp(best[2]),
                        StrictMath.exp(best[3]),
                        StrictMath.exp(best[4]),
                        amplitudes[2]),
                residual,
                total > 0 ? 1 - residual / total : 1,
                atBound);
    }

    private double residual(double[] at) {
        double[][] columns = {decay(at[0]), envelope(at[1], at[2]), gaussian(at[4]), new double[r.length]};
        multiply(columns[1], cosines(at[3]), columns[1]);
        Arrays.fill(columns[3], 1);
        return residual(columns);
    }

    /// The sum of squares at the best amplitudes of the columns.
    private double residual(double[][] columns) {
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

    /// e^{−k/τ} for k = 1 … K.
    private double[] decay(double logTau) {
        double ratio = StrictMath.exp(-StrictMath.exp(-logTau));
        double[] column = new double[r.length];
        double power = 1;
        for (int k = 0; k < column.length; k++) {
            power *= ratio;
            column[k] = power;
        }
        return column;
    }

    /// e^{−(k/τ_osc)^γ}.
    private double[] envelope(double logTau, double logGamma) {
        double gamma = StrictMath.exp(logGamma);
        double[] column = new double[r.length];
        for (int k = 0; k < column.length; k++) {
            double damping = StrictMath.exp(gamma * (logs[k] - logTau));
            column[k] = damping < NEGLIGIBLE ? StrictMath.exp(-damping) : 0;
        }
        return column;
    }

    /// cos 2πνk, by cos (k+1)θ = 2 cos θ cos kθ − cos (k−1)θ.
    private double[] cosines(double logFrequency) {
        double twoCosines = 2 * StrictMath.cos(2 * Math.PI * StrictMath.exp(logFrequency));
        double[] column = new double[r.length];
        double cosine = 0.5 * twoCosines;
        double before = 1;
        for (int k = 0; k < column.length; k++) {
            column[k] = cosine;
            double next = twoCosines * cosine - before;
            before = cosine;
            cosine = next;
        }
        return column;
    }

    /// e^{−(k/τ_g)²}.
    private double[] gaussian(double logTau) {
        double rate = StrictMath.exp(-2 * logTau);
        double[] column = new double[r.length];
        for (int k = 0; k < column.length; k++) {
            double square = (k + 1.0) * (k + 1.0) * rate;
            column[k] = square < NEGLIGIBLE ? StrictMath.exp(-square) : 0;
        }
        return column;
    }

    private static void multiply(double[] a, double[] b, double[] product) {
        for (int k = 0; k < product.length; k++) {
            product[k] = a[k] * b[k];
        }
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
