package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// x = z₁ z₂ + σ ε with z ~ N(0, I₂): the posterior has two lobes, in opposite quadrants, and no
/// factorised law is near it.
///
/// @param noise σ > 0
public record ProductWorld(double noise) {
    /// @throws InputException if the noise is not a positive number
    public ProductWorld {
        Matrices.positive("noise", noise);
    }

    /// The logarithm of p(z) p(x | z) at an input, up to a constant.
    public GridPosterior.LogDensity logDensity(double x) {
        finite(x);
        return (z1, z2) -> {
            double error = (x - z1 * z2) / noise;
            return -0.5 * (z1 * z1 + z2 * z2) - 0.5 * error * error;
        };
    }

    /// The posterior at an input on a grid, whose cells must be small against σ divided by the
    /// range.
    public GridPosterior posterior(double x, GridPosterior.Grid grid) {
        return new GridPosterior(logDensity(x), grid);
    }

    /// −log p(x) in nats: given z₁, x is N(0, z₁² + σ²).
    ///
    /// The integral over z₁ = σ sinh t is a trapezoidal sum in t, in which the integrand is smooth
    /// at every σ.
    public double surprise(double x) {
        finite(x);
        double step = 1.0 / 64;
        // exp(−z₁²/2) vanishes in double precision beyond z₁ = 39.
        double reach = 40 / noise;
        double end = Math.log(reach + Math.sqrt(reach * reach + 1));
        int half = (int) Math.ceil(end / step);
        double[] logs = new double[half + 1];
        for (int i = 0; i <= half; i++) {
            double t = i * step;
            double z = noise * Math.sinh(t);
            double spread = noise * Math.cosh(t);
            double error = x / spread;
            logs[i] = -0.5 * z * z - 0.5 * error * error + (i == 0 ? 0 : Math.log(2));
        }
        return Math.log(2 * Math.PI) - Math.log(step) - Matrices.logSumExp(logs);
    }

    /// Samples of latents and inputs.
    ///
    /// @param z rows (z₁, z₂), `[count][2]`
    /// @param x `[count]`
    public record Samples(double[] z, double[] x) {}

    /// Draws from the world; the same stream gives the same samples.
    public Samples samples(int count, RandomStream stream) {
        CounterRandom random = stream.generator();
        double[] z = new double[Math.multiplyExact(2, count)];
        double[] x = new double[count];
        for (int r = 0; r < count; r++) {
            z[2 * r] = random.nextGaussian();
            z[2 * r + 1] = random.nextGaussian();
            x[r] = z[2 * r] * z[2 * r + 1] + noise * random.nextGaussian();
        }
        return new Samples(z, x);
    }

    private static void finite(double x) {
        if (!Double.isFinite(x)) {
            throw new InputException("input x = " + x + ": must be finite");
        }
    }
}
