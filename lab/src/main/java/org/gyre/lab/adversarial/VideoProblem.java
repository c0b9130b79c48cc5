package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.LatentSequences;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.SampledGeneration;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Precision;
import org.gyre.deep.twosample.ClassifierTwoSampleTest;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.twosample.MaximumMeanDiscrepancy;
import org.jspecify.annotations.Nullable;

/// Video of one thing that flies and bounces. Its place and velocity at the last frame are known, so that
/// what networks infer is held against them; the posterior itself has no formula.
///
/// All networks are judged by the same sequences, one frame longer than they see. For each sequence they
/// draw several samples, whose mean and spread are what they believe. Errors and spreads are root mean
/// squares over sequences and both directions, in standard deviations of the prior: 1 is what one gets who
/// knows nothing, and R² = 1 − error². Where samples are those of the posterior, spread and error agree.
final class VideoProblem implements Problem {
    static final List<Measure> COURSE = List.of(
            new Measure("position_error", "error of the position (prior s.d.)"),
            new Measure("velocity_error", "error of the velocity (prior s.d.)"));
    static final List<Measure> MEASURES;
    static final String TRUE_STATE = "true_state";
    static final String STILL = "still";
    static final String PRIOR = "prior";
    static final List<String> CALIBRATIONS = List.of(TRUE_STATE, STILL, PRIOR);

    static {
        List<Measure> all = new ArrayList<>(COURSE);
        all.add(new Measure("position_spread", "spread of position (prior s.d.)"));
        all.add(new Measure("velocity_spread", "spread of velocity (prior s.d.)"));
        all.add(new Measure("next_position_error", "error of the next position (prior s.d.)"));
        all.add(new Measure("next_pixel_error", "error of the next frame (r.m.s. of pixels)"));
        all.add(new Measure("c2st", "share of wake and sleep told rightly by a classifier"));
        all.add(new Measure("mmd2", "MMD² of wake and sleep"));
        all.add(new Measure("mmd_p", "p of equal MMD"));
        MEASURES = List.copyOf(all);
    }

    /// Standard deviations of the prior; who errs less in place or velocity knows something of the frames.
    private static final double KNOWS_SOMETHING = 0.95;

    private static final int CAUSES = Film.CAUSES;
    private static final int MOST = 1 << 20;
    /// Sequences that judge, and samples for each.
    private static final int JUDGED = 500;
    private static final int EACH = 16;
    /// The same, on the way.
    private static final int JUDGED_ON_THE_WAY = 200;
    private static final int EACH_ON_THE_WAY = 8;
    /// Of each phase, for the classifier and for the discrepancy; fewer of large frames.
    private static final int MOST_COMPARED = 2000;
    private static final int FEWEST_COMPARED = 100;
    private static final int MOST_IN_DISCREPANCY = 400;
    private static final ClassifierTwoSampleTest CLASSIFIER = ClassifierTwoSampleTest.DEFAULT.withEpochs(40);
    private static final int PERMUTATIONS = 200;
    /// Numbers that evoke activity at once.
    private static final int TOGETHER = 1 << 22;
    private static final int SHOWN_FRAMES = 60;
    private static final int SHOWN_SEQUENCES = 3;

    private final Film film;
    private final int frames;
    private final int pixels;
    private final double[] deviations;
    private final SampledGeneration world;
    private final RandomStream sequences;
    private final RandomStream dreamed;
    private final int compared;
    /// One frame longer than what networks see.
    private final LatentSequences judged;

    /// @param frames that networks see
    /// @param stream of the sequences that judge
    VideoProblem(Film film, int frames, RandomStream stream) {
        this.film = film;
        this.frames = frames;
        this.pixels = film.side() * film.side();
        this.deviations = film.deviations();
        this.world = new SampledGeneration(frames * pixels, CAUSES, this::fill);
        this.sequences = stream.split("judged");
        this.dreamed = stream.split("compared");
        this.compared = Math.clamp(TOGETHER / world.inputs(), FEWEST_COMPARED, MOST_COMPARED);
        this.judged = film.draw(0, JUDGED, frames + 1, sequences);
    }

    /// @throws InputException if there is no frame or there are too many pixels
    static void check(int frames, int side) {
        if (frames < 1 || (long) frames * side * side > MOST) {
            throw new InputException("frames = " + frames + " of " + side + " x " + side
                    + " pixels: take at least one, and at most " + MOST + " pixels of all");
        }
    }

    private void fill(int samples, RandomStream stream, float[] inputs, float[] causes) {
        LatentSequences drawn = film.draw(0, samples, frames, stream);
        System.arraycopy(drawn.frames(), 0, inputs, 0, inputs.length);
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < CAUSES; i++) {
                causes[s * CAUSES + i] = (float) cause(drawn, s, frames - 1, i);
            }
        }
    }

    /// In standard deviations of the prior.
    private double cause(LatentSequences drawn, int sequence, int frame, int i) {
        return drawn.states()[drawn.stateAt(sequence, frame) + i] / deviations[i];
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(), units, world, rule, Precision.SINGLE, own);
    }

    /// What is believed of sequences, in standard deviations of the prior.
    ///
    /// @param each    samples of each
    /// @param samples `[sequence][sample][cause]`
    private record Belief(
            int each,
            @SuppressWarnings("ArrayRecordComponent") double[] samples) {
        double mean(int sequence, int i) {
            double sum = 0;
            for (int k = 0; k < each; k++) {
                sum += samples[(sequence * each + k) * CAUSES + i];
            }
            return sum / each;
        }

        /// Unbiased; 0 of a single sample.
        double variance(int sequence, int i) {
            double mean = mean(sequence, i);
            double sum = 0;
            for (int k = 0; k < each; k++) {
                double d = samples[(sequence * each + k) * CAUSES + i] - mean;
                sum += d * d;
            }
            return sum / Math.max(1, each - 1);
        }
    }

    /// Samples that sequences evoke.
    ///
    /// @param starts where in `shown` the window of each sequence begins
    private Belief evoked(AdversarialLearner learner, float[] shown, int[] starts, int each, RandomStream stream) {
        int width = frames * pixels;
        double[] samples = new double[starts.length * each * CAUSES];
        int together = Math.max(1, TOGETHER / (width * each));
        for (int from = 0; from < starts.length; from += together) {
            int count = Math.min(together, starts.length - from);
            double[] inputs = new double[count * each * width];
            for (int s = 0; s < count; s++) {
                for (int k = 0; k < each; k++) {
                    int to = (s * each + k) * width;
                    for (int p = 0; p < width; p++) {
                        inputs[to + p] = shown[starts[from + s] + p];
                    }
                }
            }
            double[] z = learner.evoked(inputs, stream.split(from)).top();
            System.arraycopy(z, 0, samples, from * each * CAUSES, z.length);
        }
        return new Belief(each, samples);
    }

    private Belief believed(AdversarialLearner learner, int count, int each, RandomStream stream) {
        int[] starts = new int[count];
        Arrays.setAll(starts, s -> judged.frameAt(s, 0));
        return evoked(learner, judged.frames(), starts, each, stream);
    }

    /// Root mean square of what is believed against what was, of causes `first` and `first + 1`.
    private double error(Belief belief, int count, int first) {
        double square = 0;
        for (int s = 0; s < count; s++) {
            for (int i = first; i < first + 2; i++) {
                double d = belief.mean(s, i) - cause(judged, s, frames - 1, i);
                square += d * d;
            }
        }
        return Math.sqrt(square / (2.0 * count));
    }

    private static double spread(Belief belief, int count, int first) {
        double sum = 0;
        for (int s = 0; s < count; s++) {
            sum += belief.variance(s, first) + belief.variance(s, first + 1);
        }
        return Math.sqrt(sum / (2.0 * count));
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream own) {
        Belief belief = believed(learner, JUDGED_ON_THE_WAY, EACH_ON_THE_WAY, own);
        return new double[] {error(belief, JUDGED_ON_THE_WAY, 0), error(belief, JUDGED_ON_THE_WAY, 2)};
    }

    /// Frames that tell the place but not the velocity make one error small, not both.
    @Override
    public List<Alarm> alarms(double[] judged) {
        if (judged[0] < KNOWS_SOMETHING || judged[1] < KNOWS_SOMETHING) {
            return List.of();
        }
        return List.of(new Alarm(
                "ENCODER_IGNORES_INPUT",
                "What is inferred errs in place and velocity at least as much as the mean of all sequences does, whose"
                        + " error is 1: it has nothing of the frames. Lower learning.rate or learning.critic_rate, or"
                        + " let discriminators see fewer frames (learning.window).",
                String.format(Locale.ROOT, "position %.3g, velocity %.3g", judged[0], judged[1]),
                true));
    }

    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        Belief belief = believed(learner, JUDGED, EACH, own.split("judged"));
        AdversarialLearner.Samples wake = learner.wake(compared, own.split("wake"));
        return judge(belief, null, discrepancy(wake.input(), wake.top(), own));
    }

    /// @param seen the last frames, if the next one is said to be like them; else it is rendered
    private double[] judge(Belief belief, float @Nullable [] seen, double[] discrepancy) {
        double next = 0;
        double pixel = 0;
        for (int s = 0; s < JUDGED; s++) {
            double[] place = nextPlace(belief, s);
            for (int i = 0; i < 2; i++) {
                double d = place[i] - cause(judged, s, frames, i);
                next += d * d;
            }
            float[] predicted =
                    seen == null ? predicted(belief, s) : Arrays.copyOfRange(seen, s * pixels, (s + 1) * pixels);
            float[] truth = judged.frame(s, frames);
            for (int p = 0; p < pixels; p++) {
                double d = predicted[p] - truth[p];
                pixel += d * d;
            }
        }
        return new double[] {
            error(belief, JUDGED, 0),
            error(belief, JUDGED, 2),
            spread(belief, JUDGED, 0),
            spread(belief, JUDGED, 2),
            Math.sqrt(next / (2.0 * JUDGED)),
            Math.sqrt(pixel / ((double) JUDGED * pixels)),
            discrepancy[0],
            discrepancy[1],
            discrepancy[2]
        };
    }

    /// The mean over samples of where each would be one frame later.
    private double[] nextPlace(Belief belief, int sequence) {
        double[] place = new double[2];
        for (int k = 0; k < belief.each; k++) {
            float[] state = new float[film.stateSize()];
            for (int i = 0; i < CAUSES; i++) {
                state[i] = (float) (belief.samples[(sequence * belief.each + k) * CAUSES + i] * deviations[i]);
            }
            film.advance(state, 0, state, 0);
            for (int i = 0; i < 2; i++) {
                place[i] += state[i] / deviations[i] / belief.each;
            }
        }
        return place;
    }

    /// The next frame as the mean state makes it.
    private float[] predicted(Belief belief, int sequence) {
        float[] state = new float[film.stateSize()];
        for (int i = 0; i < CAUSES; i++) {
            state[i] = (float) (belief.mean(sequence, i) * deviations[i]);
        }
        film.advance(state, 0, state, 0);
        return film.render(state, sequence, sequences);
    }

    /// Compares the last two frames and what is said of their cause in wake with those in sleep: the share
    /// that a classifier tells rightly, MMD² and its p. In the latter the pixels of the frames have as much
    /// variance together as the causes.
    ///
    /// @param inputs `[sample][frame][pixel]` in wake
    /// @param causes `[sample][cause]` in wake
    private double[] discrepancy(double[] inputs, double[] causes, RandomStream own) {
        float[] x = new float[compared * frames * pixels];
        float[] z = new float[compared * CAUSES];
        fill(compared, dreamed, x, z);
        double[] dreams = wide(x);
        double[] dreamedCauses = wide(z);
        double scale = scale(dreams);
        double[] wake = joined(inputs, causes, scale);
        double[] sleep = joined(dreams, dreamedCauses, scale);
        int dimension = Math.min(2, frames) * pixels + CAUSES;
        int few = Math.min(compared, MOST_IN_DISCREPANCY) * dimension;
        MaximumMeanDiscrepancy.Test test = MaximumMeanDiscrepancy.between(
                        dimension, Arrays.copyOf(wake, few), Arrays.copyOf(sleep, few))
                .test(PERMUTATIONS, own.split("permutations"));
        return new double[] {
            CLASSIFIER.compare(dimension, wake, sleep, own.split("classifier")).accuracy(), test.value(), test.pValue()
        };
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    private double scale(double[] inputs) {
        int width = frames * pixels;
        int seen = Math.min(2, frames) * pixels;
        double variance = 0;
        for (int p = width - seen; p < width; p++) {
            double sum = 0;
            double square = 0;
            for (int s = 0; s < compared; s++) {
                double v = inputs[s * width + p];
                sum += v;
                square += v * v;
            }
            variance += square / compared - sum / compared * (sum / compared);
        }
        return variance > 0 ? Math.sqrt(CAUSES / variance) : 1;
    }

    private double[] joined(double[] inputs, double[] causes, double scale) {
        int width = frames * pixels;
        int seen = Math.min(2, frames) * pixels;
        double[] rows = new double[compared * (seen + CAUSES)];
        for (int s = 0; s < compared; s++) {
            int to = s * (seen + CAUSES);
            for (int p = 0; p < seen; p++) {
                rows[to + p] = scale * inputs[s * width + width - seen + p];
            }
            System.arraycopy(causes, s * CAUSES, rows, to + seen, CAUSES);
        }
        return rows;
    }

    @Override
    public double[] calibrate(String name, RandomStream own) {
        return switch (name) {
            case TRUE_STATE -> judge(truth(1), null, independent(own, false));
            case STILL -> {
                float[] last = new float[JUDGED * pixels];
                for (int s = 0; s < JUDGED; s++) {
                    System.arraycopy(judged.frames(), judged.frameAt(s, frames - 1), last, s * pixels, pixels);
                }
                double[] values = judge(truth(0), last, new double[] {Double.NaN, Double.NaN, Double.NaN});
                for (int i = 0; i < 4; i++) {
                    values[i] = Double.NaN; // it says where things will be, not what is behind them
                }
                yield values;
            }
            case PRIOR -> {
                LatentSequences others = film.draw(0, JUDGED * EACH, 1, own.split("prior"));
                double[] samples = new double[JUDGED * EACH * CAUSES];
                for (int k = 0; k < JUDGED * EACH; k++) {
                    for (int i = 0; i < CAUSES; i++) {
                        samples[k * CAUSES + i] = cause(others, k, 0, i);
                    }
                }
                yield judge(new Belief(EACH, samples), null, independent(own, true));
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// One sample of each sequence: the state that made it.
    ///
    /// @param speed factor of the velocity
    private Belief truth(double speed) {
        double[] samples = new double[JUDGED * CAUSES];
        for (int s = 0; s < JUDGED; s++) {
            for (int i = 0; i < CAUSES; i++) {
                samples[s * CAUSES + i] = cause(judged, s, frames - 1, i) * (i < 2 ? 1 : speed);
            }
        }
        return new Belief(1, samples);
    }

    /// The discrepancy of other sequences with their own causes, or with those of others.
    private double[] independent(RandomStream own, boolean others) {
        float[] x = new float[compared * frames * pixels];
        float[] z = new float[compared * CAUSES];
        fill(compared, own.split("drawn"), x, z);
        if (others) {
            fill(compared, own.split("others"), new float[x.length], z);
        }
        return discrepancy(wide(x), wide(z), own);
    }

    @Override
    public Map<String, Double> constants() {
        return Map.of();
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        Map<String, Belief> beliefs = new LinkedHashMap<>();
        shown.forEach(
                (name, learner) -> beliefs.put(name, believed(learner, SHOWN_SEQUENCES, EACH, own.split("evoked"))));
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        for (int s = 0; s < SHOWN_SEQUENCES; s++) {
            for (int t = 0; t < frames; t++) {
                tiles.add(tile("frame " + (t + 1), judged.frame(s, t)));
            }
            tiles.add(tile("next", judged.frame(s, frames)));
            for (Map.Entry<String, Belief> belief : beliefs.entrySet()) {
                tiles.add(tile(belief.getKey().replace('_', ' '), predicted(belief.getValue(), s)));
            }
        }
        outcome.figure(new ImageGrid(
                "prediction",
                "What comes next",
                "The frames that networks see, the next one, and what the first network of each variant makes of its"
                        + " mean belief, advanced by one frame and drawn without noise.",
                "brightness",
                film.side(),
                film.side(),
                ColourMap.SEQUENTIAL,
                ImageGrid.Scaling.SHARED,
                tiles));
        LatentSequences sequence = film.draw(0, 1, frames - 1 + SHOWN_FRAMES, own.split("sequence"));
        int[] starts = new int[SHOWN_FRAMES];
        Arrays.setAll(starts, k -> sequence.frameAt(0, k));
        shown.forEach((name, learner) -> {
            Belief belief = evoked(learner, sequence.frames(), starts, EACH, own.split("traces"));
            outcome.figure(trace("position", "Position", 0, name, sequence, belief));
            outcome.figure(trace("velocity", "Velocity", 2, name, sequence, belief));
        });
    }

    private static ImageGrid.Tile tile(String label, float[] frame) {
        double[] values = new double[frame.length];
        Arrays.setAll(values, p -> frame[p]);
        return new ImageGrid.Tile(label, values);
    }

    private LineChart trace(String id, String what, int i, String name, LatentSequences sequence, Belief belief) {
        double[] time = new double[SHOWN_FRAMES];
        double[] truth = new double[SHOWN_FRAMES];
        double[] mean = new double[SHOWN_FRAMES];
        double[] low = new double[SHOWN_FRAMES];
        double[] high = new double[SHOWN_FRAMES];
        for (int k = 0; k < SHOWN_FRAMES; k++) {
            double spread = Math.sqrt(belief.variance(k, i));
            time[k] = k + 1.0;
            truth[k] = cause(sequence, 0, frames - 1 + k, i);
            mean[k] = belief.mean(k, i);
            low[k] = mean[k] - spread;
            high[k] = mean[k] + spread;
        }
        return new LineChart(
                id + "-" + name.replace('_', '-'),
                what + " along the rows, " + name.replace('_', ' '),
                "One sequence: what is true, and mean and standard deviation of " + EACH + " samples that the last "
                        + frames + " frames evoke.",
                Axis.linear("frame"),
                Axis.linear(what.toLowerCase(Locale.ROOT) + " (prior s.d.)"),
                Series.line("inferred", time, mean).withBand(low, high),
                Series.dashed("true", time, truth));
    }

    @Override
    public void close() {
        // Nothing is held outside of Java.
    }
}
