package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;
import org.gyre.measure.posterior.LinearGaussianChain;
import org.jspecify.annotations.Nullable;

/// A world of linear layers with normal noise, whose posterior is normal and known exactly.
///
/// @param weights     A₁ … A_L, from the input up, each a list of rows `[zₖ₋₁][zₖ]`; or `sizes` instead
/// @param sizes       of the layers from the input up, if the weights are to be drawn: normal, of variance
///     gain² / (size above)
/// @param gain        of drawn weights
/// @param noise       standard deviations of the layers below the top, from the input up; one for all, or
///     each
/// @param oscillation bounces by which surprise is read, if they are asked for
public record LinearKeys(
        @Default("[]") List<List<List<Double>>> weights,
        @Default("[]") List<Integer> sizes,
        @Default("1") double gain,
        @Default("[0.5]") List<Double> noise,
        @Nullable OscillationKeys oscillation)
        implements WorldKeys.World {
    /// Numbers of all layers together that are judged exactly in little time.
    private static final int MOST = 2000;

    /// @throws InputException if weights and noise do not fit each other
    public LinearKeys {
        weights = weights.stream()
                .map(matrix -> matrix.stream().map(List::copyOf).toList())
                .toList();
        sizes = List.copyOf(sizes);
        noise = List.copyOf(noise);
        if (weights.isEmpty() == sizes.isEmpty()) {
            throw new InputException("give either weights, or sizes of layers whose weights are drawn");
        }
        for (List<List<Double>> matrix : weights) {
            if (matrix.isEmpty() || matrix.getFirst().isEmpty()) {
                throw new InputException("weights: a matrix is empty; give one row for each cell below");
            }
            for (List<Double> row : matrix) {
                if (row.size() != matrix.getFirst().size()) {
                    throw new InputException("weights: a matrix has rows of "
                            + matrix.getFirst().size() + " and of " + row.size() + " numbers; give them as many");
                }
            }
        }
        for (int k = 1; k < weights.size(); k++) {
            if (weights.get(k).size() != weights.get(k - 1).getFirst().size()) {
                throw new InputException(
                        "weights: matrix " + (k + 1) + " has " + weights.get(k).size()
                                + " rows, matrix " + k + " has "
                                + weights.get(k - 1).getFirst().size()
                                + " columns: they belong to the same layer and must be as many");
            }
        }
        if (sizes.size() == 1
                || sizes.stream().anyMatch(size -> size < 1)
                || sizes.stream().mapToLong(Integer::longValue).sum() > MOST) {
            throw new InputException(
                    "sizes = " + sizes + ": at least two layers of at least one cell, together at most " + MOST);
        }
        int ways = weights.isEmpty() ? sizes.size() - 1 : weights.size();
        if (noise.size() != 1 && noise.size() != ways) {
            throw new InputException(
                    "noise = " + noise + ": give one number, or " + ways + ", one for each layer below" + " the top");
        }
        for (double deviation : noise) {
            if (!(deviation >= 1e-6 && deviation <= 1e6)) {
                throw new InputException("noise = " + deviation + ": must be from 1e-6 to 1e6");
            }
        }
        if (!(gain > 0 && gain <= 1e6)) {
            throw new InputException("gain = " + gain + ": must be above 0 and at most 1e6");
        }
    }

    @Override
    public List<Integer> layers() {
        if (!sizes.isEmpty()) {
            return sizes;
        }
        List<Integer> layers = new ArrayList<>();
        weights.forEach(matrix -> layers.add(matrix.size()));
        layers.add(weights.getLast().getFirst().size());
        return layers;
    }

    @Override
    public int frames() {
        return 1;
    }

    /// A₁ … A_L, row-major.
    ///
    /// @param stream from which weights are drawn
    double[][] matrices(RandomStream stream) {
        List<Integer> layers = layers();
        double[][] matrices = new double[layers.size() - 1][];
        for (int k = 0; k < matrices.length; k++) {
            int below = layers.get(k);
            int above = layers.get(k + 1);
            if (weights.isEmpty()) {
                matrices[k] = drawn(below, above, gain / Math.sqrt(above), stream.split(k));
            } else {
                matrices[k] = weights.get(k).stream()
                        .flatMapToDouble(row -> row.stream().mapToDouble(Double::doubleValue))
                        .toArray();
            }
        }
        return matrices;
    }

    static double[] drawn(int rows, int columns, double deviation, RandomStream stream) {
        var random = stream.generator();
        double[] matrix = new double[rows * columns];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = deviation * random.nextGaussian();
        }
        return matrix;
    }

    /// The standard deviations of the layers below the top.
    double[] deviations() {
        int ways = layers().size() - 1;
        double[] deviations = new double[ways];
        for (int k = 0; k < ways; k++) {
            deviations[k] = noise.size() == 1 ? noise.getFirst() : noise.get(k);
        }
        return deviations;
    }

    /// The world with its truth.
    LinearGaussianChain chain(double[][] matrices) {
        return new LinearGaussianChain(
                layers().stream().mapToInt(Integer::intValue).toArray(), matrices, deviations());
    }

    @Override
    public List<Measure> course() {
        return List.of(LinearProblem.KL);
    }

    @Override
    public List<Measure> measures() {
        return oscillation == null ? LinearProblem.MEASURES : LinearProblem.WITH_OSCILLATION;
    }

    @Override
    public List<String> calibrations() {
        return List.of(LearnerSeries.EXACT, LinearProblem.FACTORISED);
    }

    @Override
    public List<String> constants() {
        return List.of("kl_floor", "reverse_kl_floor", "true_correlation", "true_information");
    }

    @Override
    public Problem open(RunContext context, RandomStream stream) {
        return new LinearProblem(this, stream);
    }
}
