package org.gyre.nets.lif.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.junit.jupiter.api.Test;

class ChirpTest {
    private static final LifFormula UNIT = new LifFormula(LifSemantics.GERUM_2021, new Surrogate.Flat(), 1);

    private static Chirp.Response response(Chirp.Setting setting) {
        return Chirp.respond(UNIT, Chirp.inputs(), Chirp.STEPS, setting.weight(), setting.leak());
    }

    @Test
    void theInputIsAsPublished() {
        int[] inputs = Chirp.inputs();
        assertThat(inputs).hasSize(34);
        assertThat(inputs).startsWith(11, 21, 30, 38, 45, 51, 56, 60, 63, 65, 66, 77, 87);
        assertThat(inputs[33]).isEqualTo(209).isLessThan(Chirp.STEPS);
    }

    /// An integrator of 0.099 fires at the eleventh spike of each chirp, 66 steps apart.
    @Test
    void allSettingsFireAtTheSameSteps() {
        for (Chirp.Setting setting : Chirp.settings()) {
            assertThat(response(setting).outputs()).containsExactly(66, 132, 198);
        }
    }

    /// (1 − l)^(t* − t) for the eleven spikes since the first output spike, nothing for all others: as
    /// much for all of them to the integrator, from 0.98⁵⁵ = 0.329 to 1 to the mixed unit, less than 1 % but for
    /// the last six to the coincidence detector.
    @Test
    void creditReachesBackToTheResetAndFadesWithTheLeak() {
        int[] inputs = Chirp.inputs();
        for (Chirp.Setting setting : Chirp.settings()) {
            Chirp.Response response = response(setting);
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < inputs.length; i++) {
                    boolean between = inputs[i] > 66 * k && inputs[i] <= 66 * (k + 1);
                    double exact = between ? Math.pow(1 - setting.leak(), response.outputs()[k] - inputs[i]) : 0;
                    assertThat(response.credits().get(k)[i]).isCloseTo(exact, within(1e-14));
                }
            }
        }
        double[] integrator = response(Chirp.INTEGRATOR).credits().get(1);
        double[] mixed = response(Chirp.MIXED).credits().get(1);
        double[] detector = response(Chirp.COINCIDENCE_DETECTOR).credits().get(1);
        for (int i = 11; i < 22; i++) {
            assertThat(integrator[i]).isEqualTo(1);
            // 55 steps before at most.
            assertThat(mixed[i]).isBetween(0.329, 1.0);
            assertThat(detector[i] > 0.01).isEqualTo(i >= 17);
        }
        assertThat(mixed[11]).isCloseTo(Math.pow(0.98, 55), within(1e-14));
    }

    /// By hand: w = 0.4 and l = 0.1 at each step reach 0.4, 0.76, 1.084 and begin anew.
    @Test
    void inputsMayShareAStepOrLieAnywhere() {
        Chirp.Response response = Chirp.respond(UNIT, new int[] {0, 1, 2, 3, 3, 3}, 4, 0.4, 0.1);
        assertThat(response.outputs()).containsExactly(2, 3);
        assertThat(response.potentials()).containsExactly(new double[] {0.4, 0.76, 1.084, 1.2}, within(1e-12));
        assertThat(response.credits().get(0)).containsExactly(new double[] {0.81, 0.9, 1, 0, 0, 0}, within(1e-12));
        assertThat(response.credits().get(1)).containsExactly(new double[] {0, 0, 0, 1, 1, 1}, within(1e-12));
    }

    @Test
    void whatCannotBeIsRefused() {
        for (int bad : List.of(-1, 5)) {
            assertThatThrownBy(() -> Chirp.respond(UNIT, new int[] {0, bad}, 5, 1, 0))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("input spike 2 at step " + bad);
        }
        assertThatThrownBy(() -> Chirp.respond(UNIT, new int[] {0}, 5, Double.NaN, 0))
                .isInstanceOf(InputException.class);
    }
}
