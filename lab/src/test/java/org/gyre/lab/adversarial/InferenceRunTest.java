package org.gyre.lab.adversarial;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Snapshot;
import org.gyre.measure.posterior.GridPosterior;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks that infer known worlds. Expected numbers are closed forms, which each test names.
class InferenceRunTest {
    static final String SUM = """
            kind = "adversarial-inference"
            networks = 2
            [world.linear]
            weights = [[[1, 1]]]
            noise = [0.5]
            [[layers]]
            kind = "linear"
            steps = 4
            [learning]
            updates = 60
            rounds = 3
            batch = 64
            [[variants]]
            name = "recurrent"
            [[variants]]
            name = "factorised"
            factorised = true
            [[variants]]
            name = "wake_sleep"
            recognition = 0
            inference = "dreams"
            [[variants]]
            name = "untrained"
            updates = 0
            """;

    static final String CHAIN = """
            kind = "adversarial-inference"
            networks = 1
            [world.linear]
            weights = [[[1, 0.5], [0, 1]], [[1], [0.5]]]
            noise = [0.5, 0.7]
            [world.linear.oscillation]
            inputs = 40
            bounces = 10
            [[layers]]
            kind = "linear"
            steps = 2
            [[layers]]
            kind = "linear"
            steps = 2
            [learning]
            updates = 40
            rounds = 2
            batch = 32
            view = "pairs"
            [[variants]]
            name = "full"
            [[variants]]
            name = "truncated"
            truncated = true
            [[variants]]
            name = "bounce"
            contrast = "bounce"
            [[variants]]
            name = "layers"
            contrast = "bounce"
            view = "layers"
            [[variants]]
            name = "wasserstein"
            loss = "wasserstein"
            penalty = 10
            penalty_kind = "one-centred"
            critic_updates = 2
            """;

    static final String PRODUCT = """
            kind = "adversarial-inference"
            networks = 1
            [world.product]
            samples = 4000
            pairs = 1000
            [[layers]]
            kind = "population"
            hidden = 8
            steps = 2
            [learning]
            updates = 20
            rounds = 2
            batch = 32
            """;

    static final String BARS = """
            kind = "adversarial-inference"
            networks = 1
            [world.bars]
            side = 2
            prior = 0.4
            strength = 0.8
            images = 8
            samples = 1000
            [[layers]]
            kind = "population"
            hidden = 8
            steps = 2
            [learning]
            updates = 20
            rounds = 2
            batch = 32
            """;

    static final String POPULATIONS = """
            kind = "adversarial-inference"
            networks = 2
            [world.populations]
            [learning]
            updates = 40
            rounds = 2
            generator = "opposing"
            """;

    static final String SCALING = """
            kind = "adversarial-scaling"
            causes = [2, 3]
            networks = 2
            [layer]
            kind = "linear"
            steps = 2
            [learning]
            updates = 20
            rounds = 2
            batch = 32
            [[variants]]
            name = "recurrent"
            [[variants]]
            name = "factorised"
            factorised = true
            """;

    @BeforeAll
    static void needsTorch() {
        Torch.unavailable().ifPresent(reason -> {
            assertThat(NativeLibraries.platform()).as(reason).isNotEqualTo("linux-x86_64");
            abort(reason);
        });
    }

    private static Configuration load(String toml, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return Configuration.load(source, List.of(overrides), null, Experiments.installed());
    }

    private static InferenceExperiment.Configuration inference(String toml, String... overrides) {
        return (InferenceExperiment.Configuration) load(toml, overrides).values();
    }

    private static Session open(String toml, BareContext context, String... overrides) {
        return new InferenceExperiment().open(inference(toml, overrides), context);
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

    private static double value(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.values().get(name), name);
    }

    private static <C extends Record> void goesOnFromItsState(Experiment<C> experiment, C configuration) {
        BareContext plain = new BareContext(1, true);
        Outcome whole = finish(experiment.open(configuration, plain));
        assertThat(whole.values().keySet())
                .isEqualTo(experiment.values(configuration).given());
        BareContext context = new BareContext(2, true);
        Session session = experiment.open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = experiment.open(configuration, context);
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {SUM, CHAIN, PRODUCT, BARS, POPULATIONS})
    void learningGoesOnFromItsStateWithAnyThreads(String toml) {
        goesOnFromItsState(new InferenceExperiment(), inference(toml));
    }

    @Test
    void worldsOfGrowingSizeGoOnFromTheirState() {
        goesOnFromItsState(new ScalingExperiment(), (ScalingExperiment.Configuration)
                load(SCALING).values());
    }

    /// Closed forms: ρ = −.8 and the floor −½ ln(1 − ρ²) in both directions; I(x; z) = ½ ln((2 + σ²) / σ²)
    /// with σ = .5; the best independent units for KL(q|p) have the variances 1/Λ_ii = .2, so that KL(p|q)
    /// is ½ (tr(5 P) − 2 + ln(.2² / det P)) with P_ii = 5/9 and det P = 1/9.
    @Test
    void judgesOfTheSumAreCalibrated() {
        Outcome outcome = finish(open(SUM, new BareContext(1, true)));
        double floor = -0.5 * Math.log(1 - 0.64);
        double information = 0.5 * Math.log(2.25 / 0.25);
        assertThat(value(outcome, "kl_floor")).isCloseTo(floor, within(1e-12));
        assertThat(value(outcome, "reverse_kl_floor")).isCloseTo(floor, within(1e-12));
        assertThat(value(outcome, "true_correlation")).isCloseTo(-0.8, within(1e-12));
        assertThat(value(outcome, "true_information")).isCloseTo(information, within(1e-12));
        assertThat(value(outcome, "kl_exact")).isCloseTo(0, within(1e-10));
        assertThat(value(outcome, "reverse_kl_exact")).isCloseTo(0, within(1e-10));
        assertThat(value(outcome, "information_exact")).isCloseTo(information, within(1e-10));
        assertThat(value(outcome, "kl_factorised_optimum")).isCloseTo(floor, within(1e-10));
        assertThat(value(outcome, "reverse_kl_factorised_optimum"))
                .isCloseTo(0.5 * (50.0 / 9 - 2 + Math.log(0.04 * 9)), within(1e-10));
        // No network is better than the best of its kind, learned or not.
        assertThat(value(outcome, "kl_factorised_smallest")).isGreaterThanOrEqualTo(floor - 1e-6);
        assertThat(value(outcome, "correlation_factorised_largest")).isEqualTo(0);
        assertThat(value(outcome, "reverse_kl_wake_sleep_smallest")).isGreaterThanOrEqualTo(floor - 1e-6);
    }

    /// Finishes a run of one untaught network of each variant, the first of which has no weights at all.
    private static Outcome deafened(String toml, BareContext context) {
        Session session = open(toml, context, "learning.rate=0", "networks=1");
        session.advance();
        session.advance();
        Snapshot state = new Snapshot();
        session.save(state);
        // Variant 0: F (2), L (4), log-noise (2); the weights and their average.
        double[] weights =
                Objects.requireNonNull(state.arrays().get("inference-0")).doubles();
        assertThat(weights).hasSize(4 * 8);
        java.util.Arrays.fill(weights, 0, 16, 0);
        Snapshot changed = new Snapshot();
        state.arrays().forEach((name, array) -> {
            if (name.equals("inference-0")) {
                changed.put(name, weights, 32);
            } else {
                changed.put(name, array);
            }
        });
        changed.put("rounds", 2L);
        session.close();
        Session deaf = open(toml, context, "learning.rate=0", "networks=1");
        deaf.restore(changed);
        return finish(deaf);
    }

    /// With all weights of inference at 0 and noise 1, q(z) = N(0, I) has nothing of x: KL(q|p) is the
    /// expectation of KL(N(0, I) | N(K x, P)) = ½ (tr P⁻¹ − 2 + x² Kᵀ P⁻¹ K + ln det P) with P⁻¹ = I +
    /// 4·11ᵀ, K = (4/9, 4/9), E x² = 2.25, det P = 1/9: ½ (10 − 2 + 2.25 · (2 · 5 + 2 · 4) · 16/81 − ln 9).
    @Test
    void aDeafNetworkHasItsDivergenceAndIsNamed() {
        BareContext context = new BareContext(1, true);
        Outcome outcome = deafened(SUM, context);
        double expected = 0.5 * (8 + 2.25 * 18 * 16 / 81 - Math.log(9));
        assertThat(value(outcome, "kl_recurrent_median")).isCloseTo(expected, within(1e-6));
        assertThat(value(outcome, "information_recurrent_median")).isCloseTo(0, within(1e-9));
        assertThat(context.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("failed: ENCODER_IGNORES_INPUT")
                        .contains("recurrent 1 ("));
    }

    /// z_t = F x + L z_{t−1} + s∘ε from z_0 = 0, four times: C ← L C Lᵀ + diag(s²), from the arrays that
    /// the run leaves.
    @Test
    void theWeightsThatAreLeftHaveTheCorrelationThatIsTold() {
        Outcome outcome = finish(open(SUM, new BareContext(1, true), "networks=1"));
        double[] l = array(outcome, "weights.recurrent.inference-1.lateral");
        double[] noise = array(outcome, "weights.recurrent.inference-1.log-noise");
        assertThat(array(outcome, "weights.recurrent.inference-1.input")).hasSize(2);
        double[][] c = new double[2][2];
        for (int t = 0; t < 4; t++) {
            double[][] next = new double[2][2];
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    next[i][j] = i == j ? Math.exp(2 * noise[i]) : 0;
                    for (int a = 0; a < 2; a++) {
                        for (int b = 0; b < 2; b++) {
                            next[i][j] += l[2 * i + a] * c[a][b] * l[2 * j + b];
                        }
                    }
                }
            }
            c = next;
        }
        assertThat(value(outcome, "correlation_recurrent_median"))
                .isCloseTo(c[0][1] / Math.sqrt(c[0][0] * c[1][1]), within(1e-6));
        assertThat(outcome.arrays()).doesNotContainKey("weights.factorised.inference-1.lateral");
    }

    private static double[] array(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.arrays().get(name), name).doubles();
    }

    /// Controls are there to do badly: that they do is told, and fails nothing.
    @Test
    void aDeafControlFailsNothing() {
        BareContext context = new BareContext(1, true);
        String alone = SUM.substring(0, SUM.indexOf("[[variants]]\nname = \"factorised\""));
        deafened(alone + "control = true\n", context);
        assertThat(context.warnings()).singleElement(as(STRING)).startsWith("ENCODER_IGNORES_INPUT");
    }

    /// The covariance of B and C is (1.36, −.088; −.088, .6304) for the true circuit; the closed form of KL
    /// with the fixed point (1, .2) of the local rule is .7167, that with the start (.3, .3) .9478
    /// (specification, by an independent program).
    @Test
    void theCircuitOfTheLocalRuleIsJudged() {
        Outcome outcome = finish(open(POPULATIONS, new BareContext(1, true)));
        assertThat(value(outcome, "kl_local_rule_closed_form")).isCloseTo(0.7167, within(5e-5));
        assertThat(value(outcome, "kl_start")).isCloseTo(0.9478, within(5e-5));
        assertThat(value(outcome, "kl_exact")).isCloseTo(0, within(1e-12));
        assertThat(value(outcome, "u_local_rule")).isCloseTo(1, within(0.03));
        assertThat(value(outcome, "v_local_rule")).isCloseTo(0.2, within(0.04));
        assertThat(value(outcome, "kl_local_rule")).isCloseTo(0.7167, within(0.04));
        assertThat(value(outcome, "weight_error_local_rule")).isCloseTo(0.8, within(0.04));
    }

    /// The specification's bounds for the exact posterior; 1,000 samples of each phase, so that .5 has a
    /// standard error of .016 here.
    @Test
    void judgesOfTheProductAreCalibrated() {
        Outcome outcome = finish(open(PRODUCT, new BareContext(1, true), "world.product.samples=40000"));
        assertThat(value(outcome, "kl_exact")).isBetween(0.0, 0.02);
        assertThat(value(outcome, "same_sign_error_exact")).isLessThan(0.012);
        assertThat(value(outcome, "c2st_exact")).isCloseTo(0.5, within(0.064));
        assertThat(value(outcome, "mmd_exact")).isCloseTo(0, within(0.003));
    }

    @Test
    void numbersThatAreNoLongerFiniteAreNamed() {
        // A rate at which squares of gradients overflow at once.
        assertThatThrownBy(() -> finish(open(SUM, new BareContext(1, true), "learning.rate=1e30")))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("of variant")
                .hasMessageContaining("lower learning.rate");
    }

    @Test
    void oneSampleIsABatch() {
        Outcome outcome = finish(open(SUM, new BareContext(1, true), "learning.batch=1"));
        assertThat(outcome.values().values())
                .allSatisfy(value -> assertThat(value).isFinite());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layers=[]|the inference pathway has 0",
                "networks=0|networks = 0",
                "learning.batch=0|batch = 0",
                "learning.updates=0|rounds",
                "learning.rate=-1|rate",
                "learning.critic_units=0|discriminators",
                "learning.penalty=-1|penalty",
                "learning.window=5|window",
                "learning.average=1|average",
                "world.linear.noise=[0.0]|noise",
                "world.linear.noise=[0.5, 0.5]|noise",
                "world.linear.weights=[[[1.0, 1.0], [1.0]]]|rows",
                "world.linear.weights=[]|weights",
                "learning.view=\"pear\"|pear",
            })
    void whatDoesNotFitIsRefused(String override, String named) {
        assertThatThrownBy(() -> open(SUM, new BareContext(1, true), override).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps = 4 | memory = 3 | layers.memory = 3: is of sequences only",
                "steps = 4 | saturate = true | saturate = true: is of rate and recognition units",
                "batch = 64 | generator = 'delta' | learning.generator: the generative pathway of this world is known",
            })
    void aKeyThatWouldDoNothingIsRefused(String from, String to, String message) {
        assertThat(SUM).contains(from);
        String toml = SUM.replaceFirst(from, to.replace('\'', '"'));
        assertThatThrownBy(() -> open(toml, new BareContext(1, true)).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void unitsThatCannotBeJudgedExactlyAreRefused() {
        String rate = SUM.replace("kind = \"linear\"\nsteps", "kind = \"rate\"\nsteps");
        assertThat(rate).isNotEqualTo(SUM);
        assertThatThrownBy(() -> open(rate, new BareContext(1, true)).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("judged exactly");
        String none = SUM.replace("steps = 4", "steps = 0");
        assertThatThrownBy(() -> open(none, new BareContext(1, true)).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("steps = 0");
        assertThatThrownBy(() -> open(SUM + "[world.product]\n", new BareContext(1, true)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 worlds");
    }

    private static final String CLUSTERS = """
            kind = "adversarial-inference"
            networks = 1
            [world.mixture]
            inputs = [0, 3]
            samples = 2000
            pairs = 500
            [[layers]]
            kind = "population"
            hidden = 8
            steps = 2
            [learning]
            updates = 4
            rounds = 2
            batch = 16
            [[variants]]
            name = "recurrent"
            control = true
            """;

    @Test
    void causesInClustersAreJudgedOnTheGrid() {
        Outcome outcome = finish(open(CLUSTERS, new BareContext(1, true)));
        // 2000 exact samples on 576 bins: at most about 575/4000 by chance.
        assertThat(value(outcome, "kl_exact")).isBetween(0.0, 0.15);
        assertThat(value(outcome, "same_sign_error_exact")).isLessThan(4 * Math.sqrt(0.25 / 2000));
        assertThat(value(outcome, "kl_recurrent_median")).isGreaterThan(value(outcome, "kl_exact"));
        // At a sum of 0 nearly all is in two equal squares of unlike signs: one bit, and nothing else is shared but the
        // slope within a cluster; at 3 one cluster explains all.
        MixtureKeys keys = new MixtureKeys(
                List.of(List.of(1.5, 1.5), List.of(1.5, -1.5), List.of(-1.5, 1.5), List.of(-1.5, -1.5)),
                List.of(),
                0.35,
                List.of(1.0, 1.0),
                0.5,
                List.of(0.0, 3.0),
                2000,
                500);
        double unlike = new GridPosterior(keys.logDensity(0), keys.grid()).independentFloor();
        double alike = new GridPosterior(keys.logDensity(3), keys.grid()).independentFloor();
        assertThat(unlike - alike).isCloseTo(Math.log(2), within(0.01));
        assertThat(value(outcome, "kl_floor")).isCloseTo((unlike + alike) / 2, within(1e-12));
    }

    /// One cluster around 0 is the sum of two causes, whose posterior has the correlation −.8: P(z₁ z₂ > 0)
    /// = ½ + asin(−.8)/π at x = 0 (Sheppard 1899).
    @Test
    void oneClusterIsALinearWorld() {
        MixtureKeys keys = new MixtureKeys(
                List.of(List.of(0.0, 0.0)), List.of(), 1, List.of(1.0, 1.0), 0.5, List.of(0.0), 2000, 500);
        assertThat(new GridPosterior(keys.logDensity(0), keys.grid()).equalSigns())
                .isCloseTo(0.5 + Math.asin(-0.8) / Math.PI, within(2e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "means = [[1, 2, 3]] | means: give 1 to 100 of two numbers each",
                "means = [] | means: give 1 to 100",
                "shares = [1, 2] | shares: 2 of 4 clusters",
                "shares = [1, 1, -1, 1] | must not be negative",
                "shares = [0, 0, 0, 0] | must have a finite sum above 0",
                "weights = [1] | weights = [1.0]: give two",
                "deviation = 0 | deviation = 0.0: must be from",
                "noise = 0.01 | noise = 0.01: must be from",
                "noise = nan | world.mixture.noise = NaN: must be a finite number",
            })
    void clustersThatMakeNoSenseAreRefused(String key, String message) {
        String toml = CLUSTERS.replace("[world.mixture]", "[world.mixture]\n" + key);
        assertThatThrownBy(() -> open(toml, new BareContext(1, true)).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
