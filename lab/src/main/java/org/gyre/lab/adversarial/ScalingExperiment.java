package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.adversarial.LearnerSeries.Variant;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// How the quality of inference falls with the number of causes: in linear worlds of growing size, with
/// drawn weights, the same rule learns for the same time and is judged by the exact posterior. Kind
/// `adversarial-scaling`. One step is one network of each variant in one world.
public final class ScalingExperiment implements Experiment<ScalingExperiment.Configuration> {
    private static final String KL = "kl_";
    private static final String SHARE = "share_of_floor_";
    private static final String FLOOR = "kl_floor_#";
    private static final int MOST_CAUSES = 1024;
    /// Of the divergence before learning; who ends above has learned nothing to speak of.
    private static final double LEARNED = 0.9;

    /// The keys of the TOML file.
    ///
    /// @param causes   numbers of causes, one world for each; the input has half as many cells, rounded up,
    ///     so that causes overlap
    /// @param gain     of the drawn weights, see [LinearKeys]
    /// @param noise    standard deviation of the input
    /// @param layer    of the inference pathway
    /// @param learning how networks learn
    /// @param variants what is different in some
    /// @param networks of each variant in each world
    public record Configuration(
            List<Integer> causes,
            @Default("1.4142135623730951") double gain,
            @Default("0.5") double noise,
            UnitsKeys layer,
            LearningKeys learning,
            List<VariantKeys> variants,
            @Default("3") int networks) {
        /// @throws InputException if parts do not fit each other
        public Configuration {
            causes = List.copyOf(causes);
            variants = List.copyOf(variants);
            if (causes.isEmpty()
                    || causes.stream().anyMatch(n -> n < 2 || n > MOST_CAUSES)
                    || new HashSet<>(causes).size() < causes.size()) {
                throw new InputException("causes = " + causes + ": give different numbers from 2 to " + MOST_CAUSES);
            }
            if (variants.isEmpty() || networks < 1) {
                throw new InputException(
                        "networks = " + networks + ", variants = " + variants.size() + ": give at least one of each");
            }
            Set<String> names = new HashSet<>();
            for (VariantKeys variant : variants) {
                if (!names.add(variant.name())) {
                    throw new InputException("variants: two have the name '" + variant.name() + "'");
                }
                if (variant.of(learning).generator() != GeneratorRule.FIXED) {
                    throw new InputException(
                            "learning.generator: the generative pathways of drawn worlds are known and stay; leave the"
                                    + " key out");
                }
                variant.of(learning).rule(1);
            }
            for (int n : causes) {
                world(n, gain, noise);
            }
            if (layer.kind() != UnitsKeys.Kind.LINEAR) {
                throw new InputException("layer.kind: linear worlds are judged exactly, which needs \"linear\"");
            }
        }

        private static LinearKeys world(int causes, double gain, double noise) {
            return new LinearKeys(List.of(), List.of((causes + 1) / 2, causes), gain, List.of(noise), null);
        }

        private LinearKeys world(int causes) {
            return world(causes, gain, noise);
        }
    }

    @Override
    public String kind() {
        return "adversarial-scaling";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().each(FLOOR, configuration.causes());
        for (VariantKeys variant : configuration.variants()) {
            names.each(KL + variant.name() + "_#", configuration.causes())
                    .each(SHARE + variant.name() + "_#", configuration.causes());
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Torch.unavailable().ifPresent(sentence -> {
            throw new InputException(sentence);
        });
        return new Worlds(configuration, context);
    }

    private static final class Worlds implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        /// `[world][network][variant]`, nats.
        private final double[] divergences;
        /// Before learning, as above.
        private final double[] starts;
        private int done;

        Worlds(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.team = Team.of(context.threads());
            this.divergences = new double
                    [configuration.causes().size()
                            * configuration.networks()
                            * configuration.variants().size()];
            this.starts = divergences.clone();
        }

        private int variants() {
            return configuration.variants().size();
        }

        private LinearKeys keys(int world) {
            return configuration.world(configuration.causes().get(world));
        }

        private RandomStream stream(int world) {
            return context.random().split("world").split(configuration.causes().get(world));
        }

        private LinearProblem problem(int world) {
            return new LinearProblem(keys(world), stream(world));
        }

        @Override
        public long totalSteps() {
            return (long) configuration.causes().size() * configuration.networks();
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of("causes", "network"));
            configuration.variants().forEach(variant -> names.add(KL + variant.name()));
            return names;
        }

        @Override
        public List<Figure> live() {
            List<Series> lines = new ArrayList<>();
            for (int v = 0; v < variants(); v++) {
                double[] x = new double[done];
                double[] y = new double[done];
                for (int step = 0; step < done; step++) {
                    x[step] = configuration.causes().get(step / configuration.networks());
                    y[step] = divergences[step * variants() + v];
                }
                lines.add(Series.points(configuration.variants().get(v).name().replace('_', ' '), x, y));
            }
            return List.of(new LineChart(
                    "live-divergence",
                    "Divergence from the posterior so far",
                    "One point for each network that has learned.",
                    Axis.log("causes"),
                    Axis.log("KL(q|p) (nats)"),
                    lines.toArray(Series[]::new)));
        }

        @Override
        public void advance() {
            int world = done / configuration.networks();
            int network = done % configuration.networks();
            try (LinearProblem problem = problem(world)) {
                List<Runnable> tasks = new ArrayList<>();
                for (int v = 0; v < variants(); v++) {
                    int variant = v;
                    tasks.add(
                            () -> divergences[done * variants() + variant] = learned(problem, world, network, variant));
                }
                LearnerSeries.together(team, tasks);
            }
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("causes", (double) configuration.causes().get(world));
            row.put("network", (double) network);
            for (int v = 0; v < variants(); v++) {
                row.put(KL + configuration.variants().get(v).name(), divergences[done * variants() + v]);
            }
            done++;
            context.scalars(done, row);
        }

        private double learned(LinearProblem problem, int world, int network, int number) {
            VariantKeys keys = configuration.variants().get(number);
            Variant variant = InferenceExperiment.variant(
                    keys(world), List.of(configuration.layer()), configuration.learning(), keys);
            RandomStream own = stream(world).split("network").split(network);
            try (AdversarialLearner learner = problem.learner(variant.units(), variant.rule(), own)) {
                int at = done * variants() + number;
                try (AdversarialLearner.Averaged averaged = learner.averaged()) {
                    assert averaged != null;
                    starts[at] = problem.course(learner, own)[0];
                }
                for (long u = 0; !variant.untrained() && u < variant.keys().updates(); u++) {
                    learner.update();
                }
                learner.requireFinite();
                try (AdversarialLearner.Averaged averaged = learner.averaged()) {
                    assert averaged != null;
                    return problem.course(learner, own)[0];
                }
            } catch (ArithmeticException | InputException e) {
                throw new NumericFailure(
                        done + 1L,
                        "network " + (network + 1) + " of variant " + keys.name() + " with "
                                + configuration.causes().get(world) + " causes:",
                        e.getMessage() + "; lower learning.rate or learning.critic_rate");
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("done", (long) done);
            out.put("divergences", divergences);
            out.put("starts", starts);
        }

        @Override
        public void restore(SnapshotReader in) {
            done = (int) in.integer("done");
            in.into(divergences, "divergences");
            in.into(starts, "starts");
        }

        private double[] of(int world, int variant) {
            double[] values = new double[configuration.networks()];
            for (int network = 0; network < values.length; network++) {
                values[network] = divergences[(world * values.length + network) * variants() + variant];
            }
            Arrays.sort(values);
            return values;
        }

        /// Networks that end no nearer to the posterior than they began.
        private void tellOfNothingLearned() {
            List<String> which = new ArrayList<>();
            for (int i = 0; i < divergences.length; i++) {
                VariantKeys variant = configuration.variants().get(i % variants());
                if (!variant.control() && !variant.untrained() && !(divergences[i] < LEARNED * starts[i])) {
                    int step = i / variants();
                    which.add(String.format(
                            Locale.ROOT,
                            "%s, %d causes, network %d: %.3g after %.3g",
                            variant.name(),
                            configuration.causes().get(step / configuration.networks()),
                            step % configuration.networks() + 1,
                            divergences[i],
                            starts[i]));
                }
            }
            if (!which.isEmpty()) {
                context.fail(
                        "NOTHING_LEARNED",
                        "The divergence from the posterior did not fall by a tenth in " + which.size() + " of "
                                + divergences.length + " networks (" + which.getFirst()
                                + "): raise learning.updates or learning.rate, or look for what saturates.");
            }
        }

        @Override
        public void finish(Outcome outcome) {
            tellOfNothingLearned();
            int worlds = configuration.causes().size();
            double[] floors = new double[worlds];
            for (int w = 0; w < worlds; w++) {
                try (LinearProblem problem = problem(w)) {
                    floors[w] = problem.constants().getOrDefault("kl_floor", Double.NaN);
                }
                outcome.value(ValueNames.of(FLOOR, configuration.causes().get(w)), floors[w]);
            }
            double[] x = configuration.causes().stream()
                    .mapToDouble(Integer::doubleValue)
                    .toArray();
            List<Series> lines = new ArrayList<>();
            lines.add(Series.dashed("floor of independent causes", x, floors));
            TableFigure table = new TableFigure(
                    "scaling",
                    "Quality and size",
                    "KL(q|p) in nats, median, smallest and largest of " + configuration.networks()
                            + " networks; the floor is the least that independent causes can reach.",
                    "variant",
                    "causes",
                    "median",
                    "smallest",
                    "largest",
                    "floor",
                    "median / floor");
            for (int v = 0; v < variants(); v++) {
                String name = configuration.variants().get(v).name();
                double[] middle = new double[worlds];
                double[] low = new double[worlds];
                double[] high = new double[worlds];
                for (int w = 0; w < worlds; w++) {
                    double[] values = of(w, v);
                    int causes = configuration.causes().get(w);
                    middle[w] = Descriptive.median(values);
                    low[w] = values[0];
                    high[w] = values[values.length - 1];
                    outcome.value(ValueNames.of(KL + name + "_#", causes), middle[w]);
                    outcome.value(ValueNames.of(SHARE + name + "_#", causes), middle[w] / floors[w]);
                    table = table.row(
                            name.replace('_', ' '),
                            causes,
                            middle[w],
                            low[w],
                            high[w],
                            floors[w],
                            middle[w] / floors[w]);
                }
                lines.add(
                        Series.lineAndPoints(name.replace('_', ' '), x, middle).withBand(low, high));
            }
            outcome.figure(new LineChart(
                    "divergence",
                    "Divergence from the posterior and number of causes",
                    "The same rule, the same number of updates. Median of " + configuration.networks()
                            + " networks; the band holds all.",
                    Axis.log("causes"),
                    Axis.log("KL(q|p) (nats)"),
                    lines.toArray(Series[]::new)));
            outcome.figure(table);
            outcome.array("divergences", divergences, worlds, configuration.networks(), variants());
            outcome.cite("Benjamin2023");
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
