package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.NoisyOrGeneration;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Precision;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.posterior.NoisyOr;
import org.gyre.measure.posterior.PatternPosterior;

/// Bars in noise. The posterior over all patterns of bars is enumerated for some images, and the patterns
/// that a network draws there are counted.
final class BarsProblem implements Problem {
    static final Measure KL = new Measure("kl", "KL(p|q) of patterns (nats)");
    static final List<Measure> MEASURES = List.of(
            KL,
            new Measure("marginal_error", "mean error of P(bar)"),
            new Measure("map_agreement", "share of images whose likeliest pattern is found"),
            new Measure(LearnerSeries.INFORMATION, "I(image; pattern) among the images (nats)"),
            new Measure("c2st", "C2ST accuracy"),
            new Measure("mmd", "MMD² of wake and sleep"));
    static final String FACTORISED = "factorised_optimum";
    static final String PRIOR = "prior";
    /// Of wake and of sleep, for the two-sample tests.
    private static final int PAIRS = 10_000;
    /// At each image, for a learner on its way.
    private static final int ON_THE_WAY = 500;

    private final BarsKeys keys;
    private final NoisyOr truth;
    private final NoisyOrGeneration world;
    private final double[] images;
    private final List<PatternPosterior> posteriors = new ArrayList<>();

    BarsProblem(BarsKeys keys, RandomStream stream) {
        this.keys = keys;
        this.truth = keys.truth();
        int causes = truth.causes();
        double[] thresholds = new double[causes];
        Arrays.setAll(thresholds, truth::threshold);
        double[] strength = new double[truth.pixels() * causes];
        for (int j = 0; j < truth.pixels(); j++) {
            for (int k = 0; k < causes; k++) {
                strength[j * causes + k] = 1 - truth.off(j, 1 << k) / truth.off(j, 0);
            }
        }
        this.world = new NoisyOrGeneration(thresholds, strength, keys.leak(), Precision.SINGLE);
        this.images = truth.samples(keys.images(), stream.split("images")).x();
        for (int i = 0; i < keys.images(); i++) {
            posteriors.add(truth.posterior(image(i)));
        }
    }

    private double[] image(int i) {
        return Arrays.copyOfRange(images, i * truth.pixels(), (i + 1) * truth.pixels());
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(), units, world, rule, Precision.SINGLE, own);
    }

    /// Patterns that are drawn at an image.
    private interface Sampler {
        int[] at(int image);
    }

    private Sampler sampler(AdversarialLearner learner, int samples, RandomStream own) {
        return i -> {
            double[] image = image(i);
            double[] inputs = new double[samples * image.length];
            for (int s = 0; s < samples; s++) {
                System.arraycopy(image, 0, inputs, s * image.length, image.length);
            }
            return truth.patterns(
                    learner.evoked(inputs, own.split("image").split(i)).top());
        };
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream own) {
        Sampler sampler = sampler(learner, ON_THE_WAY, own);
        double sum = 0;
        for (int i = 0; i < posteriors.size(); i++) {
            sum += posteriors.get(i).read(sampler.at(i)).divergences().pq();
        }
        return new double[] {sum / posteriors.size()};
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        return judge(
                sampler(learner, keys.samples(), own),
                learner.wake(PAIRS, own.split("wake")),
                learner.sleep(PAIRS, own.split("sleep")),
                own);
    }

    private double[] judge(Sampler sampler, Samples wake, Samples sleep, RandomStream own) {
        int patterns = 1 << truth.causes();
        double divergence = 0;
        double marginals = 0;
        double found = 0;
        double conditional = 0;
        double[] together = new double[patterns];
        for (int i = 0; i < posteriors.size(); i++) {
            PatternPosterior posterior = posteriors.get(i);
            int[] drawn = sampler.at(i);
            PatternPosterior.Reading reading = posterior.read(drawn);
            divergence += reading.divergences().pq() / posteriors.size();
            double[] right = posterior.marginals();
            for (int k = 0; k < right.length; k++) {
                marginals += Math.abs(reading.marginals()[k] - right[k]) / (right.length * posteriors.size());
            }
            double[] shares = new double[patterns];
            for (int pattern : drawn) {
                shares[pattern] += 1.0 / drawn.length;
            }
            int likeliest = 0;
            int commonest = 0;
            for (int p = 1; p < patterns; p++) {
                likeliest = posterior.probability(p) > posterior.probability(likeliest) ? p : likeliest;
                commonest = shares[p] > shares[commonest] ? p : commonest;
            }
            found += likeliest == commonest ? 1.0 / posteriors.size() : 0;
            conditional += entropy(shares) / posteriors.size();
            for (int p = 0; p < patterns; p++) {
                together[p] += shares[p] / posteriors.size();
            }
        }
        int width = truth.pixels() + truth.causes();
        double[] awake = TwoSamples.joined(truth.pixels(), wake.input(), truth.causes(), wake.top());
        double[] asleep = TwoSamples.joined(truth.pixels(), sleep.input(), truth.causes(), sleep.top());
        return new double[] {
            divergence,
            marginals,
            found,
            entropy(together) - conditional,
            TwoSamples.classifier(width, awake, asleep, own.split("c2st")),
            TwoSamples.discrepancy(width, awake, asleep)
        };
    }

    private static double entropy(double[] shares) {
        double sum = 0;
        for (double p : shares) {
            sum -= p > 0 ? p * Math.log(p) : 0;
        }
        return sum;
    }

    @Override
    public double[] calibrate(String name, RandomStream own) {
        NoisyOr.Samples sleep = truth.samples(PAIRS, own.split("sleep"));
        NoisyOr.Samples data = truth.samples(PAIRS, own.split("wake"));
        double[] z = new double[data.z().length];
        CounterRandom random = own.split("latents").generator();
        for (int s = 0; s < PAIRS; s++) {
            double[] x = Arrays.copyOfRange(data.x(), s * truth.pixels(), (s + 1) * truth.pixels());
            int pattern = one(name, truth.posterior(x), own.split("pattern").split(s));
            for (int k = 0; k < truth.causes(); k++) {
                z[s * truth.causes() + k] = latent((pattern >> k & 1) == 1, truth.threshold(k), random);
            }
        }
        return judge(
                image -> drawn(name, posteriors.get(image), own.split("drawn").split(image)),
                new Samples(PAIRS, List.of(data.x(), z)),
                new Samples(PAIRS, List.of(sleep.x(), sleep.z())),
                own);
    }

    private int one(String name, PatternPosterior posterior, RandomStream own) {
        return name.equals(LearnerSeries.EXACT)
                ? posterior.samples(1, own)[0]
                : independent(name, posterior, 1, own)[0];
    }

    private int[] drawn(String name, PatternPosterior posterior, RandomStream own) {
        return name.equals(LearnerSeries.EXACT)
                ? posterior.samples(keys.samples(), own)
                : independent(name, posterior, keys.samples(), own);
    }

    /// Bars that are on independently, with their true marginals or with their prior.
    private int[] independent(String name, PatternPosterior posterior, int count, RandomStream own) {
        double[] on = posterior.marginals();
        if (name.equals(PRIOR)) {
            Arrays.fill(on, keys.prior());
        }
        CounterRandom random = own.generator();
        int[] patterns = new int[count];
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < on.length; k++) {
                patterns[s] |= random.nextDouble() < on[k] ? 1 << k : 0;
            }
        }
        return patterns;
    }

    /// A latent variable given whether it exceeds its threshold.
    private static double latent(boolean on, double threshold, CounterRandom random) {
        double z;
        do {
            z = random.nextGaussian();
        } while (z > threshold != on);
        return z;
    }

    @Override
    public Map<String, Double> constants() {
        return Map.of(
                "kl_floor",
                posteriors.stream()
                        .mapToDouble(PatternPosterior::factorisedFloor)
                        .average()
                        .orElseThrow());
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        shown.forEach((name, learner) -> outcome.figure(marginals(name, sampler(learner, keys.samples(), own))));
    }

    @Override
    public List<Figure> live(Map<String, AdversarialLearner> shown, RandomStream own) {
        List<Figure> figures = new ArrayList<>();
        shown.forEach((name, learner) -> figures.add(marginals(name, sampler(learner, ON_THE_WAY, own))));
        return figures;
    }

    private LineChart marginals(String name, Sampler sampler) {
        int causes = truth.causes();
        double[] x = new double[causes * posteriors.size()];
        double[] y = new double[x.length];
        for (int i = 0; i < posteriors.size(); i++) {
            double[] right = posteriors.get(i).marginals();
            double[] read = posteriors.get(i).read(sampler.at(i)).marginals();
            System.arraycopy(right, 0, x, i * causes, causes);
            System.arraycopy(read, 0, y, i * causes, causes);
        }
        return new LineChart(
                "marginals-" + name.replace('_', '-'),
                "Probability of each bar, " + name.replace('_', ' '),
                "Each bar at each of " + posteriors.size() + " images: true posterior probability and that of the"
                        + " network's samples.",
                Axis.linear("true P(bar)").between(0, 1),
                Axis.linear("P(bar) in samples").between(0, 1),
                Series.dashed("equal", new double[] {0, 1}, new double[] {0, 1}),
                Series.points("bars", x, y));
    }

    @Override
    public void close() {
        world.close();
    }
}
