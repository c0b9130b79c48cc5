package org.gyre.core.stats;

import org.gyre.core.linalg.Blas;

/// Linear least squares with intercept, optionally with a ridge penalty, for several targets at once:
///
///     minimise ∑ₜ (y(t) − c − b·x(t))² + λ ∑ⱼ (sⱼ bⱼ)²
///
/// with sⱼ² = ∑ₜ (xⱼ(t) − x̄ⱼ)², so that λ does not depend on the scale or number of samples: λ =
/// 1 halves the weight of a lone predictor. With λ = 0 it is ordinary least squares.
///
/// The correlation matrix of the predictors is decomposed by its eigenvectors; directions whose eigenvalue is below
/// p · 10⁻¹² of the largest are left out, so that constant or duplicate predictors do no harm (of all
/// solutions the one with smallest ∑ (sⱼ bⱼ)² results, and [#rank] tells). Squaring the condition number
/// costs digits: coefficients are good to about 10⁻¹⁶ κ², and beyond κ = 10⁶ nearly dependent predictors
/// are treated as dependent.
///
/// @param coefficients `[target][predictor]`
/// @param intercepts   `[target]`
/// @param rSquared     `[target]`, 1 − residual sum of squares / total sum of squares on the fitted samples; 0
/// for a constant
///     target
/// @param rank         number of independent predictors that entered
public record LinearRegression(double[][] coefficients, double[] intercepts, double[] rSquared, int rank) {
    private static final double RELATIVE_CUT = 1e-12;
    private static final int CHUNK = 1024;

    /// Fits.
    ///
    /// @param samples    T ≥ 1
    /// @param predictors p ≥ 1
    /// @param x          `[time][predictor]`, row-major, not changed
    /// @param targets    q ≥ 1
    /// @param y          `[time][target]`, row-major, not changed
    /// @param ridge      λ ≥ 0
    /// @throws IllegalArgumentException if sizes do not agree, λ is negative or a value is not finite
    public static LinearRegression fit(int samples, int predictors, double[] x, int targets, double[] y, double ridge) {
        if (samples < 1
                || predictors < 1
                || targets < 1
                || x.length != (long) samples * predictors
                || y.length != (long) samples * targets) {
            throw new IllegalArgumentException(samples + " samples of " + predictors + " predictors and " + targets
                    + " targets in arrays of " + x.length + " and " + y.length);
        }
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ridge = " + ridge + ": must be finite and not negative");
        }
        Blas blas = Blas.best();
        double[] meansX = means("x", samples, predictors, x);
        double[] meansY = means("y", samples, targets, y);
        double[] gram = new double[predictors * predictors]; // lower triangle of ∑ (x − x̄)(x − x̄)ᵀ
        double[] cross = new double[predictors * targets]; // ∑ (x − x̄)(y − ȳ)ᵀ
        for (int from = 0; from < samples; from += CHUNK) {
            int size = Math.min(CHUNK, samples - from);
            double[] chunkX = centred(size, predictors, x, from, meansX);
            double[] chunkY = centred(size, targets, y, from, meansY);
            blas.dsyrk(true, predictors, size, 1, chunkX, 0, predictors, 1, gram, 0, predictors);
            blas.dgemm(
                    true,
                    false,
                    predictors,
                    targets,
                    size,
                    1,
                    chunkX,
                    0,
                    predictors,
                    chunkY,
                    0,
                    targets,
                    1,
                    cross,
                    0,
                    targets);
        }
        double[] scales = toCorrelations(predictors, gram, meansX, samples);
        double[] solution = new double[predictors * targets];
        int rank = solve(blas, predictors, targets, gram, cross, scales, ridge, solution);

        double[] intercepts = meansY.clone();
        double[][] coefficients = new double[targets][predictors];
        for (int q = 0; q < targets; q++) {
            for (int p = 0; p < predictors; p++) {
                coefficients[q][p] = solution[p * targets + q];
                intercepts[q] -= coefficients[q][p] * meansX[p];
            }
        }
        double[] rSquared = rSquared(blas, samples, predictors, x, meansX, targets, y, meansY, solution);
        return new LinearRegression(coefficients, intercepts, rSquared, rank);
    }

    /// c + b·x for one target and one sample of predictors.
    public double predict(int target, double[] predictor) {
        double sum = intercepts[target];
        for (int p = 0; p < coefficients[target].length; p++) {
            sum += coefficients[target][p] * predictor[p];
        }
        return sum;
    }

    private static double[] means(String name, int samples, int columns, double[] values) {
        double[] means = new double[columns];
        for (int column = 0; column < columns; column++) {
            Sum sum = new Sum();
            for (int t = 0; t < samples; t++) {
                double value = values[t * columns + column];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException(
                            name + ", row " + t + ", column " + column + " is " + value + ": must be finite");
                }
                sum.add(value);
            }
            means[column] = sum.value() / samples;
        }
        return means;
    }

    private static double[] centred(int size, int columns, double[] values, int from, double[] means) {
        double[] centred = new double[size * columns];
        for (int t = 0; t < size; t++) {
            for (int column = 0; column < columns; column++) {
                centred[t * columns + column] = values[(from + t) * columns + column] - means[column];
            }
        }
        return centred;
    }

    /// Divides the Gram matrix by sᵢ sⱼ and returns s; a predictor that is constant to rounding gets s = 0 and
    /// a zero row.
    private static double[] toCorrelations(int n, double[] gram, double[] means, int samples) {
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            double rounding = 4 * Math.ulp(1.0) * means[i];
            scales[i] = gram[i * n + i] <= samples * rounding * rounding ? 0 : Math.sqrt(gram[i * n + i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double scale = scales[i] * scales[j];
                gram[i * n + j] = scale == 0 ? 0 : gram[i * n + j] / scales[i] / scales[j];
            }
        }
        return scales;
    }

    /// b = S⁻¹ V (Λ + λ)⁺ Vᵀ S⁻¹ (cross), with the correlation matrix V Λ Vᵀ.
    private static int solve(
            Blas blas,
            int n,
            int targets,
            double[] correlation,
            double[] cross,
            double[] scales,
            double ridge,
            double[] solution) {
        double[] eigenvalues = new double[n];
        int info = blas.dsyevd(n, correlation, 0, n, eigenvalues); // rows are eigenvectors now
        if (info != 0) {
            throw new IllegalStateException("the eigenvalue iteration did not converge");
        }
        scaleRows(n, targets, cross, scales);
        double[] projected = new double[n * targets];
        blas.dgemm(false, false, n, targets, n, 1, correlation, 0, n, cross, 0, targets, 0, projected, 0, targets);
        double cut = Math.max(n * RELATIVE_CUT * eigenvalues[n - 1], Double.MIN_NORMAL);
        int rank = 0;
        for (int i = 0; i < n; i++) {
            boolean kept = eigenvalues[i] > cut;
            rank += kept ? 1 : 0;
            for (int q = 0; q < targets; q++) {
                projected[i * targets + q] = kept ? projected[i * targets + q] / (eigenvalues[i] + ridge) : 0;
            }
        }
        blas.dgemm(true, false, n, targets, n, 1, correlation, 0, n, projected, 0, targets, 0, solution, 0, targets);
        scaleRows(n, targets, solution, scales);
        return rank;
    }

    private static void scaleRows(int n, int columns, double[] a, double[] scales) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < columns; j++) {
                a[i * columns + j] = scales[i] == 0 ? 0 : a[i * columns + j] / scales[i];
            }
        }
    }

    /// From the residuals themselves, because the difference of two sums loses digits when the fit is good.
    private static double[] rSquared(
            Blas blas,
            int samples,
            int predictors,
            double[] x,
            double[] meansX,
            int targets,
            double[] y,
            double[] meansY,
            double[] solution) {
        Sum[] residual = sums(targets);
        Sum[] total = sums(targets);
        for (int from = 0; from < samples; from += CHUNK) {
            int size = Math.min(CHUNK, samples - from);
            double[] chunkX = centred(size, predictors, x, from, meansX);
            double[] chunkY = centred(size, targets, y, from, meansY);
            double[] rest = chunkY.clone();
            blas.dgemm(
                    false,
                    false,
                    size,
                    targets,
                    predictors,
                    -1,
                    chunkX,
                    0,
                    predictors,
                    solution,
                    0,
                    targets,
                    1,
                    rest,
                    0,
                    targets);
            for (int i = 0; i < rest.length; i++) {
                residual[i % targets].add(rest[i] * rest[i]);
                total[i % targets].add(chunkY[i] * chunkY[i]);
            }
        }
        double[] rSquared = new double[targets];
        for (int q = 0; q < targets; q++) {
            double rounding = 4 * Math.ulp(1.0) * meansY[q];
            boolean constant = total[q].value() <= samples * rounding * rounding;
            rSquared[q] = constant ? 0 : 1 - residual[q].value() / total[q].value();
        }
        return rSquared;
    }

    private static Sum[] sums(int count) {
        Sum[] sums = new Sum[count];
        for (int i = 0; i < count; i++) {
            sums[i] = new Sum();
        }
        return sums;
    }
}
