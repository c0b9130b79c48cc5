package org.gyre.lab.infomorphic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.optimise.search.Candidate;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Population;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.Goal;
import org.jspecify.annotations.Nullable;

/// Searches the goal of hidden neurons with which a network names images best (Schneider et al.
/// 2025): trial after trial a network is trained with other weights of the atoms, from −1 to 1, and
/// judged by its validation images. Kind `infomorphic-goal-search`. One step is one epoch of all
/// networks that are trained side by side; the first is that of the heuristic goal.
public final class GoalSearch implements Experiment<GoalSearch.Configuration> {
    private static final String BEST_VALIDATION = "best_validation_error";
    private static final String BEST_TEST = "best_test_error";
    private static final String HEURISTIC_VALIDATION = "heuristic_validation_error";
    private static final String HEURISTIC_TEST = "heuristic_test_error";
    private static final String IMPROVEMENT = "improvement_over_heuristic";

    /// The keys of the TOML file.
    ///
    /// @param images         what is named; goals are judged by the validation images
    /// @param network        what names it; the goal of its one hidden layer is the heuristic one that
    ///     is to be beaten
    /// @param method         how goals to try are chosen
    /// @param trials         networks to train, beside that of the heuristic goal
    /// @param startUp        `tpe`: random trials at first; 0 for a fifth of all
    /// @param together       networks that are trained side by side; `tpe` sees no results of the same
    ///     group
    /// @param searchResidual whether the residual entropy may have a weight; else 0
    public record Configuration(
            ImageKeys images,
            NetworkKeys network,
            @Default("cma-es") GoalMethod method,
            @Default("500") int trials,
            @Default("0") int startUp,
            @Default("4") int together,
            @Default("false") boolean searchResidual) {
        /// @throws InputException if a number does not fit
        public Configuration {
            if (network.hidden().size() != 1) {
                throw new InputException("network.hidden: the goal of the one hidden layer is searched; give one");
            }
            if (images.validation() == 0) {
                throw new InputException("images.validation = 0: goals are judged by validation images; say how many");
            }
            SearchPlan.require(method, trials, startUp, together);
        }

        private Goal heuristic() {
            return network.hidden().getFirst().hidden().layer().goal();
        }

        private GoalSpace space() {
            return new GoalSpace(heuristic().sources(), searchResidual);
        }

        private NetworkKeys with(Goal goal) {
            return network.withHidden(network.hidden().getFirst().withGoal(GoalSpace.text(goal)));
        }

        private TrialSearch search(RandomStream stream) {
            return new SearchPlan(method, trials, startUp, together).open(new double[space().dimensions()], stream);
        }
    }

    @Override
    public String kind() {
        return "infomorphic-goal-search";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return new ValueNames().give(BEST_VALIDATION, BEST_TEST, HEURISTIC_VALIDATION, HEURISTIC_TEST, IMPROVEMENT);
    }

    @Override
    public boolean evaluatesPopulations() {
        return true;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        List<Path> files = configuration.images().files(context);
        return open(configuration, context, files, SharedImages::of, context.engine());
    }

    /// The search on images of some source.
    ///
    /// @param engine whose jobs find the same images
    static Session open(
            Configuration configuration,
            RunContext context,
            List<Path> files,
            TrainingJob.Source source,
            Engine engine) {
        TrainingJob.Common common = new TrainingJob.Common(
                configuration.images(),
                files,
                context.random().split("images"),
                context.random().split("network"));
        ImageParts images = source.read(common.keys(), common.split(), files);
        return new Searching(configuration, context, common, images, new Population(engine, TrainingJob.NAME, files));
    }

    /// The networks that are trained now are those of the candidates of the search that wait for their
    /// values, and before there are any that of the heuristic goal.
    private static final class Searching implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final TrainingJob.Common common;
        private final Population population;
        /// Held while the search lasts, so that work in this process finds them.
        private final ImageParts images;
        private final GoalSpace space;
        private final TrialSearch search;
        private final int groups;
        private final double[] tests;
        private int groupsDone;
        private TrialGroup.Errors reference = new TrialGroup.Errors(0, 0);
        private @Nullable TrialGroup group;

        Searching(
                Configuration configuration,
                RunContext context,
                TrainingJob.Common common,
                ImageParts images,
                Population population) {
            this.configuration = configuration;
            this.context = context;
            this.common = common;
            this.images = images;
            this.population = population;
            space = configuration.space();
            search = configuration.search(context.random().split("search"));
            groups = 1 + search.groups();
            tests = new double[configuration.trials()];
        }

        @Override
        public long totalSteps() {
            return (long) groups * configuration.network().epochs();
        }

        @Override
        public long completedSteps() {
            return (long) groupsDone * configuration.network().epochs() + (group == null ? 0 : group.epochs());
        }

        @Override
        public List<String> scalarNames() {
            return List.of("trials", BEST_VALIDATION, HEURISTIC_VALIDATION);
        }

        @Override
        public void advance() {
            if (group == null) {
                ask();
                group = group();
            }
            group.learn();
            if (group.done()) {
                tell(group.errors());
                group = null;
                groupsDone++;
                Map<String, Double> row = new LinkedHashMap<>();
                row.put("trials", (double) search.asked());
                row.put(HEURISTIC_VALIDATION, reference.validation());
                if (search.asked() > 0) {
                    row.put(BEST_VALIDATION, search.least());
                }
                context.scalars(completedSteps(), row);
            }
        }

        private void ask() {
            if (groupsDone > 0) {
                search.next();
            }
        }

        private TrialGroup group() {
            List<NetworkKeys> networks = groupsDone == 0
                    ? List.of(configuration.network())
                    : search.open().stream()
                            .map(candidate -> configuration.with(space.goal(candidate.point())))
                            .toList();
            return new TrialGroup(networks, common, population);
        }

        private void tell(List<TrialGroup.Errors> errors) {
            if (groupsDone == 0) {
                reference = errors.getFirst();
                return;
            }
            List<Candidate> candidates = search.open();
            for (int k = 0; k < candidates.size(); k++) {
                int number = candidates.get(k).number();
                tests[number] = errors.get(k).test();
                search.tell(number, errors.get(k).validation());
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("groups_done", (long) groupsDone);
            out.put("reference_validation", reference.validation());
            out.put("reference_test", reference.test());
            search.save(out);
            out.put("tests", tests);
            out.put("training", group == null ? 0L : 1L);
            if (group != null) {
                group.save(out);
            }
        }

        @Override
        public void restore(SnapshotReader in) {
            groupsDone = (int) in.integer("groups_done");
            reference = new TrialGroup.Errors(in.real("reference_validation"), in.real("reference_test"));
            search.restore(in);
            in.into(tests, "tests");
            if (in.integer("training") != 0) {
                ask();
                group = group();
                group.restore(in, images);
            }
        }

        @Override
        public void finish(Outcome outcome) {
            List<Goal> goals = new ArrayList<>();
            List<TrialGroup.Errors> errors = new ArrayList<>();
            double[] values = search.values();
            for (int i = 0; i < values.length; i++) {
                goals.add(space.goal(search.point(i)));
                errors.add(new TrialGroup.Errors(values[i], tests[i]));
            }
            GoalTrials trials = new GoalTrials(configuration.heuristic(), reference, goals, errors);
            TrialGroup.Errors best = errors.get(trials.best());
            outcome.value(BEST_VALIDATION, best.validation());
            outcome.value(BEST_TEST, best.test());
            outcome.value(HEURISTIC_VALIDATION, reference.validation());
            outcome.value(HEURISTIC_TEST, reference.test());
            outcome.value(IMPROVEMENT, reference.test() - best.test());
            outcome.figure(trials.course(configuration.method().words()));
            outcome.figure(trials.weights());
            outcome.figure(trials.table());
            trials.array(outcome);
            outcome.text("goal", trials.words());
            outcome.cite("Schneider2025");
            outcome.cite("Makkeh2025");
            outcome.cite("Makkeh2021");
            outcome.cite(configuration.method().citation());
        }
    }
}
