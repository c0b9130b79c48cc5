package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.lif.Reading.Quantity;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.mode.DecayLaw;

/// Information against leak: networks whose hidden layers have one fixed leak learn to name samples;
/// then what made their units fire, and what their spikes tell of labels, is read on test samples. From
/// integrator to coincidence detector, beside the two measures of the operating mode (Stoll et al.
/// 2023). Kind `lif-information`. One step is one epoch of one network, the last one with its reading.
public final class LifInformation implements Experiment<LifInformation.Configuration> {
    private static final List<String> INPUTS =
            List.of("input_count_bits", "input_word_bits", "input_first_spike_bits", "input_word_gain_bits");
    private static final String INTERVAL_RATIO = "layer_#_interval_ratio";
    private static final String CONTRIBUTING_RATIO = "layer_#_contributing_ratio";
    private static final String EXPONENT = "layer_#_slope_exponent";
    private static final String OFFSET_EXPONENT = "layer_#_slope_exponent_with_offset";
    private static final String TOO_FEW = "Fewer than three leaks above 0 at which units of the layer fire.";
    private static final String MOST_ACCURATE = "most_accurate_leak";
    /// Points of a curve that is drawn.
    private static final int CURVE = 60;

    private static final String SMALLEST_GAIN = "layer_#_smallest_word_gain_bits";
    private static final String SMALLEST_GAIN_SHARE = "layer_#_smallest_gain_share";
    private static final String PEAK = "layer_#_most_informative_leak";

    /// The keys of the TOML file.
    ///
    /// @param samples    what is named, as spikes
    /// @param network    what names it; leaks of hidden layers are replaced by fixed ones
    /// @param leaks      of all hidden units of a network; each is a point of the curves
    /// @param decayTimes instead of `leaks`: τ in units of `step`, l = step / τ
    /// @param step       how long a step is, in the unit of decay times
    /// @param networks   for each leak, from streams of their own: network k has the same initial weights
    ///     and the same order of samples at every leak
    /// @param reading    how spikes are read
    public record Configuration(
            SampleKeys samples,
            LifKeys network,
            @Default("[]") List<Double> leaks,
            @Default("[]") List<Double> decayTimes,
            @Default("1") double step,
            @Default("3") int networks,
            ReadingKeys reading) {
        /// @throws InputException if numbers do not fit
        public Configuration {
            leaks = List.copyOf(leaks);
            decayTimes = List.copyOf(decayTimes);
            if (!network.from().isEmpty()) {
                throw new InputException("network.from = \"" + network.from()
                        + "\": the networks of this kind differ in how they start; use it with kind = \""
                        + LifExperiment.KIND + "\"");
            }
            if (leaks.isEmpty() == decayTimes.isEmpty()) {
                throw new InputException("give either leaks or decay_times, and at least one of them");
            }
            if (!(step > 0) || Double.isInfinite(step)) {
                throw new InputException("step = " + step + ": must be positive");
            }
            List<Point> points = points(leaks, decayTimes, step);
            for (Point point : points) {
                if (!(point.leak >= 0 && point.leak <= 1)) {
                    throw new InputException(
                            decayTimes.isEmpty()
                                    ? "leaks: " + point.number + " is not from 0 to 1"
                                    : "decay_times: " + point.number + " is shorter than a step of " + step);
                }
            }
            if (points.stream().map(Point::leak).distinct().count() < points.size()) {
                throw new InputException(
                        decayTimes.isEmpty()
                                ? "leaks = " + leaks + ": one is given twice"
                                : "decay_times = " + decayTimes + ": one is given twice");
            }
            if (networks < 1) {
                throw new InputException("networks = " + networks + ": at least 1 for each leak");
            }
            if (network.layers().size() < 2) {
                throw new InputException("network.layers: give a hidden layer to read, and the read-out");
            }
            for (LayerKeys layer : network.layers().subList(0, network.layers().size() - 1)) {
                if (layer.recurrent()) {
                    throw new InputException("network.layers: a recurrent layer hears more than the input spikes that"
                            + " mode measures count; set recurrent = false");
                }
                if (layer.settings().semantics().delayed()) {
                    throw new InputException("network.layers: mode = " + layer.mode()
                            + " shows spikes a step late, so that mode measures would miss their inputs;"
                            + " choose another mode");
                }
            }
            boolean images = !samples.name().equals(SampleKeys.MANIFOLDS);
            if (images && samples.encoding().kind() == EncodingKeys.Kind.CONSTANT) {
                throw new InputException("samples.encoding.kind = \"constant\": there are no input spikes to count;"
                        + " use \"poisson\" or \"latency\"");
            }
            reading.binsOf(samples.steps());
        }

        private List<Point> points() {
            return points(leaks, decayTimes, step);
        }

        private static List<Point> points(List<Double> leaks, List<Double> decayTimes, double step) {
            List<Point> points = new ArrayList<>();
            leaks.forEach(leak -> points.add(new Point("leak", leak, leak)));
            decayTimes.forEach(time -> points.add(new Point("time", time, step / time)));
            return points;
        }

        private int hidden() {
            return network.layers().size() - 1;
        }
    }

    /// A point of the curves.
    ///
    /// @param word   what its number is
    /// @param number as given
    /// @param leak   l
    private record Point(String word, double number, double leak) {
        private String accuracyFamily() {
            return "accuracy_" + word + "_#";
        }

        private String family(Quantity quantity) {
            return "layer_#_" + quantity.key() + "_" + word + "_#";
        }
    }

    @Override
    public String kind() {
        return "lif-information";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(INPUTS.toArray(String[]::new)).give(MOST_ACCURATE);
        for (Point point : configuration.points()) {
            names.member(point.accuracyFamily(), point.number());
        }
        for (int l = 1; l <= configuration.hidden(); l++) {
            for (String family : List.of(
                    INTERVAL_RATIO,
                    CONTRIBUTING_RATIO,
                    EXPONENT,
                    OFFSET_EXPONENT,
                    SMALLEST_GAIN,
                    SMALLEST_GAIN_SHARE,
                    PEAK)) {
                names.member(family, l);
            }
            for (Point point : configuration.points()) {
                for (Quantity quantity : Quantity.ALL) {
                    names.member(point.family(quantity), l, point.number());
                }
            }
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Team team = Team.of(context.threads());
        return new Curves(
                configuration,
                context,
                team,
                configuration.samples().read(context, context.random().split("samples"), team));
    }

    /// The table is `[network][leak][test accuracy, then the quantities of each hidden layer]`.
    private static final class Curves implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        private final SampleParts samples;
        private final List<Point> points;
        private final int epochs;
        private final int width;
        private final double[] table;
        /// What the inputs tell, read with the first network.
        private final double[] inputs = new double[INPUTS.size()];

        private int cell;
        private LifTraining training;

        Curves(Configuration configuration, RunContext context, Team team, SampleParts samples) {
            this.configuration = configuration;
            this.context = context;
            this.team = team;
            this.samples = samples;
            points = configuration.points();
            epochs = configuration.network().epochs();
            width = 1 + configuration.hidden() * Quantity.ALL.size();
            LifWarnings.checkLabels(configuration.network(), samples);
            table = new double[Math.multiplyExact(points.size() * configuration.networks(), width)];
            training = training();
        }

        private LifTraining training() {
            double leak = points.get(cell % points.size()).leak();
            LifKeys keys = configuration.network().withHidden(layer -> layer.withLeak(leak, 0, LeakForm.FIXED));
            return new LifTraining(
                    keys, samples, context.random().split("network").split(network()));
        }

        /// Which of the networks of a leak is at work.
        private int network() {
            return cell / points.size();
        }

        @Override
        public long totalSteps() {
            return (long) points.size() * configuration.networks() * epochs;
        }

        @Override
        public long completedSteps() {
            return (long) cell * epochs + training.epochs();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("network", "leak", "epoch", "loss", "training_accuracy", "test_accuracy");
        }

        @Override
        public List<Figure> live() {
            int finished = training.epochs() == epochs ? cell + 1 : cell;
            List<Figure> figures = new ArrayList<>();
            figures.add(new LineChart(
                    "live-accuracy",
                    "Accuracy so far",
                    "Share of test samples named rightly by each network that has learned.",
                    leakAxis(),
                    Axis.linear("share named rightly"),
                    List.of(soFar("test", 0, finished)),
                    List.of()));
            Series[] layers = new Series[configuration.hidden()];
            for (int l = 0; l < layers.length; l++) {
                layers[l] = soFar("layer " + (l + 1), column(l, Quantity.WORD), finished);
            }
            figures.add(new LineChart(
                    "live-information",
                    "Information so far",
                    "What the word of a unit tells of the label, mean over the units of each network that has learned.",
                    leakAxis(),
                    Axis.linear("information (bits)").from(0),
                    layers));
            figures.addAll(LifPictures.of(training, samples, context.random().split("shown"), team));
            return figures;
        }

        /// One point for each network that has learned and whose number is defined.
        private Series soFar(String name, int column, int finished) {
            int[] known = IntStream.range(0, finished)
                    .filter(c -> !Double.isNaN(table[c * width + column]))
                    .toArray();
            return Series.points(
                    name,
                    Arrays.stream(known)
                            .mapToDouble(c -> points.get(c % points.size()).leak())
                            .toArray(),
                    Arrays.stream(known)
                            .mapToDouble(c -> table[c * width + column])
                            .toArray());
        }

        @Override
        public void advance() {
            if (training.epochs() == epochs) {
                cell++;
                training = training();
            }
            training.learn(team);
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("network", (double) network());
            row.put("leak", points.get(cell % points.size()).leak());
            row.put("epoch", (double) training.epochs());
            row.put("loss", training.loss());
            row.put("training_accuracy", training.trainingAccuracy());
            if (training.epochs() == epochs) {
                read();
                row.put("test_accuracy", table[cell * width]);
            }
            context.scalars(completedSteps(), row);
        }

        private void read() {
            int at = cell * width;
            table[at++] = training.accuracy("test", samples.test(), team);
            Reading reading = new Reading(training, "test", samples.test(), configuration.reading(), team);
            RandomStream stream = context.random().split("reading").split(cell);
            for (int l = 0; l < configuration.hidden(); l++) {
                Map<Quantity, Double> found = reading.layer(l, stream.split(l), team);
                for (Quantity quantity : Quantity.ALL) {
                    table[at++] = found.getOrDefault(quantity, Double.NaN);
                }
            }
            if (cell == 0) {
                double[] told = reading.inputs(stream.split("inputs"), team);
                System.arraycopy(told, 0, inputs, 0, inputs.length);
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("cell", (long) cell);
            out.put("table", table);
            out.put("inputs", inputs);
            training.save("", out);
        }

        @Override
        public void restore(SnapshotReader in) {
            cell = (int) in.integer("cell");
            in.into(table, "table");
            in.into(inputs, "inputs");
            training = training();
            training.restore("", in);
        }

        /// One number for each network whose number is defined.
        private double[] of(int point, int column) {
            double[] values = new double[configuration.networks()];
            for (int network = 0; network < values.length; network++) {
                values[network] = table[(network * points.size() + point) * width + column];
            }
            return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        }

        private static int column(int layer, Quantity quantity) {
            return 1 + layer * Quantity.ALL.size() + Quantity.ALL.indexOf(quantity);
        }

        private double mean(int point, int column) {
            double[] values = of(point, column);
            return values.length == 0 ? Double.NaN : Descriptive.mean(values);
        }

        private double mean(int layer, int point, Quantity quantity) {
            return mean(point, column(layer, quantity));
        }

        @Override
        public void finish(Outcome outcome) {
            for (int i = 0; i < inputs.length; i++) {
                outcome.value(INPUTS.get(i), inputs[i]);
            }
            for (int p = 0; p < points.size(); p++) {
                outcome.value(
                        ValueNames.of(
                                points.get(p).accuracyFamily(), points.get(p).number()),
                        mean(p, 0));
            }
            outcome.value(MOST_ACCURATE, points.get(most(0)).leak());
            for (int l = 0; l < configuration.hidden(); l++) {
                tell(outcome, l);
            }
            outcome.figure(accuracy());
            outcome.text("inputs", inputsInWords());
            outcome.array("readings", table.clone(), configuration.networks(), points.size(), width);
            outcome.cite("Gerum2021");
            outcome.cite("Stoll2023");
        }

        private String inputsInWords() {
            return String.format(
                    Locale.ROOT,
                    "An input alone tells %.3f bits of the label by its number of spikes, %.3f by its word, %.3f by its"
                            + " first spike, means over %s; of %.3f bits that there are to be told.",
                    inputs[0],
                    inputs[1],
                    inputs[2],
                    Plural.of(samples.test().inputs(), "input"),
                    labelBits());
        }

        /// H(label) of the test samples.
        private double labelBits() {
            double[] counts = new double[samples.test().classes()];
            for (int s = 0; s < samples.test().count(); s++) {
                counts[samples.test().label(s)]++;
            }
            double bits = 0;
            for (double count : counts) {
                double share = count / samples.test().count();
                bits -= share == 0 ? 0 : share * StrictMath.log(share) / StrictMath.log(2);
            }
            return bits;
        }

        private void tell(Outcome outcome, int l) {
            int number = l + 1;
            for (int p = 0; p < points.size(); p++) {
                Point point = points.get(p);
                for (Quantity quantity : Quantity.ALL) {
                    outcome.valueOr(
                            ValueNames.of(point.family(quantity), number, point.number()),
                            mean(l, p, quantity),
                            "No unit of layer " + number + " fired on the test samples.");
                }
            }
            ratio(outcome, l, Quantity.INTERVAL, INTERVAL_RATIO);
            ratio(outcome, l, Quantity.CONTRIBUTING, CONTRIBUTING_RATIO);
            outcome.value(
                    ValueNames.of(PEAK, number),
                    points.get(most(column(l, Quantity.WORD))).leak());
            outcome.value(ValueNames.of(SMALLEST_GAIN, number), smallest(l, Quantity.WORD_GAIN));
            outcome.value(ValueNames.of(SMALLEST_GAIN_SHARE, number), smallest(l, Quantity.GAIN_SHARE));

            String layer = configuration.hidden() == 1 ? "" : ", layer " + number;
            outcome.figure(chart(
                    l,
                    "information-" + number,
                    "Information against leak" + layer,
                    "What the spikes of a unit tell of the label, mean over units, " + window() + ", "
                            + configuration.reading().correction().words()
                            + ". 'Word given count' is what timing adds to the number of spikes. ",
                    "information (bits)",
                    Quantity.COUNT,
                    Quantity.WORD,
                    Quantity.FIRST_SPIKE,
                    Quantity.WORD_GAIN));
            outcome.figure(chart(
                    l,
                    "modes-" + number,
                    "What makes a unit fire" + layer,
                    "From each output spike back in time until its input spikes add up to the threshold: how many input"
                            + " spikes that takes and how many steps, mean over units. ",
                    "input spikes; steps",
                    Quantity.INTERVAL,
                    Quantity.CONTRIBUTING));
            outcome.figure(chart(
                    l,
                    "per-spike-" + number,
                    "Information per spike" + layer,
                    "Mean information of a unit over its mean number of spikes in a sample. ",
                    "information (bits per spike)",
                    Quantity.COUNT_PER_SPIKE,
                    Quantity.WORD_PER_SPIKE));
            outcome.figure(chart(
                    l,
                    "layer-" + number,
                    "What the layer as a whole tells" + layer,
                    "Of the label: the number of all spikes in "
                            + configuration.reading().classes()
                            + " classes, and which unit fires first. ",
                    "information (bits)",
                    Quantity.LAYER_COUNT,
                    Quantity.FIRST_UNIT));
            outcome.figure(chart(
                    l,
                    "states-" + number,
                    "Successive states of a unit" + layer,
                    "What a unit's state, spike or none, tells of its state in the next step: mean over units, samples"
                            + " and steps together (Miller-Madow). ",
                    "information (bits)",
                    Quantity.STATE));
            outcome.figure(chart(
                    l,
                    "transfer-" + number,
                    "Transfer into the layer" + layer,
                    "What the number of spikes "
                            + (l == 0 ? "of the input" : "of layer " + l)
                            + " tells of that of the layer, given the layer's own number one step before: transfer"
                            + " entropy with history 1 in the same step, in which spikes arrive, and from the step"
                            + " before, which only potentials keep. Numbers in "
                            + configuration.reading().classes()
                            + " classes, Miller-Madow; all samples and steps together, so that what both follow in the"
                            + " course of a sample counts too. ",
                    "information (bits)",
                    Quantity.TRANSFER,
                    Quantity.TRANSFER_BEFORE));
            decayLaw(outcome, l, layer);
            outcome.figure(table(l, layer));
        }

        private String window() {
            int bins = configuration.reading().binsOf(samples.test().steps());
            return "in words of " + Plural.of(bins, "bin") + " of "
                    + Plural.of(configuration.reading().bin(), "step")
                    + " with a spike or none";
        }

        /// The point with the largest mean.
        private int most(int column) {
            int most = 0;
            for (int p = 1; p < points.size(); p++) {
                most = mean(p, column) > mean(most, column) ? p : most;
            }
            return most;
        }

        private double smallest(int layer, Quantity quantity) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int p = 0; p < points.size(); p++) {
                smallest = Math.min(smallest, mean(layer, p, quantity));
            }
            return smallest;
        }

        /// The quantity at the smallest leak over that at the largest.
        private void ratio(Outcome outcome, int layer, Quantity quantity, String family) {
            int[] order = byLeak();
            double ratio = mean(layer, order[0], quantity) / mean(layer, order[order.length - 1], quantity);
            outcome.valueOr(
                    ValueNames.of(family, layer + 1),
                    ratio,
                    "At the smallest or the largest leak no unit of layer " + (layer + 1) + " fired.");
        }

        /// Points by ascending leak.
        private int[] byLeak() {
            Integer[] order = new Integer[points.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    (a, b) -> Double.compare(points.get(a).leak(), points.get(b).leak()));
            return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        }

        private double[] leaks(int... order) {
            return Arrays.stream(order).mapToDouble(p -> points.get(p).leak()).toArray();
        }

        private Series series(String name, int column) {
            int[] order = byLeak();
            double[] y = new double[order.length];
            double[] low = new double[order.length];
            double[] high = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                double[] values = of(order[i], column);
                double deviation = values.length < 2 ? 0 : Descriptive.standardDeviation(values);
                y[i] = mean(order[i], column);
                low[i] = y[i] - deviation;
                high[i] = y[i] + deviation;
            }
            Series plain = Series.lineAndPoints(name, leaks(order), y);
            return configuration.networks() < 2 ? plain : plain.withBand(low, high);
        }

        private String bands() {
            return configuration.networks() < 2
                    ? "One network for each leak."
                    : "Mean and standard deviation of " + configuration.networks() + " networks for each leak.";
        }

        private LineChart chart(
                int layer, String id, String title, String caption, String label, Quantity... quantities) {
            Series[] series = Arrays.stream(quantities)
                    .map(quantity -> series(quantity.heading(), column(layer, quantity)))
                    .toArray(Series[]::new);
            return new LineChart(
                    id, title, caption + bands(), leakAxis(), Axis.linear(label).from(0), series);
        }

        private Axis leakAxis() {
            String label = "leak (0 integrator, 1 coincidence detector)";
            return points.stream().anyMatch(point -> point.leak() == 0) ? Axis.linear(label) : Axis.log(label);
        }

        private Figure accuracy() {
            LineChart chart = new LineChart(
                    "accuracy",
                    "Accuracy",
                    "Share of " + samples.test().count() + " test samples of "
                            + configuration.samples().name() + " named rightly after "
                            + Plural.of(epochs, "epoch") + ". " + bands(),
                    leakAxis(),
                    Axis.linear("share named rightly"),
                    series("test", 0));
            return chart.with(
                    Reference.horizontal("chance", 1.0 / samples.test().classes()));
        }

        /// The slope of contributing input spikes over intervals against the decay time.
        private void decayLaw(Outcome outcome, int layer, String words) {
            List<double[]> known = new ArrayList<>();
            for (int p : byLeak()) {
                double slope = mean(layer, p, Quantity.SLOPE);
                if (points.get(p).leak() > 0 && slope > 0) {
                    known.add(new double[] {configuration.step() / points.get(p).leak(), slope});
                }
            }
            double[] times = known.stream().mapToDouble(pair -> pair[0]).toArray();
            double[] slopes = known.stream().mapToDouble(pair -> pair[1]).toArray();
            String name = ValueNames.of(EXPONENT, layer + 1);
            String offsetName = ValueNames.of(OFFSET_EXPONENT, layer + 1);
            if (times.length < 2) {
                outcome.undefined(name, "Fewer than two leaks above 0 at which units of the layer fire.");
                outcome.undefined(offsetName, TOO_FEW);
                return;
            }
            DecayLaw law = DecayLaw.fit(times, slopes);
            outcome.value(name, law.exponent());
            double[] fine = new double[CURVE];
            double longest = Arrays.stream(times).max().orElseThrow();
            double shortest = Arrays.stream(times).min().orElseThrow();
            Arrays.setAll(fine, i -> shortest * StrictMath.pow(longest / shortest, (double) i / (CURVE - 1)));
            List<Series> series = new ArrayList<>(List.of(
                    Series.points("networks, mean", times, slopes), Series.dashed("power law", fine, at(law, fine))));
            String text = String.format(Locale.ROOT, "%.3g x time^%.3f", law.factor(), law.exponent());
            if (times.length > 2) {
                DecayLaw offset = DecayLaw.fitWithOffset(times, slopes);
                outcome.value(offsetName, offset.exponent());
                series.add(Series.line("with offset", fine, at(offset, fine)));
                text += String.format(
                        Locale.ROOT,
                        ", and the published law with an offset, %.3g x time^%.3f + %.3g",
                        offset.factor(),
                        offset.exponent(),
                        offset.offset());
            } else {
                outcome.undefined(offsetName, TOO_FEW);
            }
            outcome.figure(new LineChart(
                    "decay-law-" + (layer + 1),
                    "Input spikes a step of the integration interval" + words,
                    "The slope of contributing input spikes over integration intervals of units, against the decay time"
                            + " step / leak; the power law " + text + ".",
                    Axis.log("decay time" + (configuration.decayTimes().isEmpty() ? " (steps)" : "")),
                    Axis.log("input spikes a step"),
                    series.toArray(Series[]::new)));
        }

        private static double[] at(DecayLaw law, double... times) {
            return Arrays.stream(times).map(law::at).toArray();
        }

        private TableFigure table(int layer, String words) {
            List<String> headings = new ArrayList<>(List.of("quantity"));
            int[] order = byLeak();
            for (int p : order) {
                headings.add((points.get(p).word().equals("leak") ? "leak " : "decay time ")
                        + ValueNames.number(points.get(p).number()).replace('_', '.'));
            }
            TableFigure table = new TableFigure(
                    "numbers-" + (layer + 1),
                    "All numbers" + words,
                    "Means over " + Plural.of(configuration.networks(), "network")
                            + " for each leak; information in bits, of units where nothing else is said.",
                    headings,
                    List.of());
            table = table.row(cells("accuracy", 0, order));
            for (Quantity quantity : Quantity.ALL) {
                table = table.row(cells(quantity.heading(), column(layer, quantity), order));
            }
            return table;
        }

        private Object[] cells(String heading, int column, int... order) {
            List<Object> cells = new ArrayList<>(List.of(heading));
            for (int p : order) {
                double value = mean(p, column);
                cells.add(Double.isNaN(value) ? "" : value);
            }
            return cells.toArray();
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
