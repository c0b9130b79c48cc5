package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.TimeSeries;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.core.stats.Magnitude;

/// A series of real vectors in one or several trials, `[trial][time][dimension]`. All values are finite.
/// Immutable.
public final class RealSeries implements Series<RealSeries> {
    private final int dimensions;
    /// `[trial]`, each `[time][dimension]` row-major.
    private final double[][] trials;

    private RealSeries(int dimensions, double[][] trials) {
        this.dimensions = dimensions;
        this.trials = trials;
    }

    /// Some variables of one or several recordings, which are not joined at their ends.
    ///
    /// @param recordings with the same variables
    /// @param columns which variables, without repetition; all of them if none is named
    /// @throws InputException if a column does not exist or is named twice
    public static RealSeries of(Iterable<TimeSeries> recordings, int... columns) {
        double[][] trials = new double[0][];
        int dimensions = -1;
        for (TimeSeries recording : recordings) {
            TimeSeries chosen = columns.length == 0 ? recording : recording.select(columns);
            if (dimensions >= 0 && chosen.variables() != dimensions) {
                throw new InputException("one trial has " + Plural.of(dimensions, "variable") + ", another "
                        + chosen.variables() + ": all trials need the same");
            }
            dimensions = chosen.variables();
            trials = Arrays.copyOf(trials, trials.length + 1);
            trials[trials.length - 1] = chosen.values().clone();
        }
        if (dimensions < 0) {
            throw new InputException("there is no trial, hence nothing to measure");
        }
        return new RealSeries(dimensions, trials);
    }

    /// One trial of a single variable, `[time]`.
    ///
    /// @throws InputException if a value is not finite
    public static RealSeries of(double... values) {
        return of(1, values);
    }

    /// One or several trials of vectors.
    ///
    /// @param dimensions d ≥ 1
    /// @param trials each `[time][dimension]` row-major; not changed
    /// @throws InputException if a value is not finite
    public static RealSeries of(int dimensions, double[]... trials) {
        double[][] copies = new double[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            if (dimensions < 1 || trials[r].length % dimensions != 0) {
                throw new IllegalArgumentException(trials[r].length + " values of " + dimensions + " dimensions");
            }
            for (int i = 0; i < trials[r].length; i++) {
                if (!Double.isFinite(trials[r][i])) {
                    throw new InputException("row " + i / dimensions + ", column " + i % dimensions + " is "
                            + trials[r][i] + ": all values must be finite; remove or replace that row");
                }
            }
            copies[r] = trials[r].clone();
        }
        return new RealSeries(dimensions, copies);
    }

    /// Number of components d of each vector.
    public int dimensions() {
        return dimensions;
    }

    @Override
    public int[] trialLengths() {
        return Arrays.stream(trials)
                .mapToInt(trial -> trial.length / dimensions)
                .toArray();
    }

    /// The vectors of all trials, one trial after the other, `[sample][dimension]` row-major; a copy.
    public double[] values() {
        double[] all = new double[Math.multiplyExact(length(), dimensions)];
        int at = 0;
        for (double[] trial : trials) {
            System.arraycopy(trial, 0, all, at, trial.length);
            at += trial.length;
        }
        return all;
    }

    /// A copy of one component over all trials, `[sample]`.
    public double[] column(int dimension) {
        double[] column = new double[length()];
        int at = 0;
        for (double[] trial : trials) {
            for (int i = dimension; i < trial.length; i += dimensions) {
                column[at++] = trial[i];
            }
        }
        return column;
    }

    /// Each component with its mean taken away and divided by its standard deviation (divisor n − 1) over
    /// all trials; a constant component becomes zero.
    public RealSeries normalised() {
        double[][] scaled = new double[trials.length][];
        Arrays.setAll(scaled, r -> trials[r].clone());
        int n = length();
        for (int d = 0; d < dimensions; d++) {
            double[] values = column(d);
            double[] column = Magnitude.divided(values, Magnitude.exponent(values));
            double mean = Arrays.stream(column).sum() / n;
            double squares =
                    Arrays.stream(column).map(v -> (v - mean) * (v - mean)).sum();
            double deviation = Math.sqrt(squares / Math.max(1, n - 1));
            int at = 0;
            for (double[] trial : scaled) {
                for (int i = d; i < trial.length; i += dimensions) {
                    trial[i] = deviation > 0 ? (column[at] - mean) / deviation : 0;
                    at++;
                }
            }
        }
        return new RealSeries(dimensions, scaled);
    }

    /// Each component with uniform noise whose width is `relative` standard deviations, so that equal values part.
    /// Values keep their order where they differ by more. The same stream gives the same noise.
    ///
    /// @param relative width of the noise, usually 1e-8; a constant component gets noise of that width
    /// @param noise    where the numbers come from
    public RealSeries jittered(double relative, RandomStream noise) {
        CounterRandom random = noise.generator();
        double[] widths = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            double[] column = column(d);
            int exponent = Magnitude.exponent(column);
            double deviation = Math.scalb(Descriptive.standardDeviation(Magnitude.divided(column, exponent)), exponent);
            widths[d] = relative * (deviation > 0 ? deviation : 1);
        }
        double[][] moved = new double[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            moved[r] = trials[r].clone();
            for (int i = 0; i < moved[r].length; i++) {
                moved[r][i] += widths[i % dimensions] * (random.nextDouble() - 0.5);
            }
        }
        return new RealSeries(dimensions, moved);
    }

    @Override
    public RealSeries joined(RealSeries other) {
        Shapes.requireSame(trialLengths(), other.trialLengths());
        int both = dimensions + other.dimensions;
        double[][] pairs = new double[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            int steps = trials[r].length / dimensions;
            pairs[r] = new double[Math.multiplyExact(steps, both)];
            for (int t = 0; t < steps; t++) {
                System.arraycopy(trials[r], t * dimensions, pairs[r], t * both, dimensions);
                System.arraycopy(
                        other.trials[r], t * other.dimensions, pairs[r], t * both + dimensions, other.dimensions);
            }
        }
        return new RealSeries(both, pairs);
    }

    @Override
    public RealSeries reordered(int[] order) {
        double[] flat = values();
        double[][] moved = new double[trials.length][];
        int at = 0;
        for (int r = 0; r < trials.length; r++) {
            moved[r] = new double[trials[r].length];
            for (int t = 0; t < moved[r].length; t += dimensions) {
                System.arraycopy(flat, order[at++] * dimensions, moved[r], t, dimensions);
            }
        }
        return new RealSeries(dimensions, moved);
    }

    @Override
    public RealSeries shifted(Instants instants, int shift) {
        int[] starts = instants.starts(trialLengths(), shift);
        double[][] cut = new double[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            int count = instants.in(trials[r].length / dimensions);
            cut[r] = Arrays.copyOfRange(trials[r], starts[r] * dimensions, (starts[r] + count) * dimensions);
        }
        return new RealSeries(dimensions, cut);
    }
}
