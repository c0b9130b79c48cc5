package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.linalg.Blas;
import org.gyre.core.stats.Magnitude;
import org.gyre.core.stats.Sum;
import org.gyre.measure.series.RealSeries;

/// The components of a, b and c with mean 0 and variance 1 (divisor n): information does not depend on scale, and
/// correlations are better conditioned than covariances. A constant component is zero.
///
/// @param trialLengths samples of each trial
/// @param widths       numbers of components of a, b and c
/// @param values       `[component][sample]`
/// @param warnings     what was met on the way
record Standardised(int[] trialLengths, int[] widths, double[] values, List<String> warnings) {
    /// Of two or three series of the same trials.
    static Standardised of(RealSeries... series) {
        RealSeries joint = joint(series);
        double[][] columns = new double[joint.dimensions()][];
        Arrays.setAll(columns, joint::column);
        return of(joint.trialLengths(), widths(series), columns, new ArrayList<>());
    }

    static RealSeries joint(RealSeries... series) {
        RealSeries joint = series[0];
        for (int i = 1; i < series.length; i++) {
            joint = joint.joined(series[i]);
        }
        return joint;
    }

    static int[] widths(RealSeries... series) {
        int[] widths = new int[3];
        for (int i = 0; i < series.length; i++) {
            widths[i] = series[i].dimensions();
        }
        return widths;
    }

    static Standardised of(int[] trialLengths, int[] widths, double[][] columns, List<String> warnings) {
        int n = columns[0].length;
        double[] values = new double[Math.multiplyExact(n, columns.length)];
        for (int d = 0; d < columns.length; d++) {
            standardise(Magnitude.divided(columns[d], Magnitude.exponent(columns[d])), values, d * n);
        }
        return new Standardised(trialLengths, widths, values, warnings);
    }

    private static void standardise(double[] column, double[] out, int at) {
        int n = column.length;
        double mean = Sum.of(column) / n;
        Sum squares = new Sum();
        boolean constant = true;
        for (double value : column) {
            squares.add((value - mean) * (value - mean));
            constant &= value == column[0];
        }
        double deviation = Math.sqrt(squares.value() / n);
        for (int i = 0; i < n; i++) {
            out[at + i] = constant || deviation == 0 ? 0 : (column[i] - mean) / deviation;
        }
    }

    int samples() {
        return values.length / dimensions();
    }

    int dimensions() {
        return widths[0] + widths[1] + widths[2];
    }

    /// The correlations of all components, `[dimension][dimension]`; those of constant ones are zero.
    double[] correlations() {
        int d = dimensions();
        int n = samples();
        double[] all = new double[d * d];
        Blas.best().dsyrk(false, d, n, 1.0 / n, values, 0, n, 0, all, 0, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                all[j * d + i] = all[i * d + j];
            }
        }
        return all;
    }

    /// The same with the samples of a in another order. Correlations inside a, and those of b and c, do not change.
    ///
    /// @param correlations before
    double[] correlations(int[] order, double[] correlations) {
        int d = dimensions();
        int n = samples();
        int moving = widths[0];
        double[] moved = moved(order);
        double[] cross = new double[moving * (d - moving)];
        Blas.best()
                .dgemm(
                        false,
                        true,
                        moving,
                        d - moving,
                        n,
                        1.0 / n,
                        moved,
                        0,
                        n,
                        values,
                        moving * n,
                        n,
                        0,
                        cross,
                        0,
                        d - moving);
        double[] all = correlations.clone();
        for (int i = 0; i < moving; i++) {
            for (int j = moving; j < d; j++) {
                double value = cross[i * (d - moving) + j - moving];
                all[i * d + j] = value;
                all[j * d + i] = value;
            }
        }
        return all;
    }

    /// The components of a in another order.
    private double[] moved(int[] order) {
        int n = samples();
        double[] moved = new double[widths[0] * n];
        for (int i = 0; i < widths[0]; i++) {
            for (int s = 0; s < n; s++) {
                moved[i * n + s] = values[i * n + order[s]];
            }
        }
        return moved;
    }

    /// Σ over samples of |x|⁴, which the weight of shrinkage needs.
    ///
    /// @param order of the samples of a
    double fourthPowers(int[] order) {
        int n = samples();
        double[] moving = squares(0, widths[0]);
        double[] still = squares(widths[0], dimensions());
        Sum sum = new Sum();
        for (int s = 0; s < n; s++) {
            double square = moving[order[s]] + still[s];
            sum.add(square * square);
        }
        return sum.value();
    }

    private double[] squares(int from, int to) {
        int n = samples();
        double[] squares = new double[n];
        for (int d = from; d < to; d++) {
            for (int s = 0; s < n; s++) {
                squares[s] += values[d * n + s] * values[d * n + s];
            }
        }
        return squares;
    }
}
