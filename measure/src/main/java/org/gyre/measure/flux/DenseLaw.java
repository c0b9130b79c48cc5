package org.gyre.measure.flux;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.jspecify.annotations.Nullable;

/// The stationary law of a small chain by elimination, also where the chain falls apart: it is then what the
/// uniform start tends to on the long average (its Cesàro limit).
///
/// @param law sums to one, that of a flip-symmetric table to one half
/// @param classes number of recurrent classes that were told apart in double precision
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record DenseLaw(double[] law, int classes) {
    /// What is rarer than this never happens; raised where a chain of such events still underflows.
    private static final double[] NEVER = {1e-300, 1e-150, 1e-75, 1e-37, 1e-18};

    /// The law of the stored states of a table, of which a flip-symmetric one holds half the mass.
    static DenseLaw of(StateTable table, Team team) {
        int size = table.stored();
        Gth gth = Gth.eliminate(size, DenseChain.matrix(table), team);
        DenseLaw found = gth.complete()
                ? new DenseLaw(gth.stationary(), 1)
                : separated(size, () -> DenseChain.matrix(table), team);
        for (int s = 0; s < size && table.flipSymmetric(); s++) {
            found.law[s] /= 2;
        }
        return found;
    }

    /// Where elimination met a state without a way on: classes, each by elimination, weighted by the mass
    /// that reaches them.
    ///
    /// @param matrix makes the transition matrix, as often as needed
    static DenseLaw separated(int size, Supplier<double[]> matrix, Team team) {
        for (double never : NEVER) {
            DenseLaw law = separated(size, matrix.get(), never, team);
            if (law != null) {
                return law;
            }
        }
        throw new InputException(
                "the rates of this network differ by more than double precision holds: lower the largest weights");
    }

    private static @Nullable DenseLaw separated(int size, double[] matrix, double never, Team team) {
        for (int k = 0; k < matrix.length; k++) {
            if (matrix[k] < never) {
                matrix[k] = 0;
            }
        }
        int[] component = StrongComponents.ofMatrix(size, matrix).component();
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
        int classes = 0;
        boolean[] solved = new boolean[size];
        for (int x = 0; x < size; x++) {
            if (left[x] || solved[component[x]]) {
                continue;
            }
            solved[component[x]] = true;
            classes++;
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
        return new DenseLaw(law, classes);
    }
}
