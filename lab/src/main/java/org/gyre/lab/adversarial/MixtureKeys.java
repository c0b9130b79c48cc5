package org.gyre.lab.adversarial;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.Generation;
import org.gyre.deep.adversarial.SampledGeneration;
import org.gyre.lab.experiment.Default;
import org.gyre.measure.posterior.GaussianMixture;
import org.gyre.measure.posterior.GridPosterior;
import org.gyre.measure.posterior.GridPosterior.Grid;
import org.gyre.measure.posterior.MixtureWorld;

/// Two causes whose prior is a mixture of round normal laws, and one input that is their weighted sum with noise: the
/// posterior is such a mixture too, with a mode for each cluster that can explain the input.
///
/// @param means     of the clusters, two numbers each
/// @param shares    of the clusters; empty for equal ones
/// @param deviation standard deviation of a cluster
/// @param weights   of the causes in the input
/// @param noise     standard deviation of the noise of the input
/// @param inputs    at which the posterior is judged on a grid
/// @param samples   drawn at each of these
/// @param pairs     samples of wake and of sleep, each, for the two-sample tests
public record MixtureKeys(
        @Default("[[1.5, 1.5], [1.5, -1.5], [-1.5, 1.5], [-1.5, -1.5]]")
        List<List<Double>> means,

        @Default("[]") List<Double> shares,
        @Default("0.35") double deviation,
        @Default("[1, 1]") List<Double> weights,
        @Default("0.5") double noise,
        @Default("[-3, -1, 0, 1, 3]") List<Double> inputs,
        @Default("40000") int samples,
        @Default("10000") int pairs)
        implements PlaneProblem.Keys {
    /// Standard deviations from the outermost cluster to the end of the grid.
    private static final double BEYOND = 4;
    /// Cells of the grid that the narrowest ridge of the posterior spans.
    private static final double CLOSER = 3;

    private static final int MOST_CLUSTERS = 100;
    private static final double FARTHEST = 100;

    /// @throws InputException if a number is out of its range, or lists do not fit each other
    public MixtureKeys {
        means = List.copyOf(means);
        shares = List.copyOf(shares);
        weights = List.copyOf(weights);
        inputs = List.copyOf(inputs);
        if (means.isEmpty()
                || means.size() > MOST_CLUSTERS
                || means.stream().anyMatch(mean -> mean.size() != 2)
                || means.stream().flatMap(List::stream).anyMatch(m -> !(Math.abs(m) <= FARTHEST))) {
            throw new InputException("means: give 1 to " + MOST_CLUSTERS + " of two numbers each, from -" + FARTHEST
                    + " to " + FARTHEST);
        }
        if (!shares.isEmpty() && shares.size() != means.size()) {
            throw new InputException(
                    "shares: " + shares.size() + " of " + means.size() + " clusters; give one of each, or none");
        }
        if (weights.size() != 2 || weights.stream().anyMatch(w -> !(Math.abs(w) <= FARTHEST))) {
            throw new InputException("weights = " + weights + ": give two, from -" + FARTHEST + " to " + FARTHEST);
        }
        if (!(deviation >= 0.1 && deviation <= 10)) {
            throw new InputException("deviation = " + deviation + ": must be from 0.1 to 10");
        }
        if (!(noise >= 0.05 && noise <= 10)) {
            throw new InputException("noise = " + noise + ": must be from 0.05 to 10");
        }
        if (inputs.isEmpty() || inputs.size() > 100 || inputs.stream().anyMatch(x -> !(Math.abs(x) <= FARTHEST))) {
            throw new InputException("inputs: give 1 to 100 of them, from -" + FARTHEST + " to " + FARTHEST);
        }
        if (samples < 100 || samples > 1_000_000 || pairs < 100 || pairs > 1_000_000) {
            throw new InputException("samples = " + samples + ", pairs = " + pairs + ": must be from 100 to 1000000");
        }
        world(means, shares, deviation, weights, noise);
    }

    private static MixtureWorld world(
            List<List<Double>> means, List<Double> shares, double deviation, List<Double> weights, double noise) {
        double variance = deviation * deviation;
        double[][] covariances = new double[means.size()][];
        Arrays.setAll(covariances, _ -> new double[] {variance, 0, 0, variance});
        double[] equal = new double[means.size()];
        Arrays.fill(equal, 1);
        return new MixtureWorld(
                new GaussianMixture(
                        2,
                        shares.isEmpty() ? equal : array(shares),
                        means.stream().map(MixtureKeys::array).toArray(double[][]::new),
                        covariances),
                1,
                array(weights),
                noise);
    }

    private MixtureWorld truth() {
        return world(means, shares, deviation, weights, noise);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Grid grid() {
        double farthest = means.stream()
                .flatMap(List::stream)
                .mapToDouble(Math::abs)
                .max()
                .orElseThrow();
        double end = farthest + BEYOND * deviation;
        int bins = Grid.USUAL.bins();
        double ridge = Math.min(deviation, noise / Math.max(1, Math.hypot(weights.getFirst(), weights.getLast())));
        int finer = (int) Math.max(Grid.USUAL.finer(), Math.ceil(CLOSER * 2 * end / bins / ridge));
        return new Grid(bins, -end, end, finer);
    }

    @Override
    public GridPosterior.LogDensity logDensity(double x) {
        GaussianMixture posterior = truth().posterior(new double[] {x});
        return (z1, z2) -> posterior.logDensity(new double[] {z1, z2});
    }

    @Override
    public Samples draw(int count, RandomStream stream) {
        MixtureWorld.Samples drawn = truth().samples(count, stream);
        return new Samples(count, List.of(drawn.x(), drawn.z()));
    }

    @Override
    public Generation generation() {
        MixtureWorld world = truth();
        return new SampledGeneration(1, 2, (samples, stream, inputs, causes) -> {
            MixtureWorld.Samples drawn = world.samples(samples, stream);
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) drawn.x()[i];
            }
            for (int i = 0; i < causes.length; i++) {
                causes[i] = (float) drawn.z()[i];
            }
        });
    }
}
