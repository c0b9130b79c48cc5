package org.gyre.measure.receptivefield;

/// A two-dimensional Gabor function with a constant added. With x the column, y the row and x' = (x − x₀) cos
/// θ + (y − y₀) sin θ along the wave, y' = −(x − x₀) sin θ + (y − y₀) cos θ along its crests:
///
///     g(x, y) = A exp(−x'²/2σ_x² − y'²/2σ_y²) cos(2π x'/λ + φ) + c
///
/// @param centreX x₀, in pixels; column 0 is at 0
/// @param centreY y₀, in pixels; row 0 is at 0
/// @param orientation θ in [0, π): direction of the wave, measured from the x (column) axis towards the y
///     (row) axis, in radians
/// @param wavelength λ > 0 in pixels
/// @param phase φ in (−π, π]
/// @param sigmaX σ_x > 0, standard deviation of the envelope along the wave, in pixels
/// @param sigmaY σ_y > 0, standard deviation of the envelope along the crests, in pixels
/// @param amplitude A ≥ 0
/// @param offset c
public record Gabor(
        double centreX,
        double centreY,
        double orientation,
        double wavelength,
        double phase,
        double sigmaX,
        double sigmaY,
        double amplitude,
        double offset) {

    /// g(x, y).
    public double at(double x, double y) {
        double dx = x - centreX;
        double dy = y - centreY;
        double along = dx * Math.cos(orientation) + dy * Math.sin(orientation);
        double across = -dx * Math.sin(orientation) + dy * Math.cos(orientation);
        double u = along / sigmaX;
        double v = across / sigmaY;
        return amplitude * Math.exp(-0.5 * (u * u + v * v)) * Math.cos(2 * Math.PI * along / wavelength + phase)
                + offset;
    }

    /// The function on a grid of `size` × `size` pixels, `[row][column]`.
    public double[] patch(int size) {
        double[] patch = new double[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                patch[y * size + x] = at(x, y);
            }
        }
        return patch;
    }
}
