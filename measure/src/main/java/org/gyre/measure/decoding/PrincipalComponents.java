package org.gyre.measure.decoding;

import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;

/// The best linear code of a given width: the directions of largest variance of a data set.
///
/// Components are the eigenvectors of the sample covariance (divisor n − 1) in descending order of
/// variance, each with its entry of largest modulus positive, so that the same data give the same
/// signs. Cost width³. Immutable.
public final class PrincipalComponents {
    private final int width;
    private final double[] mean;
    private final double[] components;
    private final double[] variances;
    private final double totalVariance;

    private PrincipalComponents(
            int width, double[] mean, double[] components, double[] variances, double totalVariance) {
        this.width = width;
        this.mean = mean;
        this.components = components;
        this.variances = variances;
        this.totalVariance = totalVariance;
    }

    /// Fits the components.
    ///
    /// @param width numbers of a row ≥ 1
    /// @param rows `[samples][width]`, at least two samples
    /// @param count components to keep, 1 … `width`
    /// @throws InputException if shapes do not agree, a value is not finite, or the rows are all
    ///     equal
    public static PrincipalComponents fit(int width, double[] rows, int count) {
        int samples = Rows.count("data", width, rows);
        if (samples < 2) {
            throw new InputException("data: has one row, components need at least two");
        }
        if (count < 1 || count > width) {
            throw new InputException("components = " + count + ": must be 1 to " + width + ", the width of a row");
        }
        double[] mean = Rows.means(samples, width, rows);
        double[] centred = centred(width, rows, mean);
        Blas blas = Blas.best();
        double[] covariance = new double[Math.multiplyExact(width, width)];
        blas.dsyrk(true, width, samples, 1.0 / (samples - 1), centred, 0, width, 0, covariance, 0, width);
        double total = 0;
        for (int i = 0; i < width; i++) {
            total += covariance[i * width + i];
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            throw new InputException("data: has the variance " + total + ", rows must differ and be finite");
        }
        double[] ascending = new double[width];
        int info = blas.dsyevd(width, covariance, 0, width, ascending);
        if (info != 0) {
            throw new IllegalStateException("the eigenvectors of a covariance of " + width + " rows did not converge");
        }
        double[] components = new double[count * width];
        double[] variances = new double[count];
        for (int k = 0; k < count; k++) {
            int from = (width - 1 - k) * width;
            variances[k] = Math.max(0, ascending[width - 1 - k]);
            double extreme = 0;
            for (int i = 0; i < width; i++) {
                if (Math.abs(covariance[from + i]) > Math.abs(extreme)) {
                    extreme = covariance[from + i];
                }
            }
            for (int i = 0; i < width; i++) {
                components[k * width + i] = Math.copySign(1, extreme) * covariance[from + i];
            }
        }
        return new PrincipalComponents(width, mean, components, variances, total);
    }

    /// Number of components.
    public int count() {
        return variances.length;
    }

    /// The mean that is taken away first, `[width]`.
    public double[] mean() {
        return mean.clone();
    }

    /// Orthonormal components, `[count][width]`.
    public double[] components() {
        return components.clone();
    }

    /// The variance along each component, descending, `[count]`.
    public double[] variances() {
        return variances.clone();
    }

    /// The share of the fitted data's variance that the components hold.
    public double explained() {
        double sum = 0;
        for (double variance : variances) {
            sum += variance;
        }
        return Math.min(1, sum / totalVariance);
    }

    /// The code of each row, `[samples][count]`.
    ///
    /// @param rows `[samples][width]`
    /// @throws InputException if rows have another width or hold NaN
    public double[] project(double[] rows) {
        int samples = Rows.count("data", width, rows);
        double[] code = new double[samples * count()];
        Blas.best()
                .dgemm(
                        false,
                        true,
                        samples,
                        count(),
                        width,
                        1,
                        centred(width, rows, mean),
                        0,
                        width,
                        components,
                        0,
                        width,
                        0,
                        code,
                        0,
                        count());
        return code;
    }

    /// The rows that a code stands for, `[samples][width]`.
    ///
    /// @param code `[samples][count]`
    /// @throws InputException if rows of the code have another width or hold NaN
    public double[] reconstruct(double[] code) {
        int samples = Rows.count("code", count(), code);
        double[] rows = new double[Math.multiplyExact(samples, width)];
        Blas.best()
                .dgemm(
                        false,
                        false,
                        samples,
                        width,
                        count(),
                        1,
                        code,
                        0,
                        count(),
                        components,
                        0,
                        width,
                        0,
                        rows,
                        0,
                        width);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += mean[i % width];
        }
        return rows;
    }

    /// The mean square over all numbers of what is lost by coding and decoding; of other data than
    /// the fitted ones the honest figure.
    ///
    /// @param rows `[samples][width]`
    /// @throws InputException if rows have another width or hold NaN
    public double reconstructionError(double[] rows) {
        double[] back = reconstruct(project(rows));
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double d = rows[i] - back[i];
            sum += d * d;
        }
        return sum / rows.length;
    }

    private static double[] centred(int width, double[] rows, double[] mean) {
        double[] centred = rows.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i % width];
        }
        return centred;
    }
}
