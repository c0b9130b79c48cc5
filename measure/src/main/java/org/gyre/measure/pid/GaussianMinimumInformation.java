package org.gyre.measure.pid;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.linalg.NotPositiveDefiniteException;
import org.gyre.measure.series.RealSeries;

/// The minimum mutual information of jointly Gaussian sources and target, each of any dimension, from
/// their covariance:
///
///     I(Y; S_A) = ½ ln (|Σ_A| |Σ_Y| / |Σ_AY|),   I_MMI(α) = min_{A ∈ α} I(Y; S_A)
///
/// A. B. Barrett, Exploration of synergistic and redundant information sharing in static and dynamical
/// Gaussian systems, Physical Review E 91, 052802 (2015).
public final class GaussianMinimumInformation {
    private GaussianMinimumInformation() {}

    /// The atoms of variables with a known covariance.
    ///
    /// @param order number of variables n
    /// @param covariance `[n][n]` row-major, symmetric; not changed
    /// @param sources two to four, each the variables that belong to it, from 0; sources may share
    ///     variables
    /// @param target the variables of the target, none of them a source's
    /// @throws InputException if there are fewer or more sources, a variable does not exist, the target
    ///     shares one with a source, or the covariance is not symmetric, not finite or singular
    public static Decomposition of(int order, double[] covariance, int[][] sources, int[] target) {
        RedundancyLattice.requireSources(sources.length);
        check(order, covariance, sources, target);
        double[] information = new double[1 << sources.length];
        double targetLog = logDeterminant(order, covariance, target);
        for (int mask = 1; mask < information.length; mask++) {
            int set = mask;
            int[] variables = IntStream.range(0, sources.length)
                    .filter(i -> (set >> i & 1) != 0)
                    .flatMap(i -> Arrays.stream(sources[i]))
                    .distinct()
                    .toArray();
            int[] all = IntStream.concat(Arrays.stream(variables), Arrays.stream(target))
                    .toArray();
            information[mask] = 0.5
                    * (logDeterminant(order, covariance, variables)
                            + targetLog
                            - logDeterminant(order, covariance, all));
        }
        return MinimumMutualInformation.of(RedundancyLattice.of(sources.length), information);
    }

    /// The atoms of recorded variables, from their sample covariance.
    ///
    /// @param target of any dimension
    /// @param sources two to four, of any dimensions, as long as the target
    /// @throws InputException if there are fewer or more sources, lengths differ, or the sample
    ///     covariance is singular: variables that are constant or depend on each other, or samples that
    ///     are too few
    public static Decomposition of(RealSeries target, RealSeries... sources) {
        RedundancyLattice.requireSources(sources.length);
        RealSeries all = target;
        int[][] columns = new int[sources.length][];
        for (int i = 0; i < sources.length; i++) {
            int first = all.dimensions();
            all = all.joined(sources[i]);
            columns[i] = IntStream.range(first, all.dimensions()).toArray();
        }
        return of(
                all.dimensions(),
                correlations(all.normalised()),
                columns,
                IntStream.range(0, target.dimensions()).toArray());
    }

    /// Information does not change with the scale of a variable, and rounding does least at equal
    /// scales.
    private static double[] correlations(RealSeries normalised) {
        int n = normalised.dimensions();
        double[] values = normalised.values();
        double[] sums = new double[n * n];
        for (int row = 0; row < values.length; row += n) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    sums[i * n + j] += values[row + i] * values[row + j];
                }
            }
        }
        int degrees = Math.max(1, normalised.length() - 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                sums[i * n + j] /= degrees;
                sums[j * n + i] = sums[i * n + j];
            }
        }
        return sums;
    }

    private static void check(int order, double[] covariance, int[][] sources, int[] target) {
        if (covariance.length != order * order) {
            throw new IllegalArgumentException(covariance.length + " elements of a covariance of order " + order);
        }
        for (int i = 0; i < order; i++) {
            for (int j = 0; j <= i; j++) {
                double a = covariance[i * order + j];
                double b = covariance[j * order + i];
                if (!Double.isFinite(a) || !(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)))) {
                    throw new InputException("the covariance at row " + i + ", column " + j + " is " + a
                            + " and across the diagonal " + b + ": it must be symmetric and finite");
                }
            }
        }
        boolean[] targeted = new boolean[order];
        for (int variable : target) {
            requireVariable(variable, order);
            targeted[variable] = true;
        }
        for (int[] source : sources) {
            for (int variable : source) {
                requireVariable(variable, order);
                if (targeted[variable]) {
                    throw new InputException("variable " + variable
                            + " is a source and the target, which tells infinitely much about itself: leave one out");
                }
            }
            if (source.length == 0 || target.length == 0) {
                throw new InputException("a source or the target has no variable: give it at least one");
            }
        }
    }

    private static void requireVariable(int variable, int order) {
        if (variable < 0 || variable >= order) {
            throw new InputException("there is no variable " + variable + ": name them from 0 to " + (order - 1));
        }
    }

    private static double logDeterminant(int order, double[] covariance, int[] variables) {
        int n = variables.length;
        double[] part = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                part[i * n + j] = covariance[variables[i] * order + variables[j]];
            }
        }
        try {
            return Cholesky.factor(n, part).logDeterminant();
        } catch (NotPositiveDefiniteException e) {
            throw new InputException(
                    "the covariance is singular: a variable is constant or depends on others, or samples are too few;"
                            + " leave out the variable or record more",
                    e);
        }
    }
}
