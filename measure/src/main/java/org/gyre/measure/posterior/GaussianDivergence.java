package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.linalg.SymmetricEigen;

/// The Kullback-Leibler divergence between Gaussians, in nats, and what factorised Gaussians cannot
/// get below.
///
/// KL(N(m₀, S₀) ‖ N(m₁, S₁)) = ½ (tr S₁⁻¹S₀ − d + log det S₁ − log det S₀ + (m₁−m₀)ᵀ S₁⁻¹ (m₁−m₀)).
///
/// It is not computed so, because for near-equal covariances the terms cancel: with S₁ = L Lᵀ and λ
/// the eigenvalues of L⁻¹ S₀ L⁻ᵀ the first four terms are ½ Σ (λ − 1 − log λ), of which no summand
/// is negative and each is accurate near λ = 1. Equal covariances so give 0 to about the square of
/// the rounding.
public final class GaussianDivergence {
    private GaussianDivergence() {}

    /// KL(N(0, S₀) ‖ N(0, S₁)) of n variables.
    ///
    /// @param s0 `[n][n]`
    /// @param s1 `[n][n]`
    /// @throws InputException if a covariance is not symmetric, finite and positive definite
    public static double of(int n, double[] s0, double[] s1) {
        double[] zero = new double[Math.max(n, 0)];
        return of(n, zero, s0, zero, s1);
    }

    /// KL(N(m₀, S₀) ‖ N(m₁, S₁)) of n variables.
    ///
    /// @param m0 `[n]`
    /// @param s0 `[n][n]`
    /// @param m1 `[n]`
    /// @param s1 `[n][n]`
    /// @throws InputException if a covariance is not symmetric, finite and positive definite
    public static double of(int n, double[] m0, double[] s0, double[] m1, double[] s1) {
        Matrices.atLeastOne("number of variables", n);
        double[] first = Matrices.covariance("first covariance", n, s0);
        double[] second = Matrices.covariance("second covariance", n, s1);
        Matrices.factor("first covariance", n, first);
        double[] lower = Matrices.factor("second covariance", n, second).lower();
        double[] difference =
                Matrices.plus(Matrices.checked("first mean", 1, n, m0), -1, Matrices.checked("second mean", 1, n, m1));
        forward(n, lower, 1, difference);
        // W = L⁻¹ S₀ L⁻ᵀ: solve for the columns, turn, solve again.
        forward(n, lower, n, first);
        double[] whitened = Matrices.transpose(n, n, first);
        forward(n, lower, n, whitened);
        Matrices.symmetrise(n, whitened);
        double sum = 0;
        for (double value : SymmetricEigen.of(n, whitened).values()) {
            if (!(value > 0)) {
                throw new InputException("first covariance: is not positive definite against the second, it has no "
                        + "variance in a direction in which the second has; give each variable noise");
            }
            sum += excess(value - 1);
        }
        for (double d : difference) {
            sum += d * d;
        }
        return 0.5 * sum;
    }

    /// Both directions between N(0, Q) and N(0, P).
    ///
    /// @param q `[n][n]`
    /// @param p `[n][n]`
    /// @throws InputException if a covariance is not symmetric, finite and positive definite
    public static DivergencePair both(int n, double[] q, double[] p) {
        return new DivergencePair(of(n, q, p), of(n, p, q));
    }

    /// The least divergences that a Gaussian without correlations can have from one with covariance
    /// P.
    ///
    /// Towards the truth, KL(q‖p) ≥ ½ (Σ log Λ_ii − log det Λ) with the precision Λ = P⁻¹, reached
    /// at the variances 1/Λ_ii; from the truth, KL(p‖q) ≥ ½ (Σ log P_ii − log det P), reached at
    /// the variances P_ii. For a pair with correlation ρ both are −½ log(1 − ρ²).
    ///
    /// @param p `[n][n]`
    /// @throws InputException if the covariance is not symmetric, finite and positive definite
    public static DivergencePair factorisedFloor(int n, double[] p) {
        Matrices.atLeastOne("number of variables", n);
        double[] covariance = Matrices.covariance("covariance", n, p);
        Cholesky factor = Matrices.factor("covariance", n, covariance);
        double[] precision = factor.inverse();
        double qp = factor.logDeterminant();
        double pq = -qp;
        for (int i = 0; i < n; i++) {
            qp += Math.log(precision[i * n + i]);
            pq += Math.log(covariance[i * n + i]);
        }
        // Both are sums of informations; rounding may leave a little less than none.
        return new DivergencePair(Math.max(0, 0.5 * qp), Math.max(0, 0.5 * pq));
    }

    /// u − log(1 + u) ≥ 0, by its series near 0, where the two cancel.
    static double excess(double u) {
        if (Math.abs(u) > 1e-2) {
            return u - Math.log1p(u);
        }
        double sum = 0;
        double power = u;
        for (int k = 2; k <= 10; k++) {
            power *= -u;
            sum -= power / k;
        }
        return sum;
    }

    /// B ← L⁻¹ B, with B n×columns.
    private static void forward(int n, double[] lower, int columns, double[] b) {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                for (int j = 0; j < columns; j++) {
                    b[i * columns + j] -= lower[i * n + k] * b[k * columns + j];
                }
            }
            for (int j = 0; j < columns; j++) {
                b[i * columns + j] /= lower[i * n + i];
            }
        }
    }
}
