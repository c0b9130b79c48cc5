package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ToDoubleFunction;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Central differences, and seeded numbers for them.
final class Differences {
    /// Of sums of smooth functions in double precision: h² and 10⁻¹⁶ / h are both far below what is asked
    /// for.
    private static final double STEP = 1e-5;

    private Differences() {}

    static double[] normal(String name, int count) {
        CounterRandom random = RandomStream.of(31).split(name).generator();
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /// The gradient of a function by central differences.
    static double[] of(double[] at, ToDoubleFunction<double[]> function) {
        double[] gradient = new double[at.length];
        double[] moved = at.clone();
        for (int i = 0; i < at.length; i++) {
            moved[i] = at[i] + STEP;
            double above = function.applyAsDouble(moved);
            moved[i] = at[i] - STEP;
            double below = function.applyAsDouble(moved);
            moved[i] = at[i];
            gradient[i] = (above - below) / (2 * STEP);
        }
        return gradient;
    }

    /// That two gradients are equal up to a relative error, and not both nothing.
    static void assertEqual(String what, double[] gradient, double[] expected, double tolerance) {
        assertThat(gradient).as(what).hasSameSizeAs(expected);
        double error = 0;
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            error += (gradient[i] - expected[i]) * (gradient[i] - expected[i]);
            square += expected[i] * expected[i];
        }
        assertThat(Math.sqrt(square)).as(what + " is something").isGreaterThan(1e-6);
        assertThat(Math.sqrt(error / square)).as("relative error of " + what).isLessThanOrEqualTo(tolerance);
    }
}
