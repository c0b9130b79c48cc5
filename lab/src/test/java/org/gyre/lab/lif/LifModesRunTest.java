package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The two experiments of a single unit.
class LifModesRunTest {
    private static final String MODES = """
            kind = "lif-modes"
            [[settings]]
            name = "integrator"
            weight = 0.099
            leak = 0.0
            [[settings]]
            name = "half"
            weight = 0.9
            leak = 0.5
            """;

    private static final String DIAGRAM = """
            kind = "lif-phase-diagram"
            weights = 10
            leaks = 6
            """;

    private static Object load(String toml, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return Configuration.load(source, List.of(overrides), null, Experiments.installed())
                .values();
    }

    private static LifModes.Configuration modes(String... overrides) {
        return (LifModes.Configuration) load(MODES, overrides);
    }

    private static LifPhaseDiagram.Configuration diagram(String... overrides) {
        return (LifPhaseDiagram.Configuration) load(DIAGRAM, overrides);
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

    private static <C extends Record> Outcome inPieces(Experiment<C> experiment, C configuration) {
        BareContext context = new BareContext(1);
        Session session = experiment.open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = experiment.open(configuration, context);
            session.restore(state);
        }
        return finish(session);
    }

    private static double value(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.values().get(name));
    }

    @Test
    void creditsAreThoseOfTheClosedForm() {
        LifModes.Configuration configuration = modes();
        Outcome outcome = finish(new LifModes().open(configuration, new BareContext(1)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifModes().values(configuration).given());
        assertThat(value(outcome, "integrator_output_spikes")).isEqualTo(3);
        assertThat(value(outcome, "integrator_last_share")).isCloseTo(3.0 / 11, within(1e-12));
        assertThat(value(outcome, "largest_deviation")).isLessThan(1e-12);
        // Single precision.
        assertThat(value(outcome, "largest_kernel_deviation")).isLessThan(1e-5);
        // The other one fires already where intervals are down to two steps: .9 (1 + 1/4) > 1.
        assertThat(value(outcome, "half_output_spikes")).isGreaterThan(3);
        assertThat(value(outcome, "same_output_steps")).isZero();
    }

    /// Two spikes of weight .6 with half of the potential kept: .6, then .9 one step later, 1.05 after two.
    @Test
    void creditsOfAHandMadeTrain() {
        LifModes.Configuration configuration = modes(
                "inputs=[0, 1, 2, 10]",
                "steps=12",
                "error=1",
                "last=1",
                "settings=[{name = \"half\", weight = 0.6, leak = 0.5}]");
        Outcome outcome = finish(new LifModes().open(configuration, new BareContext(1)));
        assertThat(value(outcome, "half_output_spikes")).isEqualTo(1);
        assertThat(value(outcome, "half_smallest_credit")).isCloseTo(0.25, within(1e-12));
        assertThat(value(outcome, "half_last_share")).isCloseTo(1 / 1.75, within(1e-12));
    }

    @Test
    void aUnitThatNeverFiresSaysSo() {
        LifModes.Configuration configuration = modes("settings=[{name = \"weak\", weight = 0.01, leak = 0.5}]");
        Outcome outcome = finish(new LifModes().open(configuration, new BareContext(1)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifModes().values(configuration).given());
        assertThat(value(outcome, "weak_last_share")).isNaN();
        assertThat(outcome.undefined())
                .containsEntry("weak_last_share", "There is no output spike 2: the unit fires never.");
    }

    @Test
    void modesGoOnFromTheirState() {
        assertThat(inPieces(new LifModes(), modes()).values())
                .isEqualTo(
                        finish(new LifModes().open(modes(), new BareContext(2))).values());
    }

    /// By hand, at w = .95 and l = 1/12 (ten weights, six leaks): two spikes fire up to the interval
    /// ⌊ln(1/.95 − 1) / ln(11/12)⌋ = 33, three and endlessly many up to ⌊ln .05 / ln(11/12)⌋ = 34.
    @Test
    void theDiagramAgreesWithSimulation() {
        LifPhaseDiagram.Configuration configuration = diagram();
        Outcome outcome = finish(new LifPhaseDiagram().open(configuration, new BareContext(1)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifPhaseDiagram().values(configuration).given());
        assertThat(value(outcome, "agreement")).isEqualTo(1);
        assertThat(value(outcome, "points")).isEqualTo(180);
        assertThat(value(outcome, "longest_interval_2_spikes")).isEqualTo(33);
        assertThat(value(outcome, "longest_interval_endless")).isEqualTo(34);
        // Silent where w is below l: of ten weights 1, 2 or 3, 4, ... below the six leaks.
        int silent = 0;
        for (int l = 1; l < 12; l += 2) {
            for (int w = 1; w < 20; w += 2) {
                silent += 12 * w < 20 * l ? 1 : 0;
            }
        }
        assertThat(value(outcome, "silent_share_endless")).isEqualTo(silent / 60.0);
    }

    /// Weights equal to leaks: the limit of endless input is the threshold itself, which rounding decides.
    @Test
    void pointsAtTheThresholdAreCountedApart() {
        Outcome outcome = finish(new LifPhaseDiagram().open(diagram("weights=6", "spikes=[0]"), new BareContext(1)));
        // w = 1 − qᵐ is met at all six diagonal points with m = 1; elsewhere powers of odd twelfths are not twelfths.
        assertThat(value(outcome, "tied_points")).isEqualTo(6);
        assertThat(value(outcome, "agreement")).isEqualTo(1);
    }

    @Test
    void theDiagramGoesOnFromItsState() {
        assertThat(inPieces(new LifPhaseDiagram(), diagram()).values())
                .isEqualTo(finish(new LifPhaseDiagram().open(diagram(), new BareContext(2)))
                        .values());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error=0|error = 0",
                "steps=0|steps = 0",
                "steps=20|in the 20 steps",
                "inputs=[3, 2]|steps ascend",
                "settings=[]|at least one",
                "settings=[{name = \"A\", weight = 1.0, leak = 0.0}]|lower-case",
                "settings=[{name = \"a\", weight = 0.0, leak = 0.0}]|must be positive",
                "settings=[{name = \"a\", weight = 1.0, leak = 1.5}]|from 0 to 1",
            })
    void modesThatDoNotFitAreRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> modes(override))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weights=4|weights = 4",
                "leaks=501|leaks = 501",
                "spikes=[1]|1 input spikes",
                "spikes=[2, 2]|each once",
                "spikes=[]|at least one",
            })
    void diagramsThatDoNotFitAreRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> diagram(override))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }
}
