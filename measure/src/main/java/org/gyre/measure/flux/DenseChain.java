package org.gyre.measure.flux;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.jspecify.annotations.Nullable;

/// The whole transition matrix of a small table, and its stationary law by elimination, also where the
/// chain falls apart.
///
/// Of a flip-symmetric table the matrix of the pairs {s, s̄} is used, F = P(y|x) + P(ȳ|x): an
/// eighth of the work.
final class DenseChain {
    /// What is rarer than this never happens; raised where a chain of such events still underflows.
    private static final double[] NEVER = {1e-300, 1e-150, 1e-75, 1e-37, 1e-18};

    private DenseChain() {}

    /// The transition matrix between stored states, row-major.
    static double[] matrix(StateTable table) {
        int size = table.stored();
        int states = table.states();
        double[] matrix = new double[size * size];
        double[] row = new double[states];
        for (int s = 0; s < size; s++) {
            row(table, s, row);
            for (int y = 0; y < size; y++) {
                matrix[s * size + y] = table.flipSymmetric() ? row[y] + row[states - 1 - y] : row[y];
            }
        }
        return matrix;
    }

    /// The transition matrix between all states, row-major.
    static double[] whole(StateTable table) {
        int states = table.states();
        double[] matrix = new double[states * states];
        double[] row = new double[states];
        for (int s = 0; s < states; s++) {
            row(table, s, row);
            System.arraycopy(row, 0, matrix, s * states, states);
        }
        return matrix;
    }

    /// P(·|s), one unit after another.
    private static void row(StateTable table, int s, double[] row) {
        row[0] = 1;
        for (int i = 0; i < table.units(); i++) {
            double f = table.fires(i, s);
            double g = table.silent(i, s);
            int half = 1 << i;
            for (int k = 0; k < half; k++) {
                row[half + k] = row[k] * f;
                row[k] *= g;
            }
        }
    }

    /// The stationary mass of the stored states that the uniform start tends to (its Cesàro limit).
    static double[] stationary(StateTable table, Team team) {
        int size = table.stored();
        Gth gth = Gth.eliminate(size, matrix(table), team);
        double[] law = gth.complete() ? gth.stationary() : separated(size, () -> matrix(table), team);
        if (table.flipSymmetric()) {
            for (int s = 0; s < size; s++) {
                law[s] /= 2;
            }
        }
        return law;
    }

    /// Where elimination met a state without a way on: classes, each by elimination, weighted by the mass
    /// that reaches them.
    ///
    /// @param matrix makes the transition matrix, as often as needed
    static double[] separated(int size, Supplier<double[]> matrix, Team team) {
        for (double never : NEVER) {
            double[] law = separated(size, matrix.get(), never, team);
            if (law != null) {
                return law;
            }
        }
        throw new InputException(
                "the rates of this network differ by more than double precision holds: lower the" + " largest weights");
    }

    private static double @Nullable [] separated(int size, double[] matrix, double never, Team team) {
        for (int k = 0; k < matrix.length; k++) {
            if (matrix[k] < never) {
                matrix[k] = 0;
            }
        }
        int[] component = new StrongComponents(size, matrix).component();
        boolean[] open = new boolean[size];
        for (int x = 0; x < size; x++) {
            for (int y = 0; y < size; y++) {
                if (matrix[x * size + y] > 0 && component[x] != component[y]) {
                    open[component[x]] = true;
                }
            }
        }
        // Transient states leave one after another, and their share of the uniform start goes where they go.
        double[] mass = new double[size];
        Arrays.fill(mass, 1.0 / size);
        boolean[] left = new boolean[size];
        for (int k = 0; k < size; k++) {
            if (!open[component[k]]) {
                continue;
            }
            left[k] = true;
            double s = 0;
            for (int j = 0; j < size; j++) {
                s += left[j] ? 0 : matrix[k * size + j];
            }
            if (!(s > 0)) {
                return null;
            }
            for (int j = 0; j < size; j++) {
                double share = left[j] ? 0 : matrix[k * size + j] / s;
                if (share > 0) {
                    mass[j] += mass[k] * share;
                    for (int i = 0; i < size; i++) {
                        if (!left[i]) {
                            matrix[i * size + j] += matrix[i * size + k] * share;
                        }
                    }
                }
            }
            mass[k] = 0;
        }
        double[] law = new double[size];
        boolean[] solved = new boolean[size];
        for (int x = 0; x < size; x++) {
            if (left[x] || solved[component[x]]) {
                continue;
            }
            solved[component[x]] = true;
            int c = component[x];
            int[] members =
                    IntStream.range(0, size).filter(s -> component[s] == c).toArray();
            double[] part = new double[members.length * members.length];
            double total = 0;
            for (int i = 0; i < members.length; i++) {
                total += mass[members[i]];
                for (int j = 0; j < members.length; j++) {
                    part[i * members.length + j] = matrix[members[i] * size + members[j]];
                }
            }
            Gth gth = Gth.eliminate(members.length, part, team);
            if (!gth.complete()) {
                return null;
            }
            double[] within = gth.stationary();
            for (int i = 0; i < members.length; i++) {
                law[members[i]] = total * within[i];
            }
        }
        return law;
    }
}
