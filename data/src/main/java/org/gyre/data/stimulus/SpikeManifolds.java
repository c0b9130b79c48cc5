package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Classes of spike patterns that differ in nothing but spike times: smooth curves in the space of the
/// times of all units (Zenke & Vogels 2021, with manifolds of one dimension).
///
/// A sample is a point u of the curve of its class, and each unit fires once, at step
///
///     ⌊(N − 1) f(u)⌋,   f(u) = Σ_k=1..K k^−α a_k sin 2π(k b_k u + c_k)
///
/// with f brought to [0, 1] over the samples of its class. u and, for each class and unit, a, b and c
/// are uniform in [0, 1). The larger α, the smoother the curves.
///
/// @param classes   ≥ 2
/// @param units     ≥ 1
/// @param steps     N ≥ 2
/// @param harmonics K ≥ 1
/// @param alpha     α, finite and not negative
public record SpikeManifolds(int classes, int units, int steps, int harmonics, double alpha) {
    /// Ten classes of 40 units in 50 steps, 50 harmonics, α = 2.
    public static final SpikeManifolds USUAL = new SpikeManifolds(10, 40, 50, 50, 2);

    /// @throws InputException if a parameter is out of range
    public SpikeManifolds {
        if (classes < 2 || units < 1 || steps < 2 || harmonics < 1) {
            throw new InputException("spike manifolds of " + classes + " classes, " + units + " units, " + steps
                    + " steps and " + harmonics + " harmonics: at least 2, 1, 2 and 1 are needed");
        }
        if (!(alpha >= 0) || Double.isInfinite(alpha)) {
            throw new InputException("alpha = " + alpha + " of spike manifolds: it must be finite and not negative");
        }
    }

    /// Samples of all classes, one class after another.
    ///
    /// Class c draws from child c of the stream: a, b, c of harmonic 1, 2, … of unit 0, 1, … from its
    /// child "shape", u of sample 0, 1, … from its child "points".
    ///
    /// @param perClass samples of a class ≥ 2
    /// @throws InputException if there are fewer than two samples of a class, or too many
    public SpikeTimes draw(int perClass, RandomStream stream) {
        if (perClass < 2 || (long) perClass * classes * units > Integer.MAX_VALUE - 8) {
            throw new InputException(perClass + " samples for each of " + classes + " classes of " + units
                    + " units: between 2 and " + (Integer.MAX_VALUE - 8) / classes / units + " fit");
        }
        int[] times = new int[classes * perClass * units];
        int[] labels = new int[classes * perClass];
        double[] decay = new double[harmonics];
        for (int k = 0; k < harmonics; k++) {
            decay[k] = StrictMath.pow(k + 1.0, -alpha);
        }
        double[] points = new double[perClass];
        double[] heights = new double[perClass];
        for (int label = 0; label < classes; label++) {
            RandomStream own = stream.split(label);
            CounterRandom shape = own.split("shape").generator();
            CounterRandom drawn = own.split("points").generator();
            for (int s = 0; s < perClass; s++) {
                points[s] = drawn.nextDouble();
                labels[label * perClass + s] = label;
            }
            for (int unit = 0; unit < units; unit++) {
                curve(shape, decay, points, heights);
                for (int s = 0; s < perClass; s++) {
                    times[(label * perClass + s) * units + unit] = (int) ((steps - 1) * heights[s]);
                }
            }
        }
        return new SpikeTimes(classes, units, steps, times, labels);
    }

    /// f at some points, brought to [0, 1].
    private static void curve(CounterRandom shape, double[] decay, double[] points, double[] heights) {
        Arrays.fill(heights, 0);
        for (int k = 0; k < decay.length; k++) {
            double amplitude = decay[k] * shape.nextDouble();
            double frequency = (k + 1) * shape.nextDouble();
            double phase = shape.nextDouble();
            for (int s = 0; s < points.length; s++) {
                heights[s] += amplitude * StrictMath.sin(2 * Math.PI * (frequency * points[s] + phase));
            }
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double height : heights) {
            least = Math.min(least, height);
            most = Math.max(most, height);
        }
        for (int s = 0; s < heights.length; s++) {
            // A curve that is the same everywhere stays at its start.
            heights[s] = most > least ? (heights[s] - least) / (most - least) : 0;
        }
    }
}
