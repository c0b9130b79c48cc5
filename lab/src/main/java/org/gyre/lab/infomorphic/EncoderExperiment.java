package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;
import org.gyre.data.image.Photographs;
import org.gyre.data.image.Whitening;
import org.gyre.data.stimulus.HorizontalBars;
import org.gyre.data.stimulus.PatchSource;
import org.gyre.data.stimulus.RandomPatterns;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.encoder.Encoder;
import org.gyre.nets.infomorphic.encoder.Matching;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.layer.LayerSettings;

/// Neurons that learn without labels from bars, random patterns or patches of photographs (Makkeh
/// et al. 2025). Kind `infomorphic-encoder`. One step is fifty steps of learning.
public final class EncoderExperiment implements Experiment<EncoderExperiment.Configuration> {
    private static final String BARS = "mean_bar_information_bits";
    private static final String LEAST = "least_bar_information_bits";
    private static final String GOAL = "goal_bits";
    private static final String WORLD = "mean_world_information_bits";
    private static final String LEAST_WORLD = "least_world_information_bits";
    private static final String CODE = "code_information_bits";
    private static final String CODE_BEFORE = "code_information_before_learning_bits";

    /// What is seen.
    public enum Stimulus {
        /// Horizontal bars, one for each row, each on with probability ½; pixels ±1.
        BARS,
        /// As many random pictures of ±1 as `patterns` says, drawn again and again.
        PATTERNS,
        /// Patches of the photographs that come with the program, whitened, of standard deviation 1.
        PATCHES
    }

    /// The keys of the TOML file.
    ///
    /// @param stimulus what is seen
    /// @param side     pixels of a side; bars: also the number of bars, at most 12
    /// @param patterns `patterns`: how many
    /// @param neurons  bars: as many as there are bars; patterns: at most 12
    /// @param goal     over F (the world) and C (the other neurons)
    /// @param neuron   how they fire and bin
    /// @param contextBins of the context
    /// @param rate     η of Adam
    /// @param decay    λ of Adam
    /// @param batch    samples of a step of learning
    /// @param rounds   of fifty steps of learning
    public record Configuration(
            @Default("bars") Stimulus stimulus,
            @Default("8") int side,
            @Default("32") int patterns,
            @Default("8") int neurons,
            String goal,
            NeuronKeys neuron,
            @Default("200") int contextBins,
            @Default("0.1") double rate,
            @Default("0") double decay,
            @Default("1024") int batch,
            @Default("30") int rounds) {
        private static final int MOST_BARS = 12;

        /// @throws InputException if a number does not fit
        public Configuration {
            if (side < 2 || side > 64 || (stimulus == Stimulus.BARS && side > MOST_BARS)) {
                throw new InputException("side = " + side + ": must be from 2 to 64, with bars to " + MOST_BARS);
            }
            if (neurons < 2 || neurons > 10_000) {
                throw new InputException("neurons = " + neurons + ": must be from 2 to 10000");
            }
            if (stimulus == Stimulus.BARS && neurons != side) {
                throw new InputException("neurons = " + neurons + " for " + side
                        + " bars: each neuron is to tell one bar; give as many");
            }
            if (stimulus == Stimulus.PATTERNS && neurons > WordInformation.MOST_NEURONS) {
                throw new InputException("neurons = " + neurons + " for random patterns: what they tell together is"
                        + " worked out over all words that they can fire; give at most "
                        + WordInformation.MOST_NEURONS);
            }
            if (patterns < 2 || patterns > 4096) {
                throw new InputException("patterns = " + patterns + ": must be from 2 to 4096");
            }
            if (batch < 2 || rounds < 1) {
                throw new InputException(
                        "batch = " + batch + ", rounds = " + rounds + ": there must be at least 2 samples and 1 round");
            }
            Bounds.requireMatrix("neurons times batch", neurons, batch);
            Bounds.requireMatrix("side times side times batch", (long) side * side, batch);
            neuron.withContextBins(contextBins);
            NeuronKeys.goal("goal", 2, goal);
            NeuronKeys.requireLearning(rate, decay);
        }

        private LayerSettings layer() {
            return new LayerSettings(
                    neurons, neuron.withContextBins(contextBins), NeuronKeys.goal("goal", 2, goal), rate, decay);
        }
    }

    @Override
    public String kind() {
        return "infomorphic-encoder";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(GOAL, WORLD, LEAST_WORLD);
        names.when(configuration.stimulus() == Stimulus.PATTERNS, List.of(CODE, CODE_BEFORE));
        names.when(configuration.stimulus() == Stimulus.BARS, List.of(BARS, LEAST));
        for (String atom : Goal.order(2)) {
            names.give("atom_" + AtomNames.key(atom) + "_bits");
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Learning(configuration, context);
    }

    private static final class Learning implements Session {
        private static final int PER_ROUND = 50;
        /// How often each picture of bars is shown when they are all gone through.
        private static final int DRAWS = 16;

        /// How often each of the random patterns is shown to read what all neurons together tell of it.
        private static final int SHOWINGS = 2000;

        private static final int MOST_FIELDS = 100;

        private final Configuration configuration;
        private final RunContext context;
        /// Samples that the encoder is shown at once, at most.
        private final int most;

        private final Encoder encoder;
        private final Team team;
        private final int pixels;
        private final float[] pictures;
        private final World world;
        /// The pictures of `patterns`, one after the other; empty in other worlds.
        private final float[] patterns;
        private final double[][] course;
        private int round;

        /// Puts pictures into rows.
        private interface World {
            void fill(long first, int count, float[] rows);
        }

        Learning(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            pixels = configuration.side() * configuration.side();
            most = Math.max(
                    configuration.batch(),
                    configuration.stimulus() == Stimulus.BARS ? DRAWS << configuration.side() : 0);
            encoder = untrained();
            pictures = new float[Math.multiplyExact(most, pixels)];
            team = Team.of(context.threads());
            RandomStream seen = context.random().split("world");
            int count = configuration.stimulus() == Stimulus.PATTERNS ? configuration.patterns() : 0;
            patterns = new float[count * pixels];
            new RandomPatterns(pixels, seen.split("patterns")).fill(0, count, patterns);
            world = world(seen);
            course = new double[configuration.rounds()][7];
        }

        /// The neurons as they are before the first step of learning.
        private Encoder untrained() {
            return new Encoder(
                    pixels, configuration.layer(), most, context.random().split("weights"));
        }

        private World world(RandomStream stream) {
            return switch (configuration.stimulus()) {
                case BARS -> {
                    HorizontalBars bars = new HorizontalBars(configuration.side(), 0.5, stream);
                    yield bars::fill;
                }
                case PATTERNS ->
                    (first, count, rows) -> {
                        for (int k = 0; k < count; k++) {
                            int which = Math.floorMod(stream.word(first + k), configuration.patterns());
                            System.arraycopy(patterns, which * pixels, rows, k * pixels, pixels);
                        }
                    };
                case PATCHES -> {
                    List<GreyImage> images = new ArrayList<>();
                    for (String name : Photographs.names()) {
                        images.add(Whitening.DEFAULT.apply(Photographs.read(name)));
                    }
                    PatchSource patches = new PatchSource(images, configuration.side(), stream);
                    yield (first, count, rows) -> {
                        float[] frame = new float[pixels];
                        for (int k = 0; k < count; k++) {
                            patches.frame(first + k, frame);
                            System.arraycopy(frame, 0, rows, k * pixels, pixels);
                        }
                    };
                }
            };
        }

        @Override
        public long totalSteps() {
            return configuration.rounds();
        }

        @Override
        public long completedSteps() {
            return round;
        }

        @Override
        public List<String> scalarNames() {
            return configuration.stimulus() == Stimulus.BARS ? List.of(GOAL, BARS) : List.of(GOAL);
        }

        @Override
        public void advance() {
            int batch = configuration.batch();
            for (int step = 0; step < PER_ROUND; step++) {
                long number = (long) round * PER_ROUND + step;
                world.fill(number * batch, batch, pictures);
                encoder.learn(pictures, batch, context.random().split("outputs").split(number), team);
            }
            Layer.Reading reading = encoder.layer().read(batch, team);
            double[] row = course[round++];
            System.arraycopy(AtomCourse.row(reading), 0, row, 0, 5);
            row[5] = reading.meanGoal();
            Map<String, Double> scalars = new LinkedHashMap<>();
            scalars.put(GOAL, row[5]);
            if (configuration.stimulus() == Stimulus.BARS) {
                row[6] = Arrays.stream(matched(bars())).average().orElseThrow();
                scalars.put(BARS, row[6]);
            }
            context.scalars(round, scalars);
        }

        /// I(Y; bar) in bits of every neuron and bar, exact over all pictures of bars but for the
        /// draws of the other neurons, each picture [#DRAWS] times.
        private double[][] bars() {
            int bars = configuration.side();
            int samples = DRAWS << bars;
            for (int k = 0; k < samples; k++) {
                for (int i = 0; i < pixels; i++) {
                    pictures[k * pixels + i] = (k >> (i / bars) & 1) == 1 ? 1 : -1;
                }
            }
            encoder.show(pictures, samples, context.random().split("reading").split(round), team);
            float[] theta = encoder.layer().probabilities();
            double[][] information = new double[configuration.neurons()][bars];
            for (int n = 0; n < information.length; n++) {
                for (int bar = 0; bar < bars; bar++) {
                    double[] on = new double[2];
                    for (int k = 0; k < samples; k++) {
                        on[k >> bar & 1] += theta[n * samples + k];
                    }
                    double half = samples / 2.0;
                    information[n][bar] =
                            entropy((on[0] + on[1]) / samples) - (entropy(on[0] / half) + entropy(on[1] / half)) / 2;
                }
            }
            return information;
        }

        private static double entropy(double p) {
            return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
        }

        /// What each neuron tells of the bar that is its own in the best assignment.
        private static double[] matched(double[][] information) {
            int[] bars = Matching.best(information);
            double[] matched = new double[bars.length];
            Arrays.setAll(matched, n -> information[n][bars[n]]);
            return matched;
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("round", (long) round);
            out.put(
                    "course",
                    Arrays.stream(course).flatMapToDouble(Arrays::stream).toArray());
            Parameters.save("", List.of(encoder.layer()), out);
        }

        @Override
        public void restore(SnapshotReader in) {
            round = (int) in.integer("round");
            double[] all = in.doubles("course", course.length * course[0].length);
            for (int i = 0; i < course.length; i++) {
                System.arraycopy(all, i * course[i].length, course[i], 0, course[i].length);
            }
            Parameters.restore("", List.of(encoder.layer()), in);
        }

        @Override
        public void finish(Outcome outcome) {
            Goal goal = configuration.layer().goal();
            double[] last = course[round - 1];
            List<String> order = Goal.order(2);
            for (int i = 0; i < order.size(); i++) {
                outcome.value("atom_" + AtomNames.key(order.get(i)) + "_bits", last[i]);
            }
            outcome.value(GOAL, last[5]);
            double[] times = new double[round];
            double[][] atoms = new double[round][];
            for (int i = 0; i < round; i++) {
                times[i] = (i + 1.0) * PER_ROUND;
                atoms[i] = Arrays.copyOf(course[i], 5);
            }
            AtomCourse atomCourse = new AtomCourse(goal, times, atoms);
            if (configuration.stimulus() == Stimulus.BARS) {
                bars(outcome);
            }
            if (configuration.stimulus() == Stimulus.PATTERNS) {
                code(outcome);
            }
            outcome.figure(fields());
            outcome.figure(world(outcome));
            outcome.figure(atomCourse.curves("atoms", "the neurons", "pictures", "steps of learning"));
            outcome.figure(goalCourse(times));
            outcome.figure(atomCourse.end("goal", "the neurons"));
            outcome.array("receptive_weights", encoder.receptiveWeights(), configuration.neurons(), pixels);
            outcome.text(
                    "goal",
                    "The goal of the neurons is " + AtomNames.shown(goal.toString()) + ". " + AtomNames.words(goal)
                            + " Here F is the world and C the other neurons. What two sources each tell is meant as"
                            + " in the measure of shared exclusions: a neuron that copies one bit of F has"
                            + " log2(4/3) = 0.415 bit of {F}{C} even beside an independent bit of C, and more beside"
                            + " a C of many values, so that {F}{C} is not what is told twice.");
            outcome.cite("Makkeh2025");
            outcome.cite("Makkeh2021");
        }

        private void bars(Outcome outcome) {
            double[][] information = bars();
            double[] matched = matched(information);
            outcome.value(BARS, Arrays.stream(matched).average().orElseThrow());
            outcome.value(LEAST, Arrays.stream(matched).min().orElseThrow());
            int[] order = Matching.best(information);
            double[] sorted = new double[matched.length * matched.length];
            for (int n = 0; n < matched.length; n++) {
                for (int bar = 0; bar < matched.length; bar++) {
                    sorted[order[n] * matched.length + bar] = information[n][bar];
                }
            }
            outcome.array("bar_information", sorted, matched.length, matched.length);
            List<HeatMap.Group> neurons = new ArrayList<>();
            List<HeatMap.Group> numbers = new ArrayList<>();
            for (int bar = 0; bar < order.length; bar++) {
                int row = bar;
                int neuron = IntStream.range(0, order.length)
                        .filter(n -> order[n] == row)
                        .findFirst()
                        .orElseThrow();
                neurons.add(new HeatMap.Group(String.valueOf(neuron + 1), bar));
                numbers.add(new HeatMap.Group(String.valueOf(bar + 1), bar));
            }
            outcome.figure(new HeatMap(
                    "bars",
                    "What each neuron tells of each bar",
                    "Information between a neuron's output and whether a bar is on, over all "
                            + (1 << configuration.side()) + " pictures; neurons, numbered from 1 as in the other"
                            + " figures, in the order of the bars that they match best.",
                    "bar",
                    "neuron",
                    "information (bits)",
                    matched.length,
                    matched.length,
                    sorted,
                    ColourMap.SEQUENTIAL,
                    0.0,
                    1.0,
                    neurons,
                    numbers));
        }

        /// The mean goal over learning. A neuron that fires whatever it sees and hears has no information
        /// at all, and a goal of 0 (unless H(Y | S) is part of it).
        private LineChart goalCourse(double[] times) {
            double[] goals = Arrays.stream(course)
                    .limit(round)
                    .mapToDouble(row -> row[5])
                    .toArray();
            return new LineChart(
                            "goal-course",
                            "The goal over learning",
                            "Mean over the neurons, in one batch of pictures. Each neuron climbs its own goal while the"
                                    + " others change, with bins taken as fixed and in steps of the rate "
                                    + configuration.rate() + ": the mean need not rise.",
                            Axis.linear("steps of learning").from(0),
                            Axis.linear("mean goal (bits)"),
                            Series.line("goal", times, goals))
                    .with(Reference.horizontal("all information 0", 0));
        }

        /// What each neuron tells of the world by its own receptive input, in pictures drawn anew.
        private BarChart world(Outcome outcome) {
            int batch = configuration.batch();
            world.fill((long) configuration.rounds() * PER_ROUND * batch, batch, pictures);
            encoder.show(pictures, batch, context.random().split("anew"), team);
            Layer.Reading reading = encoder.layer().read(batch, team);
            Goal goal = configuration.layer().goal();
            int unique = goal.lattice().index("{1}");
            int shared = goal.lattice().index("{1}{2}");
            double[] alone = new double[configuration.neurons()];
            double[] both = new double[alone.length];
            double[] all = new double[alone.length];
            List<String> names = new ArrayList<>();
            for (int n = 0; n < all.length; n++) {
                alone[n] = reading.atoms()[n][unique];
                both[n] = reading.atoms()[n][shared];
                all[n] = alone[n] + both[n];
                names.add(String.valueOf(n + 1));
            }
            outcome.value(WORLD, Arrays.stream(all).average().orElseThrow());
            outcome.value(LEAST_WORLD, Arrays.stream(all).min().orElseThrow());
            outcome.array("world_information", all);
            return new BarChart(
                    "world",
                    "What each neuron tells of the world",
                    "Information between the output of each neuron and its summed receptive input, in " + batch + " "
                            + drawnAnew() + ", and the two atoms that it is the sum of.",
                    "neuron",
                    Axis.linear("information (bits)"),
                    names,
                    new BarChart.Bars("information", all),
                    new BarChart.Bars("{F}", alone),
                    new BarChart.Bars("{F}{C}", both));
        }

        private String drawnAnew() {
            return switch (configuration.stimulus()) {
                case BARS, PATTERNS -> "pictures drawn anew (many of them, or all, are among those learned from)";
                case PATCHES -> "patches drawn anew from the photographs learned from";
            };
        }

        /// What all neurons together tell of which random pattern is seen, beside what they told before
        /// they learned.
        private void code(Outcome outcome) {
            double before = code(untrained());
            double after = code(encoder);
            outcome.value(CODE, after);
            outcome.value(CODE_BEFORE, before);
            outcome.figure(new BarChart(
                            "code",
                            "What all neurons together tell of the picture",
                            "Information between the drawn outputs of all neurons and which of the "
                                    + configuration.patterns() + " pictures is seen, each shown " + SHOWINGS
                                    + " times.",
                            "neurons",
                            Axis.linear("information (bits)"),
                            List.of("before learning", "after learning"),
                            new BarChart.Bars("together", before, after))
                    .with(Reference.horizontal("to tell all apart", Math.log(configuration.patterns()) / Math.log(2))));
        }

        private double code(Encoder shown) {
            int count = configuration.patterns();
            WordInformation information = new WordInformation(count, configuration.neurons());
            RandomStream draws = context.random().split("code");
            long all = (long) SHOWINGS * count;
            for (long from = 0; from < all; from += configuration.batch()) {
                int samples = (int) Math.min(configuration.batch(), all - from);
                for (int k = 0; k < samples; k++) {
                    System.arraycopy(patterns, (int) ((from + k) % count) * pixels, pictures, k * pixels, pixels);
                }
                shown.show(pictures, samples, draws.split(from), team);
                float[] theta = shown.layer().probabilities();
                for (int k = 0; k < samples; k++) {
                    information.add((int) ((from + k) % count), theta, k, samples);
                }
            }
            return information.bits();
        }

        private ImageGrid fields() {
            List<ImageGrid.Tile> tiles = new ArrayList<>();
            float[] weights = encoder.receptiveWeights();
            for (int n = 0; n < Math.min(MOST_FIELDS, configuration.neurons()); n++) {
                double[] field = new double[pixels];
                for (int j = 0; j < pixels; j++) {
                    field[j] = weights[n * pixels + j];
                }
                tiles.add(new ImageGrid.Tile("", field));
            }
            return ImageGrid.receptiveFields(
                    "receptive-fields",
                    "Receptive fields",
                    "Weights from the pixels to " + (tiles.size() < configuration.neurons() ? "the first " : "the ")
                            + tiles.size() + " neurons.",
                    configuration.side(),
                    configuration.side(),
                    tiles);
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
