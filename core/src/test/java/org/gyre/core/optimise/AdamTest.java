package org.gyre.core.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Against the recursion of Kingma and Ba written out in double precision, one parameter at a time.
class AdamTest {
    @Test
    void stepsFollowTheRecursion() {
        int count = 37;
        double rate = 0.01;
        double decay = 0.1;
        CounterRandom random = RandomStream.of(1).generator();
        float[] parameters = new float[count];
        Arrays.setAll(new double[count], i -> parameters[i] = (float) random.nextGaussian());
        double[] expected = new double[count];
        Arrays.setAll(expected, i -> parameters[i]);
        double[] mean = new double[count];
        double[] square = new double[count];
        Adam adam = new Adam(parameters);
        for (int t = 1; t <= 20; t++) {
            float[] gradient = new float[count];
            for (int i = 0; i < count; i++) {
                gradient[i] = (float) random.nextGaussian();
                double g = gradient[i] + decay * expected[i];
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.999 * square[i] + 0.001 * g * g;
                expected[i] -= rate
                        * (mean[i] / (1 - Math.pow(0.9, t)))
                        / (Math.sqrt(square[i] / (1 - Math.pow(0.999, t))) + 1e-8);
            }
            // In two stretches, as two threads would.
            Adam.Step step = Adam.Step.of(rate, decay, t);
            adam.descend(step, 0, 20, gradient, 0);
            adam.descend(step, 20, count - 20, gradient, 20);
        }
        for (int i = 0; i < count; i++) {
            assertThat((double) parameters[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    /// The first step is one of the rate against the sign of the gradient, whatever its size.
    @Test
    void theFirstStepHasTheSizeOfTheRate() {
        float[] parameters = {0, 0, 0};
        new Adam(parameters).descend(Adam.Step.of(0.5, 0, 1), 0, 3, new float[] {1e-3f, -7, 200}, 0);
        assertThat(parameters[0]).isCloseTo(-0.5f, within(1e-4f));
        assertThat(parameters[1]).isCloseTo(0.5f, within(1e-4f));
        assertThat(parameters[2]).isCloseTo(-0.5f, within(1e-4f));
    }

    @Test
    void aStretchLeavesTheRestAlone() {
        float[] parameters = {1, 2, 3, 4};
        new Adam(parameters).descend(Adam.Step.of(0.1, 0, 1), 1, 2, new float[] {9, 9, 1, 1}, 2);
        assertThat(parameters[0]).isEqualTo(1);
        assertThat(parameters[3]).isEqualTo(4);
        assertThat(parameters[1]).isNotEqualTo(2);
    }
}
