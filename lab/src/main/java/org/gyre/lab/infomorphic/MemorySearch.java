package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.optimise.search.Candidate;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Population;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// Searches the goal and the settings with which infomorphic neurons store most patterns (Blümel et
/// al. 2025): trial after trial a memory is trained at one load and judged by the mean overlap of what
/// it recalls; then the capacities of the best settings and of those given are found by bisection on
/// patterns that the search has not seen. Kind `infomorphic-memory-search`. One step is a group of
/// trials, the first that of the given settings, or a probe of both capacities.
public final class MemorySearch implements Experiment<MemorySearch.Configuration> {
    private static final String BEST_OVERLAP = "best_overlap";
    private static final String GIVEN_OVERLAP = "given_overlap";
    private static final String BEST_CAPACITY = "best_capacity_patterns_per_neuron";
    private static final String BEST_LEAST = "best_least_capacity_patterns_per_neuron";
    private static final String GIVEN_CAPACITY = "given_capacity_patterns_per_neuron";

    /// The keys of the TOML file.
    ///
    /// @param neurons     the settings that are to be beaten, from which `cma-es` begins
    /// @param space       what is searched
    /// @param units       N
    /// @param load        M/N at which trials are judged
    /// @param sets        sets of random patterns of a trial, the same for all
    /// @param trialEpochs how often each pattern is shown in a trial
    /// @param freshSets   sets of patterns for the capacities, for which memories learn as long as
    ///     `neurons` says
    /// @param mostLoad    no larger load is looked at for the capacities
    /// @param threshold   mean overlap from which on a load counts as stored
    /// @param method      how settings to try are chosen
    /// @param trials      settings to try, beside those given
    /// @param startUp     `tpe`: random trials at first; 0 for a fifth of all
    /// @param together    trials that are trained side by side; `tpe` sees no results of the same group
    public record Configuration(
            MemoryKeys neurons,
            MemorySpace space,
            @Default("100") int units,
            @Default("1.7") double load,
            @Default("2") int sets,
            @Default("1000") int trialEpochs,
            @Default("3") int freshSets,
            @Default("2") double mostLoad,
            @Default("0.95") double threshold,
            @Default("cma-es") GoalMethod method,
            @Default("60") int trials,
            @Default("0") int startUp,
            @Default("4") int together) {
        /// @throws InputException if a number does not fit
        public Configuration {
            neurons.rule();
            if (units < 2 || units > 10_000) {
                throw new InputException("units = " + units + ": must be from 2 to 10000");
            }
            if (!(load > 0 && load <= 10)) {
                throw new InputException("load = " + load + ": must be above 0, at most 10");
            }
            if (sets < 1 || sets > 1000) {
                throw new InputException("sets = " + sets + ": must be from 1 to 1000");
            }
            if (trialEpochs < 1) {
                throw new InputException("trial_epochs = " + trialEpochs + ": must be at least 1");
            }
            if (freshSets < 1 || freshSets > 1000) {
                throw new InputException("fresh_sets = " + freshSets + ": must be from 1 to 1000");
            }
            if (!(mostLoad > 0 && mostLoad <= 10)) {
                throw new InputException("most_load = " + mostLoad + ": must be above 0, at most 10");
            }
            if (!(threshold > 0 && threshold <= 1)) {
                throw new InputException("threshold = " + threshold + ": must be above 0, at most 1");
            }
            SearchPlan.require(method, trials, startUp, together);
        }

        private int patterns(double atLoad) {
            return Math.max(1, Math.toIntExact(Math.round(atLoad * units)));
        }

        private SearchPlan plan() {
            return new SearchPlan(method, trials, startUp, together);
        }
    }

    @Override
    public String kind() {
        return "infomorphic-memory-search";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return new ValueNames().give(BEST_OVERLAP, GIVEN_OVERLAP, BEST_CAPACITY, BEST_LEAST, GIVEN_CAPACITY);
    }

    @Override
    public boolean evaluatesPopulations() {
        return true;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Searching(configuration, context);
    }

    private static final class Searching implements Session {
        private static final int BEST = 0;
        private static final int GIVEN = 1;

        private final Configuration configuration;
        private final RunContext context;
        private final TrialSearch search;
        private final CapacityProbes probes;
        private final Population population;
        private final int groups;
        private int groupsDone;
        private double given;

        Searching(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            search = configuration
                    .plan()
                    .open(
                            configuration.space().point(configuration.neurons()),
                            context.random().split("search"));
            probes = new CapacityProbes(
                    configuration.freshSets(),
                    2,
                    configuration.patterns(configuration.mostLoad()),
                    configuration.threshold());
            population = new Population(context.engine(), OverlapJob.NAME);
            groups = 1 + search.groups();
        }

        @Override
        public long totalSteps() {
            return (long) groups + probes.total();
        }

        @Override
        public long completedSteps() {
            return (long) groupsDone + probes.done();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("trials", BEST_OVERLAP, GIVEN_OVERLAP);
        }

        @Override
        public void advance() {
            if (groupsDone < groups) {
                group();
            } else {
                probe();
            }
        }

        private void group() {
            if (groupsDone == 0) {
                given = overlaps(List.of(configuration.neurons()))[0];
            } else {
                List<Candidate> candidates = search.next();
                double[] overlaps = overlaps(candidates.stream()
                        .map(candidate -> settings(candidate.point()))
                        .toList());
                for (int k = 0; k < overlaps.length; k++) {
                    search.tell(candidates.get(k).number(), -overlaps[k]);
                }
            }
            groupsDone++;
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("trials", (double) search.asked());
            row.put(GIVEN_OVERLAP, given);
            if (search.asked() > 0) {
                row.put(BEST_OVERLAP, -search.least());
            }
            context.scalars(completedSteps(), row);
        }

        private MemoryKeys settings(double[] point) {
            return configuration.space().keys(point, configuration.neurons());
        }

        /// The mean overlap that each of the settings reaches, the mean over the sets of patterns.
        private double[] overlaps(List<MemoryKeys> all) {
            int sets = configuration.sets();
            int patterns = configuration.patterns(configuration.load());
            List<byte[]> individuals = new ArrayList<>();
            for (int k = 0; k < all.size() * sets; k++) {
                RandomStream stream = context.random().split("trials").split(k % sets);
                individuals.add(input(all.get(k / sets), configuration.trialEpochs(), patterns, stream));
            }
            double[] each = evaluated(individuals);
            double[] means = new double[all.size()];
            Arrays.setAll(
                    means, k -> Arrays.stream(each, k * sets, (k + 1) * sets).sum() / sets);
            return means;
        }

        private byte[] input(MemoryKeys keys, int epochs, int patterns, RandomStream stream) {
            return OverlapJob.input(keys, epochs, configuration.units(), patterns, stream);
        }

        private double[] evaluated(List<byte[]> individuals) {
            return population.evaluate(individuals).stream()
                    .mapToDouble(OverlapJob::overlap)
                    .toArray();
        }

        private void probe() {
            RandomStream stream = context.random().split("fresh").split(probes.set());
            List<Integer> rules = new ArrayList<>();
            List<byte[]> individuals = new ArrayList<>();
            for (int rule : new int[] {BEST, GIVEN}) {
                int count = probes.patterns(rule);
                if (count > 0) {
                    MemoryKeys keys = rule == BEST ? settings(search.point(trials().best())) : configuration.neurons();
                    rules.add(rule);
                    individuals.add(input(keys, keys.epochs(), count, stream));
                }
            }
            double[] overlaps = evaluated(individuals);
            double[] found = new double[2];
            for (int k = 0; k < overlaps.length; k++) {
                found[rules.get(k)] = overlaps[k];
            }
            probes.tell(found);
        }

        private MemoryTrials trials() {
            double[] values = search.values();
            List<MemoryKeys> settings = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                settings.add(settings(search.point(i)));
            }
            return new MemoryTrials(
                    configuration.space(),
                    configuration.neurons(),
                    given,
                    settings,
                    Arrays.stream(values).map(value -> -value).toArray());
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("groups_done", (long) groupsDone);
            out.put("given", given);
            search.save(out);
            probes.save("probes_", out);
        }

        @Override
        public void restore(SnapshotReader in) {
            groupsDone = (int) in.integer("groups_done");
            given = in.real("given");
            search.restore(in);
            probes.restore("probes_", in);
        }

        @Override
        public void finish(Outcome outcome) {
            MemoryTrials trials = trials();
            double units = configuration.units();
            double[] best = Arrays.stream(probes.capacities(BEST))
                    .mapToDouble(m -> m / units)
                    .toArray();
            double[] before = Arrays.stream(probes.capacities(GIVEN))
                    .mapToDouble(m -> m / units)
                    .toArray();
            outcome.value(BEST_OVERLAP, trials.overlaps()[trials.best()]);
            outcome.value(GIVEN_OVERLAP, given);
            outcome.value(BEST_CAPACITY, Arrays.stream(best).average().orElseThrow());
            outcome.value(BEST_LEAST, Arrays.stream(best).min().orElseThrow());
            outcome.value(GIVEN_CAPACITY, Arrays.stream(before).average().orElseThrow());
            outcome.figure(trials.course(configuration.method().words(), configuration.load()));
            outcome.figure(MemoryTrials.capacities(best, before));
            outcome.figure(trials.table());
            trials.array(outcome);
            probes.array(outcome);
            outcome.text("settings", trials.words());
            outcome.cite("Bluemel2025");
            outcome.cite("Makkeh2025");
            outcome.cite("Makkeh2021");
            outcome.cite(configuration.method().citation());
        }
    }
}
