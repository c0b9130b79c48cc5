package org.gyre.lab.adversarial;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.LinearSequences;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.adversarial.Weights;
import org.gyre.deep.torch.Precision;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.posterior.DivergencePair;
import org.gyre.measure.posterior.FilteringWindow;
import org.gyre.measure.posterior.GaussianDivergence;
import org.gyre.measure.posterior.KalmanFilter;
import org.gyre.measure.posterior.LinearConditional;
import org.gyre.measure.posterior.LinearGaussianChain.Direction;
import org.jspecify.annotations.Nullable;

/// A linear dynamical system. Linear units that read frame by frame give a normal law of the last state
/// whose mean and covariance are known exactly, as is the posterior, so every judge is a formula.
final class DynamicsProblem implements Problem {
    static final Measure KL = new Measure("kl", "KL(q|p) after the last frame (nats)");
    static final List<Measure> MEASURES = List.of(
            KL,
            new Measure("reverse_kl", "KL(p|q) after the last frame (nats)"),
            new Measure("stationary_kl", "KL(q|p), run for ever (nats)"),
            new Measure("stationary_reverse_kl", "KL(p|q), run for ever (nats)"),
            new Measure("mean_correlation", "least correlation with the filtered mean"),
            new Measure(LearnerSeries.INFORMATION, "I(frames; z) (nats)"));
    static final String EXACT = LearnerSeries.EXACT;
    static final String STEADY = "steady_filter";
    static final String MEMORYLESS = "memoryless_optimum";
    /// Frames of the sequence that is drawn.
    private static final int SHOWN = 60;

    private final DynamicsKeys keys;
    private final KalmanFilter system;
    private final FilteringWindow posterior;
    private final LinearSequences world;
    /// For units that give two states; absent where there is but one frame.
    private final @Nullable LinearSequences worldOfTwo;

    DynamicsProblem(DynamicsKeys keys) {
        this.keys = keys;
        this.system = keys.system();
        this.posterior = keys.posterior();
        this.world = new LinearSequences(system, keys.frames(), Precision.SINGLE);
        this.worldOfTwo = keys.frames() > 1 ? new LinearSequences(system, keys.frames(), 2, Precision.SINGLE) : null;
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        requireNormal(units.getFirst());
        LinearSequences dreamt = units.getFirst() instanceof Units.LastTwo && worldOfTwo != null ? worldOfTwo : world;
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(), units, dreamt, rule, Precision.SINGLE, own);
    }

    private static void requireNormal(Units units) {
        switch (units) {
            case Units.Linear _ -> {}
            case Units.LastFrame last -> requireNormal(last.units());
            case Units.LastTwo _ -> {}
            case Units.Sequence sequence when sequence.memory() == 0 -> {}
            case Units.Recognition recognition when recognition.hidden() == 0 && !recognition.saturate() -> {}
            default ->
                throw new InputException("[world.dynamics] is judged exactly, which needs units of kind = \"linear\""
                        + " without memory, or kind = \"recognition\" with hidden = 0 and saturate = false");
        }
    }

    /// What an inference gives after the last frame, and in the stationary state if it has one.
    ///
    /// @param bias mean at an input of zeros
    private record Normal(
            LinearConditional last, double[] bias, @Nullable DivergencePair stationary) {}

    private Normal normal(AdversarialLearner learner) {
        Weights weights = learner.inferenceWeights();
        int n = system.latents();
        double[] noise = new double[n * n];
        double[] deviations = Arrays.stream(weights.array("inference-1.log-noise"))
                .map(Math::exp)
                .toArray();
        for (int i = 0; i < n; i++) {
            noise[i * n + i] = deviations[i] * deviations[i];
        }
        double[] f = weights.array("inference-1.input");
        boolean biased = weights.names().contains("inference-1.bias");
        double[] bias = biased ? weights.array("inference-1.bias") : new double[n];
        Units units = learner.units().getFirst();
        if (units instanceof Units.Recognition) {
            return new Normal(new LinearConditional(posterior.width(), n, f, noise), bias, null);
        }
        boolean remembers = units instanceof Units.LastTwo || (units instanceof Units.Sequence && units.lateral());
        double[] l = remembers ? weights.array("inference-1.lateral") : new double[n * n];
        return new Normal(posterior.recurrent(f, l, noise), bias, biased ? null : stationary(f, l, deviations));
    }

    /// Null where the units have no stationary state.
    private @Nullable DivergencePair stationary(double[] f, double[] l, double[] deviations) {
        try {
            return system.divergence(system.reading(f, l, deviations));
        } catch (InputException e) {
            return null;
        }
    }

    private DivergencePair divergence(Normal q) {
        DivergencePair centred = posterior.divergence(q.last);
        int n = system.latents();
        // A distance between means adds to a Gaussian divergence.
        return new DivergencePair(
                centred.qp() + shift(n, q.bias, posterior.exact().covariance()),
                centred.pq() + shift(n, q.bias, q.last.covariance()));
    }

    private static double shift(int n, double[] bias, double[] covariance) {
        return GaussianDivergence.of(n, bias, covariance, new double[n], covariance);
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream unused) {
        return new double[] {divergence(normal(learner)).qp()};
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream unused) {
        return judge(normal(learner));
    }

    private double[] judge(Normal q) {
        DivergencePair last = divergence(q);
        return new double[] {
            last.qp(),
            last.pq(),
            q.stationary == null ? Double.NaN : q.stationary.qp(),
            q.stationary == null ? Double.NaN : q.stationary.pq(),
            Arrays.stream(posterior.correlations(q.last)).min().orElseThrow(),
            posterior.information(q.last)
        };
    }

    @Override
    public double[] calibrate(String name, RandomStream unused) {
        double[] unbiased = new double[system.latents()];
        return judge(
                switch (name) {
                    case EXACT -> new Normal(posterior.exact(), unbiased, null);
                    case STEADY ->
                        new Normal(posterior.steadyFilter(), unbiased, system.divergence(system.exactReading()));
                    case MEMORYLESS ->
                        new Normal(
                                posterior.memoryless(Direction.TOWARDS_TRUTH),
                                unbiased,
                                system.divergence(system.memoryless(true).towardsTruth()));
                    default -> throw new IllegalArgumentException(name);
                });
    }

    @Override
    public Map<String, Double> constants() {
        LinearConditional towards = posterior.memoryless(Direction.TOWARDS_TRUTH);
        LinearConditional from = posterior.memoryless(Direction.FROM_TRUTH);
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("memoryless_gap", posterior.divergence(towards).qp());
        constants.put("reverse_memoryless_gap", posterior.divergence(from).pq());
        constants.put("true_information", posterior.information(posterior.exact()));
        FilteringWindow one = new FilteringWindow(system, 1);
        constants.put("last_frame_information", one.information(one.exact()));
        return constants;
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        int first = keys.frames() - 1;
        int length = first + SHOWN;
        KalmanFilter.Samples sequence = system.samples(length, own.split("sequence"));
        KalmanFilter.Filtered filtered = system.filter(sequence.x());
        int n = system.latents();
        int m = system.inputs();
        double[] time = new double[SHOWN];
        double[] truth = new double[SHOWN];
        double[] mean = new double[SHOWN];
        double[] low = new double[SHOWN];
        double[] high = new double[SHOWN];
        double[] windows = new double[SHOWN * posterior.width()];
        for (int k = 0; k < SHOWN; k++) {
            int t = first + k;
            time[k] = k + 1.0;
            truth[k] = sequence.z()[t * n];
            mean[k] = filtered.means()[t * n];
            double deviation = Math.sqrt(filtered.covariances().get(t)[0]);
            low[k] = mean[k] - deviation;
            high[k] = mean[k] + deviation;
            System.arraycopy(sequence.x(), k * m, windows, k * posterior.width(), posterior.width());
        }
        shown.forEach((name, learner) -> {
            double[] z = learner.evoked(windows, own.split("evoked")).top();
            double[] samples = new double[SHOWN];
            for (int k = 0; k < SHOWN; k++) {
                samples[k] = z[(k + 1) * (z.length / SHOWN) - n]; // the last state, where there are more
            }
            outcome.figure(new LineChart(
                    "trace-" + name.replace('_', '-'),
                    "State and what is inferred of it, " + name.replace('_', ' '),
                    String.format(
                            Locale.ROOT,
                            "Component 1 of the state of one sequence, its Kalman filter with a band of one standard"
                                    + " deviation, and one sample of the network at each frame, evoked by the last %d"
                                    + " frames.",
                            keys.frames()),
                    Axis.linear("frame"),
                    Axis.linear("state"),
                    Series.line("filtered mean", time, mean).withBand(low, high),
                    Series.dashed("state", time, truth),
                    Series.points("samples of the network", time, samples)));
        });
    }

    @Override
    public void close() {
        world.close();
        if (worldOfTwo != null) {
            worldOfTwo.close();
        }
    }
}
