package org.gyre.measure.posterior;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// z given x is N(M x, C): a linear reading of an input with Gaussian noise.
///
/// @param inputs number of components of x
/// @param outputs number of components of z
/// @param mean M, `[outputs][inputs]`, row-major
/// @param covariance C, `[outputs][outputs]`, symmetric
public record LinearConditional(int inputs, int outputs, double[] mean, double[] covariance) {
    /// @throws org.gyre.core.InputException if a matrix does not fit, is not finite, or the
    ///     covariance is not symmetric or has a negative variance
    public LinearConditional {
        Matrices.atLeastOne("inputs", inputs);
        Matrices.atLeastOne("outputs", outputs);
        mean = Matrices.checked("mean matrix", outputs, inputs, mean);
        covariance = Matrices.covariance("covariance", outputs, covariance);
    }

    /// M x, `[outputs]`.
    ///
    /// @param x `[inputs]`
    public double[] meanAt(double[] x) {
        return Matrices.apply(outputs, inputs, mean, Matrices.checked("input", 1, inputs, x));
    }

    /// The covariance of (x, z) when x is N(0, Sx): rows of Sx first, `[inputs + outputs][inputs +
    /// outputs]`.
    ///
    /// @param inputCovariance Sx, `[inputs][inputs]`
    public double[] joint(double[] inputCovariance) {
        double[] sx = Matrices.covariance("covariance of the input", inputs, inputCovariance);
        int n = inputs + outputs;
        double[] joint = new double[n * n];
        double[] cross = Matrices.multiply(outputs, inputs, inputs, mean, sx);
        Matrices.addBlock(joint, n, 0, 0, inputs, inputs, 1, sx);
        Matrices.addBlock(joint, n, inputs, 0, outputs, inputs, 1, cross);
        Matrices.addBlock(joint, n, 0, inputs, inputs, outputs, 1, Matrices.transpose(outputs, inputs, cross));
        Matrices.addBlock(joint, n, inputs, inputs, outputs, outputs, 1, covariance);
        Matrices.addBlock(
                joint, n, inputs, inputs, outputs, outputs, 1, Matrices.congruence(outputs, inputs, mean, sx));
        return joint;
    }

    /// One sample of z for each input; those of the exact posterior calibrate whatever judges
    /// samples.
    ///
    /// @param x rows `[count][inputs]`
    /// @return rows `[count][outputs]`; the same stream gives the same
    /// @throws org.gyre.core.InputException if rows have another width, hold NaN, or the covariance
    ///     has a negative eigenvalue
    public double[] samples(double[] x, RandomStream stream) {
        int count = x.length / inputs;
        double[] rows = Matrices.checked("inputs", count, inputs, x);
        double[] root = Matrices.root(outputs, Matrices.semidefinite("covariance", outputs, covariance));
        double[] z = Matrices.multiply(count, inputs, outputs, rows, Matrices.transpose(outputs, inputs, mean));
        CounterRandom random = stream.generator();
        double[] noise = new double[count * outputs];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        double[] turned = Matrices.transpose(outputs, outputs, root);
        return Matrices.plus(z, 1, Matrices.multiply(count, outputs, outputs, noise, turned));
    }

    /// The correlation of two outputs at a given input.
    public double correlation(int i, int j) {
        return covariance[i * outputs + j] / Math.sqrt(covariance[i * outputs + i] * covariance[j * outputs + j]);
    }
}
