package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.memory.InfomorphicRule;
import org.gyre.nets.memory.Gardner;
import org.gyre.nets.memory.Hebb;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.PseudoInverse;
import org.gyre.nets.memory.Recall;
import org.gyre.nets.memory.StorageRule;
import org.gyre.nets.memory.Storkey;
import org.gyre.nets.memory.ThresholdMemory;

/// Random patterns stored by infomorphic neurons (Makkeh et al. 2025; Blümel et al. 2025) and by
/// the classical rules, and recalled at rising load, from whole and from damaged cues. Kind
/// `infomorphic-memory`. One step is one load and set of patterns.
public final class MemoryExperiment implements Experiment<MemoryExperiment.Configuration> {
    private static final String CAPACITY = "capacity_patterns_per_neuron";
    private static final String KEPT_FLUX = "kept_flux_bits";
    private static final String KEPT_FIXED = "kept_patterns_fixed_fraction";
    private static final String KEPT_BASINS = "kept_patterns_basin_fraction";
    private static final String KEPT_ATTRACTORS = "kept_attractors";

    /// The keys of the TOML file.
    ///
    /// @param units     N
    /// @param sets      sets of random patterns
    /// @param loads     M/N, ascending
    /// @param flips     share of a cue that is damaged in the second recall
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
            if (!(keptLoad > 0 && keptLoad <= 10)) {
                throw new InputException("kept_load = " + keptLoad + ": must be above 0, at most 10");
            }
            if (sweeps < 1) {
                throw new InputException("sweeps = " + sweeps + ": must be at least 1");
            }
        }

        private boolean enumerated() {
            return units <= MOST_ENUMERATED;
        }

        private int patterns(double load) {
            return Math.max(1, Math.toIntExact(Math.round(load * units)));
        }
    }

    /// The rules in the order of the table.
    private enum Rule {
        INFOMORPHIC(0, "infomorphic neurons"),
        HEBB(4, "Hebb"),
        STORKEY(8, "Storkey"),
        PSEUDO_INVERSE(12, "pseudo-inverse"),
        GARDNER(16, "perceptron (Gardner)");

        /// Where its columns begin in the table.
        private final int column;

        private final String words;

        Rule(int column, String words) {
            this.column = column;
            this.words = words;
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String recalled() {
            return key() + "_recalled_load_#_fraction";
        }

        private String damaged() {
            return key() + "_recalled_damaged_load_#_fraction";
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
        for (Rule rule : Rule.values()) {
            names.each(rule.recalled(), configuration.loads());
            names.each(rule.damaged(), configuration.loads());
            names.give(rule.key() + "_" + CAPACITY);
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
    private static final class Loads extends TableSession {
        private static final int MOST_STEPS = 200;
        private static final int ATOMS = 4 * Rule.values().length;
        private static final int WIDTH = ATOMS + 5;

        private final Configuration configuration;
        private final RunContext context;
        private final InfomorphicRule neurons;
        private final Team team;

        Loads(Configuration configuration, RunContext context) {
            super(configuration.loads().size() * configuration.sets(), WIDTH);
            this.configuration = configuration;
            this.context = context;
            this.neurons = configuration.neurons().rule();
            this.team = Team.of(context.threads());
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of("load"));
            for (Rule rule : Rule.values()) {
                names.add(rule.key() + "_recalled_fraction");
            }
            return names;
        }

        @Override
        public void advance() {
            double load = configuration.loads().get(done() / configuration.sets());
            RandomStream stream = context.random().split(done() % configuration.sets());
            // The same stream for all loads: fewer patterns are the first of many.
            Patterns patterns =
                    Patterns.random(configuration.patterns(load), configuration.units(), stream.split("patterns"));
            Patterns cues = patterns.flipped(configuration.flips(), stream.split("flips"));
            int at = done() * WIDTH;
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("load", load);
            for (Rule rule : Rule.values()) {
                ThresholdMemory memory = stored(rule, patterns, stream.split("rule"), at + ATOMS);
                Recall whole = memory.recall(patterns, MOST_STEPS);
                Recall damaged = memory.recall(cues, MOST_STEPS);
                int column = at + rule.column;
                table[column] = whole.meanOverlap(patterns);
                table[column + 1] = whole.recalled(patterns);
                table[column + 2] = damaged.meanOverlap(patterns);
                table[column + 3] = damaged.recalled(patterns);
                row.put(rule.key() + "_recalled_fraction", table[column + 1]);
            }
            context.scalars(complete(), row);
        }

        private ThresholdMemory stored(Rule rule, Patterns patterns, RandomStream stream, int atoms) {
            StorageRule classical = switch (rule) {
                case HEBB -> new Hebb();
                case STORKEY -> new Storkey(Storkey.Order.SECOND);
                case PSEUDO_INVERSE -> new PseudoInverse(false);
                case GARDNER -> new Gardner(0, configuration.sweeps());
                case INFOMORPHIC -> null;
            };
            if (classical != null) {
                return classical.store(patterns, stream);
            }
            InfomorphicRule.Learned learned = neurons.learn(patterns, stream, team);
            Layer.Reading reading = learned.reading();
            System.arraycopy(AtomCourse.row(reading), 0, table, atoms, 5);
            return learned.memory();
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

        /// The largest load up to which the mean overlap stays at the threshold, of those that were
        /// looked at.
        private double capacity(Rule rule) {
            double capacity = 0;
            for (int load = 0; load < configuration.loads().size(); load++) {
                if (mean(load, rule.column) < configuration.threshold()) {
                    break;
                }
                capacity = configuration.loads().get(load);
            }
            return capacity;
        }

        @Override
        public void finish(Outcome outcome) {
            List<Double> loads = configuration.loads();
            double[] x = loads.stream().mapToDouble(Double::doubleValue).toArray();
            List<Series> whole = new ArrayList<>();
            List<Series> damaged = new ArrayList<>();
            TableFigure summary = new TableFigure(
                    "capacity",
                    "Up to which load patterns are recalled",
                    "The largest of the loads looked at up to which the mean overlap of recalled and stored patterns is at"
                            + " least " + configuration.threshold() + "; means over "
                            + Plural.of(configuration.sets(), "set") + " of random patterns of "
                            + configuration.units() + " neurons.",
                    "rule",
                    "capacity (patterns per neuron)",
                    "share recalled at the largest load");
            for (Rule rule : Rule.values()) {
                int column = rule.column;
                for (int load = 0; load < x.length; load++) {
                    outcome.value(ValueNames.of(rule.recalled(), x[load]), mean(load, column + 1));
                    outcome.value(ValueNames.of(rule.damaged(), x[load]), mean(load, column + 3));
                }
                outcome.value(rule.key() + "_" + CAPACITY, capacity(rule));
                whole.add(Series.lineAndPoints(rule.words, x, means(column + 1)));
                damaged.add(Series.lineAndPoints(rule.words, x, means(column + 3)));
                summary = summary.row(rule.words, capacity(rule), mean(x.length - 1, column + 1));
            }
            outcome.figure(summary);
            outcome.figure(chart("recall", "Recall from whole cues", whole)
                    .with(Reference.vertical("Hebb's rule in theory", 0.138)));
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
