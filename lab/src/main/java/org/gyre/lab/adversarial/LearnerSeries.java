package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.AdversarialLearner.CriticReading;
import org.gyre.deep.adversarial.AdversarialLearner.State;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.Units;
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

/// Lets several networks of several variants learn side by side, judges them on the way and at the end. One
/// step is one round of updates of every network.
final class LearnerSeries implements Session {
    /// One kind of network.
    ///
    /// @param name  in names of values
    /// @param units of its inference pathway
    /// @param keys  how it learns
    /// @param control whether it is there to do badly
    /// @param untrained whether it stays as it starts
    record Variant(
            String name, List<Units> units, LearningKeys keys, LearningRule rule, boolean control, boolean untrained) {}

    /// A network with the number of those of its variant.
    private record Member(Variant variant, int network, AdversarialLearner learner) {}

    /// The calibration that is the exact posterior, where a problem has it.
    static final String EXACT = "exact";
    /// The measure of how much is inferred from the input, where a problem has it.
    static final String INFORMATION = "information";
    /// A network that hears less than this share of what is there is deaf.
    private static final double DEAF = 0.1;

    /// Courses whose largest number is so many times the least have a logarithmic axis.
    private static final double WIDE = 50;

    private static final List<String> CRITICS = List.of("accuracy", "signal");
    /// A discriminator that tells the phases apart so well has nothing more to say to the pathways.
    private static final double SATURATED = 0.99;
    /// Samples of each phase by which discriminators are read.
    private static final int FOR_CRITICS = 1000;
    /// Variants that are shown while they learn.
    private static final int MOST_SHOWN = 4;
    /// Standard errors that are more than chance.
    private static final double CERTAIN = 3;

    private final Problem.Keys keys;
    private final Problem problem;
    private final List<Variant> variants;
    private final int networks;
    private final int rounds;
    private final RunContext context;
    private final Team team;
    private final List<Member> members = new ArrayList<>();
    private final int width;
    /// `[member][round][quick measures, then the largest accuracy of a discriminator and the largest
    /// signal]`.
    private final double[] courses;
    private int done;

    /// @param networks of each variant; the k-th of each share their streams
    LearnerSeries(Problem.Keys keys, Problem problem, List<Variant> variants, int networks, RunContext context) {
        this.keys = keys;
        this.problem = problem;
        this.variants = List.copyOf(variants);
        this.networks = networks;
        this.rounds = variants.getFirst().keys().rounds();
        this.context = context;
        this.width = keys.course().size() + CRITICS.size();
        for (int network = 0; network < networks; network++) {
            for (Variant variant : variants) {
                members.add(new Member(
                        variant, network, problem.learner(variant.units, variant.rule, networkStream(network))));
            }
        }
        this.courses = new double[Math.multiplyExact(members.size(), Math.multiplyExact(rounds, width))];
        this.team = Team.of(context.threads());
    }

    private RandomStream networkStream(int network) {
        return context.random().split("network").split(network);
    }

    /// The names of the values that a run gives.
    static ValueNames values(Problem.Keys keys, List<String> variants) {
        ValueNames names = new ValueNames();
        for (Measure measure : keys.measures()) {
            for (String variant : variants) {
                for (String statistic : List.of("median", "mean", "smallest", "largest")) {
                    names.give(measure.name() + "_" + variant + "_" + statistic);
                }
            }
            for (String calibration : keys.calibrations()) {
                names.give(measure.name() + "_" + calibration);
            }
        }
        names.give(keys.constants().toArray(String[]::new));
        return names;
    }

    @Override
    public long totalSteps() {
        return rounds;
    }

    @Override
    public long completedSteps() {
        return done;
    }

    @Override
    public List<String> scalarNames() {
        List<String> names = new ArrayList<>();
        for (Variant variant : variants) {
            for (int network = 1; network <= networks; network++) {
                for (Measure measure : keys.course()) {
                    names.add(measure.name() + "_" + variant.name + "_" + network);
                }
                names.add("critic_accuracy_" + variant.name + "_" + network);
                names.add("critic_signal_" + variant.name + "_" + network);
            }
        }
        return names;
    }

    @Override
    public List<Figure> live() {
        Map<String, AdversarialLearner> shown = shown(MOST_SHOWN);
        List<AdversarialLearner.Averaged> averages = new ArrayList<>();
        try {
            for (AdversarialLearner learner : shown.values()) {
                averages.add(learner.averaged());
            }
            return problem.live(shown, context.random().split("live"));
        } finally {
            averages.forEach(AdversarialLearner.Averaged::close);
        }
    }

    /// The first network of each of the first variants, by the name of the variant.
    private Map<String, AdversarialLearner> shown(int most) {
        Map<String, AdversarialLearner> shown = new LinkedHashMap<>();
        for (Member member : members) {
            if (member.network == 0 && shown.size() < most) {
                shown.put(member.variant.name, member.learner);
            }
        }
        return shown;
    }

    @Override
    public void advance() {
        int round = done;
        List<Runnable> tasks = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            int member = m;
            tasks.add(() -> learn(member, round));
        }
        together(tasks);
        done++;
        Map<String, Double> row = new LinkedHashMap<>();
        for (int m = 0; m < members.size(); m++) {
            Member member = members.get(m);
            String suffix = "_" + member.variant.name + "_" + (member.network + 1);
            int at = at(m, round);
            for (Measure measure : keys.course()) {
                row.put(measure.name() + suffix, courses[at++]);
            }
            row.put("critic_accuracy" + suffix, courses[at++]);
            row.put("critic_signal" + suffix, courses[at]);
        }
        row.values().removeIf(value -> Double.isNaN(value));
        context.scalars(done, row);
        warnOfDiscriminators(round);
    }

    /// Runs tasks side by side.
    ///
    /// @throws NumericFailure if numbers of one are not finite
    private void together(List<Runnable> tasks) {
        together(team, tasks);
    }

    /// Runs tasks side by side.
    ///
    /// @throws NumericFailure if numbers of one are not finite
    static void together(Team team, List<Runnable> tasks) {
        try {
            team.run(tasks);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof NumericFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    private int at(int member, int round) {
        return (member * rounds + round) * width;
    }

    private void learn(int number, int round) {
        Member member = members.get(number);
        AdversarialLearner learner = member.learner;
        try {
            if (!member.variant.untrained) {
                long end = member.variant.keys.end(round + 1L);
                while (learner.updates() < end) {
                    learner.update();
                }
                learner.requireFinite();
            }
            RandomStream stream = networkStream(member.network).split("course").split(round);
            double[] quick;
            try (AdversarialLearner.Averaged averaged = learner.averaged()) {
                assert averaged != null;
                quick = problem.course(learner, stream.split("judges"));
            }
            int at = at(number, round);
            System.arraycopy(quick, 0, courses, at, quick.length);
            double accuracy = 0;
            double signal = 0;
            for (CriticReading reading : learner.readCritics(FOR_CRITICS, stream.split("critics"))) {
                accuracy = Math.max(accuracy, reading.accuracy());
                signal = Math.max(signal, reading.signal());
            }
            courses[at + quick.length] = accuracy;
            courses[at + quick.length + 1] = signal;
        } catch (ArithmeticException | InputException e) {
            // Weights that are finite may still be too large for a judge.
            throw failure(member, round + 1L, e);
        }
    }

    private static NumericFailure failure(Member member, long round, RuntimeException e) {
        return new NumericFailure(
                round,
                "network " + (member.network + 1) + " of variant " + member.variant.name + ":",
                e.getMessage() + "; lower learning.rate, learning.critic_rate or learning.generator_rate, or raise"
                        + " learning.penalty");
    }

    private void warnOfDiscriminators(int round) {
        if (round + 1 < rounds) {
            return; // early on they may well be ahead
        }
        double chance = CERTAIN * Math.sqrt(SATURATED * (1 - SATURATED) / (2.0 * FOR_CRITICS));
        List<String> saturated = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            Member member = members.get(m);
            double accuracy = courses[at(m, round) + keys.course().size()];
            if (!member.variant.untrained && member.variant.rule.discriminates() && accuracy > SATURATED + chance) {
                saturated.add(String.format(
                        Locale.ROOT, "%s %d (%.1f %%)", member.variant.name, member.network + 1, 100 * accuracy));
            }
        }
        if (!saturated.isEmpty()) {
            context.warn(
                    "CRITIC_SATURATED",
                    "At the end a discriminator tells wake from sleep nearly always: the two are far apart and it has"
                            + " little more to tell the cells. Raise learning.penalty, or lower learning.critic_rate."
                            + " Networks: " + String.join("; ", saturated) + ".");
        }
    }

    @Override
    public void save(SnapshotWriter out) {
        out.put("rounds", (long) done);
        out.put("courses", finite(courses));
        for (int m = 0; m < members.size(); m++) {
            State state = members.get(m).learner.state();
            out.put("updates-" + m, new long[] {
                state.updates(),
                state.steps().get(0),
                state.steps().get(1),
                state.steps().get(2)
            });
            out.put("inference-" + m, state.inference());
            out.put("critics-" + m, state.critics());
            out.put("generation-" + m, state.generation());
        }
    }

    /// A checkpoint takes no NaN: what was not measured is written as the largest number.
    private static double[] finite(double[] values) {
        return Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? Double.MAX_VALUE : v)
                .toArray();
    }

    @Override
    public void restore(SnapshotReader in) {
        done = (int) in.integer("rounds");
        in.into(courses, "courses");
        for (int i = 0; i < courses.length; i++) {
            courses[i] = courses[i] == Double.MAX_VALUE ? Double.NaN : courses[i];
        }
        for (int m = 0; m < members.size(); m++) {
            State now = members.get(m).learner.state();
            long[] updates = in.longs("updates-" + m, 4);
            members.get(m)
                    .learner
                    .restore(new State(
                            updates[0],
                            List.of(updates[1], updates[2], updates[3]),
                            in.doubles("inference-" + m, now.inference().length),
                            in.doubles("critics-" + m, now.critics().length),
                            in.doubles("generation-" + m, now.generation().length)));
        }
    }

    @Override
    public void finish(Outcome outcome) {
        List<Measure> measures = keys.measures();
        double[][] judged = new double[members.size()][];
        List<Runnable> tasks = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            int member = m;
            tasks.add(() -> judged[member] = judge(members.get(member)));
        }
        double[][] calibrated = new double[keys.calibrations().size()][];
        for (int c = 0; c < calibrated.length; c++) {
            int calibration = c;
            tasks.add(() -> calibrated[calibration] = problem.calibrate(
                    keys.calibrations().get(calibration),
                    context.random().split("calibration").split(calibration)));
        }
        together(tasks);
        problem.constants().forEach(outcome::value);
        warn(judged, calibrated);
        for (Variant variant : variants) {
            double[][] own = own(variant, judged);
            for (int k = 0; k < measures.size(); k++) {
                int which = k;
                double[] values = Arrays.stream(own)
                        .mapToDouble(row -> row[which])
                        .sorted()
                        .toArray();
                String name = measures.get(k).name() + "_" + variant.name + "_";
                String why = "Some network of this variant gave no number.";
                boolean known = Arrays.stream(values).allMatch(Double::isFinite);
                outcome.valueOr(name + "median", known ? Descriptive.quantile(values, 0.5) : Double.NaN, why);
                outcome.valueOr(name + "mean", known ? Descriptive.mean(values) : Double.NaN, why);
                outcome.valueOr(name + "smallest", known ? values[0] : Double.NaN, why);
                outcome.valueOr(name + "largest", known ? values[values.length - 1] : Double.NaN, why);
            }
        }
        for (int c = 0; c < calibrated.length; c++) {
            for (int k = 0; k < measures.size(); k++) {
                outcome.valueOr(
                        measures.get(k).name() + "_" + keys.calibrations().get(c),
                        calibrated[c][k],
                        "This sampler gives no such number.");
            }
        }
        for (String topic : measures.stream().map(Measure::topic).distinct().toList()) {
            outcome.figure(table(topic, judged, calibrated));
        }
        for (int k = 0; k < keys.course().size(); k++) {
            outcome.figure(course(k));
        }
        outcome.figure(criticCourse());
        Map<String, AdversarialLearner> shown = shown(variants.size());
        List<AdversarialLearner.Averaged> averages = new ArrayList<>();
        try {
            for (AdversarialLearner learner : shown.values()) {
                averages.add(learner.averaged());
            }
            problem.figures(shown, context.random().split("figures"), outcome);
            shown.forEach((variant, learner) -> learner.weights()
                    .forEach((name, array) ->
                            outcome.array("weights." + variant + "." + name, array.values(), array.sizes())));
        } finally {
            averages.forEach(AdversarialLearner.Averaged::close);
        }
        double[] flat = Arrays.stream(judged).flatMapToDouble(Arrays::stream).toArray();
        outcome.array("judged", flat, networks, variants.size(), measures.size());
        outcome.array("courses", courses, networks, variants.size(), rounds, width);
        outcome.cite("Benjamin2023");
    }

    /// An encoder that ignores its input may match all else.
    private List<Alarm> deafness(double[] judged, double[][] calibrated) {
        int exact = keys.calibrations().indexOf(EXACT);
        int which = keys.measures().stream().map(Measure::name).toList().indexOf(INFORMATION);
        if (exact < 0 || which < 0 || !(judged[which] < DEAF * calibrated[exact][which])) {
            return List.of();
        }
        return List.of(new Alarm(
                "ENCODER_IGNORES_INPUT",
                String.format(
                        Locale.ROOT,
                        "What is inferred has next to nothing of the input: less than a tenth of the %.3g nats that the"
                                + " exact posterior has. Lower learning.rate, raise learning.critic_updates, or give"
                                + " units that can express the posterior.",
                        calibrated[exact][which]),
                String.format(Locale.ROOT, "%.3g nats", judged[which]),
                true));
    }

    private double[] judge(Member member) {
        try (AdversarialLearner.Averaged averaged = member.learner.averaged()) {
            assert averaged != null;
            return problem.judge(member.learner, networkStream(member.network).split("judges"));
        } catch (ArithmeticException | InputException e) {
            throw failure(member, done, e);
        }
    }

    private double[][] own(Variant variant, double[][] judged) {
        List<double[]> own = new ArrayList<>();
        for (int m = 0; m < members.size(); m++) {
            if (members.get(m).variant.equals(variant)) {
                own.add(judged[m]);
            }
        }
        return own.toArray(double[][]::new);
    }

    /// Tells each kind of alarm once, with the networks that gave it. The run fails by those that are no
    /// controls.
    private void warn(double[][] judged, double[][] calibrated) {
        Map<String, List<String>> networksOf = new LinkedHashMap<>();
        Map<String, String> what = new LinkedHashMap<>();
        Set<String> failures = new HashSet<>();
        for (int m = 0; m < judged.length; m++) {
            Member member = members.get(m);
            if (member.variant.untrained) {
                continue;
            }
            List<Alarm> alarms = new ArrayList<>(problem.alarms(judged[m]));
            alarms.addAll(deafness(judged[m], calibrated));
            for (Alarm alarm : alarms) {
                what.putIfAbsent(alarm.code(), alarm.what());
                if (alarm.grave() && !member.variant.control) {
                    failures.add(alarm.code());
                }
                networksOf
                        .computeIfAbsent(alarm.code(), _ -> new ArrayList<>())
                        .add(member.variant.name + " " + (member.network + 1) + " (" + alarm.numbers() + ")");
            }
        }
        what.forEach((code, sentence) -> {
            String whole = sentence + " Networks: " + String.join("; ", networksOf.getOrDefault(code, List.of())) + ".";
            if (failures.contains(code)) {
                context.fail(code, whole);
            } else {
                context.warn(code, whole);
            }
        });
    }

    private TableFigure table(String topic, double[][] judged, double[][] calibrated) {
        int[] shown = IntStream.range(0, keys.measures().size())
                .filter(k -> keys.measures().get(k).topic().equals(topic))
                .toArray();
        List<String> headings = new ArrayList<>(List.of("variant", "network"));
        for (int k : shown) {
            headings.add(keys.measures().get(k).heading());
        }
        TableFigure table = new TableFigure(
                topic.isEmpty() ? "judges" : "judges-" + topic.replace(' ', '-'),
                topic.isEmpty() ? "What the judges say" : "What the judges say: " + topic,
                "Each network at the end of learning (running averages of its weights). Rows of calibration are"
                        + " samplers of which the truth is known, judged in the same way.",
                headings.toArray(String[]::new));
        for (int c = 0; c < calibrated.length; c++) {
            table = row(table, keys.calibrations().get(c).replace('_', ' '), "calibration", calibrated[c], shown);
        }
        for (Variant variant : variants) {
            int number = 1;
            for (double[] row : own(variant, judged)) {
                table = row(table, variant.name.replace('_', ' '), String.valueOf(number++), row, shown);
            }
        }
        return table;
    }

    private static TableFigure row(TableFigure table, String name, String number, double[] values, int[] shown) {
        List<Object> cells = new ArrayList<>(List.of(name, number));
        for (int k : shown) {
            cells.add(Double.isNaN(values[k]) ? "" : values[k]);
        }
        return table.row(cells.toArray());
    }

    private LineChart course(int which) {
        Measure measure = keys.course().get(which);
        return chart(
                "course-" + measure.name().replace('_', '-'),
                measure.heading() + " while learning",
                measure.heading(),
                which);
    }

    private LineChart criticCourse() {
        LineChart chart = chart(
                "critic-accuracy",
                "How well discriminators tell wake from sleep",
                "share of samples told rightly",
                keys.course().size());
        return new LineChart(
                chart.id(),
                chart.title(),
                chart.caption() + " The best discriminator of each network; at .5 it cannot tell.",
                chart.x(),
                chart.y().between(0.4, 1),
                chart.series(),
                chart.references());
    }

    private LineChart chart(String id, String title, String label, int which) {
        List<Series> series = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Variant variant : variants) {
            double[] x = new double[rounds];
            double[] middle = new double[rounds];
            double[] low = new double[rounds];
            double[] high = new double[rounds];
            for (int r = 0; r < rounds; r++) {
                x[r] = variant.keys.end(r + 1L);
                int round = r;
                double[] values = new double[networks];
                int n = 0;
                for (int m = 0; m < members.size(); m++) {
                    if (members.get(m).variant.equals(variant)) {
                        values[n++] = courses[at(m, round) + which];
                    }
                }
                Arrays.sort(values);
                middle[r] = Descriptive.quantile(values, 0.5);
                low[r] = values[0];
                high[r] = values[values.length - 1];
                least = Math.min(least, low[r]);
                most = Math.max(most, high[r]);
            }
            series.add(Series.line(variant.name.replace('_', ' '), x, middle).withBand(low, high));
        }
        return new LineChart(
                id,
                title,
                "Median of " + networks + " networks; the band holds all of them.",
                Axis.linear("updates"),
                // What falls by orders of magnitude is not seen on a linear axis.
                least > 0 && most > WIDE * least ? Axis.log(label) : Axis.linear(label),
                series.toArray(Series[]::new));
    }

    @Override
    public void close() {
        members.forEach(member -> member.learner.close());
        problem.close();
        team.close();
    }
}
