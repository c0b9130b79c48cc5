package org.gyre.nets.infomax;

import org.gyre.core.linalg.TiledBlas;
import org.gyre.measure.mutualinfo.GaussianInformation;

/// The approximate gradient of T09, appendix A:
///
///     ∂I/∂W_kl ≈ ½ Σ_ij (1−δ_ij)(C_ik E_jl + E_il C_jk) V_ij − ½ U_kl,    V = 2C⁻¹ − D⁻¹₁₁ − D⁻¹₂₂
///     U_kl = [ (1−2p̄_k)(1−2p̄_l) E_kl + p̄_k(1−p̄_k) p̄_l(1−p̄_l) − E_kl² ] · 2 (D⁻¹₂₁)_kl
///
/// In matrix form, with the diagonal of V set to zero, **C V E − ½ U**. It replaces third and fourth
/// moments by second ones: its direction is good for weak weights and degrades for strong ones, its
/// length grows too large. [ExactInfomax#gaussianGradient] is what it approximates. Cost 4 N³ beyond the
/// derivatives.
public final class PaperRule {
    private PaperRule() {}

    /// The approximate gradient in nats, `[to][from]`, N×N row-major.
    ///
    /// @param moments C and E of a block
    /// @param derivatives A = ½ V and B = −D⁻¹₂₁ at these moments
    public static double[] gradient(LagCovariances moments, GaussianInformation.Derivatives derivatives) {
        return gradient(TiledBlas.alone(), moments, derivatives);
    }

    /// As above, with help for large N; the bits are the same with and without it.
    public static double[] gradient(
            TiledBlas tiled, LagCovariances moments, GaussianInformation.Derivatives derivatives) {
        int n = moments.units();
        double[] v = derivatives.byCovariance().clone();
        for (int i = 0; i < n; i++) {
            v[i * n + i] = 0;
        }
        double[] cv = new double[n * n];
        tiled.gemm(false, false, n, n, n, 2, moments.covariance(), n, v, n, 0, cv, n);
        double[] gradient = new double[n * n];
        double[] centre = moments.centre();
        double[] e = moments.lagged();
        for (int k = 0; k < n; k++) {
            double pk = centre[k];
            for (int l = 0; l < n; l++) {
                double pl = centre[l];
                double lag = e[k * n + l];
                double variance = (1 - 2 * pk) * (1 - 2 * pl) * lag + pk * (1 - pk) * pl * (1 - pl) - lag * lag;
                gradient[k * n + l] = variance * derivatives.byLagged()[k * n + l];
            }
        }
        tiled.gemm(false, false, n, n, n, 1, cv, n, e, n, 1, gradient, n);
        return gradient;
    }
}
