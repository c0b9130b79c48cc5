package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Population;
import org.gyre.lab.engine.RepeatingEngine;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.Snapshot;
import org.gyre.nets.memory.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySearchTest {
    private static final int TRIALS = 11;
    private static final int WIDTH = 13;

    private static MemorySearch.Configuration configuration(GoalMethod method, String... overrides) {
        String toml = """
                kind = "infomorphic-memory-search"
                method = "%s"
                trials = %d
                together = 4
                units = 16
                load = 1
                trial_epochs = 20
                [space]
                external_weight = [1, 8]
                last_external_weight = [0.5, 4]
                bins = [10, 100]
                rate = [0.01, 0.3]
                [neurons]
                epochs = 60
                """.formatted(method.name().toLowerCase(Locale.ROOT).replace('_', '-'), TRIALS);
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return (MemorySearch.Configuration)
                Configuration.load(source, List.of(overrides), null, Experiments.installed())
                        .values();
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
        var array = outcome.arrays().get("trials");
        assertThat(array).isNotNull();
        double[] all = array.doubles();
        double[][] rows = new double[all.length / WIDTH][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * WIDTH, (i + 1) * WIDTH));
        return rows;
    }

    /// Stopped after any step and gone on with from its state, with two threads, a search is the one
    /// that nobody stopped.
    @ParameterizedTest
    @EnumSource
    void aSearchGoesOnFromItsState(GoalMethod method) {
        MemorySearch.Configuration configuration = configuration(method);
        BareContext plain = new BareContext(1);
        Outcome whole = finish(new MemorySearch().open(configuration, plain));
        assertThat(trials(whole)).hasNumberOfRows(TRIALS);
        BareContext context = new BareContext(2);
        Session session = new MemorySearch().open(configuration, context);
        long steps = session.totalSteps();
        for (int step = 1; step <= steps; step++) {
            session.advance();
            assertThat(session.completedSteps()).isEqualTo(step);
            Snapshot state = new Snapshot();
            session.save(state);
            state.arrays()
                    .forEach((name, array) -> assertThat(
                                    Arrays.stream(array.doubles()).allMatch(Double::isFinite))
                            .as(name)
                            .isTrue());
            session.close();
            session = new MemorySearch().open(configuration, context);
            session.restore(state);
            assertThat(session.completedSteps()).isEqualTo(step);
        }
        Outcome stopped = finish(session);
        assertThat(trials(stopped)).isDeepEqualTo(trials(whole));
        assertThat(stopped.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
        assertThat(whole.values().keySet())
                .isEqualTo(new MemorySearch().values(configuration).given());
    }

    /// Every piece twice, in any order, with other numbers of threads.
    @Test
    void aSearchIsTheSameElsewhere() {
        MemorySearch.Configuration configuration = configuration(GoalMethod.CMA_ES);
        BareContext here = new BareContext(2);
        Outcome whole = finish(new MemorySearch().open(configuration, here));
        RepeatingEngine elsewhere = new RepeatingEngine();
        BareContext there = new BareContext(elsewhere);
        Outcome outcome = finish(new MemorySearch().open(configuration, there));
        assertThat(trials(outcome)).isDeepEqualTo(trials(whole));
        assertThat(outcome.values()).isEqualTo(whole.values());
        assertThat(there.rows()).isEqualTo(here.rows());
        assertThat(elsewhere.pieces()).isGreaterThan((1 + TRIALS) * 2);
    }

    /// Neurons that run out of all bounds are the worst of all and no failure.
    @Test
    void aMemoryThatBreaksIsTheWorst() {
        MemoryKeys keys = configuration(GoalMethod.RANDOM, "neurons.rate=1e38", "neurons.external_weight=1e300")
                .neurons();
        byte[] input = OverlapJob.input(keys, 20, 16, 16, new BareContext(1).random());
        List<byte[]> outputs = new Population(new RepeatingEngine(), OverlapJob.NAME).evaluate(List.of(input));
        assertThat(OverlapJob.overlap(outputs.getFirst())).isEqualTo(-1);
    }

    /// The overlap of the given settings and their capacities against the rule itself, asked without
    /// the search.
    @Test
    void whatIsSaidOfTheGivenSettingsIsSoWithoutTheSearch() {
        MemorySearch.Configuration configuration = configuration(GoalMethod.RANDOM, "trials=1");
        Outcome outcome = finish(new MemorySearch().open(configuration, new BareContext(2)));
        RandomStream stream = new BareContext(1).random();
        AskedCapacity short20 = new AskedCapacity(configuration.neurons().rule().withEpochs(20), 16);
        RandomStream seen = stream.split("trials");
        assertThat(outcome.values().get("given_overlap"))
                .isCloseTo(
                        (short20.overlap(16, seen.split(0)) + short20.overlap(16, seen.split(1))) / 2, within(1e-12));
        AskedCapacity full = new AskedCapacity(configuration.neurons().rule(), 16);
        double sum = 0;
        for (int set = 0; set < 3; set++) {
            sum += full.load(32, stream.split("fresh").split(set));
        }
        assertThat(outcome.values().get("given_capacity_patterns_per_neuron")).isCloseTo(sum / 3, within(1e-12));
    }

    /// The text of settings read as keys of a file gives their overlap again.
    @Test
    void theTextOfTheBestSettingsIsAllOfThem() {
        MemorySearch.Configuration configuration = configuration(GoalMethod.CMA_ES);
        Outcome outcome = finish(new MemorySearch().open(configuration, new BareContext(2)));
        double[] best = Arrays.stream(trials(outcome))
                .max((a, b) -> Double.compare(a[WIDTH - 1], b[WIDTH - 1]))
                .orElseThrow();
        String text = String.valueOf(outcome.texts().get("settings"));
        String[] lines = text.substring(text.indexOf("goal = "), text.indexOf(". ", text.indexOf("rate = ")))
                .split(", (?=[a-z])");
        String[] overrides = Arrays.stream(lines).map(line -> "neurons." + line).toArray(String[]::new);
        MemorySearch.Configuration again = configuration(GoalMethod.RANDOM, overrides);
        double sum = 0;
        for (int set = 0; set < 2; set++) {
            RandomStream stream = new BareContext(1).random().split("trials").split(set);
            Patterns patterns = Patterns.random(16, 16, stream.split("patterns"));
            sum += again.neurons()
                    .rule()
                    .withEpochs(20)
                    .learn(patterns, stream.split("rule"), Team.alone())
                    .memory()
                    .recall(patterns, 200)
                    .meanOverlap(patterns);
        }
        assertThat(best[WIDTH - 1]).isCloseTo(sum / 2, within(1e-12));
        assertThat(outcome.values()).containsEntry("best_overlap", best[WIDTH - 1]);
    }

    @Test
    void theGivenSettingsAreAPointOfTheSpaceAndComeBack() {
        MemorySearch.Configuration configuration = configuration(
                GoalMethod.CMA_ES,
                "neurons.goal=0.5, 0, 1, -0.25, -0.125",
                "neurons.external_weight=2.5",
                "neurons.last_external_weight=0.75",
                "neurons.rate=0.05");
        MemorySpace space = configuration.space();
        double[] point = space.point(configuration.neurons());
        assertThat(point).hasSize(9);
        assertThat(point[5]).isCloseTo(2 * Math.log(2.5) / Math.log(8) - 1, within(1e-12));
        MemoryKeys back = space.keys(point, configuration.neurons());
        assertThat(back.rule()).hasToString(configuration.neurons().rule().toString());
        double[] corner = new double[9];
        Arrays.fill(corner, 1);
        MemoryKeys ends = space.keys(corner, configuration.neurons());
        assertThat(ends.externalWeight()).isEqualTo(8);
        assertThat(ends.bins()).isEqualTo(100);
        assertThat(ends.rate()).isEqualTo(0.3);
        assertThat(ends.share()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "space.rate=[0.2] | space.rate = [0.2]: give the low and the high end",
                "space.rate=[0.2, 0.1] | the low and the high end",
                "space.batch_share=[0.5, 2] | at most 1",
                "trials=0 | trials = 0: must be from 1",
                "start_up=5 | only method = \"tpe\" starts with random trials",
                "fresh_sets=0 | fresh_sets = 0: must be from 1",
                "neurons.goal={F}{X} | neurons.goal",
                "neurons.batch_share=2 | neurons: batch share = 2"
            })
    void whatDoesNotFitIsRefused(String line) {
        String[] parts = line.split(" \\| ", 2);
        assertThatThrownBy(() -> configuration(GoalMethod.RANDOM, parts[0])).hasMessageContaining(parts[1]);
    }
}
