package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParetoFrontTest {
    private static final RandomStream STREAM = RandomStream.of(4).split("pareto");

    /// N = 5: both maxima at once, I near 5 bits and a cycle of all 32 states. The beginning holds N-rooks
    /// and a cycle that [FullCycleSearch] found; what is tested is that nothing is lost on the way. The
    /// values are confirmed by the general solver and the functional graph.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void informationAndPeriodHaveACommonMaximum(long seed) {
        ParetoFront search = ParetoFront.start(5, ParetoFront.Settings.standard(), RandomStream.of(seed), Team.alone());
        search.advance(300);
        ParetoFront.Point longest = search.front().getLast();
        double[] weights = new double[25];
        for (int k = 0; k < 25; k++) {
            weights[k] = 10 * longest.weights()[k];
            assertThat(longest.weights()[k]).isBetween(-5, 5);
        }
        FluxReading reading = FluxReading.of(new StationarySolver(Team.alone()).solve(BoltzmannMachine.of(5, weights)));
        assertThat(longest.information()).isCloseTo(reading.information(), within(1e-11));
        assertThat(Unit.BITS.fromNats(reading.information())).isBetween(4.99, 5.0);
        assertThat(FunctionalGraph.of(ThresholdMap.of(5, weights).table().next())
                        .longestPeriod())
                .isEqualTo(32);
        assertThat(longest.period()).isEqualTo(32);
    }

    @Test
    void noPointOfTheFrontBeatsAnother() {
        ParetoFront search = ParetoFront.start(4, new ParetoFront.Settings(30, 3, .5, 20), STREAM, Team.alone());
        search.advance(100);
        List<ParetoFront.Point> front = search.front();
        assertThat(front).hasSizeGreaterThan(1);
        for (int k = 1; k < front.size(); k++) {
            assertThat(front.get(k).period()).isGreaterThan(front.get(k - 1).period());
            assertThat(front.get(k).information()).isLessThan(front.get(k - 1).information());
        }
    }

    /// With a patience so short that populations are replaced several times.
    @Test
    void aSearchGoesOnToTheSameBitsAtAnyNumberOfThreads() {
        ParetoFront.Settings settings = new ParetoFront.Settings(60, 3, 1, 3);
        ParetoFront whole = ParetoFront.start(4, settings, STREAM, Team.alone());
        whole.advance(60);
        try (Team team = Team.of(3)) {
            ParetoFront part = ParetoFront.start(4, settings, STREAM, team);
            for (int block = 0; block < 12; block++) {
                part.advance(5);
                part = ParetoFront.resume(4, settings, STREAM, team, part.state());
            }
            assertThat(part.state()).usingRecursiveComparison().isEqualTo(whole.state());
            assertThat(part.front()).usingRecursiveComparison().isEqualTo(whole.front());
        }
        assertThat(whole.state().kept()).isNotEmpty();
    }

    @Test
    void aStateOfAnotherSizeIsRefused() {
        ParetoFront.Settings settings = new ParetoFront.Settings(10, 3, 1, 3);
        ParetoFront.State state =
                ParetoFront.start(3, settings, STREAM, Team.alone()).state();
        assertThatThrownBy(() -> ParetoFront.resume(4, settings, STREAM, Team.alone(), state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 networks of 4 units");
    }
}
