package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;
import org.jspecify.annotations.Nullable;

/// One step of the chain, ν ← νP, as matrix products.
///
/// The units are divided into a low and a high half, y = (y_hi, y_lo). Given x they fire independently, so
///
///     q(y) = Σ_x ν(x) P(y_hi|x) P(y_lo|x) = (AᵀB)(y_hi, y_lo),
///     A[x][y_hi] = ν(x) P(y_hi|x),   B[x][y_lo] = P(y_lo|x)
///
/// which costs 4^N multiply-adds at the speed of BLAS, where the definition costs N 4^N. The factors are
/// made for blocks of x by doubling, y_hi = (y_i, rest), with x as the inner index, and never stored.
///
/// For a flip-symmetric table mass is given for the stored half of the states, and is even (ν(s̄) = ν(s))
/// or odd (ν(s̄) = −ν(s)); half of the work remains. Not thread-safe; memory is about 5 · 2^N doubles.
final class TransitionStep {
    /// States of a block: its factors stay in the second-level cache for N up to 16.
    private static final int BLOCK = 256;

    /// States are cut into so many slices whatever the number of threads, so that sums keep their order.
    private static final int SLICES = 4;

    /// Whether mass and its flip are equal or opposite; without flip symmetry it does not matter.
    enum Parity {
        EVEN,
        ODD
    }

    private final StateTable table;
    private final Team team;
    private final Blas blas = Blas.best();
    private final int low;
    private final int high;
    private final List<Slice> slices = new ArrayList<>();
    private long steps;

    TransitionStep(StateTable table, Team team) {
        this.table = table;
        this.team = team;
        this.high = table.units() / 2;
        this.low = table.units() - high;
        int parts = Math.max(1, Math.min(SLICES, table.stored() / BLOCK));
        for (int p = 0; p < parts; p++) {
            slices.add(new Slice());
        }
    }

    StateTable table() {
        return table;
    }

    /// Length of a mass vector.
    int size() {
        return table.stored();
    }

    /// Number of steps made so far.
    long steps() {
        return steps;
    }

    /// next ← mass · P.
    ///
    /// @param mass signed mass of each stored state; of a flip-symmetric table half of the pair's
    /// @param next receives the result; may be the same array
    void apply(double[] mass, double[] next, Parity parity) {
        int share = table.stored() / slices.size();
        for (int p = 0; p < slices.size(); p++) {
            slices.get(p).take(mass, null, p * share, (p + 1) * share);
        }
        run(next, parity);
    }

    /// next ← the part of the even mass that is in the chosen states, pushed on by one step; the work goes
    /// with their number.
    ///
    /// @param chosen stored states
    void applyFrom(int[] chosen, double[] mass, double[] next) {
        int share = (chosen.length + slices.size() - 1) / slices.size();
        for (int p = 0; p < slices.size(); p++) {
            slices.get(p)
                    .take(mass, chosen, Math.min(chosen.length, p * share), Math.min(chosen.length, (p + 1) * share));
        }
        run(next, Parity.EVEN);
    }

    private void run(double[] next, Parity parity) {
        steps++;
        team.run(slices);
        int half = table.stored();
        boolean folded = table.flipSymmetric();
        double sign = parity == Parity.EVEN ? 1 : -1;
        int last = table.states() - 1;
        int pieces = slices.size();
        List<Runnable> sums = new ArrayList<>();
        for (int p = 0; p < pieces; p++) {
            int from = p * (half / pieces);
            int to = from + half / pieces;
            sums.add(() -> {
                double[] first = slices.getFirst().product;
                for (int s = 1; s < pieces; s++) {
                    double[] other = slices.get(s).product;
                    for (int y = from; y < to; y++) {
                        first[y] += other[y];
                    }
                    if (folded) {
                        for (int y = last - to + 1; y <= last - from; y++) {
                            first[y] += other[y];
                        }
                    }
                }
                if (folded) {
                    // The pairs {x, x̄} lead to y with ν(x) P(y|x) + ν(x̄) P(y|x̄), and P(y|x̄) = P(ȳ|x).
                    for (int y = from; y < to; y++) {
                        next[y] = first[y] + sign * first[last - y];
                    }
                } else {
                    System.arraycopy(first, from, next, from, to - from);
                }
            });
        }
        team.run(sums);
    }

    /// Some of the states, with room for their factors and for the product.
    private final class Slice implements Runnable {
        private final double[] product = new double[table.states()];
        private final double[] a = new double[BLOCK << high];
        private final double[] b = new double[BLOCK << low];
        private double[] mass = new double[0];
        private int @Nullable [] chosen;
        private int from;
        private int to;

        void take(double[] fromMass, int @Nullable [] fromStates, int first, int end) {
            mass = fromMass;
            chosen = fromStates;
            from = first;
            to = end;
        }

        @Override
        public void run() {
            int rows = 1 << high;
            int columns = 1 << low;
            if (from == to) {
                Arrays.fill(product, 0);
            }
            double[] fires = table.storedFires();
            double[] silent = table.storedSilent();
            int stride = table.stored();
            if (chosen != null) {
                stride = BLOCK;
                fires = new double[table.units() * BLOCK];
                silent = new double[table.units() * BLOCK];
            }
            for (int start = from; start < to; start += BLOCK) {
                int width = Math.min(BLOCK, to - start);
                int column = start;
                if (chosen != null) {
                    gather(chosen, start, width, fires, silent);
                    column = 0;
                } else {
                    System.arraycopy(mass, start, a, 0, width);
                }
                Arrays.fill(b, 0, width, 1);
                factor(a, low, high, fires, silent, column, stride, width);
                factor(b, 0, low, fires, silent, column, stride, width);
                double keep = start == from ? 0 : 1;
                blas.dgemm(false, true, rows, columns, width, 1, a, 0, width, b, 0, width, keep, product, 0, columns);
            }
        }

        private void gather(int[] states, int start, int width, double[] fires, double[] silent) {
            int stored = table.stored();
            for (int x = 0; x < width; x++) {
                a[x] = mass[states[start + x]];
            }
            for (int i = 0; i < table.units(); i++) {
                for (int x = 0; x < width; x++) {
                    fires[i * BLOCK + x] = table.storedFires()[i * stored + states[start + x]];
                    silent[i * BLOCK + x] = table.storedSilent()[i * stored + states[start + x]];
                }
            }
        }

        /// Multiplies row 0 of the factor by all words of units `first … first + count − 1`.
        private void factor(
                double[] rows,
                int first,
                int count,
                double[] fires,
                double[] silent,
                int column,
                int stride,
                int width) {
            for (int i = 0; i < count; i++) {
                int at = (first + i) * stride + column;
                int half = 1 << i;
                for (int k = 0; k < half; k++) {
                    split(rows, k * width, (half + k) * width, fires, silent, at, width);
                }
            }
        }

        private static void split(
                double[] rows, int at, int fired, double[] fires, double[] silent, int column, int width) {
            for (int x = 0; x < width; x++) {
                double p = rows[at + x];
                rows[fired + x] = p * fires[column + x];
                rows[at + x] = p * silent[column + x];
            }
        }
    }
}
