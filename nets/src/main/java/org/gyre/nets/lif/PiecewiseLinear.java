package org.gyre.nets.lif;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.gyre.core.InputException;

/// A surrogate given as a table of points, with straight lines between them and zero outside: see
/// [Surrogate#points].
final class PiecewiseLinear implements DoubleUnaryOperator {
    private final double[] distances;
    private final double[] slopes;

    /// @param distances u = V − θ of the points, ascending
    /// @param slopes    dS/dV there
    /// @throws InputException if there are fewer than two points, or they are not finite or not ascending
    PiecewiseLinear(double[] distances, double[] slopes) {
        if (distances.length != slopes.length) {
            throw new InputException("points of a surrogate: " + distances.length + " distances and " + slopes.length
                    + " slopes; a point has one of each");
        }
        if (distances.length < 2) {
            throw new InputException("points of a surrogate: " + distances.length + " given; a line needs at least 2");
        }
        for (int i = 0; i < distances.length; i++) {
            if (!Double.isFinite(distances[i]) || !Double.isFinite(slopes[i])) {
                throw new InputException("points of a surrogate: [" + distances[i] + ", " + slopes[i] + "] is point "
                        + (i + 1) + "; both numbers must be finite");
            }
            if (i > 0 && distances[i] <= distances[i - 1]) {
                throw new InputException("points of a surrogate: " + distances[i] + " comes after " + distances[i - 1]
                        + "; the distances from the threshold must ascend");
            }
        }
        this.distances = distances.clone();
        this.slopes = slopes.clone();
    }

    @Override
    public double applyAsDouble(double u) {
        int found = Arrays.binarySearch(distances, u);
        if (found >= 0) {
            return slopes[found];
        }
        int after = -found - 1;
        if (after == 0 || after == distances.length) {
            return 0;
        }
        // Shares first: a difference of two slopes could overflow.
        double share = (u - distances[after - 1]) / (distances[after] - distances[after - 1]);
        return (1 - share) * slopes[after - 1] + share * slopes[after];
    }
}
