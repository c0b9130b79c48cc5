package org.gyre.nets.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Drives against their formulas, slopes against central differences.
class ActivationTest {
    private static final int COUNT = 50;

    static Stream<Activation> all() {
        return Stream.of(
                new Activation.Modulated(0.5, 2),
                new Activation.Modulated(1, 2),
                new Activation.KayPhillips(0.5, 0.3),
                new Activation.ModulatedByTwo(0.1, 0.1, 2, 2),
                new Activation.ModulatedByTwo(0.4, 0.3, 1, -2),
                new Activation.Sum(0.1, 0, false),
                new Activation.Sum(0.1, 1, true));
    }

    private static double[][] inputs(int sources) {
        CounterRandom random = RandomStream.of(sources).generator();
        double[][] inputs = new double[sources][COUNT];
        for (double[] input : inputs) {
            for (int k = 0; k < COUNT; k++) {
                input[k] = 1.5 * random.nextGaussian();
            }
        }
        return inputs;
    }

    private static double[] drive(Activation activation, double[][] inputs) {
        double[] drive = new double[COUNT];
        activation.evaluate(inputs, COUNT, drive, new double[inputs.length][COUNT]);
        return drive;
    }

    @ParameterizedTest
    @MethodSource("all")
    void slopesEqualCentralDifferences(Activation activation) {
        double h = 1e-5;
        double[][] inputs = inputs(activation.sources());
        double[][] slopes = new double[inputs.length][COUNT];
        activation.evaluate(inputs, COUNT, new double[COUNT], slopes);
        for (int s = 0; s < inputs.length; s++) {
            double[] kept = inputs[s].clone();
            for (int k = 0; k < COUNT; k++) {
                inputs[s][k] = kept[k] + h;
            }
            double[] above = drive(activation, inputs);
            for (int k = 0; k < COUNT; k++) {
                inputs[s][k] = kept[k] - h;
            }
            double[] below = drive(activation, inputs);
            inputs[s] = kept;
            for (int k = 0; k < COUNT; k++) {
                double expected = (above[k] - below[k]) / (2 * h);
                assertThat(slopes[s][k]).isCloseTo(expected, within(1e-8 * (1 + Math.abs(expected))));
            }
        }
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void drivesFollowTheirFormulas() {
        double[][] x = inputs(2);
        double[] modulated = drive(new Activation.Modulated(0.9, 2), x);
        double[] kayPhillips = drive(new Activation.KayPhillips(0.5, 2), x);
        double[] sum = drive(new Activation.Sum(0.1, 0, false), x);
        double[][] y = inputs(3);
        double[] byTwo = drive(new Activation.ModulatedByTwo(0.1, 0.2, 2, 3), y);
        for (int k = 0; k < COUNT; k++) {
            double r = x[0][k];
            double c = x[1][k];
            assertThat(modulated[k]).isCloseTo(r * (0.9 + 0.1 * 2 * sigma(2 * r * c)), within(1e-13));
            assertThat(kayPhillips[k])
                    .isCloseTo(0.5 * r * (1 + Math.exp(2 * r * c)), within(1e-12 * Math.exp(2 * Math.abs(r * c))));
            assertThat(sum[k]).isCloseTo(r + 0.1 * c, within(1e-15));
            double q = y[0][k];
            assertThat(byTwo[k])
                    .isCloseTo(q * (0.7 + 0.1 * sigma(2 * q * y[1][k]) + 0.2 * sigma(3 * q * y[2][k])), within(1e-13));
        }
    }

    @Test
    void partsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new Activation.Modulated(1.1, 2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Activation.ModulatedByTwo(0.6, 0.6, 2, 2)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Activation.Sum(Double.NaN, 0, false)).isInstanceOf(InputException.class);
    }
}
