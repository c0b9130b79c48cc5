package org.gyre.nets.boltzmann.search;

/// What keeps weights finite while information is maximised: without a limit more is always better. Each is a
/// convex set, with its nearest point in closed form.
///
/// The choice decides what is found. N-rooks put all of a unit's input into one weight: under [RowNorm] that is
/// the best use of it, while a small [Box] lets many weights add up to more than one.
public sealed interface Constraint {
    /// |W_ij| ≤ limit: each synapse by itself.
    ///
    /// @param limit largest magnitude, above 0
    record Box(double limit) implements Constraint {
        public Box {
            check(limit);
        }

        @Override
        public void onto(int units, double[] weights) {
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.clamp(weights[k], -limit, limit);
            }
        }

        @Override
        public double rooksWeight(int units) {
            return limit;
        }
    }

    /// Σ_j W_ij² ≤ limit²: the total input of each unit.
    ///
    /// @param limit largest Euclidean norm of a row, above 0
    record RowNorm(double limit) implements Constraint {
        public RowNorm {
            check(limit);
        }

        @Override
        public void onto(int units, double[] weights) {
            for (int i = 0; i < units; i++) {
                shrink(weights, i * units, (i + 1) * units, limit);
            }
        }

        @Override
        public double rooksWeight(int units) {
            return limit;
        }
    }

    /// Σ_ij W_ij² ≤ limit²: one budget for the whole network.
    ///
    /// @param limit largest Frobenius norm, above 0
    record Frobenius(double limit) implements Constraint {
        public Frobenius {
            check(limit);
        }

        @Override
        public void onto(int units, double[] weights) {
            shrink(weights, 0, weights.length, limit);
        }

        @Override
        public double rooksWeight(int units) {
            return limit / Math.sqrt(units);
        }
    }

    /// Moves weights to the nearest ones allowed, in Euclidean distance.
    ///
    /// @param weights W, `[to][from]`, N×N row-major; changed
    void onto(int units, double[] weights);

    /// The largest w for which N-rooks of weight w are allowed.
    double rooksWeight(int units);

    private static void check(double limit) {
        if (!(limit > 0 && Double.isFinite(limit))) {
            throw new IllegalArgumentException("limit of the weights = " + limit + ": must be positive and finite");
        }
    }

    private static void shrink(double[] weights, int from, int to, double limit) {
        double squares = 0;
        for (int k = from; k < to; k++) {
            squares += weights[k] * weights[k];
        }
        if (squares > limit * limit) {
            double factor = limit / Math.sqrt(squares);
            for (int k = from; k < to; k++) {
                weights[k] *= factor;
            }
        }
    }
}
