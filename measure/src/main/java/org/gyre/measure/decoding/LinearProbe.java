package org.gyre.measure.decoding;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.core.linalg.Cholesky;

/// A linear classifier in closed form: ridge regression of one-hot targets on standardised
/// activity, which tells how well a linear reader sees the class.
///
/// Units are standardised with mean and standard deviation (divisor n − 1) of the fitted set, a
/// constant 1 is appended, and B = (XᵀX + λ n I)⁻¹ XᵀY with n samples; the class is the largest of
/// the outputs. The constant is shrunk as well. A unit that does not vary in the fitted set is
/// ignored. Fit on one set and judge on another: on its own set a probe of many units is right by
/// chance. Immutable.
public final class LinearProbe {
    /// The usual λ.
    public static final double USUAL_RIDGE = 1e-2;

    private final int units;
    private final int classes;
    private final double[] mean;
    private final double[] scale;
    private final double[] weights;

    /// How often a probe was right.
    ///
    /// @param accuracy share of samples
    /// @param standardError √(accuracy (1 − accuracy) / samples)
    /// @param predicted class of each sample, `[samples]`
    public record Score(double accuracy, double standardError, int[] predicted) {}

    private LinearProbe(int units, int classes, double[] mean, double[] scale, double[] weights) {
        this.units = units;
        this.classes = classes;
        this.mean = mean;
        this.scale = scale;
        this.weights = weights;
    }

    /// Fits a probe.
    ///
    /// @param units components of a row ≥ 1
    /// @param activity `[samples][units]`, at least two samples
    /// @param labels classes from 0, `[samples]`
    /// @param classes number of classes ≥ 2; some may have no sample
    /// @param ridge λ > 0, usually [#USUAL_RIDGE]
    /// @throws InputException if shapes do not agree or a value is out of range or not finite
    public static LinearProbe fit(int units, double[] activity, int[] labels, int classes, double ridge) {
        int samples = Rows.count("activity", units, activity);
        if (samples < 2) {
            throw new InputException("activity: has one sample, a probe needs at least two");
        }
        if (classes < 2) {
            throw new InputException("classes = " + classes + ": must be at least 2");
        }
        if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new InputException("ridge = " + ridge + ": must be a finite number above 0");
        }
        checkLabels(samples, labels, classes);
        double[] mean = Rows.means(samples, units, activity);
        double[] scale = scales(samples, units, activity, mean);
        double[] x = design(samples, units, activity, mean, scale);
        int width = units + 1;
        Blas blas = Blas.best();
        double[] gram = new double[width * width];
        blas.dsyrk(true, width, samples, 1, x, 0, width, 0, gram, 0, width);
        for (int i = 0; i < width; i++) {
            gram[i * width + i] += ridge * samples;
        }
        double[] weights = new double[width * classes];
        for (int r = 0; r < samples; r++) {
            for (int i = 0; i < width; i++) {
                weights[i * classes + labels[r]] += x[r * width + i];
            }
        }
        Cholesky.factor(width, gram).solve(classes, weights);
        return new LinearProbe(units, classes, mean, scale, weights);
    }

    /// The outputs of the regression, about the probability of each class, `[samples][classes]`.
    ///
    /// @param activity `[samples][units]`
    /// @throws InputException if rows have another width or hold NaN
    public double[] outputs(double[] activity) {
        int samples = Rows.count("activity", units, activity);
        int width = units + 1;
        double[] x = design(samples, units, activity, mean, scale);
        double[] outputs = new double[samples * classes];
        Blas.best()
                .dgemm(
                        false, false, samples, classes, width, 1, x, 0, width, weights, 0, classes, 0, outputs, 0,
                        classes);
        return outputs;
    }

    /// The class of each sample: that of the largest output, the first one of equals.
    ///
    /// @param activity `[samples][units]`
    /// @throws InputException if rows have another width or hold NaN
    public int[] predict(double[] activity) {
        double[] outputs = outputs(activity);
        int[] predicted = new int[outputs.length / classes];
        for (int r = 0; r < predicted.length; r++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (outputs[r * classes + c] > outputs[r * classes + best]) {
                    best = c;
                }
            }
            predicted[r] = best;
        }
        return predicted;
    }

    /// Judges the probe on a set.
    ///
    /// @param activity `[samples][units]`
    /// @param labels `[samples]`
    /// @throws InputException if shapes do not agree or a value is out of range
    public Score score(double[] activity, int[] labels) {
        checkLabels(Rows.count("activity", units, activity), labels, classes);
        int[] predicted = predict(activity);
        int right = 0;
        for (int r = 0; r < labels.length; r++) {
            if (predicted[r] == labels[r]) {
                right++;
            }
        }
        double accuracy = (double) right / labels.length;
        return new Score(accuracy, Math.sqrt(accuracy * (1 - accuracy) / labels.length), predicted);
    }

    /// 1 / standard deviation of each unit, or 0 where it does not vary beyond the rounding of its
    /// mean.
    private static double[] scales(int samples, int units, double[] activity, double[] mean) {
        double[] squares = new double[units];
        double[] largest = new double[units];
        for (int i = 0; i < activity.length; i++) {
            int u = i % units;
            double d = activity[i] - mean[u];
            squares[u] += d * d;
            largest[u] = Math.max(largest[u], Math.abs(activity[i]));
        }
        double[] scale = new double[units];
        for (int u = 0; u < units; u++) {
            double deviation = Math.sqrt(squares[u] / (samples - 1));
            scale[u] = deviation > 1e-12 * largest[u] ? 1 / deviation : 0;
        }
        return scale;
    }

    /// Standardised rows with a 1 at the end, `[samples][units + 1]`.
    private static double[] design(int samples, int units, double[] activity, double[] mean, double[] scale) {
        int width = units + 1;
        double[] x = new double[Math.multiplyExact(samples, width)];
        Arrays.fill(x, 1);
        for (int r = 0; r < samples; r++) {
            for (int u = 0; u < units; u++) {
                x[r * width + u] = (activity[r * units + u] - mean[u]) * scale[u];
            }
        }
        return x;
    }

    private static void checkLabels(int samples, int[] labels, int classes) {
        if (labels.length != samples) {
            throw new InputException(
                    "labels: " + labels.length + " for " + samples + " samples; give one for each sample");
        }
        for (int r = 0; r < samples; r++) {
            if (labels[r] < 0 || labels[r] >= classes) {
                throw new InputException("label " + r + " (from 0) = " + labels[r] + ": must be 0 to " + (classes - 1));
            }
        }
    }
}
