package org.gyre.nets.lif.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gyre.nets.lif.Surrogate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlopesTest {
    private static final int STRIDE = 32;

    static List<Surrogate> surrogates() {
        return List.of(
                new Surrogate.Flat(),
                new Surrogate.SuperSpike(10),
                new Surrogate.SuperSpike(25),
                new Surrogate.Sigmoid(10, false),
                new Surrogate.Sigmoid(4, true),
                new Surrogate.Esser(2),
                new Surrogate.Arctan(2),
                new Surrogate.Gaussian(2),
                new Surrogate.Boxcar(2),
                new Surrogate.Custom("bump", u -> u * u / (1 + u * u)));
    }

    private static float[] slopes(Surrogate surrogate, float[] potentials, float theta) {
        float[] threshold = new float[STRIDE];
        Arrays.fill(threshold, theta);
        float[] shifted = new float[potentials.length + STRIDE];
        System.arraycopy(potentials, 0, shifted, STRIDE, potentials.length);
        float[] out = new float[potentials.length];
        for (int to = 0; to < out.length; to += STRIDE) {
            Slopes.of(surrogate, shifted, to + STRIDE, threshold, out, to);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void vectorsGiveWhatTheFormulaGives(Surrogate surrogate) {
        float[] potentials = new float[40 * STRIDE];
        Random random = new Random(4);
        for (int i = 0; i < potentials.length; i++) {
            float spread = new float[] {0.1f, 1, 4}[i % 3];
            potentials[i] = 1 + spread * (2 * random.nextFloat() - 1);
        }
        // At the threshold, beside it, and far away.
        float[] special = {1, Math.nextUp(1f), Math.nextDown(1f), 0, -0f, 1001, -999, 1e6f, -1e6f};
        System.arraycopy(special, 0, potentials, 0, special.length);
        float[] out = slopes(surrogate, potentials, 1);
        for (int i = 0; i < potentials.length; i++) {
            double exact = surrogate.slope(potentials[i] - 1f);
            // Far from the threshold an exponential in single precision ends at e^-87.
            double relative = exact > 1e-30 ? 2e-6 * Math.max(1, Math.abs(Math.log(exact))) : 0;
            if (surrogate instanceof Surrogate.Esser) {
                // A difference of numbers near one.
                relative += 2e-7 / Math.max(exact, 1e-9);
            }
            assertThat((double) out[i])
                    .as(surrogate + " at " + potentials[i])
                    .isCloseTo(exact, within(relative * exact + 1e-30));
        }
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void aPotentialThatIsNoNumberIsNotHidden(Surrogate surrogate) {
        float[] potentials = new float[STRIDE];
        potentials[3] = Float.NaN;
        float[] out = slopes(surrogate, potentials, 1);
        boolean constant = surrogate instanceof Surrogate.Flat || surrogate instanceof Surrogate.Boxcar;
        assertThat(Float.isNaN(out[3])).isEqualTo(!constant);
        assertThat(out[2]).isFinite();
    }
}
