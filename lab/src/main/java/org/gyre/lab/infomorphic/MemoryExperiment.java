package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;
import org.gyre.nets.memory.Gardner;
import org.gyre.nets.memory.Hebb;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.PseudoInverse;
import org.gyre.nets.memory.Recall;
import org.gyre.nets.memory.Storkey;
import org.gyre.nets.memory.ThresholdMemory;

/// Random patterns stored by infomorphic neurons (Makkeh et al. 2025; Blümel et al. 2025) and by
/// the classical rules, and recalled at rising load, from whole and from damaged cues. Kind
/// `infomorphic-memory`. One step is one load and set of patterns, or one probe of the capacity of
/// every rule.
public final class MemoryExperiment implements Experiment<MemoryExperiment.Configuration> {
    private static final String KEPT_FLUX = "kept_flux_bits";
    private static final String KEPT_FIXED = "kept_patterns_fixed_fraction";
    private static final String KEPT_BASINS = "kept_patterns_basin_fraction";
    private static final String KEPT_ATTRACTORS = "kept_attractors";

    /// How the capacity is found.
    public enum CapacityBy {
        /// The largest of `loads` up to which the overlap, the mean over patterns and sets, is at least
        /// `threshold`.
        SCAN,
        /// For each set of patterns by itself the range of 0 to `most_load` is halved until the mean
        /// overlap of M patterns is at least `threshold` and that of M + 1 is not; the capacity is the
        /// mean of these M/N over the sets. (So the follow-up paper judges each of its networks.)
        BISECTION
    }

    /// The keys of the TOML file.
    ///
    /// @param units     N
    /// @param sets      sets of random patterns
    /// @param loads     M/N, ascending
    /// @param flips     share of a cue that is damaged in the second recall
    /// @param capacity  how the capacity of each rule is found
    /// @param mostLoad  `bisection`: no larger load is looked at
    /// @param threshold mean overlap from which on a load counts as stored
    /// @param sweeps    of the perceptron rule, at most
    /// @param keptLoad  load of the memory of infomorphic neurons that the run leaves for other
    ///     instruments
    /// @param neurons   the infomorphic neurons
    public record Configuration(
            @Default("100") int units,
            @Default("3") int sets,

            @Default("[0.1, 0.14, 0.2, 0.5, 0.8, 1, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8, 2]")
            List<Double> loads,

            @Default("0.1") double flips,
            @Default("scan") CapacityBy capacity,
            @Default("2") double mostLoad,
            @Default("0.95") double threshold,
            @Default("1000") int sweeps,
            @Default("0.2") double keptLoad,
            MemoryKeys neurons) {
        /// Up to so many neurons all states of the kept memory are gone through.
        private static final int MOST_ENUMERATED = 16;

        /// @throws InputException if a number does not fit
        public Configuration {
            loads = List.copyOf(loads);
            if (units < 2 || units > 10_000) {
                throw new InputException("units = " + units + ": must be from 2 to 10000");
            }
            if (sets < 1 || sets > 1000) {
                throw new InputException("sets = " + sets + ": must be from 1 to 1000");
            }
            double before = 0;
            for (double load : loads) {
                if (!(load > before && load <= 10)) {
                    throw new InputException("loads = " + loads + ": must ascend from above 0 to at most 10");
                }
                before = load;
            }
            if (loads.isEmpty()) {
                throw new InputException("loads = []: give at least one");
            }
            if (!(flips >= 0 && flips <= 0.5)) {
                throw new InputException("flips = " + flips + ": must be from 0 to 0.5");
            }
            if (!(threshold > 0 && threshold <= 1)) {
                throw new InputException("threshold = " + threshold + ": must be above 0, at most 1");
            }
            if (!(mostLoad > 0 && mostLoad <= 10)) {
                throw new InputException("most_load = " + mostLoad + ": must be above 0, at most 10");
            }
            if (!(keptLoad > 0 && keptLoad <= 10)) {
                throw new InputException("kept_load = " + keptLoad + ": must be above 0, at most 10");
            }
            neurons.rule();
            if (sweeps < 1) {
                throw new InputException("sweeps = " + sweeps + ": must be at least 1");
            }
        }

        private boolean bisects() {
            return capacity == CapacityBy.BISECTION;
        }

        private boolean enumerated() {
            return units <= MOST_ENUMERATED;
        }

        private int patterns(double load) {
            return Math.max(1, Math.toIntExact(Math.round(load * units)));
        }
    }

    @Override
    public String kind() {
        return "infomorphic-memory";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (MemoryRule rule : MemoryRule.values()) {
            names.each(rule.recalled(), configuration.loads());
            names.each(rule.damaged(), configuration.loads());
            names.give(rule.capacity());
            names.when(configuration.bisects(), List.of(rule.leastCapacity()));
        }
        for (String atom : Goal.order(2)) {
            names.each("atom_" + AtomNames.key(atom) + "_load_#_bits", configuration.loads());
        }
        return names.when(configuration.enumerated(), List.of(KEPT_FLUX, KEPT_FIXED, KEPT_BASINS, KEPT_ATTRACTORS));
    }

    /// The memory at the kept load, whose neurons fire with the probability that their input gives
    /// them.
    @Override
    public Optional<FactorisedMarkovProcess> network(Configuration configuration, Function<String, NpyArray> arrays) {
        return Optional.of(ThresholdMemory.of(
                        configuration.units(),
                        arrays.apply("weights").doubles(),
                        arrays.apply("biases").doubles())
                .machine());
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Loads(configuration, context);
    }

    /// The table is `[load][set][column]`: for each rule the overlap and the share recalled of
    /// whole and damaged cues, then the atoms of the infomorphic neurons.
    private static final class Loads implements Session {
        private static final int MOST_STEPS = 200;
        private static final int ATOMS = 4 * MemoryRule.values().length;
        private static final int WIDTH = ATOMS + 5;

        private final Configuration configuration;
        private final RunContext context;
        private final InfomorphicRule neurons;
        private final Team team;
        private final double[] table;
        private final int loadSteps;
        private final CapacityProbes probes;
        private int loadsDone;

        Loads(Configuration configuration, RunContext context) {
            loadSteps = configuration.loads().size() * configuration.sets();
            table = new double[loadSteps * WIDTH];
            probes = new CapacityProbes(
                    configuration.bisects() ? configuration.sets() : 0,
                    MemoryRule.values().length,
                    configuration.patterns(configuration.mostLoad()),
                    configuration.threshold());
            this.configuration = configuration;
            this.context = context;
            this.neurons = configuration.neurons().rule();
            this.team = Team.of(context.threads());
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of("load"));
            for (MemoryRule rule : MemoryRule.values()) {
                names.add(rule.key() + "_recalled_fraction");
            }
            return names;
        }

        @Override
        public long totalSteps() {
            return (long) loadSteps + probes.total();
        }

        @Override
        public long completedSteps() {
            return (long) loadsDone + probes.done();
        }

        @Override
        public void advance() {
            if (loadsDone < loadSteps) {
                load();
            } else {
                probe();
            }
        }

        private void load() {
            double load = configuration.loads().get(loadsDone / configuration.sets());
            RandomStream stream = context.random().split(loadsDone % configuration.sets());
            // The same stream for all loads: fewer patterns are the first of many.
            Patterns patterns =
                    Patterns.random(configuration.patterns(load), configuration.units(), stream.split("patterns"));
            Patterns cues = patterns.flipped(configuration.flips(), stream.split("flips"));
            int at = loadsDone * WIDTH;
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("load", load);
            for (MemoryRule rule : MemoryRule.values()) {
                ThresholdMemory memory;
                if (rule == MemoryRule.INFOMORPHIC) {
                    InfomorphicRule.Learned learned = neurons.learn(patterns, stream.split("rule"), team);
                    System.arraycopy(AtomCourse.row(learned.reading()), 0, table, at + ATOMS, 5);
                    memory = learned.memory();
                } else {
                    memory = stored(rule, patterns, stream.split("rule"));
                }
                Recall whole = memory.recall(patterns, MOST_STEPS);
                Recall damaged = memory.recall(cues, MOST_STEPS);
                int column = at + column(rule);
                table[column] = whole.meanOverlap(patterns);
                table[column + 1] = whole.recalled(patterns);
                table[column + 2] = damaged.meanOverlap(patterns);
                table[column + 3] = damaged.recalled(patterns);
                row.put(rule.key() + "_recalled_fraction", table[column + 1]);
            }
            loadsDone++;
            context.scalars(completedSteps(), row);
        }

        private void probe() {
            MemoryRule[] rules = MemoryRule.values();
            RandomStream stream = context.random().split(probes.set());
            double[] overlaps = new double[rules.length];
            for (MemoryRule rule : rules) {
                int count = probes.patterns(rule.number());
                if (count > 0) {
                    Patterns patterns = Patterns.random(count, configuration.units(), stream.split("patterns"));
                    overlaps[rule.number()] = stored(rule, patterns, stream.split("rule"))
                            .recall(patterns, MOST_STEPS)
                            .meanOverlap(patterns);
                }
            }
            probes.tell(overlaps);
        }

        private ThresholdMemory stored(MemoryRule rule, Patterns patterns, RandomStream stream) {
            return switch (rule) {
                case INFOMORPHIC -> neurons.learn(patterns, stream, team).memory();
                case HEBB -> new Hebb().store(patterns, stream);
                case STORKEY -> new Storkey(Storkey.Order.SECOND).store(patterns, stream);
                case PSEUDO_INVERSE -> new PseudoInverse(false).store(patterns, stream);
                case GARDNER -> new Gardner(0, configuration.sweeps()).store(patterns, stream);
            };
        }

        /// Where a rule's columns begin in the table.
        private static int column(MemoryRule rule) {
            return 4 * rule.number();
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("table", table);
            out.put("loads_done", (long) loadsDone);
            probes.save("probes_", out);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(table, "table");
            loadsDone = (int) in.integer("loads_done");
            probes.restore("probes_", in);
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

        /// The capacity by each set, or one by all sets together.
        private double[] capacities(MemoryRule rule) {
            if (configuration.bisects()) {
                return Arrays.stream(probes.capacities(rule.number()))
                        .mapToDouble(patterns -> (double) patterns / configuration.units())
                        .toArray();
            }
            double capacity = 0;
            for (int load = 0; load < configuration.loads().size(); load++) {
                if (!Recall.reaches(mean(load, column(rule)), configuration.threshold())) {
                    break;
                }
                capacity = configuration.loads().get(load);
            }
            return new double[] {capacity};
        }

        private static double mean(double[] values) {
            return Arrays.stream(values).average().orElseThrow();
        }

        private static double least(double[] values) {
            return Arrays.stream(values).min().orElseThrow();
        }

        private static double largest(double[] values) {
            return Arrays.stream(values).max().orElseThrow();
        }

        /// Puts the capacities into values, a table and bars.
        private void capacity(Outcome outcome) {
            String how = configuration.bisects()
                    ? "The largest load at which the mean overlap of recalled and stored patterns is at least "
                            + configuration.threshold() + ", found by bisection for each of "
                            + Plural.of(configuration.sets(), "set") + " of random patterns of "
                            + configuration.units() + " neurons by itself, up to a load of "
                            + configuration.mostLoad() + "; the mean over the sets, and the ends of their range."
                    : "The largest of the loads looked at up to which the mean overlap of recalled and stored patterns is"
                            + " at least " + configuration.threshold() + "; means over "
                            + Plural.of(configuration.sets(), "set") + " of random patterns of "
                            + configuration.units() + " neurons.";
            MemoryRule[] rules = MemoryRule.values();
            double[] middle = new double[rules.length];
            double[] low = new double[rules.length];
            double[] high = new double[rules.length];
            TableFigure table = new TableFigure(
                    "capacity",
                    "Up to which load patterns are recalled",
                    how + " The last rows are published.",
                    "rule",
                    "capacity (patterns per neuron)",
                    "least",
                    "largest");
            for (MemoryRule rule : rules) {
                double[] capacities = capacities(rule);
                int i = rule.number();
                middle[i] = mean(capacities);
                low[i] = least(capacities);
                high[i] = largest(capacities);
                outcome.value(rule.capacity(), middle[i]);
                if (configuration.bisects()) {
                    outcome.value(rule.leastCapacity(), low[i]);
                }
                boolean bounded = configuration.bisects() && probes.bounded(i);
                table = table.row(bounded ? rule.words() + ", at least" : rule.words(), middle[i], low[i], high[i]);
            }
            outcome.figure(table.row("Hebb, many neurons (Amit et al. 1985)", PublishedCapacity.HEBB, "", "")
                    .row("infomorphic neurons (Blümel et al. 2025)", PublishedCapacity.INFOMORPHIC, "", "")
                    .row("any rule, many neurons (Gardner 1988)", PublishedCapacity.ANY_RULE, "", ""));
            outcome.figure(new BarChart(
                    "capacities",
                    "Capacities",
                    how,
                    "rule",
                    Axis.linear("patterns per neuron").from(0),
                    Arrays.stream(rules).map(MemoryRule::words).toList(),
                    List.of(new BarChart.Bars("capacity", middle, low, high)),
                    List.of(
                            Reference.horizontal("Hebb in theory", PublishedCapacity.HEBB),
                            Reference.horizontal("published", PublishedCapacity.INFOMORPHIC),
                            Reference.horizontal("bound of any rule", PublishedCapacity.ANY_RULE))));
        }

        @Override
        public void finish(Outcome outcome) {
            List<Double> loads = configuration.loads();
            double[] x = loads.stream().mapToDouble(Double::doubleValue).toArray();
            List<Series> whole = new ArrayList<>();
            List<Series> damaged = new ArrayList<>();
            for (MemoryRule rule : MemoryRule.values()) {
                int column = column(rule);
                for (int load = 0; load < x.length; load++) {
                    outcome.value(ValueNames.of(rule.recalled(), x[load]), mean(load, column + 1));
                    outcome.value(ValueNames.of(rule.damaged(), x[load]), mean(load, column + 3));
                }
                whole.add(Series.lineAndPoints(rule.words(), x, means(column + 1)));
                damaged.add(Series.lineAndPoints(rule.words(), x, means(column + 3)));
            }
            capacity(outcome);
            if (configuration.bisects()) {
                probes.array(outcome);
            }
            outcome.figure(chart("recall", "Recall from whole cues", whole)
                    .with(Reference.vertical("Hebb's rule in theory", PublishedCapacity.HEBB)));
            outcome.figure(chart(
                    "recall-damaged",
                    "Recall from cues of which a share of " + configuration.flips() + " is wrong",
                    damaged));
            outcome.figure(atoms(outcome, x));
            keep(outcome);
            outcome.array("memory", table.clone(), loads.size(), configuration.sets(), WIDTH);
            Goal goal = neurons.goal();
            outcome.text(
                    "goal",
                    "The goal of the neurons is " + AtomNames.shown(goal.toString()) + ". "
                            + AtomNames.words(goal)
                            + " Here F is the neuron's own bit of the pattern and C what it hears from"
                            + " the others.");
            outcome.cite("Makkeh2025");
            outcome.cite("Bluemel2025");
            outcome.cite("Makkeh2021");
        }

        /// Leaves one memory for other instruments, and reads it by them where all its states can
        /// be gone through.
        private void keep(Outcome outcome) {
            RandomStream stream = context.random().split(0);
            int units = configuration.units();
            Patterns patterns =
                    Patterns.random(configuration.patterns(configuration.keptLoad()), units, stream.split("patterns"));
            ThresholdMemory memory =
                    neurons.learn(patterns, stream.split("rule"), team).memory();
            outcome.array("weights", memory.weights(), units, units);
            outcome.array("biases", memory.biases());
            outcome.array("patterns", patterns.doubles(), patterns.count(), units);
            if (!configuration.enumerated()) {
                return;
            }
            FunctionalGraph graph = FunctionalGraph.of(memory.map().table().next());
            Set<Integer> basins = new HashSet<>();
            int fixed = 0;
            long reached = 0;
            for (int p = 0; p < patterns.count(); p++) {
                int state = Math.toIntExact(patterns.state(p)[0]);
                int number = graph.attractorOf(state);
                FunctionalGraph.Attractor attractor = graph.attractor(number);
                if (attractor.period() == 1 && attractor.representative() == state) {
                    fixed++;
                    reached += basins.add(number) ? attractor.basin() : 0;
                }
            }
            double flux = Unit.BITS.fromNats(
                    ExactFlux.of(memory.machine(), team).reading().information());
            outcome.value(KEPT_FLUX, flux);
            outcome.value(KEPT_FIXED, (double) fixed / patterns.count());
            outcome.value(KEPT_BASINS, (double) reached / graph.states());
            outcome.value(KEPT_ATTRACTORS, graph.attractors());
            outcome.figure(new TableFigure(
                            "kept",
                            "One memory, read by the other instruments",
                            Plural.of(patterns.count(), "pattern") + " in "
                                    + Plural.of(units, "neuron")
                                    + "; all states gone through. The flux is that of neurons"
                                    + " that fire with probability σ(input).",
                            "what",
                            "value")
                    .row("stored patterns that are fixed points", fixed + " of " + patterns.count())
                    .row("share of all states that lead to one of them", (double) reached / graph.states())
                    .row("attractors", graph.attractors())
                    .row("longest cycle", graph.longestPeriod())
                    .row("exact information flux (bits)", flux));
        }

        private LineChart chart(String id, String title, List<Series> series) {
            return new LineChart(
                    id,
                    title,
                    "Share of patterns whose overlap with what is recalled is at least .95. Zero stands also for a memory"
                            + " without any weights left. Means over " + Plural.of(configuration.sets(), "set")
                            + " of patterns.",
                    Axis.linear("load (patterns per neuron)").from(0),
                    Axis.linear("share recalled").between(0, 1),
                    series.toArray(Series[]::new));
        }

        private LineChart atoms(Outcome outcome, double[] x) {
            List<String> order = Goal.order(2);
            List<Series> series = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                double[] means = means(ATOMS + i);
                series.add(Series.lineAndPoints(AtomNames.shortName(order.get(i)), x, means));
                for (int load = 0; load < x.length; load++) {
                    outcome.value(
                            ValueNames.of("atom_" + AtomNames.key(order.get(i)) + "_load_#_bits", x[load]),
                            means[load]);
                }
            }
            series.add(Series.dashed("rest", x, means(ATOMS + order.size())));
            return new LineChart(
                    "atoms",
                    "Atoms of the infomorphic neurons after learning",
                    "Means over neurons and sets. F is the neuron's bit of the pattern, C what it hears from the others,"
                            + " F.C what both tell, FC what they tell together only; rest is H(Y | S).",
                    Axis.linear("load (patterns per neuron)").from(0),
                    Axis.linear("mean information (bits)"),
                    series.toArray(Series[]::new));
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
