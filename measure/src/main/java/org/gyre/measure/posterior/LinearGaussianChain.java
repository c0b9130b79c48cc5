package org.gyre.measure.posterior;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A generative chain of linear layers with noise, whose posterior is known in closed form.
///
/// z_L ~ N(0, I), z_{k−1} = A_k z_k + s_{k−1} ε with ε ~ N(0, I), and the input is x = z_0. The
/// layers x, z_1 … z_L are jointly Gaussian and form a Markov chain, so that inference upwards, z_k
/// from z_{k−1} alone, can be exact.
///
/// An inference is one [LinearConditional] for each layer from z_1 up, z_k = M_k z_{k−1} + N(0,
/// C_k), driven by x with the covariance of the model. Immutable; a joint covariance has (Σ sizes)²
/// entries.
public final class LinearGaussianChain {
    private final int[] sizes;
    private final int[] offsets;
    private final double[][] weights;
    private final double[] noise;
    private final double[][] covariances;
    private final double[] joint;
    private final Cholesky input;

    /// How far an inference is from the truth.
    ///
    /// @param joint of all layers together
    /// @param pairs of z_{k−1} and z_k, entry k − 1 for k = 1 … L
    /// @param bottoms of x, z_1 … z_k, entry k − 1 for k = 1 … L; the last is `joint`
    public record Divergences(DivergencePair joint, List<DivergencePair> pairs, List<DivergencePair> bottoms) {
        /// Copies the lists.
        public Divergences {
            pairs = List.copyOf(pairs);
            bottoms = List.copyOf(bottoms);
        }
    }

    /// A direction of the Kullback-Leibler divergence, in which factorised inference is best.
    public enum Direction {
        /// KL(q‖p).
        TOWARDS_TRUTH,
        /// KL(p‖q).
        FROM_TRUTH
    }

    /// @param sizes numbers of neurons of x, z_1 … z_L, L ≥ 1, all ≥ 1
    /// @param weights A_1 … A_L, where A_k is `[sizes[k − 1]][sizes[k]]`, row-major
    /// @param noise standard deviations s_0 … s_{L−1} > 0
    /// @throws InputException if numbers of layers or shapes do not agree or a value is out of
    ///     range
    public LinearGaussianChain(int[] sizes, double[][] weights, double[] noise) {
        int layers = sizes.length - 1;
        if (layers < 1) {
            throw new InputException("sizes: has " + sizes.length + " layers, must have the input and at least one "
                    + "layer of latents");
        }
        if (weights.length != layers) {
            throw new InputException("weights: has " + weights.length + " matrices, must have one for each of the "
                    + layers + " steps between layers");
        }
        this.sizes = sizes.clone();
        this.noise = Matrices.deviations("noise", layers, noise);
        this.weights = new double[layers][];
        offsets = new int[layers + 2];
        for (int k = 0; k <= layers; k++) {
            Matrices.atLeastOne("size of layer " + k, sizes[k]);
            offsets[k + 1] = Math.addExact(offsets[k], sizes[k]);
        }
        for (int k = 1; k <= layers; k++) {
            this.weights[k - 1] = Matrices.checked(
                    "weights from layer " + k + " to layer " + (k - 1), sizes[k - 1], sizes[k], weights[k - 1]);
        }
        int n = dimension();
        joint = new double[Math.multiplyExact(n, n)];
        covariances = new double[layers + 1][];
        fillJoint();
        input = Matrices.factor("covariance of the input", sizes[0], covariances[0]);
    }

    /// From the top down: the covariance of z_{k−1} with any z_j above is A_k cov(z_k, z_j).
    private void fillJoint() {
        int n = dimension();
        int layers = layers();
        covariances[layers] = Matrices.identity(sizes[layers]);
        place(layers, layers, covariances[layers]);
        for (int k = layers; k >= 1; k--) {
            double[] a = weights[k - 1];
            double[] own = Matrices.congruence(sizes[k - 1], sizes[k], a, covariances[k]);
            Matrices.addToDiagonal(sizes[k - 1], own, noise[k - 1] * noise[k - 1]);
            covariances[k - 1] = own;
            place(k - 1, k - 1, own);
            for (int j = k; j <= layers; j++) {
                double[] above = Matrices.block(joint, n, offsets[k], offsets[j], sizes[k], sizes[j]);
                place(k - 1, j, Matrices.multiply(sizes[k - 1], sizes[k], sizes[j], a, above));
            }
        }
    }

    private void place(int row, int column, double[] block) {
        int n = dimension();
        Matrices.addBlock(joint, n, offsets[row], offsets[column], sizes[row], sizes[column], 1, block);
        if (row != column) {
            double[] turned = Matrices.transpose(sizes[row], sizes[column], block);
            Matrices.addBlock(joint, n, offsets[column], offsets[row], sizes[column], sizes[row], 1, turned);
        }
    }

    /// L, the number of layers of latents.
    public int layers() {
        return sizes.length - 1;
    }

    /// The number of neurons of layer k, where 0 is the input.
    public int size(int k) {
        return sizes[k];
    }

    /// Where layer k begins in the joint vector (x, z_1 … z_L).
    public int offset(int k) {
        return offsets[k];
    }

    /// The length of the joint vector.
    public int dimension() {
        return offsets[sizes.length];
    }

    /// The covariance of (x, z_1 … z_L), `[dimension][dimension]`.
    public double[] jointCovariance() {
        return joint.clone();
    }

    /// The covariance of layer k, `[size(k)][size(k)]`.
    public double[] covariance(int k) {
        return covariances[k].clone();
    }

    /// The generative step p(z_{k−1} | z_k) = N(A_k z_k, s²_{k−1} I).
    ///
    /// @param k the layer above, 1 … L
    public LinearConditional generation(int k) {
        double variance = noise[k - 1] * noise[k - 1];
        return new LinearConditional(sizes[k], sizes[k - 1], weights[k - 1], Matrices.diagonal(sizes[k - 1], variance));
    }

    /// The exact upward step p(z_k | z_{k−1}): precision Λ = S_k⁻¹ + A_kᵀA_k / s², mean Λ⁻¹ A_kᵀ
    /// z_{k−1} / s².
    ///
    /// @param k the layer above, 1 … L
    public LinearConditional inference(int k) {
        double[] precision = precision(k);
        double[] covariance = Matrices.inverse("precision of layer " + k, sizes[k], precision);
        return new LinearConditional(sizes[k - 1], sizes[k], gain(sizes[k], covariance, k - 1), covariance);
    }

    /// The exact inference, one step for each layer from z_1 up; its joint law is that of the
    /// model.
    public List<LinearConditional> exactInference() {
        List<LinearConditional> steps = new ArrayList<>();
        for (int k = 1; k <= layers(); k++) {
            steps.add(inference(k));
        }
        return steps;
    }

    /// The posterior of all latents (z_1 … z_L) given x, from the precision, which is
    /// block-tridiagonal.
    public LinearConditional posterior() {
        int n = dimension() - sizes[0];
        double[] precision = new double[n * n];
        for (int k = 1; k <= layers(); k++) {
            int at = offsets[k] - sizes[0];
            double[] a = weights[k - 1];
            double[] transposed = Matrices.transpose(sizes[k - 1], sizes[k], a);
            double scale = 1 / (noise[k - 1] * noise[k - 1]);
            double[] square = Matrices.multiply(sizes[k], sizes[k - 1], sizes[k], transposed, a);
            Matrices.addBlock(precision, n, at, at, sizes[k], sizes[k], scale, square);
            if (k > 1) {
                int below = offsets[k - 1] - sizes[0];
                Matrices.addBlock(
                        precision, n, below, below, sizes[k - 1], sizes[k - 1], scale, Matrices.identity(sizes[k - 1]));
                Matrices.addBlock(precision, n, below, at, sizes[k - 1], sizes[k], -scale, a);
                Matrices.addBlock(precision, n, at, below, sizes[k], sizes[k - 1], -scale, transposed);
            }
        }
        int top = offsets[layers()] - sizes[0];
        int width = sizes[layers()];
        Matrices.addBlock(precision, n, top, top, width, width, 1, Matrices.identity(width));
        double[] covariance = Matrices.inverse("precision of the latents", n, precision);
        double[] toFirst = Matrices.block(covariance, n, 0, 0, n, sizes[1]);
        return new LinearConditional(sizes[0], n, gain(n, toFirst, 0), covariance);
    }

    /// −log p(x) in nats.
    ///
    /// @param x `[size(0)]`
    public double surprise(double[] x) {
        double[] checked = Matrices.checked("input", 1, sizes[0], x);
        double[] solved = checked.clone();
        input.solve(1, solved);
        double square = 0;
        for (int i = 0; i < solved.length; i++) {
            square += checked[i] * solved[i];
        }
        return 0.5 * (square + input.logDeterminant() + sizes[0] * Math.log(2 * Math.PI));
    }

    /// Ancestral samples, from the top down: for each layer from x up the rows `[count][size(k)]`.
    /// The same stream gives the same samples, and more of them begin with fewer.
    public double[][] samples(int count, RandomStream stream) {
        int layers = layers();
        double[][] rows = new double[layers + 1][];
        for (int k = layers; k >= 0; k--) {
            double[] z = normals(
                    Math.multiplyExact(count, sizes[k]), stream.split("layer").split(k));
            if (k < layers) {
                double[] drive = Matrices.multiply(
                        count,
                        sizes[k + 1],
                        sizes[k],
                        rows[k + 1],
                        Matrices.transpose(sizes[k], sizes[k + 1], weights[k]));
                z = Matrices.plus(drive, noise[k], z);
            }
            rows[k] = z;
        }
        return rows;
    }

    /// As [#samples], in single precision.
    public float[][] floatSamples(int count, RandomStream stream) {
        double[][] rows = samples(count, stream);
        float[][] floats = new float[rows.length][];
        for (int k = 0; k < rows.length; k++) {
            floats[k] = Matrices.toFloats(rows[k]);
        }
        return floats;
    }

    /// The covariance of (x, z_1 … z_L) under an inference, `[dimension][dimension]`.
    ///
    /// @param inference one step for each layer from z_1 up
    /// @throws InputException if steps and layers do not agree
    public double[] jointOf(List<LinearConditional> inference) {
        checkSteps(inference);
        int n = dimension();
        double[] q = new double[n * n];
        Matrices.addBlock(q, n, 0, 0, sizes[0], sizes[0], 1, covariances[0]);
        for (int k = 1; k <= layers(); k++) {
            LinearConditional step = inference.get(k - 1);
            int at = offsets[k];
            int below = offsets[k - 1];
            double[] past = Matrices.block(q, n, below, 0, sizes[k - 1], at);
            double[] cross = Matrices.multiply(sizes[k], sizes[k - 1], at, step.mean(), past);
            Matrices.addBlock(q, n, at, 0, sizes[k], at, 1, cross);
            Matrices.addBlock(q, n, 0, at, at, sizes[k], 1, Matrices.transpose(sizes[k], at, cross));
            double[] last = Matrices.block(q, n, below, below, sizes[k - 1], sizes[k - 1]);
            double[] own = Matrices.congruence(sizes[k], sizes[k - 1], step.mean(), last);
            Matrices.addBlock(q, n, at, at, sizes[k], sizes[k], 1, own);
            Matrices.addBlock(q, n, at, at, sizes[k], sizes[k], 1, step.covariance());
        }
        return q;
    }

    /// How far an inference is from the truth, exactly.
    ///
    /// @param inference one step for each layer from z_1 up
    /// @throws InputException if steps and layers do not agree, or a neuron of the inference has no
    ///     noise
    public Divergences divergences(List<LinearConditional> inference) {
        double[] q = jointOf(inference);
        List<DivergencePair> pairs = new ArrayList<>();
        List<DivergencePair> bottoms = new ArrayList<>();
        for (int k = 1; k <= layers(); k++) {
            pairs.add(between(q, offsets[k - 1], offsets[k + 1]));
            bottoms.add(between(q, 0, offsets[k + 1]));
        }
        return new Divergences(bottoms.getLast(), pairs, bottoms);
    }

    /// The least divergences of an inference whose neurons are independent of one another given the
    /// layer below: the sum of [GaussianDivergence#factorisedFloor] over the exact steps.
    ///
    /// The chain rule makes the divergence of the joint a sum over layers of the expected
    /// divergence of a step. With the exact means a step's divergence does not depend on what is
    /// below, hence the floors add up.
    public DivergencePair factorisedFloor() {
        double qp = 0;
        double pq = 0;
        for (int k = 1; k <= layers(); k++) {
            DivergencePair floor = factorisedFloor(k);
            qp += floor.qp();
            pq += floor.pq();
        }
        return new DivergencePair(qp, pq);
    }

    /// The part of [#factorisedFloor()] that the step from layer k − 1 to layer k has.
    ///
    /// @param k the layer above, 1 … L
    public DivergencePair factorisedFloor(int k) {
        return GaussianDivergence.factorisedFloor(sizes[k], inference(k).covariance());
    }

    /// The factorised inference that reaches the floor: exact mean matrices, variances 1/Λ_ii
    /// (towards the truth) or P_ii (from it).
    public List<LinearConditional> factorisedOptimum(Direction direction) {
        List<LinearConditional> steps = new ArrayList<>();
        for (int k = 1; k <= layers(); k++) {
            LinearConditional exact = inference(k);
            double[] precision = precision(k);
            double[] diagonal = new double[sizes[k] * sizes[k]];
            for (int i = 0; i < sizes[k]; i++) {
                int ii = i * sizes[k] + i;
                diagonal[ii] = switch (direction) {
                    case TOWARDS_TRUTH -> 1 / precision[ii];
                    case FROM_TRUTH -> exact.covariance()[ii];
                };
            }
            steps.add(new LinearConditional(sizes[k - 1], sizes[k], exact.mean(), diagonal));
        }
        return steps;
    }

    /// Λ of p(z_k | z_{k−1}).
    private double[] precision(int k) {
        double[] a = weights[k - 1];
        double[] square =
                Matrices.multiply(sizes[k], sizes[k - 1], sizes[k], Matrices.transpose(sizes[k - 1], sizes[k], a), a);
        double[] prior = Matrices.inverse("covariance of layer " + k, sizes[k], covariances[k]);
        return Matrices.plus(prior, 1 / (noise[k - 1] * noise[k - 1]), square);
    }

    /// P A_kᵀ / s² for the layer `below` = k − 1, with P `[rows][size(k)]`.
    private double[] gain(int rows, double[] p, int below) {
        int above = sizes[below + 1];
        double[] transposed = Matrices.transpose(sizes[below], above, weights[below]);
        return Matrices.scaled(
                1 / (noise[below] * noise[below]), Matrices.multiply(rows, above, sizes[below], p, transposed));
    }

    private DivergencePair between(double[] q, int from, int to) {
        int n = dimension();
        int m = to - from;
        return GaussianDivergence.both(
                m, Matrices.block(q, n, from, from, m, m), Matrices.block(joint, n, from, from, m, m));
    }

    private void checkSteps(List<LinearConditional> inference) {
        if (inference.size() != layers()) {
            throw new InputException("inference: has " + inference.size() + " steps, must have one for each of the "
                    + layers() + " layers of latents");
        }
        for (int k = 1; k <= layers(); k++) {
            LinearConditional step = inference.get(k - 1);
            if (step.inputs() != sizes[k - 1] || step.outputs() != sizes[k]) {
                throw new InputException("inference of layer " + k + ": maps " + step.inputs() + " to " + step.outputs()
                        + " neurons, must map " + sizes[k - 1] + " to " + sizes[k]);
            }
        }
    }

    private static double[] normals(int count, RandomStream stream) {
        CounterRandom random = stream.generator();
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = random.nextGaussian();
        }
        return z;
    }
}
