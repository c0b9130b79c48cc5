package org.gyre.measure.receptivefield;

import java.util.Arrays;

/// The Gabor function in the coordinates of the fit, q = (x₀, y₀, θ, k = 2π/λ, φ, ln σ_x, ln σ_y, A, c),
/// with its derivatives and the box in which q is searched.
final class GaborModel {
    static final int PARAMETERS = 9;
    static final int X0 = 0;
    static final int Y0 = 1;
    static final int THETA = 2;
    static final int K = 3;
    static final int PHI = 4;
    static final int LOG_SIGMA_X = 5;
    static final int LOG_SIGMA_Y = 6;
    static final int A = 7;
    static final int C = 8;

    private final int size;
    private final double[] lower = new double[PARAMETERS];
    private final double[] upper = new double[PARAMETERS];

    /// The centre stays on the patch, the wavelength between the Nyquist limit of 2 pixels and four patches, each σ
    /// between half a pixel and two patches: outside, the pixels no longer tell one function from another.
    GaborModel(int size) {
        this.size = size;
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        lower[X0] = lower[Y0] = -0.5;
        upper[X0] = upper[Y0] = size - 0.5;
        lower[K] = 2 * Math.PI / (4.0 * size);
        upper[K] = Math.PI;
        lower[LOG_SIGMA_X] = lower[LOG_SIGMA_Y] = Math.log(0.5);
        upper[LOG_SIGMA_X] = upper[LOG_SIGMA_Y] = Math.log(2.0 * size);
    }

    double lower(int parameter) {
        return lower[parameter];
    }

    double upper(int parameter) {
        return upper[parameter];
    }

    /// Moves q into the box.
    void clamp(double[] q) {
        for (int i = 0; i < PARAMETERS; i++) {
            q[i] = Math.min(upper[i], Math.max(lower[i], q[i]));
        }
    }

    /// Residuals r = g − patch and, unless `jacobian` is empty, ∂g/∂q as `[pixel][parameter]`. Returns Σ r².
    double evaluate(double[] q, double[] patch, double[] residual, double[] jacobian) {
        double cos = Math.cos(q[THETA]);
        double sin = Math.sin(q[THETA]);
        double sigmaX = Math.exp(q[LOG_SIGMA_X]);
        double sigmaY = Math.exp(q[LOG_SIGMA_Y]);
        double sum = 0;
        for (int row = 0, p = 0; row < size; row++) {
            for (int column = 0; column < size; column++, p++) {
                double dx = column - q[X0];
                double dy = row - q[Y0];
                double along = dx * cos + dy * sin;
                double across = dy * cos - dx * sin;
                double u = along / sigmaX;
                double v = across / sigmaY;
                double envelope = Math.exp(-0.5 * (u * u + v * v));
                double angle = q[K] * along + q[PHI];
                double wave = envelope * Math.cos(angle);
                residual[p] = q[A] * wave + q[C] - patch[p];
                sum += residual[p] * residual[p];
                if (jacobian.length > 0) {
                    double quadrature = -q[A] * envelope * Math.sin(angle);
                    // ∂g/∂x' and ∂g/∂y'.
                    double gAlong = q[K] * quadrature - q[A] * wave * u / sigmaX;
                    double gAcross = -q[A] * wave * v / sigmaY;
                    int j = p * PARAMETERS;
                    jacobian[j + X0] = -cos * gAlong + sin * gAcross;
                    jacobian[j + Y0] = -sin * gAlong - cos * gAcross;
                    jacobian[j + THETA] = across * gAlong - along * gAcross;
                    jacobian[j + K] = along * quadrature;
                    jacobian[j + PHI] = quadrature;
                    jacobian[j + LOG_SIGMA_X] = q[A] * wave * u * u;
                    jacobian[j + LOG_SIGMA_Y] = q[A] * wave * v * v;
                    jacobian[j + A] = wave;
                    jacobian[j + C] = 1;
                }
            }
        }
        return sum;
    }

    /// q as a [Gabor] with A ≥ 0, θ in [0, π) and φ in (−π, π].
    static Gabor gabor(double[] q, double scale) {
        double theta = q[THETA];
        double phi = q[PHI];
        double turns = Math.floor(theta / Math.PI);
        theta -= turns * Math.PI;
        if (theta >= Math.PI) {
            theta = 0; // a tiny negative angle rounds up to π
            turns++;
        }
        // Half a turn reverses x', and cos(−kx' + φ) = cos(kx' − φ).
        if (turns % 2 != 0) {
            phi = -phi;
        }
        if (q[A] < 0) {
            phi += Math.PI;
        }
        phi = Math.IEEEremainder(phi, 2 * Math.PI);
        if (phi <= -Math.PI) {
            phi = Math.PI;
        }
        return new Gabor(
                q[X0],
                q[Y0],
                theta,
                2 * Math.PI / q[K],
                phi,
                Math.exp(q[LOG_SIGMA_X]),
                Math.exp(q[LOG_SIGMA_Y]),
                Math.abs(q[A]) * scale,
                q[C] * scale);
    }
}
