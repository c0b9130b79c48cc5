package org.gyre.measure.mutualinfo;

import java.util.Arrays;
import org.gyre.core.linalg.Blas;
import org.gyre.core.linalg.TiledBlas;

/// Gaussian information between two successive states of a stationary system with covariance C and
/// lagged covariance E (Tanaka, Kaneko, Aoyagi 2009, eq. 4):
///
///     I = log|C| − ½ log|D|,   D = [[C, Eᵀ], [E, C]]
///
/// D is never formed. With C = L Lᵀ and K = L⁻¹ E L⁻ᵀ, whose singular values ρ_k are the canonical
/// correlations,
///
///     I = −½ log|1 − K Kᵀ| = −½ Σ_k log(1 − ρ_k²)
///
/// in nats, at about 12 N³ operations with all derivatives. I is exact for Gaussian variables and a
/// **proxy** for binary ones: it can exceed their entropy.
///
/// Numerical traps and what is done about them, told by [#condition]: a singular C (silent or identical
/// units) gets the smallest sufficient jitter on its diagonal; an indefinite D (some ρ ≥ 1, possible
/// because one C serves both blocks) has its canonical correlations clamped to [#LARGEST_CORRELATION].
public final class GaussianInformation {
    /// Largest canonical correlation that is believed; one mode contributes at most 6.6 nats.
    public static final double LARGEST_CORRELATION = 1 - 1e-6;

    /// Pivots of C below this share of its mean diagonal are rounding, not variance.
    private static final double SINGULAR_PIVOT = 1e-12;

    private static final double FIRST_JITTER = 1e-6;
    private static final double LAST_JITTER = 1e-2;

    /// What had to be done to obtain a number.
    public enum Condition {
        /// Both C and D were positive definite.
        REGULAR("C and D are positive definite"),
        /// C was singular; the result holds for C + λ·mean(diag C)·1.
        JITTERED("the covariance is singular (silent or identical units) and its diagonal was raised a little"),
        /// D was indefinite; canonical correlations of one or more were clamped.
        CLAMPED("a canonical correlation reached one (a unit that never changed, or a recording that is too short or"
                + " not stationary) and was clamped"),
        /// Even the largest jitter did not make C positive definite; there is no value and no derivative.
        SINGULAR("the covariance is singular beyond repair (duplicate or constant units)");

        private final String meaning;

        Condition(String meaning) {
            this.meaning = meaning;
        }

        /// What happened, a clause to which the caller adds its remedy.
        public String meaning() {
            return meaning;
        }
    }

    private final TiledBlas tiled;
    private final Blas blas;
    private final int n;
    private final Condition condition;
    /// L, lower triangular, C = L Lᵀ.
    private final double[] factor;
    /// K = L⁻¹ E L⁻ᵀ.
    private final double[] whitened;
    /// R, lower triangular, 1 − K Kᵀ = R Rᵀ.
    private final double[] rest;

    private GaussianInformation(
            TiledBlas tiled, int n, Condition condition, double[] factor, double[] whitened, double[] rest) {
        this.tiled = tiled;
        this.blas = tiled.blas();
        this.n = n;
        this.condition = condition;
        this.factor = factor;
        this.whitened = whitened;
        this.rest = rest;
    }

    /// Analyses C and E, both N×N row-major; neither is changed.
    ///
    /// @throws IllegalArgumentException if a length is not N² or an entry is not finite
    public static GaussianInformation of(int n, double[] covariance, double[] lagged) {
        return of(TiledBlas.alone(), n, covariance, lagged);
    }

    /// As above, with help for large N: value and derivatives have the same bits with and without it.
    ///
    /// @throws IllegalArgumentException if a length is not N² or an entry is not finite
    public static GaussianInformation of(TiledBlas tiled, int n, double[] covariance, double[] lagged) {
        check(n, "C", covariance);
        check(n, "E", lagged);
        Blas blas = tiled.blas();
        double[] factor = covariance.clone();
        double jitter = 0;
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale += covariance[i * n + i] / n;
        }
        while (blas.dpotrf(n, factor, 0, n) != 0 || smallestPivot(n, factor) < SINGULAR_PIVOT * scale) {
            jitter = jitter == 0 ? FIRST_JITTER : 10 * jitter;
            if (jitter > LAST_JITTER || !(scale > 0)) {
                return new GaussianInformation(
                        tiled, n, Condition.SINGULAR, new double[0], new double[0], new double[0]);
            }
            System.arraycopy(covariance, 0, factor, 0, factor.length);
            for (int i = 0; i < n; i++) {
                factor[i * n + i] += jitter * scale;
            }
        }
        double[] whitened = lagged.clone();
        tiled.trsm(true, false, n, n, factor, n, whitened, n);
        tiled.trsm(false, true, n, n, factor, n, whitened, n);
        Condition condition = jitter > 0 ? Condition.JITTERED : Condition.REGULAR;
        double[] rest = oneMinusSquare(tiled, n, whitened);
        // A pivot of 1 − K Kᵀ is never below its smallest eigenvalue 1 − ρ².
        double smallest = 1 - LARGEST_CORRELATION * LARGEST_CORRELATION;
        if (blas.dpotrf(n, rest, 0, n) != 0 || smallestPivot(n, rest) < smallest) {
            condition = Condition.CLAMPED;
            whitened = clamp(blas, n, whitened);
            rest = oneMinusSquare(tiled, n, whitened);
            if (blas.dpotrf(n, rest, 0, n) != 0) {
                return new GaussianInformation(
                        tiled, n, Condition.SINGULAR, new double[0], new double[0], new double[0]);
            }
        }
        return new GaussianInformation(tiled, n, condition, factor, whitened, rest);
    }

    /// The smallest squared diagonal entry of a Cholesky factor.
    private static double smallestPivot(int n, double[] factor) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            smallest = Math.min(smallest, factor[i * n + i] * factor[i * n + i]);
        }
        return smallest;
    }

    private static void check(int n, String name, double[] matrix) {
        if (matrix.length != n * n) {
            throw new IllegalArgumentException(name + " has " + matrix.length + " entries, not " + n + " x " + n);
        }
        for (int i = 0; i < matrix.length; i++) {
            if (!Double.isFinite(matrix[i])) {
                throw new IllegalArgumentException(name + "[" + i / n + "][" + i % n + "] is " + matrix[i]);
            }
        }
    }

    /// 1 − K Kᵀ, lower triangle.
    private static double[] oneMinusSquare(TiledBlas tiled, int n, double[] k) {
        double[] result = identity(n);
        tiled.syrk(false, n, n, -1, k, n, 1, result, n);
        return result;
    }

    /// K with singular values above the limit pulled down to it: U f(Σ) Vᵀ = U diag(f(σ)/σ) Uᵀ K.
    private static double[] clamp(Blas blas, int n, double[] k) {
        double[] vectors = new double[n * n];
        blas.dsyrk(false, n, n, 1, k, 0, n, 0, vectors, 0, n);
        double[] squares = new double[n];
        if (blas.dsyevd(n, vectors, 0, n, squares) != 0) {
            return k;
        }
        double[] projected = new double[n * n];
        blas.dgemm(false, false, n, n, n, 1, vectors, 0, n, k, 0, n, 0, projected, 0, n);
        for (int i = 0; i < n; i++) {
            double sigma = Math.sqrt(Math.max(0, squares[i]));
            if (sigma > LARGEST_CORRELATION) {
                for (int j = 0; j < n; j++) {
                    projected[i * n + j] *= LARGEST_CORRELATION / sigma;
                }
            }
        }
        double[] clamped = new double[n * n];
        blas.dgemm(true, false, n, n, n, 1, vectors, 0, n, projected, 0, n, 0, clamped, 0, n);
        return clamped;
    }

    private static double[] identity(int n) {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            result[i * n + i] = 1;
        }
        return result;
    }

    /// What had to be done to C and D.
    public Condition condition() {
        return condition;
    }

    /// Whether there is a value at all.
    public boolean defined() {
        return condition != Condition.SINGULAR;
    }

    /// I in nats.
    ///
    /// @throws IllegalStateException if C is singular beyond repair
    public double nats() {
        requireDefined();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum -= Math.log(rest[i * n + i]);
        }
        return sum;
    }

    /// ρ_k, descending, length N.
    ///
    /// @throws IllegalStateException if C is singular beyond repair
    public double[] canonicalCorrelations() {
        requireDefined();
        double[] values = new double[n];
        blas.singularValues(n, n, whitened.clone(), 0, n, values);
        return values;
    }

    /// Derivatives of I: dI = Σ_ij A_ij dC_ij + Σ_ij B_ij dE_ij, entries of C and E taken as
    /// independent.
    ///
    ///     A = C⁻¹ − ½ (D⁻¹₁₁ + D⁻¹₂₂) = ½ L⁻ᵀ (1 − QᵀQ − M⁻¹) L⁻¹,   B = −D⁻¹₂₁ = L⁻ᵀ M⁻¹ K L⁻¹
    ///
    /// with M = 1 − K Kᵀ = R Rᵀ and Q = R⁻¹ K.
    ///
    /// Refused where C or D had to be repaired: the derivatives of a repaired matrix are of the order of
    /// what was added to it, one over its smallest eigenvalue, and say nothing about the system.
    ///
    /// @throws IllegalStateException unless the condition is [Condition#REGULAR]
    public Derivatives derivatives() {
        if (condition != Condition.REGULAR) {
            throw new IllegalStateException(condition.meaning());
        }
        double[] q = whitened.clone();
        tiled.trsm(true, false, n, n, rest, n, q, n);

        double[] byC = rest.clone();
        blas.dpotri(n, byC, 0, n);
        double[] square = new double[n * n];
        tiled.syrk(true, n, n, 1, q, n, 0, square, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double value = -0.5 * (byC[i * n + j] + square[i * n + j]);
                byC[i * n + j] = value;
                byC[j * n + i] = value;
            }
            byC[i * n + i] = 0.5 * (1 - byC[i * n + i] - square[i * n + i]);
        }
        unwhiten(byC);

        tiled.trsm(true, true, n, n, rest, n, q, n);
        unwhiten(q);
        return new Derivatives(n, byC, q);
    }

    /// X ← L⁻ᵀ X L⁻¹.
    private void unwhiten(double[] x) {
        tiled.trsm(true, true, n, n, factor, n, x, n);
        tiled.trsm(false, false, n, n, factor, n, x, n);
    }

    private void requireDefined() {
        if (!defined()) {
            throw new IllegalStateException(condition.meaning());
        }
    }

    /// Derivatives of the information by the covariances.
    ///
    /// @param units N
    /// @param byCovariance A = ∂I/∂C, `[i][j]` row-major, symmetric
    /// @param byLagged B = ∂I/∂E, `[i][j]` row-major
    @SuppressWarnings("ArrayRecordComponent") // numbers handed to a learning rule; identity is never asked for
    public record Derivatives(int units, double[] byCovariance, double[] byLagged) {
        @Override
        public String toString() {
            return "Derivatives[" + units + " units, " + Arrays.hashCode(byCovariance) + "]";
        }
    }
}
