package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.ExactFlux;
import org.junit.jupiter.api.Test;

/// Binary units with b_i = −½ Σ_j W_ij are the ±1 network W/2 without bias, whose units fire half of the time
/// because it does not know a state from its flip.
class HomeostaticBiasTest {
    private static final int UNITS = 4;
    private static final double[] WEIGHTS =
            RandomWeights.normal(1).draw(UNITS, RandomStream.of(1).split("weights"));

    private static BoltzmannMachine binary() {
        return BoltzmannMachine.of(UNITS, WEIGHTS).withCoding(Coding.BINARY);
    }

    private static double[] minusHalfTheRowSums() {
        double[] bias = new double[UNITS];
        for (int k = 0; k < WEIGHTS.length; k++) {
            bias[k / UNITS] -= WEIGHTS[k] / 2;
        }
        return bias;
    }

    @Test
    void theExactRuleEndsAtMinusHalfTheRowSums() {
        var outcome = new HomeostaticBias(4).exact(binary(), 1e-9, 10_000);
        assertThat(outcome.deviation()).isLessThan(1e-9);
        assertThat(outcome.machine().bias()).containsExactly(minusHalfTheRowSums(), within(1e-6));
    }

    @Test
    void itsFluxIsThatOfHalfTheWeightsInTheOtherCoding() {
        double[] half = WEIGHTS.clone();
        for (int k = 0; k < half.length; k++) {
            half[k] /= 2;
        }
        var balanced = new HomeostaticBias(4).exact(binary(), 1e-10, 10_000).machine();
        assertThat(ExactFlux.of(balanced, Team.alone()).reading().information())
                .isCloseTo(
                        ExactFlux.of(BoltzmannMachine.of(UNITS, half), Team.alone())
                                .reading()
                                .information(),
                        within(1e-8));
    }

    /// The mean of a coin over 100,000 steps has a standard deviation of 0.0016, and the rule takes what is left of
    /// it out of the rates.
    @Test
    void theSampledRuleEndsNearTheExactOne() {
        var outcome = new HomeostaticBias(0.01).sampled(binary(), 200_000, RandomStream.of(2));
        assertThat(outcome.deviation()).isLessThan(0.005);
        double[] rates = ExactFlux.of(outcome.machine(), Team.alone()).reading().rates();
        assertThat(rates).containsExactly(new double[] {0.5, 0.5, 0.5, 0.5}, within(0.02));
    }

    @Test
    void aStepOfZeroIsRefused() {
        assertThatThrownBy(() -> new HomeostaticBias(0))
                .isInstanceOf(InputException.class)
                .hasMessage("step = 0.0: must be positive and finite");
    }
}
