package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;
import org.gyre.core.stats.Sum;

/// What the stationary law of a process says about successive states, exact, in **nats**.
///
/// Entropy H = H(π); divergence D = H(x(t+1)|x(t)) = Σ_s π(s) Σ_i h(f_i(s)), because units fire
/// independently given the state; information I[x(t); x(t+1)] = H − D. No joint law of 4^N entries is ever
/// needed. Pairs are ordered: unit i at t+1 with unit j at t, i = j included.
///
/// @param units N
/// @param entropy H
/// @param divergence D
/// @param rates mean firing probability of each unit
/// @param correlation C_ij, Pearson correlation of x_i(t+1) and x_j(t), `[i][j]` row-major; 0 where a unit
///     never changes
/// @param pairInformation I[x_j(t); x_i(t+1)], `[i][j]` row-major
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FluxReading(
        int units, double entropy, double divergence, double[] rates, double[] correlation, double[] pairInformation) {

    private static final int PIECE = 1 << 12;

    /// I = H − D, at least 0: below zero it could only be rounding.
    public double information() {
        return Math.max(0, entropy - divergence);
    }

    /// Root mean square of C_ij over all N² ordered pairs.
    public double correlationRms() {
        double sum = 0;
        for (double c : correlation) {
            sum += c * c;
        }
        return Math.sqrt(sum / correlation.length);
    }

    /// Mean of I[x_j(t); x_i(t+1)] over all N² ordered pairs.
    public double meanPairInformation() {
        return Sum.of(pairInformation) / pairInformation.length;
    }

    /// Root mean square of I[x_j(t); x_i(t+1)] over all N² ordered pairs.
    public double pairInformationRms() {
        double sum = 0;
        for (double value : pairInformation) {
            sum += value * value;
        }
        return Math.sqrt(sum / pairInformation.length);
    }

    /// Reads a law on the calling thread.
    public static FluxReading of(StationaryLaw law) {
        return of(law, Team.alone());
    }

    /// Reads a law.
    public static FluxReading of(StationaryLaw law, Team team) {
        StateTable table = law.table();
        List<Piece> pieces = new ArrayList<>();
        for (int from = 0; from < table.stored(); from += PIECE) {
            pieces.add(new Piece(table, law.stored(), from, Math.min(table.stored(), from + PIECE)));
        }
        team.run(pieces);
        int n = table.units();
        Sum entropy = new Sum();
        Sum divergence = new Sum();
        // joint[i][j]: both fire, only i at t+1, only j at t, neither.
        double[] joint = new double[4 * n * n];
        for (Piece piece : pieces) {
            entropy.add(piece.entropy);
            divergence.add(piece.divergence);
            for (int i = 0; i < 2 * n; i++) {
                for (int j = 0; j < 2 * n; j++) {
                    joint[i * 2 * n + j] += piece.joint[i * 2 * n + j];
                }
            }
        }
        double[] rates = new double[n];
        double[] correlation = new double[n * n];
        double[] pairInformation = new double[n * n];
        double[][] cells = new double[n * n][];
        boolean folded = table.flipSymmetric();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double both = joint[i * 2 * n + j];
                double onlyNext = joint[i * 2 * n + n + j];
                double onlyNow = joint[(n + i) * 2 * n + j];
                double neither = joint[(n + i) * 2 * n + n + j];
                if (folded) {
                    // The flips add each cell to its opposite.
                    both = neither = both + neither;
                    onlyNext = onlyNow = onlyNext + onlyNow;
                }
                cells[i * n + j] = new double[] {both, onlyNext, onlyNow, neither};
                if (i == j) {
                    rates[i] = folded ? 0.5 : both + onlyNow;
                }
            }
        }
        for (int k = 0; k < n * n; k++) {
            correlation[k] = correlation(cells[k]);
            pairInformation[k] = information(cells[k]);
        }
        double copies = folded ? 2 : 1;
        return new FluxReading(
                n, copies * entropy.value(), copies * divergence.value(), rates, correlation, pairInformation);
    }

    /// The phi coefficient of a 2×2 table; 0 if a margin is empty.
    static double correlation(double[] cell) {
        double next = cell[0] + cell[1];
        double notNext = cell[2] + cell[3];
        double now = cell[0] + cell[2];
        double notNow = cell[1] + cell[3];
        double variances = next * notNext * now * notNow;
        return variances > 0 ? (cell[0] * cell[3] - cell[1] * cell[2]) / Math.sqrt(variances) : 0;
    }

    /// The mutual information of a 2×2 table, in nats.
    static double information(double[] cell) {
        double[] next = {cell[0] + cell[1], cell[2] + cell[3]};
        double[] now = {cell[0] + cell[2], cell[1] + cell[3]};
        double total = next[0] + next[1];
        double sum = 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                double p = cell[2 * a + b];
                if (p > 0) {
                    sum += p * Math.log(p * total / (next[a] * now[b]));
                }
            }
        }
        return Math.max(0, sum);
    }

    private static final class Piece implements Runnable {
        private final StateTable table;
        private final double[] law;
        private final int from;
        private final int to;
        private final double[] joint;
        private double entropy;
        private double divergence;

        Piece(StateTable table, double[] law, int from, int to) {
            this.table = table;
            this.law = law;
            this.from = from;
            this.to = to;
            this.joint = new double[4 * table.units() * table.units()];
        }

        @Override
        public void run() {
            int n = table.units();
            int width = to - from;
            int stored = table.stored();
            double[] fires = table.storedFires();
            double[] silent = table.storedSilent();
            // Rows: units firing next, units silent next, weighted by π; units firing now, units silent now.
            double[] next = new double[2 * n * width];
            double[] now = new double[2 * n * width];
            Sum h = new Sum();
            Sum d = new Sum();
            for (int x = 0; x < width; x++) {
                h.add(surprise(law[from + x]));
            }
            for (int i = 0; i < n; i++) {
                for (int x = 0; x < width; x++) {
                    int s = from + x;
                    double f = fires[i * stored + s];
                    double g = silent[i * stored + s];
                    d.add(law[s] * (surprise(f) + surprise(g)));
                    next[i * width + x] = law[s] * f;
                    next[(n + i) * width + x] = law[s] * g;
                    now[((s >>> i & 1) != 0 ? i : n + i) * width + x] = 1;
                }
            }
            entropy = h.value();
            divergence = d.value();
            Blas.best().dgemm(false, true, 2 * n, 2 * n, width, 1, next, 0, width, now, 0, width, 0, joint, 0, 2 * n);
        }

        /// −p log p.
        private static double surprise(double p) {
            return p > 0 ? -p * Math.log(p) : 0;
        }
    }
}
