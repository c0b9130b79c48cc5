package org.gyre.measure.posterior;

import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Latents with a mixture of Gaussians as prior, seen through a linear map: x = A z + s ε.
///
/// The posterior is a mixture with as many components: component k has the precision S_k⁻¹ + AᵀA/s²
/// and the weight w_k N(x; A m_k, A S_k Aᵀ + s² I), normalised. Immutable.
public final class MixtureWorld {
    private final GaussianMixture prior;
    private final int inputs;
    private final double[] weights;
    private final double noise;

    /// @param prior the law of z
    /// @param inputs number of components of x
    /// @param weights A, `[inputs][latents]`
    /// @param noise s > 0
    /// @throws org.gyre.core.InputException if a shape or value is out of range
    public MixtureWorld(GaussianMixture prior, int inputs, double[] weights, double noise) {
        this.prior = prior;
        this.inputs = Matrices.atLeastOne("inputs", inputs);
        this.weights = Matrices.checked("weights", inputs, prior.dimension(), weights);
        this.noise = Matrices.positive("noise", noise);
    }

    /// The law of the latents.
    public GaussianMixture prior() {
        return prior;
    }

    /// The law of the input.
    public GaussianMixture evidence() {
        int d = prior.dimension();
        double[][] means = new double[prior.components()][];
        double[][] covariances = new double[prior.components()][];
        for (int k = 0; k < means.length; k++) {
            means[k] = Matrices.apply(inputs, d, weights, prior.means()[k]);
            covariances[k] = Matrices.congruence(inputs, d, weights, prior.covariances()[k]);
            Matrices.addToDiagonal(inputs, covariances[k], noise * noise);
        }
        return new GaussianMixture(inputs, prior.weights(), means, covariances);
    }

    /// −log p(x) in nats.
    ///
    /// @param x `[inputs]`
    public double surprise(double[] x) {
        return -evidence().logDensity(Matrices.checked("input", 1, inputs, x));
    }

    /// p(z | x).
    ///
    /// @param x `[inputs]`
    public GaussianMixture posterior(double[] x) {
        double[] input = Matrices.checked("input", 1, inputs, x);
        int d = prior.dimension();
        GaussianMixture evidence = evidence();
        double scale = 1 / (noise * noise);
        double[] turned = Matrices.transpose(inputs, d, weights);
        double[] information = Matrices.scaled(scale, Matrices.multiply(d, inputs, d, turned, weights));
        double[] logs = new double[prior.components()];
        double[][] means = new double[logs.length][];
        double[][] covariances = new double[logs.length][];
        for (int k = 0; k < logs.length; k++) {
            double[] error = Matrices.plus(input, -1, evidence.means()[k]);
            Cholesky factor = Matrices.factor("covariance of the input", inputs, evidence.covariances()[k]);
            logs[k] = Math.log(prior.weights()[k]) + GaussianMixture.logNormal(factor, error);
            double[] precision = Matrices.inverse("covariance of component " + k, d, prior.covariances()[k]);
            covariances[k] = Matrices.inverse("posterior precision", d, Matrices.plus(precision, 1, information));
            double[] pull = Matrices.apply(d, inputs, turned, error);
            means[k] = Matrices.plus(prior.means()[k], scale, Matrices.apply(d, d, covariances[k], pull));
        }
        double total = Matrices.logSumExp(logs);
        double[] shares = new double[logs.length];
        for (int k = 0; k < logs.length; k++) {
            shares[k] = Math.exp(logs[k] - total);
        }
        return new GaussianMixture(d, shares, means, covariances);
    }

    /// Samples of latents and inputs.
    ///
    /// @param z `[count][latents]`
    /// @param x `[count][inputs]`
    public record Samples(double[] z, double[] x) {}

    /// Draws from the world; the same stream gives the same samples.
    public Samples samples(int count, RandomStream stream) {
        int d = prior.dimension();
        double[] z = prior.samples(count, stream.split("latents"));
        CounterRandom random = stream.split("noise").generator();
        double[] x = Matrices.multiply(count, d, inputs, z, Matrices.transpose(inputs, d, weights));
        for (int i = 0; i < x.length; i++) {
            x[i] += noise * random.nextGaussian();
        }
        return new Samples(z, x);
    }
}
