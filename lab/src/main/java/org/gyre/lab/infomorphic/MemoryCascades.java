package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;
import org.gyre.nets.memory.Cascades;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.ThresholdMemory;

/// Memories of infomorphic neurons at rising load, in each of whose stored patterns one neuron after
/// the other is turned over: the avalanches of neurons that leave their stored state (Blümel et al.
/// 2025 for the memory; Derrida and Pomeau 1986 for the damage). Kind `infomorphic-cascades`. One
/// step is one load and set of patterns.
public final class MemoryCascades implements Experiment<MemoryCascades.Configuration> {
    private static final String RECALLED = "recalled_load_#_fraction";
    private static final String SENSITIVITY = "sensitivity_load_#";
    private static final String HEALED = "healed_load_#_fraction";
    private static final String MEAN = "mean_healed_avalanche_load_#";
    private static final String LARGEST = "largest_healed_avalanche_load_#";

    /// The keys of the TOML file.
    ///
    /// @param units   N
    /// @param sets    sets of random patterns
    /// @param loads   M/N, ascending
    /// @param steps   steps after which a cascade is given up
    /// @param neurons the infomorphic neurons
    public record Configuration(
            @Default("100") int units,
            @Default("3") int sets,
            @Default("[0.5, 0.8, 1, 1.2]") List<Double> loads,
            @Default("100") int steps,
            MemoryKeys neurons) {
        private static final int MOST_UNITS = 2000;
        private static final int MOST_STEPS = 1000;

        /// @throws InputException if a number does not fit
        public Configuration {
            loads = List.copyOf(loads);
            if (units < 2 || units > MOST_UNITS) {
                throw new InputException("units = " + units + ": must be from 2 to " + MOST_UNITS);
            }
            if (sets < 1 || sets > 1000) {
                throw new InputException("sets = " + sets + ": must be from 1 to 1000");
            }
            if (steps < 1 || steps > MOST_STEPS) {
                throw new InputException("steps = " + steps + ": must be from 1 to " + MOST_STEPS);
            }
            double before = 0;
            for (double load : loads) {
                if (!(load > before && load <= 10)) {
                    throw new InputException("loads = " + loads + ": must ascend, from above 0 to at most 10");
                }
                before = load;
            }
            if (loads.isEmpty()) {
                throw new InputException("loads = []: give at least one");
            }
        }

        private int patterns(double load) {
            return Math.max(1, Math.toIntExact(Math.round(load * units)));
        }
    }

    @Override
    public String kind() {
        return "infomorphic-cascades";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return new ValueNames()
                .each(RECALLED, configuration.loads())
                .each(SENSITIVITY, configuration.loads())
                .each(HEALED, configuration.loads())
                .each(MEAN, configuration.loads())
                .each(LARGEST, configuration.loads());
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Loads(configuration, context);
    }

    /// A step is one row of the table, `[load][set][column]`: the share of patterns that are recalled
    /// from themselves, the sensitivity, and the share of cascades that healed. Beside each row stand
    /// its cascades and its memory.
    private static final class Loads implements Session {
        private static final int WIDTH = 3;
        private static final int CASCADE = 5;

        private final Configuration configuration;
        private final RunContext context;
        private final InfomorphicRule neurons;
        private final Team team;
        private final double[] table;
        /// `[step]`, each `[cascade][set, pattern, turned neuron, size, steps]`; steps are negative where the
        /// cascade was given up.
        private final List<int[]> cascades = new ArrayList<>();
        /// `[step]`: W, N×N, then b.
        private final List<double[]> memories = new ArrayList<>();

        Loads(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            table = new double[configuration.loads().size() * configuration.sets() * WIDTH];
            neurons = configuration.neurons().rule();
            team = Team.of(context.threads());
        }

        @Override
        public long totalSteps() {
            return table.length / WIDTH;
        }

        @Override
        public long completedSteps() {
            return cascades.size();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("load", "recalled_fraction", "sensitivity", "healed_fraction");
        }

        @Override
        public void advance() {
            int step = cascades.size();
            double load = configuration.loads().get(step / configuration.sets());
            int set = step % configuration.sets();
            RandomStream stream = context.random().split(set);
            Patterns patterns = patterns(step);
            ThresholdMemory memory =
                    neurons.learn(patterns, stream.split("rule"), team).memory();
            Cascades found = Cascades.of(memory, patterns, configuration.steps());
            int at = step * WIDTH;
            table[at] = memory.recall(patterns, configuration.steps()).recalled(patterns);
            table[at + 1] = found.sensitivity();
            table[at + 2] = (double)
                            found.walks().stream().filter(Cascades.Walk::healed).count()
                    / found.walks().size();
            cascades.add(rows(found, set));
            memories.add(parameters(memory));
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("load", load);
            row.put("recalled_fraction", table[at]);
            row.put("sensitivity", table[at + 1]);
            row.put("healed_fraction", table[at + 2]);
            context.scalars(step + 1L, row);
        }

        private double[] parameters(ThresholdMemory memory) {
            int units = configuration.units();
            double[] parameters = Arrays.copyOf(memory.weights(), (units + 1) * units);
            System.arraycopy(memory.biases(), 0, parameters, units * units, units);
            return parameters;
        }

        /// The same stream for all loads: fewer patterns are the first of many.
        private Patterns patterns(int step) {
            double load = configuration.loads().get(step / configuration.sets());
            return Patterns.random(
                    configuration.patterns(load),
                    configuration.units(),
                    context.random().split(step % configuration.sets()).split("patterns"));
        }

        private int[] rows(Cascades found, int set) {
            int units = configuration.units();
            int[] rows = new int[found.walks().size() * CASCADE];
            for (int i = 0; i < found.walks().size(); i++) {
                Cascades.Walk walk = found.walks().get(i);
                rows[i * CASCADE] = set;
                rows[i * CASCADE + 1] = i / units;
                rows[i * CASCADE + 2] = i % units;
                rows[i * CASCADE + 3] = walk.size();
                rows[i * CASCADE + 4] = walk.healed() ? walk.duration() : -walk.duration();
            }
            return rows;
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("table", table);
            out.put("done", (long) cascades.size());
            for (int step = 0; step < cascades.size(); step++) {
                out.put("cascades_" + step, cascades.get(step));
                out.put("memory_" + step, memories.get(step));
            }
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(table, "table");
            cascades.clear();
            memories.clear();
            int units = configuration.units();
            for (int step = 0; step < in.integer("done"); step++) {
                cascades.add(in.ints("cascades_" + step, patterns(step).count() * units * CASCADE));
                memories.add(in.doubles("memory_" + step, (units + 1) * units));
            }
        }

        private double mean(int load, int column) {
            double sum = 0;
            for (int set = 0; set < configuration.sets(); set++) {
                sum += table[(load * configuration.sets() + set) * WIDTH + column];
            }
            return sum / configuration.sets();
        }

        private double[] means(int column) {
            double[] means = new double[configuration.loads().size()];
            Arrays.setAll(means, load -> mean(load, column));
            return means;
        }

        /// The cascades of all sets at a load.
        private int[] cascades(int load) {
            return cascades.subList(load * configuration.sets(), (load + 1) * configuration.sets()).stream()
                    .flatMapToInt(Arrays::stream)
                    .toArray();
        }

        /// Sizes of the avalanches that healed after at least one step.
        private static int[] healed(int[] rows) {
            return IntStream.range(0, rows.length / CASCADE)
                    .filter(i -> rows[i * CASCADE + 4] > 0)
                    .map(i -> rows[i * CASCADE + 3])
                    .toArray();
        }

        @Override
        public void finish(Outcome outcome) {
            double[] loads = configuration.loads().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            List<DistributionPlot.Sample> samples = new ArrayList<>();
            TableFigure summary = new TableFigure(
                    "avalanches",
                    "What one turned neuron sets off",
                    "Of all patterns and neurons; means over " + Plural.of(configuration.sets(), "set")
                            + " of patterns. An avalanche is what is turned in the steps after, until the pattern is"
                            + " whole again. A cascade ran away if it did not heal in "
                            + Plural.of(configuration.steps(), "step") + ": its size has no bound, and it is in neither"
                            + " of the last two columns.",
                    "load",
                    "recalled",
                    "turned after one step",
                    "healed at once",
                    "healed later",
                    "ran away",
                    "mean size of those healed later",
                    "largest");
            for (int load = 0; load < loads.length; load++) {
                int[] rows = cascades(load);
                int[] sizes = healed(rows);
                double mean = Arrays.stream(sizes).average().orElse(0);
                int largest = Arrays.stream(sizes).max().orElse(0);
                int all = rows.length / CASCADE;
                long away = IntStream.range(0, all)
                        .filter(i -> rows[i * CASCADE + 4] < 0)
                        .count();
                outcome.value(ValueNames.of(RECALLED, loads[load]), mean(load, 0));
                outcome.value(ValueNames.of(SENSITIVITY, loads[load]), mean(load, 1));
                outcome.value(ValueNames.of(HEALED, loads[load]), mean(load, 2));
                outcome.value(ValueNames.of(MEAN, loads[load]), mean);
                outcome.value(ValueNames.of(LARGEST, loads[load]), largest);
                summary = summary.row(
                        loads[load],
                        mean(load, 0),
                        mean(load, 1),
                        Long.toString(all - sizes.length - away),
                        Integer.toString(sizes.length),
                        Long.toString(away),
                        mean,
                        Integer.toString(largest));
                if (sizes.length > 0) {
                    samples.add(DistributionPlot.Sample.of("load " + loads[load], sizes));
                    outcome.array("avalanche_sizes_load_" + loads[load], sizes);
                }
                outcome.array("cascades_load_" + loads[load], rows, all, CASCADE);
                keep(outcome, load);
            }
            outcome.figure(summary);
            outcome.figure(new LineChart(
                            "sensitivity",
                            "Neurons turned one step after one was",
                            "Above one, damage grows at first; below, it shrinks on average, though some cascades may still"
                                    + " run away: dashed is the share of those that heal.",
                            Axis.linear("load (patterns per neuron)").from(0),
                            Axis.linear("neurons, or share").from(0),
                            Series.lineAndPoints("turned after one step", loads, means(1)),
                            Series.dashed("share healed", loads, means(2)),
                            Series.line("share of patterns recalled", loads, means(0)))
                    .with(Reference.horizontal("one for one", 1)));
            if (!samples.isEmpty()) {
                outcome.figure(DistributionPlot.survival(
                        "sizes",
                        "Sizes of avalanches that healed",
                        "Share of the avalanches that are at least so large; all sets. Those that ran away are left out,"
                                + " which bends the tails down where they are many.",
                        "avalanche size (turned neurons, summed over steps)",
                        samples,
                        List.of()));
            }
            outcome.cite("Bluemel2025");
            outcome.cite("Makkeh2025");
            outcome.cite("Makkeh2021");
        }

        /// The memory and patterns of the first set, so that the cascades can be followed again.
        private void keep(Outcome outcome, int load) {
            int step = load * configuration.sets();
            int units = configuration.units();
            Patterns patterns = patterns(step);
            double name = configuration.loads().get(load);
            double[] memory = memories.get(step);
            outcome.array("weights_load_" + name, Arrays.copyOf(memory, units * units), units, units);
            outcome.array("biases_load_" + name, Arrays.copyOfRange(memory, units * units, memory.length));
            outcome.array("patterns_load_" + name, patterns.doubles(), patterns.count(), units);
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
