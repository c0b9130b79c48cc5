package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.gyre.lab.engine.RepeatingEngine;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.Snapshot;
import org.gyre.nets.infomorphic.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoalSearchTest {
    private static final int WEIGHTS = 19;
    private static final int TRIALS = 17;
    private static final int EPOCHS = 3;
    private static final ImageParts IMAGES = TinyImages.parts();
    private static final TrainingJob.Source SOURCE = (keys, stream, files) -> IMAGES;

    @TempDir
    private Path folder;

    private static GoalSearch.Configuration configuration(GoalMethod method, String... overrides) {
        String toml = """
                kind = "infomorphic-goal-search"
                method = "%s"
                trials = %d
                together = 4
                [images]
                name = "digits"
                training = 120
                validation = 60
                test = 60
                [network]
                epochs = %d
                batch = 60
                [[network.hidden]]
                neurons = 5
                goal = "{F}{C}"
                rate = 0.02
                """.formatted(method.name().toLowerCase(Locale.ROOT).replace('_', '-'), TRIALS, EPOCHS);
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return (GoalSearch.Configuration) Configuration.load(source, List.of(overrides), null, Experiments.installed())
                .values();
    }

    private static Jobs jobs() {
        return Jobs.of(new TrainingJob(SOURCE));
    }

    private static Session open(GoalSearch.Configuration configuration, BareContext context) {
        return GoalSearch.open(configuration, context, List.of(), SOURCE, new LocalEngine(context.threads(), jobs()));
    }

    private static Outcome finish(Session session) {
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
        }
        Outcome outcome = new Outcome();
        session.finish(outcome);
        session.close();
        return outcome;
    }

    private static double[][] trials(Outcome outcome) {
        NpyArray array = outcome.arrays().get("trials");
        assertThat(array).isNotNull();
        double[] all = array.doubles();
        int width = WEIGHTS + 2;
        double[][] rows = new double[all.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        return rows;
    }

    /// Stopped at any epoch and gone on with from its state, with two threads, a search is the one that
    /// nobody stopped.
    @ParameterizedTest
    @EnumSource
    void aSearchGoesOnFromItsState(GoalMethod method) {
        GoalSearch.Configuration configuration = configuration(method);
        BareContext plain = new BareContext(1);
        double[][] whole = trials(finish(open(configuration, plain)));
        assertThat(whole).hasNumberOfRows(TRIALS);
        BareContext context = new BareContext(2);
        Session session = open(configuration, context);
        long steps = session.totalSteps();
        for (int step = 1; step <= steps; step++) {
            session.advance();
            assertThat(session.completedSteps()).isEqualTo(step);
            Snapshot state = new Snapshot();
            session.save(state);
            isFinite(state);
            session.close();
            session = open(configuration, context);
            session.restore(state);
            assertThat(session.completedSteps()).isEqualTo(step);
        }
        assertThat(trials(finish(session))).isDeepEqualTo(whole);
        assertThat(context.rows()).isEqualTo(plain.rows());
        assertThat(context.rows().getLast()).startsWith(steps + " {trials=" + (double) TRIALS);
    }

    /// Every piece twice, in any order, with other numbers of threads.
    @ParameterizedTest
    @EnumSource
    void aSearchIsTheSameElsewhere(GoalMethod method) {
        GoalSearch.Configuration configuration = configuration(method);
        BareContext here = new BareContext(2);
        Outcome whole = finish(open(configuration, here));
        RepeatingEngine elsewhere = new RepeatingEngine(GoalSearchTest::jobs, UnaryOperator.identity());
        BareContext there = new BareContext(1);
        Outcome outcome = finish(GoalSearch.open(configuration, there, List.of(), SOURCE, elsewhere));
        assertThat(trials(outcome)).isDeepEqualTo(trials(whole));
        assertThat(outcome.values()).isEqualTo(whole.values());
        assertThat(there.rows()).isEqualTo(here.rows());
        assertThat(elsewhere.pieces()).isEqualTo((1 + TRIALS) * EPOCHS);
    }

    /// As every checkpoint has to be.
    private static void isFinite(Snapshot state) {
        state.arrays()
                .forEach((name, array) -> assertThat(
                                Arrays.stream(array.doubles()).allMatch(Double::isFinite))
                        .as(name)
                        .isTrue());
    }

    /// What the table and the values say of the best goal comes out again when its text is trained.
    @Test
    void theTextOfTheBestGoalIsTheWholeGoal() {
        GoalSearch.Configuration configuration = configuration(GoalMethod.CMA_ES, "search_residual=true");
        BareContext context = new BareContext(1);
        Outcome outcome = finish(open(configuration, context));
        assertThat(outcome.values().keySet())
                .isEqualTo(new GoalSearch().values(configuration).given());
        double[][] trials = trials(outcome);
        double[] best = Arrays.stream(trials)
                .min((a, b) -> Double.compare(a[WEIGHTS], b[WEIGHTS]))
                .orElseThrow();
        TableFigure table = (TableFigure) outcome.figures().get(2);
        assertThat(table.rows()).hasSize(11);
        String text = table.rows().getFirst().get(3);
        assertThat(outcome.texts().get("goal")).contains("goal = \"" + text + "\"");
        assertThat(Goal.parse(3, text).inOrder()).containsExactly(Arrays.copyOf(best, WEIGHTS));
        assertThat(best[WEIGHTS - 1]).isNotZero();

        NetworkKeys keys = configuration.network();
        ClassifierTraining training = new ClassifierTraining(
                keys.withHidden(keys.hidden().getFirst().withGoal(text)),
                IMAGES,
                context.random().split("network"));
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            training.learn(Team.alone());
        }
        double test = training.error("test", IMAGES.test(), Team.alone());
        assertThat(outcome.values())
                .containsEntry("best_test_error", test)
                .containsEntry("best_validation_error", best[WEIGHTS])
                .containsEntry("improvement_over_heuristic", value(outcome.values(), "heuristic_test_error") - test);
    }

    private static double value(Map<String, Double> values, String name) {
        Double value = values.get(name);
        assertThat(value).as(name).isNotNull();
        return value == null ? Double.NaN : value;
    }

    /// The goals of a random search do not depend on how many are tried side by side.
    @Test
    void groupsDoNotChangeARandomSearch() {
        double[][] four = trials(finish(open(configuration(GoalMethod.RANDOM), new BareContext(2))));
        double[][] one = trials(finish(open(configuration(GoalMethod.RANDOM, "together=1"), new BareContext(2))));
        assertThat(one).isDeepEqualTo(four);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images.validation=0 | goals are judged by validation images",
                "trials=0 | trials = 0: must be from 1",
                "start_up=5 | only method = \"tpe\" starts with random trials",
                "together=0 | together = 0: must be from 1",
                "network.hidden=[] | give one"
            })
    void whatDoesNotFitIsRefused(String line) {
        String[] parts = line.split(" \\| ", 2);
        assertThatThrownBy(() -> configuration(GoalMethod.RANDOM, parts[0]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(parts[1]);
    }

    @Test
    void aPointOfTheBoxIsAGoal() {
        GoalSpace two = new GoalSpace(2, false);
        assertThat(two.dimensions()).isEqualTo(4);
        Goal goal = two.goal(new double[] {0.123449, -0.00001, -1, 1});
        assertThat(goal.inOrder()).containsExactly(0.1234, 0, -1, 1, 0);
        assertThat(GoalSpace.text(goal)).isEqualTo("0.1234, 0, -1.0000, 1.0000, 0");
        GoalSpace three = new GoalSpace(3, true);
        double[] point = new double[three.dimensions()];
        Arrays.setAll(point, i -> (i - 9) / 9.7);
        assertThat(Goal.parse(3, GoalSpace.text(three.goal(point))).inOrder())
                .containsExactly(three.goal(point).inOrder());
    }

    /// Images are read from the copies of their files at the place of work.
    @Test
    void imagesGoWhereTheNetworksLearn() throws IOException {
        CatalogueEntry digits = Catalogue.entry("digits");
        assumeTrue(DataFolder.ofUser().has(digits), "digits is absent: 'gyre data get digits' brings it");
        GoalSearch.Configuration configuration = (GoalSearch.Configuration) Configuration.load(
                        ConfigurationSource.named("infomorphic/goal-search"),
                        List.of("trials=2", "network.epochs=2"),
                        null,
                        Experiments.installed())
                .values();
        Outcome whole = finish(new GoalSearch().open(configuration, new BareContext(2)));
        Set<Path> read = new HashSet<>();
        RepeatingEngine elsewhere = new RepeatingEngine(Jobs::installed, file -> {
            Path copy = folder.resolve("copy");
            try {
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            read.add(file);
            return copy;
        });
        Outcome outcome = finish(new GoalSearch().open(configuration, new BareContext(elsewhere)));
        assertThat(outcome.values()).isEqualTo(whole.values());
        assertThat(read).containsExactlyElementsOf(DataFolder.ofUser().files(digits));
    }

    /// The preset itself with a single trial, on the real digits.
    @Test
    void theDigitsAreSearchedWhereTheyAre() {
        CatalogueEntry digits = Catalogue.entry("digits");
        assumeTrue(DataFolder.ofUser().has(digits), "digits is absent: 'gyre data get digits' brings it");
        GoalSearch.Configuration configuration = (GoalSearch.Configuration) Configuration.load(
                        ConfigurationSource.named("infomorphic/goal-search"),
                        List.of("trials=1"),
                        null,
                        Experiments.installed())
                .values();
        Outcome outcome = finish(new GoalSearch().open(configuration, new BareContext(2)));
        // A prototype of fifty such neurons with an optimised goal had .136 after as many epochs.
        assertThat(value(outcome.values(), "heuristic_test_error")).isLessThan(0.2);
        assertThat(trials(outcome)).hasNumberOfRows(1);
    }
}
