package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.Generation;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Precision;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.posterior.GridPosterior;
import org.gyre.measure.posterior.GridPosterior.Grid;
import org.gyre.measure.series.RealSeries;

/// A world of two causes and one input. The posterior at an input is summed on a grid, and what a network
/// draws there is counted on it.
final class PlaneProblem implements Problem {
    static final Measure KL = new Measure("kl", "KL(p|q) on the grid (nats)");
    static final List<Measure> MEASURES = List.of(
            KL,
            new Measure("same_sign_error", "largest error of P(same sign)"),
            new Measure("outside", "largest share outside the grid"),
            new Measure("c2st", "C2ST accuracy"),
            new Measure("mmd", "MMD² of wake and sleep"),
            new Measure(LearnerSeries.INFORMATION, "I(x; z) (KSG 1, nats)"));
    /// Samples for the estimate of information.
    private static final int FOR_INFORMATION = 4000;
    /// Of a learner on its way, so that the course is cheap.
    private static final int ON_THE_WAY = 4000;
    /// Pairs of causes that are shown on the way.
    private static final int SCATTERED = 300;

    /// The least divergence of independent causes, mean over the inputs.
    static final String FLOOR = "kl_floor";

    /// The keys of such a world.
    interface Keys extends WorldKeys.World {
        /// Inputs at which the posterior is judged.
        List<Double> inputs();

        /// Samples that are drawn at each of them.
        int samples();

        /// Samples of wake and of sleep, each, for the two-sample tests.
        int pairs();

        /// Where the posterior is summed and samples are counted.
        Grid grid();

        /// The logarithm of p(z) p(x | z), up to a constant.
        GridPosterior.LogDensity logDensity(double x);

        /// Exact samples of the world, the input first.
        Samples draw(int count, RandomStream stream);

        /// The world as the generative pathway.
        Generation generation();

        @Override
        default List<Integer> layers() {
            return List.of(1, 2);
        }

        @Override
        default int frames() {
            return 1;
        }

        @Override
        default List<Measure> course() {
            return List.of(KL);
        }

        @Override
        default List<Measure> measures() {
            return MEASURES;
        }

        @Override
        default List<String> calibrations() {
            return List.of(LearnerSeries.EXACT);
        }

        @Override
        default List<String> constants() {
            return List.of(FLOOR);
        }

        @Override
        default Problem open(RunContext context, RandomStream stream) {
            return new PlaneProblem(this);
        }
    }

    private final Keys keys;
    private final Grid grid;
    private final Generation world;
    private final List<GridPosterior> posteriors = new ArrayList<>();

    PlaneProblem(Keys keys) {
        this.keys = keys;
        this.grid = keys.grid();
        this.world = keys.generation();
        for (double x : keys.inputs()) {
            posteriors.add(new GridPosterior(keys.logDensity(x), grid));
        }
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(), units, world, rule, Precision.SINGLE, own);
    }

    private double[] at(AdversarialLearner learner, int input, int samples, RandomStream own) {
        double[] inputs = new double[samples];
        Arrays.fill(inputs, keys.inputs().get(input));
        return learner.evoked(inputs, own.split("input").split(input)).top();
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream own) {
        double sum = 0;
        for (int i = 0; i < posteriors.size(); i++) {
            sum += posteriors.get(i).read(at(learner, i, ON_THE_WAY, own)).divergence();
        }
        return new double[] {sum / posteriors.size()};
    }

    /// Causes that are drawn at an input of the keys.
    private interface Sampler {
        double[] at(int input);
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        return judge(
                input -> at(learner, input, keys.samples(), own),
                learner.wake(keys.pairs(), own.split("wake")),
                learner.sleep(keys.pairs(), own.split("sleep")),
                own);
    }

    private double[] judge(Sampler sampler, Samples wake, Samples sleep, RandomStream own) {
        double divergence = 0;
        double sign = 0;
        double outside = 0;
        for (int i = 0; i < posteriors.size(); i++) {
            GridPosterior.Reading reading = posteriors.get(i).read(sampler.at(i));
            divergence += reading.divergence() / posteriors.size();
            sign = Math.max(sign, Math.abs(reading.equalSigns() - reading.trueEqualSigns()));
            outside = Math.max(outside, reading.outside());
        }
        double[] awake = TwoSamples.joined(1, wake.input(), 2, wake.top());
        double[] asleep = TwoSamples.joined(1, sleep.input(), 2, sleep.top());
        return new double[] {
            divergence,
            sign,
            outside,
            TwoSamples.classifier(3, awake, asleep, own.split("c2st")),
            TwoSamples.discrepancy(3, awake, asleep),
            information(wake)
        };
    }

    private static double information(Samples wake) {
        int count = Math.min(wake.samples(), FOR_INFORMATION);
        RealSeries x = RealSeries.of(1, Arrays.copyOf(wake.input(), count)).normalised();
        RealSeries z = RealSeries.of(2, Arrays.copyOf(wake.top(), 2 * count)).normalised();
        return new KraskovInformation(KraskovInformation.Algorithm.KSG_1, 4)
                .between(x, z)
                .nats();
    }

    @Override
    public double[] calibrate(String name, RandomStream own) {
        return judge(
                input -> posteriors.get(input).samples(keys.samples(), own.split(input)),
                keys.draw(keys.pairs(), own.split("wake")),
                keys.draw(keys.pairs(), own.split("sleep")),
                own);
    }

    @Override
    public Map<String, Double> constants() {
        return Map.of(
                FLOOR,
                posteriors.stream()
                        .mapToDouble(GridPosterior::independentFloor)
                        .average()
                        .orElseThrow());
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        maps(shown, keys.samples(), own).forEach(outcome::figure);
    }

    @Override
    public List<Figure> live(Map<String, AdversarialLearner> shown, RandomStream own) {
        List<Figure> figures = maps(shown, ON_THE_WAY, own);
        Samples data = keys.draw(SCATTERED, own.split("world"));
        shown.forEach((name, learner) -> figures.add(scatter(name, data, learner.wake(SCATTERED, own.split("wake")))));
        return figures;
    }

    /// The truth, then each learner.
    private List<Figure> maps(Map<String, AdversarialLearner> shown, int samples, RandomStream own) {
        int input = keys.inputs().size() - 1;
        List<Figure> maps = new ArrayList<>();
        maps.add(map("truth", "the truth", input, posteriors.get(input).probabilities()));
        shown.forEach((name, learner) -> maps.add(
                map(name.replace('_', '-'), name.replace('_', ' '), input, counted(at(learner, input, samples, own)))));
        return maps;
    }

    /// Causes of the world, and those that its inputs evoke.
    private static LineChart scatter(String name, Samples world, Samples wake) {
        return new LineChart(
                "causes-" + name.replace('_', '-'),
                "Causes in the world and in the network, " + name.replace('_', ' '),
                SCATTERED + " pairs of causes of the world, and as many that its inputs evoke in the first network: a"
                        + " network that infers rightly draws from the same cloud.",
                Axis.linear("cause 1"),
                Axis.linear("cause 2"),
                Series.points("world", column(world.top(), 0), column(world.top(), 1)),
                Series.points("network", column(wake.top(), 0), column(wake.top(), 1)));
    }

    private static double[] column(double[] pairs, int column) {
        double[] values = new double[pairs.length / 2];
        Arrays.setAll(values, i -> pairs[2 * i + column]);
        return values;
    }

    private double[] counted(double[] samples) {
        int bins = grid.bins();
        double low = grid.low();
        double width = (grid.high() - low) / bins;
        double[] counts = new double[bins * bins];
        int rows = samples.length / 2;
        for (int i = 0; i < rows; i++) {
            int a = (int) Math.floor((samples[2 * i] - low) / width);
            int b = (int) Math.floor((samples[2 * i + 1] - low) / width);
            if (a >= 0 && a < bins && b >= 0 && b < bins) {
                counts[a * bins + b] += 1.0 / rows;
            }
        }
        return counts;
    }

    /// Probabilities `[bin of cause 1][bin of cause 2]` with cause 2 upwards.
    private HeatMap map(String id, String title, int input, double[] probabilities) {
        int bins = grid.bins();
        double[] picture = new double[bins * bins];
        for (int a = 0; a < bins; a++) {
            for (int b = 0; b < bins; b++) {
                picture[(bins - 1 - b) * bins + a] = probabilities[a * bins + b];
            }
        }
        double most = Arrays.stream(posteriors.get(input).probabilities()).max().orElseThrow();
        return new HeatMap(
                        "posterior-" + id,
                        String.format(
                                Locale.ROOT,
                                "Posterior at x = %s, %s",
                                keys.inputs().get(input),
                                title),
                        "Both causes from " + grid.low() + " to " + grid.high() + "; the scale is that of the truth.",
                        "cause 1",
                        "cause 2",
                        "probability of a bin",
                        bins,
                        bins,
                        picture,
                        ColourMap.SEQUENTIAL,
                        null,
                        null,
                        List.of(),
                        List.of())
                .between(0, most);
    }

    @Override
    public void close() {}
}
