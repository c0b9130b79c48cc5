package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.RankCorrelation;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.LinearWorld;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.adversarial.Weights;
import org.gyre.deep.torch.Precision;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.posterior.GaussianDivergence;
import org.gyre.measure.posterior.LinearConditional;
import org.gyre.measure.posterior.LinearGaussianChain;
import org.gyre.measure.posterior.LinearRecurrence;

/// A linear world. Given the input, what linear inference units draw is normal with a mean and a covariance
/// that are known exactly, so every judge is a formula.
final class LinearProblem implements Problem {
    static final Measure KL = new Measure("kl", "KL(q|p) (nats)");
    static final List<Measure> MEASURES = List.of(
            KL,
            new Measure("reverse_kl", "KL(p|q) (nats)"),
            new Measure("correlation", "correlation of causes 1, 2"),
            new Measure("coefficient_error", "largest error of a coefficient"),
            new Measure(LearnerSeries.INFORMATION, "I(x; z) (nats)"));
    static final List<Measure> WITH_OSCILLATION;
    static final String FACTORISED = "factorised_optimum";

    static {
        List<Measure> all = new ArrayList<>(MEASURES);
        all.add(new Measure("surprise_rank", "rank correlation of amplitude and surprise"));
        all.add(new Measure("surprise_rank_random", "the same, mean of 20 random feedbacks"));
        all.add(new Measure("surprise_rank_gain", "lead over random feedback"));
        WITH_OSCILLATION = List.copyOf(all);
    }

    /// One alone may have a high rank by chance.
    private static final int RANDOM_FEEDBACKS = 20;

    /// Inputs, and causes of each, whose means are shown on the way.
    private static final int INPUTS_SHOWN = 50;

    private static final int CAUSES_SHOWN = 8;

    /// An inference whose steps are normal: means Mₖ zₖ₋₁ + bₖ.
    private record Normal(List<LinearConditional> steps, List<double[]> biases) {}

    private final LinearKeys keys;
    private final double[][] matrices;
    private final LinearGaussianChain chain;
    private final LinearWorld world;

    LinearProblem(LinearKeys keys, RandomStream stream) {
        this.keys = keys;
        this.matrices = keys.matrices(stream.split("weights"));
        this.chain = keys.chain(matrices);
        this.world = world(matrices);
    }

    private LinearWorld world(double[][] weights) {
        return new LinearWorld(keys.layers(), List.of(weights), keys.deviations(), Precision.SINGLE);
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        for (Units layer : units) {
            boolean normal = layer instanceof Units.Linear
                    || (layer instanceof Units.Recognition recognition
                            && recognition.hidden() == 0
                            && !recognition.saturate());
            if (!normal) {
                throw new InputException("[world.linear] is judged exactly, which needs units of kind = \"linear\", or"
                        + " kind = \"recognition\" with hidden = 0 and saturate = false");
            }
        }
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(), units, world, rule, Precision.SINGLE, own);
    }

    private Normal normal(AdversarialLearner learner) {
        Weights weights = learner.inferenceWeights();
        List<LinearConditional> steps = new ArrayList<>();
        List<double[]> biases = new ArrayList<>();
        for (int k = 1; k <= chain.layers(); k++) {
            String name = "inference-" + k;
            int inputs = chain.size(k - 1);
            int count = chain.size(k);
            double[] noise = Arrays.stream(weights.array(name + ".log-noise"))
                    .map(Math::exp)
                    .toArray();
            boolean lateral = weights.names().contains(name + ".lateral");
            double[] back = lateral ? weights.array(name + ".lateral") : new double[count * count];
            int times = lateral ? ((Units.Linear) learner.units().get(k - 1)).steps() : 1;
            steps.add(LinearRecurrence.after(inputs, count, weights.array(name + ".input"), back, noise, times)
                    .reading());
            biases.add(weights.names().contains(name + ".bias") ? weights.array(name + ".bias") : new double[count]);
        }
        return new Normal(steps, biases);
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream unused) {
        return new double[] {kl(normal(learner))};
    }

    private double kl(Normal q) {
        return GaussianDivergence.of(
                chain.dimension(),
                mean(q),
                chain.jointOf(q.steps),
                new double[chain.dimension()],
                chain.jointCovariance());
    }

    /// Mean of (x, z₁ … z_L) under an inference.
    private double[] mean(Normal q) {
        double[] mean = new double[chain.dimension()];
        double[] below = new double[chain.size(0)];
        for (int k = 1; k <= chain.layers(); k++) {
            double[] here = q.steps.get(k - 1).meanAt(below);
            for (int i = 0; i < here.length; i++) {
                here[i] += q.biases.get(k - 1)[i];
            }
            System.arraycopy(here, 0, mean, chain.offset(k), here.length);
            below = here;
        }
        return mean;
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        return judge(normal(learner), x -> learner.evoked(x, own.split("evoked")), own);
    }

    /// Samples of all layers that inputs evoke.
    private interface Sampler {
        Samples evoked(double[] inputs);
    }

    private double[] judge(Normal q, Sampler sampler, RandomStream own) {
        double[] joint = chain.jointOf(q.steps);
        double[] mean = mean(q);
        double[] zero = new double[mean.length];
        LinearConditional exact = chain.inference(1);
        LinearConditional first = q.steps.getFirst();
        double error = 0;
        for (int i = 0; i < exact.mean().length; i++) {
            error = Math.max(error, Math.abs(exact.mean()[i] - first.mean()[i]));
        }
        List<Double> values = new ArrayList<>(List.of(
                GaussianDivergence.of(mean.length, mean, joint, zero, chain.jointCovariance()),
                GaussianDivergence.of(mean.length, zero, chain.jointCovariance(), mean, joint),
                chain.size(1) > 1 ? first.correlation(0, 1) : Double.NaN,
                error,
                information(joint)));
        if (keys.oscillation() != null) {
            Bounces bounces = new Bounces(keys.oscillation(), chain, own.split("bounces"));
            values.add(bounces.rank(sampler, world));
            double random = 0;
            for (int r = 0; r < RANDOM_FEEDBACKS; r++) {
                try (LinearWorld feedback =
                        world(scrambled(own.split("random feedback").split(r)))) {
                    random += bounces.rank(sampler, feedback) / RANDOM_FEEDBACKS;
                }
            }
            values.add(random);
            values.add(values.get(values.size() - 2) - values.getLast());
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Drawn weights of the size of the true ones.
    private double[][] scrambled(RandomStream own) {
        double[][] drawn = new double[matrices.length][];
        for (int k = 0; k < drawn.length; k++) {
            double square = Arrays.stream(matrices[k]).map(a -> a * a).average().orElseThrow();
            drawn[k] = LinearKeys.drawn(chain.size(k), chain.size(k + 1), Math.sqrt(square), own.split(k));
        }
        return drawn;
    }

    /// I(x; z₁ … z_L) = ½ ln(det Σ_x det Σ_z / det Σ), in nats.
    private double information(double[] joint) {
        int n = chain.dimension();
        int x = chain.size(0);
        return 0.5
                * (logDeterminant(block(joint, n, 0, x))
                        + logDeterminant(block(joint, n, x, n))
                        - logDeterminant(joint));
    }

    private static double[] block(double[] matrix, int n, int from, int to) {
        int size = to - from;
        double[] block = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix, (from + i) * n + from, block, i * size, size);
        }
        return block;
    }

    private static double logDeterminant(double[] matrix) {
        return Cholesky.factor((int) Math.round(Math.sqrt(matrix.length)), matrix)
                .logDeterminant();
    }

    @Override
    public double[] calibrate(String name, RandomStream own) {
        List<LinearConditional> steps = switch (name) {
            case LearnerSeries.EXACT -> chain.exactInference();
            case FACTORISED -> chain.factorisedOptimum(LinearGaussianChain.Direction.TOWARDS_TRUTH);
            default -> throw new IllegalArgumentException(name);
        };
        Normal q = new Normal(
                steps, steps.stream().map(step -> new double[step.outputs()]).toList());
        return judge(q, x -> drawn(steps, x, own.split("evoked")), own);
    }

    /// Samples of an inference that is given by its matrices.
    private static Samples drawn(List<LinearConditional> steps, double[] inputs, RandomStream own) {
        List<double[]> layers = new ArrayList<>(List.of(inputs));
        for (LinearConditional step : steps) {
            layers.add(step.samples(layers.getLast(), own.split(layers.size())));
        }
        return new Samples(inputs.length / steps.getFirst().inputs(), layers);
    }

    /// Inputs of one length, bounced.
    private static final class Bounces {
        private final OscillationKeys keys;
        private final LinearGaussianChain chain;
        private final RandomStream stream;
        private final double[] inputs;
        private final double[] surprises;

        Bounces(OscillationKeys keys, LinearGaussianChain chain, RandomStream stream) {
            this.keys = keys;
            this.chain = chain;
            this.stream = stream;
            int width = chain.size(0);
            inputs = new double[keys.inputs() * width];
            surprises = new double[keys.inputs()];
            CounterRandom random = stream.split("inputs").generator();
            for (int i = 0; i < surprises.length; i++) {
                double square = 0;
                double[] x = new double[width];
                for (int j = 0; j < width; j++) {
                    x[j] = random.nextGaussian();
                    square += x[j] * x[j];
                }
                for (int j = 0; j < width; j++) {
                    x[j] *= keys.norm() / Math.sqrt(square);
                }
                System.arraycopy(x, 0, inputs, i * width, width);
                surprises[i] = chain.surprise(x);
            }
        }

        /// The squared change of each input and its layers, averaged over bounces.
        double[] amplitudes(Sampler sampler, LinearWorld feedback) {
            int width = chain.size(0);
            int n = surprises.length;
            double[] many = new double[n * width * keys.bounces()];
            for (int b = 0; b < keys.bounces(); b++) {
                System.arraycopy(inputs, 0, many, b * inputs.length, inputs.length);
            }
            Samples evoked = sampler.evoked(many);
            List<double[]> bounced =
                    AdversarialLearner.bounce(evoked, feedback, Precision.SINGLE, stream.split("feedback"));
            double[] amplitudes = new double[n];
            for (int k = 0; k < bounced.size(); k++) {
                int size = chain.size(k);
                double[] before = evoked.layers().get(k);
                double[] after = bounced.get(k);
                for (int i = 0; i < before.length; i++) {
                    double change = after[i] - before[i];
                    amplitudes[i / size % n] += change * change / keys.bounces();
                }
            }
            return amplitudes;
        }

        double rank(Sampler sampler, LinearWorld feedback) {
            return RankCorrelation.of(amplitudes(sampler, feedback), surprises);
        }
    }

    @Override
    public Map<String, Double> constants() {
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("kl_floor", chain.factorisedFloor().qp());
        constants.put("reverse_kl_floor", chain.factorisedFloor().pq());
        constants.put("true_correlation", chain.size(1) > 1 ? chain.inference(1).correlation(0, 1) : Double.NaN);
        constants.put("true_information", information(chain.jointCovariance()));
        return constants;
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        // Where the lowest layer has two causes or more, the first two at one input can be drawn.
        if (chain.size(1) > 1) {
            shown.forEach((name, learner) ->
                    outcome.figure(ellipses(name, normal(learner).steps.getFirst())));
        }
        if (keys.oscillation() != null) {
            Bounces bounces = new Bounces(keys.oscillation(), chain, own.split("bounces"));
            shown.forEach((name, learner) -> outcome.figure(new LineChart(
                    "oscillation-" + name.replace('_', '-'),
                    "Oscillation and surprise, " + name.replace('_', ' '),
                    "Mean squared change in " + keys.oscillation().bounces() + " bounces of inputs of length "
                            + keys.oscillation().norm() + " against how improbable each input is.",
                    Axis.linear("-log p(x) (nats)"),
                    Axis.linear("amplitude of the oscillation"),
                    Series.points(
                            "inputs",
                            bounces.surprises,
                            bounces.amplitudes(x -> learner.evoked(x, own.split("evoked")), world)))));
        }
    }

    @Override
    public List<Figure> live(Map<String, AdversarialLearner> shown, RandomStream own) {
        List<Figure> figures = new ArrayList<>();
        shown.forEach((name, learner) -> {
            Normal q = normal(learner);
            if (chain.size(1) > 1) {
                figures.add(ellipses(name, q.steps.getFirst()));
            }
            figures.add(means(
                    name, q, learner.wake(INPUTS_SHOWN, own.split("inputs")).input()));
        });
        return figures;
    }

    /// The means of the lowest causes at some inputs, exact and learned.
    private LineChart means(String name, Normal learned, double[] inputs) {
        int causes = Math.min(CAUSES_SHOWN, chain.size(1));
        LinearConditional exact = chain.inference(1);
        double[] x = new double[INPUTS_SHOWN * causes];
        double[] y = new double[x.length];
        for (int i = 0; i < INPUTS_SHOWN; i++) {
            double[] input = Arrays.copyOfRange(inputs, i * chain.size(0), (i + 1) * chain.size(0));
            double[] right = exact.meanAt(input);
            double[] found = learned.steps.getFirst().meanAt(input);
            for (int k = 0; k < causes; k++) {
                x[i * causes + k] = right[k];
                y[i * causes + k] = found[k] + learned.biases.getFirst()[k];
            }
        }
        double low = Arrays.stream(x).min().orElseThrow();
        double high = Arrays.stream(x).max().orElseThrow();
        return new LineChart(
                "means-" + name.replace('_', '-'),
                "Posterior means, " + name.replace('_', ' '),
                "Means of " + Plural.of(causes, "cause") + " of the lowest layer at " + INPUTS_SHOWN
                        + " inputs: those of the exact posterior and those that the first network has learned.",
                Axis.linear("exact mean"),
                Axis.linear("learned mean"),
                Series.dashed("equal", new double[] {low, high}, new double[] {low, high}),
                Series.points("causes at inputs", x, y));
    }

    private LineChart ellipses(String name, LinearConditional learned) {
        double[] x = new double[chain.size(0)];
        Arrays.fill(x, 1);
        return new LineChart(
                "posterior-" + name.replace('_', '-'),
                "Posterior of two causes, " + name.replace('_', ' '),
                "Causes 1 and 2 of the lowest layer at the input " + Arrays.toString(x)
                        + ": lines of one and of two standard deviations, learned and true.",
                Axis.linear("cause 1"),
                Axis.linear("cause 2"),
                ellipse("learned", learned, x, 1, false),
                ellipse("learned, two", learned, x, 2, false),
                ellipse("true", chain.inference(1), x, 1, true),
                ellipse("true, two", chain.inference(1), x, 2, true));
    }

    private static Series ellipse(String name, LinearConditional q, double[] x, double radius, boolean dashed) {
        int n = q.outputs();
        double[] c = q.covariance();
        return Ellipses.of(name, q.meanAt(x), new double[] {c[0], c[1], c[n], c[n + 1]}, radius, dashed);
    }

    @Override
    public void close() {
        world.close();
    }
}
