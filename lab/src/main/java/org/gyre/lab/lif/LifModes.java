package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.layer.SpikeRows;
import org.gyre.nets.lif.mode.Chirp;
import org.gyre.nets.lif.network.LifNetwork;

/// From integrator to coincidence detector (Gerum & Schilling 2021): settings of weight and leak that
/// fire at the same steps of the same input, and differ in how an output spike's error is credited to
/// the input spikes. Kind `lif-modes`. One step is one setting.
///
/// Credits are the gradients of the formula in double precision. They are held against the closed form
/// (1 − l)^(t* − tᵢ) of input spikes since the last reset, and against what the kernels of a layer find.
public final class LifModes implements Experiment<LifModes.Configuration> {
    private static final int MOST_STEPS = 100_000;
    private static final String SAME = "same_output_steps";
    private static final String DEVIATION = "largest_deviation";
    private static final String KERNEL_DEVIATION = "largest_kernel_deviation";

    /// The keys of the TOML file.
    ///
    /// @param settings of the unit
    /// @param steps    of the input
    /// @param inputs   steps of its spikes, ascending, each by an input of its own; none for the published
    ///     chirp
    /// @param error    the output spike, counted from 1, whose error is sent back in the figures
    /// @param last     of its input spikes, so many are told apart from the ones before
    public record Configuration(
            List<Setting> settings,
            @Default("211") int steps,
            @Default("[]") List<Integer> inputs,
            @Default("2") int error,
            @Default("3") int last) {
        /// @throws InputException if names or numbers do not fit
        public Configuration {
            settings = List.copyOf(settings);
            inputs = List.copyOf(inputs);
            Set<String> names = new HashSet<>();
            for (Setting setting : settings) {
                if (!names.add(setting.name())) {
                    throw new InputException("settings: two have the name '" + setting.name() + "'");
                }
            }
            if (settings.isEmpty()) {
                throw new InputException("settings: give at least one");
            }
            if (steps < 1 || steps > MOST_STEPS) {
                throw new InputException("steps = " + steps + ": must be from 1 to " + MOST_STEPS);
            }
            if (error < 1 || last < 1) {
                throw new InputException("error = " + error + ", last = " + last + ": both are counted from 1");
            }
            int[] spikes = spikes(inputs);
            for (int i = 0; i < spikes.length; i++) {
                if (spikes[i] < (i == 0 ? 0 : spikes[i - 1]) || spikes[i] >= steps) {
                    throw new InputException("inputs: spike " + (i + 1) + " at step " + spikes[i]
                            + ": steps ascend and lie in the " + Plural.of(steps, "step") + " from 0 on");
                }
            }
        }

        private int[] spikes() {
            return spikes(inputs);
        }

        private static int[] spikes(List<Integer> inputs) {
            return inputs.isEmpty()
                    ? Chirp.inputs()
                    : inputs.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /// A weight, the same for all inputs, and a leak.
    ///
    /// @param name   lower-case letters, digits and `_`
    /// @param weight w as a share of the threshold
    /// @param leak   l
    public record Setting(String name, double weight, double leak) {
        /// @throws InputException if the name is malformed or a number out of range
        public Setting {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new InputException("settings.name = '" + name + "': lower-case letters, digits and _ only");
            }
            if (!(weight > 0) || Double.isInfinite(weight)) {
                throw new InputException("setting " + name + ": weight = " + weight + ", must be positive");
            }
            if (!(leak >= 0 && leak <= 1)) {
                throw new InputException("setting " + name + ": leak = " + leak + ", must be from 0 to 1");
            }
        }

        private String words() {
            return name.replace('_', ' ');
        }
    }

    /// What is found of a setting, in the order of the columns of the table.
    private enum Column {
        OUTPUT_SPIKES("output_spikes"),
        SMALLEST_CREDIT("smallest_credit"),
        LAST_SHARE("last_share"),
        DEVIATION("deviation"),
        KERNEL_DEVIATION("kernel_deviation");

        private static final List<Column> ALL = List.of(values());

        private final String key;

        Column(String key) {
            this.key = key;
        }

        private String of(Setting setting) {
            return setting.name() + "_" + key;
        }
    }

    @Override
    public String kind() {
        return "lif-modes";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(SAME, DEVIATION, KERNEL_DEVIATION);
        for (Setting setting : configuration.settings()) {
            for (Column column : Column.ALL) {
                names.give(column.of(setting));
            }
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Settings(configuration, context);
    }

    private static Chirp.Response respond(Configuration configuration, Setting setting) {
        LifFormula unit = new LifFormula(LifSemantics.GERUM_2021, new Surrogate.Flat(), 1);
        return Chirp.respond(unit, configuration.spikes(), configuration.steps(), setting.weight(), setting.leak());
    }

    /// The step from which on input spikes are credited with an output spike: the one after the last
    /// output spike before it that was above the threshold, not just at it.
    private static int since(Chirp.Response response, int output) {
        for (int k = output - 1; k >= 0; k--) {
            if (response.potentials()[response.outputs()[k]] > 1) {
                return response.outputs()[k] + 1;
            }
        }
        return 0;
    }

    /// The table is `[setting][column]`.
    private static final class Settings extends TableSession {
        private final Configuration configuration;
        private final RunContext context;

        Settings(Configuration configuration, RunContext context) {
            super(configuration.settings().size(), Column.ALL.size());
            this.configuration = configuration;
            this.context = context;
        }

        @Override
        public List<String> scalarNames() {
            return Column.ALL.stream().map(column -> column.key).toList();
        }

        @Override
        public void advance() {
            Setting setting = configuration.settings().get(done());
            Chirp.Response response = respond(configuration, setting);
            Map<String, Double> row = new LinkedHashMap<>();
            int at = done() * Column.ALL.size();
            for (Column column : Column.ALL) {
                double value = measure(column, setting, response);
                table[at + Column.ALL.indexOf(column)] = value;
                if (Double.isFinite(value)) {
                    row.put(column.key, value);
                }
            }
            context.scalars(complete(), row);
        }

        private double measure(Column column, Setting setting, Chirp.Response response) {
            return switch (column) {
                case OUTPUT_SPIKES -> response.outputs().length;
                case SMALLEST_CREDIT -> Arrays.stream(credited(response)).min().orElse(Double.NaN);
                case LAST_SHARE -> lastShare(response);
                case DEVIATION -> deviation(setting, response);
                case KERNEL_DEVIATION -> kernelDeviation(setting, response);
            };
        }

        /// The credits with the chosen output spike of the input spikes since the last reset, in time.
        private double[] credited(Chirp.Response response) {
            int output = configuration.error() - 1;
            if (output >= response.outputs().length) {
                return new double[0];
            }
            int from = since(response, output);
            int to = response.outputs()[output];
            List<Double> credits = new ArrayList<>();
            for (int i = 0; i < response.inputs().length; i++) {
                if (response.inputs()[i] >= from && response.inputs()[i] <= to) {
                    credits.add(response.credits().get(output)[i]);
                }
            }
            return credits.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private double lastShare(Chirp.Response response) {
            double[] credits = credited(response);
            double all = Arrays.stream(credits).sum();
            double last = Arrays.stream(credits)
                    .skip(Math.max(0, credits.length - configuration.last()))
                    .sum();
            return last / all;
        }

        /// Over all output spikes and input spikes, against the closed form.
        private static double deviation(Setting setting, Chirp.Response response) {
            double largest = response.outputs().length == 0 ? Double.NaN : 0;
            for (int k = 0; k < response.outputs().length; k++) {
                int from = since(response, k);
                for (int i = 0; i < response.inputs().length; i++) {
                    int ago = response.outputs()[k] - response.inputs()[i];
                    boolean counts = ago >= 0 && response.inputs()[i] >= from;
                    double expected = counts ? StrictMath.pow(1 - setting.leak(), ago) : 0;
                    largest = Math.max(largest, Math.abs(response.credits().get(k)[i] - expected));
                }
            }
            return largest;
        }

        /// The same against the gradient of each input's weight in a layer of one unit.
        private double kernelDeviation(Setting setting, Chirp.Response response) {
            int inputs = response.inputs().length;
            int steps = configuration.steps();
            LifSettings unit = new LifSettings(
                    1, LifSemantics.GERUM_2021, new Surrogate.Flat(), LifSettings.LeakForm.FIXED, false, false, false);
            float[] weights = new float[inputs];
            Arrays.fill(weights, (float) setting.weight());
            LifStart start = new LifStart(
                    weights, new float[1], new float[] {(float) setting.leak()}, new float[] {1}, new float[0]);
            LifNetwork network = new LifNetwork(inputs, List.of(unit), List.of(start), 1, steps);
            SpikeRows rows = new SpikeRows(inputs);
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < inputs; i++) {
                    if (response.inputs()[i] == t) {
                        rows.add(i);
                    }
                }
                rows.endRow();
            }
            double largest = response.outputs().length == 0 ? Double.NaN : 0;
            LifLayer layer = network.output();
            try (Team team = Team.of(1)) {
                for (int k = 0; k < response.outputs().length; k++) {
                    network.forward(new LifInput.Spikes(rows), 1, steps, team);
                    Arrays.fill(layer.onSpikes(), 0, steps * layer.stride(), 0);
                    layer.onSpikes()[response.outputs()[k] * layer.stride()] = 1;
                    network.backward(team);
                    float[] gradient = layer.feed().weights().gradient();
                    for (int i = 0; i < inputs; i++) {
                        double credit = response.credits().get(k)[i];
                        largest = Math.max(
                                largest, Math.abs(gradient[i * layer.feed().stride()] - credit));
                    }
                }
            }
            return largest;
        }

        @Override
        public void finish(Outcome outcome) {
            List<Setting> settings = configuration.settings();
            List<Chirp.Response> responses =
                    settings.stream().map(one -> respond(configuration, one)).toList();
            int[] first = responses.getFirst().outputs();
            boolean same = responses.stream().allMatch(one -> Arrays.equals(one.outputs(), first));
            outcome.value(SAME, same ? 1 : 0);
            largest(outcome, DEVIATION, Column.DEVIATION);
            largest(outcome, KERNEL_DEVIATION, Column.KERNEL_DEVIATION);
            TableFigure summary = new TableFigure(
                    "settings",
                    "The settings",
                    "Steps of the output spikes; of output spike " + configuration.error()
                            + " the smallest credit among the input spikes since the last reset, and the share of the last "
                            + configuration.last()
                            + " of them in all credit; largest deviation of any credit from (1 - leak)^(steps before the"
                            + " output spike), and of the gradient that the kernels of a layer find in single precision.",
                    "setting",
                    "weight",
                    "leak",
                    "output spikes at",
                    "smallest credit",
                    "share of the last " + configuration.last(),
                    "from closed form",
                    "from kernels");
            for (int s = 0; s < settings.size(); s++) {
                Setting setting = settings.get(s);
                for (Column column : Column.ALL) {
                    outcome.valueOr(column.of(setting), at(s, column), why(responses.get(s)));
                }
                summary = summary.row(
                        setting.words(),
                        setting.weight(),
                        setting.leak(),
                        steps(responses.get(s).outputs()),
                        cell(at(s, Column.SMALLEST_CREDIT)),
                        cell(at(s, Column.LAST_SHARE)),
                        cell(at(s, Column.DEVIATION)),
                        cell(at(s, Column.KERNEL_DEVIATION)));
                outcome.figure(trace(setting, responses.get(s)));
            }
            outcome.figure(credits(settings, responses));
            outcome.figure(summary);
            outcome.array("settings", table.clone(), settings.size(), Column.ALL.size());
            outcome.cite("Gerum2021");
        }

        private double at(int setting, Column column) {
            return table[setting * Column.ALL.size() + Column.ALL.indexOf(column)];
        }

        private void largest(Outcome outcome, String name, Column column) {
            double largest = 0;
            for (int s = 0; s < configuration.settings().size(); s++) {
                // NaN stays.
                largest = Math.max(largest, at(s, column));
            }
            outcome.valueOr(name, largest, "One of the settings never fires.");
        }

        private String why(Chirp.Response response) {
            return "There is no output spike " + configuration.error() + ": the unit fires "
                    + (response.outputs().length == 0
                            ? "never."
                            : Plural.of(response.outputs().length, "time") + " only.");
        }

        private static Object cell(double value) {
            return Double.isNaN(value) ? "" : value;
        }

        private static String steps(int... outputs) {
            return outputs.length == 0
                    ? "none"
                    : String.join(
                            ", ",
                            Arrays.stream(outputs).mapToObj(String::valueOf).toList());
        }

        /// Inputs, potential, outputs, error and credits of one setting, below each other in one plane.
        private LineChart trace(Setting setting, Chirp.Response response) {
            int output = configuration.error() - 1;
            double[] time = new double[configuration.steps()];
            Arrays.setAll(time, t -> t);
            double[] inputs = doubles(response.inputs());
            double[] outputs = doubles(response.outputs());
            boolean sent = output < response.outputs().length;
            List<Series> series = new ArrayList<>(List.of(Series.line("potential", time, response.potentials())));
            if (sent) {
                series.add(Series.points("credit", inputs, response.credits().get(output)));
            }
            series.add(Series.points("input spikes", inputs, level(inputs, -0.15)));
            series.add(Series.points("output spikes", outputs, level(outputs, -0.3)));
            if (sent) {
                double[] at = {response.outputs()[output]};
                series.add(Series.points("error", at, level(at, -0.45)));
            }
            return new LineChart(
                            "trace-" + setting.name().replace('_', '-'),
                            setting.words() + ": w = " + setting.weight() + ", l = " + setting.leak(),
                            "A unit hears input spikes, each by an input of its own. An error of one is sent back from"
                                    + " output spike " + configuration.error()
                                    + " with a constant surrogate; the credit of an input spike is the gradient of its"
                                    + " weight. The rows of spikes stand below zero.",
                            Axis.linear("time (steps)").between(0, configuration.steps()),
                            Axis.linear("potential over threshold; credit"),
                            series.toArray(Series[]::new))
                    .with(Reference.horizontal("threshold", 1));
        }

        private LineChart credits(List<Setting> settings, List<Chirp.Response> responses) {
            List<Series> series = new ArrayList<>();
            for (int s = 0; s < settings.size(); s++) {
                double[] credits = credited(responses.get(s));
                if (credits.length > 0) {
                    int output = responses.get(s).outputs()[configuration.error() - 1];
                    int from = since(responses.get(s), configuration.error() - 1);
                    double[] ago = Arrays.stream(responses.get(s).inputs())
                            .filter(t -> t >= from && t <= output)
                            .mapToDouble(t -> output - t)
                            .toArray();
                    series.add(Series.lineAndPoints(settings.get(s).words(), ago, credits));
                }
            }
            return new LineChart(
                    "credits",
                    "Who made the unit fire",
                    "The credit of each input spike since the last reset with output spike " + configuration.error()
                            + ": the leak is the shape of credit assignment.",
                    Axis.linear("steps before the output spike").from(0),
                    Axis.linear("credit").from(0),
                    series.toArray(Series[]::new));
        }

        private static double[] doubles(int... values) {
            return Arrays.stream(values).asDoubleStream().toArray();
        }

        private static double[] level(double[] like, double height) {
            double[] level = new double[like.length];
            Arrays.fill(level, height);
            return level;
        }
    }
}
