package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// Cells B and C that a cell A drives, where B drives C too: A is a skewed source of mean 0 and variance 1,
/// −ln U − 1; B = u A + s ε, C = v A + r B + s ε′. The weights u and v are learned from the joint activity
/// of B and C. Each cell predicted from A alone would count the way through B twice.
public final class TwoPopulations implements Generation.Learning, AutoCloseable {
    /// So small that −ln of it is finite, and rarer than one in a million draws.
    private static final double SMALLEST = 1e-6;

    /// Weights of the circuit.
    ///
    /// @param u     from A to B
    /// @param v     from A to C
    /// @param r     from B to C
    /// @param noise s > 0
    public record Circuit(double u, double v, double r, double noise) {
        /// @throws InputException if a number is not finite, or the noise not positive
        public Circuit {
            double largest = Math.max(Math.max(Math.abs(u), Math.abs(v)), Math.abs(r));
            if (!(largest <= 1e6 && noise > 0 && noise <= 1e6)) {
                throw new InputException("weights " + u + ", " + v + ", " + r + " and noise " + noise
                        + ": must be at most 1e6, the noise above 0");
            }
        }

        /// The covariance of B and C: (u² + s², u m + r s²; …, m² + (r s)² + s²) with m = v + r u.
        ///
        /// @return `[2][2]`, row-major
        public double[] covariance() {
            double m = v + r * u;
            double s2 = noise * noise;
            double bc = u * m + r * s2;
            return new double[] {u * u + s2, bc, bc, m * m + r * r * s2 + s2};
        }
    }

    private final Circuit start;
    private final Weights weights;
    private final int u;
    private final int v;

    /// @param start the weights at first; `r` and the noise stay
    public TwoPopulations(Circuit start, Precision precision) {
        this.start = start;
        this.weights = new Weights(precision);
        this.u = weights.declare("u", new Initial.Constant(start.u), 1);
        this.v = weights.declare("v", new Initial.Constant(start.v), 1);
        weights.draw(RandomStream.of(0)); // nothing is random in it
    }

    /// The circuit as it is now.
    public Circuit circuit() {
        return new Circuit(weights.array("u")[0], weights.array("v")[0], start.r, start.noise);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(2);
    }

    @Override
    public List<Tensor> dream(int samples, Draws draws) {
        return List.of(activity(weights.get(u), weights.get(v), start, samples, draws));
    }

    /// Activity (B, C) of a circuit that stays as it is. To be called within a scope of pointers.
    ///
    /// @return `[sample][2]`
    public static Tensor activity(Circuit circuit, int samples, Draws draws) {
        Precision precision = draws.precision();
        return activity(
                precision.tensor(new double[] {circuit.u}, 1),
                precision.tensor(new double[] {circuit.v}, 1),
                circuit,
                samples,
                draws);
    }

    private static Tensor activity(Tensor u, Tensor v, Circuit circuit, int samples, Draws draws) {
        Tensor a = source(samples, draws);
        Tensor b = a.mul(u).add(draws.normal(samples, 1), new Scalar(circuit.noise));
        Tensor c = a.mul(v).add(b, new Scalar(circuit.r)).add(draws.normal(samples, 1), new Scalar(circuit.noise));
        return torch.cat(new org.bytedeco.pytorch.TensorVector(b, c), 1);
    }

    private static Tensor source(int samples, Draws draws) {
        return draws.uniform(0, 1, samples, 1)
                .clamp_min_(new Scalar(SMALLEST))
                .log_()
                .neg_()
                .sub_(new Scalar(1));
    }

    /// What the local rule finds: B and C of a true circuit each predicted from A, by following the mean of
    /// A · (cell − weight · A) over a batch.
    ///
    /// @param truth   the circuit that is active
    /// @param rate    of each update
    /// @param updates of them
    /// @param batch   samples in each
    /// @return the circuit with the weights that were found in the place of u and v
    public static Circuit localRule(
            Circuit truth, Circuit start, double rate, int updates, int batch, RandomStream stream) {
        double u = start.u;
        double v = start.v;
        double meanU = 0;
        double meanV = 0;
        try (Draws draws = new Draws(Precision.DOUBLE).at(stream)) {
            for (int t = 0; t < updates; t++) {
                try (PointerScope scope = new PointerScope()) {
                    assert scope != null;
                    Precision precision = draws.precision();
                    double[] a = precision.array(source(batch, draws));
                    double[] noise = precision.array(draws.normal(batch, 2));
                    double slopeU = 0;
                    double slopeV = 0;
                    for (int i = 0; i < batch; i++) {
                        double b = truth.u * a[i] + truth.noise * noise[2 * i];
                        double c = truth.v * a[i] + truth.r * b + truth.noise * noise[2 * i + 1];
                        slopeU += a[i] * (b - u * a[i]) / batch;
                        slopeV += a[i] * (c - v * a[i]) / batch;
                    }
                    u += rate * slopeU;
                    v += rate * slopeV;
                }
                if (2 * t >= updates) {
                    // The mean of the second half: the last step alone is as noisy as a batch.
                    meanU += u / (updates - (updates + 1) / 2);
                    meanV += v / (updates - (updates + 1) / 2);
                }
            }
        }
        return new Circuit(meanU, meanV, truth.r, truth.noise);
    }

    /// Frees the tensors.
    @Override
    public void close() {
        weights.close();
    }
}
