package org.gyre.measure.flux;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;

/// The exact information flux of a small network again and again, for a search, and what it would change by.
///
/// The stationary law is found by elimination, as by [StationarySolver]; where the chain falls apart it is
/// the long-run average from the uniform start. Of a network that cannot tell a state from its flip (±1
/// units without bias) only the states without the last unit are given, and the chain of pairs {s, s̄} is
/// solved: I = log 2 + H(pairs) − D. An evaluation allocates nothing up to 128 stored states, unless the
/// chain falls apart.
///
/// **Sensitivity.** With H = −Σ π log π, D = Σ_x π(x) d(x), d(x) = Σ_i h(f_i(x)) and I = H − D,
///
///     dI = Σ_x dπ(x) g(x) − Σ_x π(x) dd(x),   g(x) = −log π(x) − d(x),   since Σ_x dπ(x) = 0
///
/// and Σ_y dπ(y) g(y) = Σ_x π(x) Σ_y dP(y|x) Y(y), where (1 − P) Y = g − π·g (Poisson equation). The units
/// fire independently given x, so that
///
///     Σ_y dP(y|x) Y(y) = Σ_i df_i(x) (E[Y | x, y_i = 1] − E[Y | x, y_i = 0])
///     −dd(x) = Σ_i df_i(x) log( f_i(x) / (1 − f_i(x)) )
///
/// [#response] gives the first of these; the second is known to the network, for which the logarithm
/// often is its field. The Poisson equation uses the factors of the elimination, in which nothing
/// cancelled, so that nearly decomposable chains do no harm.
///
/// Not thread-safe: one for each thread.
public final class FluxEvaluator {
    /// Largest N.
    public static final int LARGEST = 10;

    private final int units;
    private final int states;
    private final int stored;
    private final boolean folded;
    private final double[] matrix;
    private final Gth gth;
    private final double[] law;
    private final double[] row;
    private final double[] value;
    private final double[] poisson;
    private double[] fires = new double[0];
    private double[] silent = new double[0];
    private double[] uncertainty = new double[0];
    private double entropy;
    private double divergence;
    private boolean complete;

    /// Room for networks of one size.
    ///
    /// @param flipSymmetric whether all of them satisfy f_i(s̄) = 1 − f_i(s)
    /// @throws InputException if there are more than [#LARGEST] units
    public FluxEvaluator(int units, boolean flipSymmetric) {
        if (units < 1 || units > LARGEST) {
            throw new InputException(
                    "repeated exact evaluation of " + Plural.of(units, "unit") + ": must be from 1 to " + LARGEST);
        }
        this.units = units;
        this.states = 1 << units;
        this.folded = flipSymmetric;
        this.stored = folded ? states / 2 : states;
        this.matrix = new double[stored * stored];
        this.gth = Gth.over(stored, matrix);
        this.law = new double[stored];
        this.row = new double[states];
        this.value = new double[states];
        this.poisson = new double[stored];
    }

    /// Number of states whose probabilities are asked for: 2^N, or 2^(N−1).
    public int stored() {
        return stored;
    }

    /// Evaluates one network. The arrays must stay as they are until [#response] has been asked for.
    ///
    /// @param fires f_i(s), `[state][unit]` of the stored states
    /// @param silent 1 − f_i(s), without cancellation
    /// @param uncertainty d(s) = Σ_i h(f_i(s)) of the stored states, nats
    /// @return I = H − D, nats, at least 0
    /// @throws InputException if rates differ by more than double precision holds
    public double evaluate(double[] fires, double[] silent, double[] uncertainty) {
        this.fires = fires;
        this.silent = silent;
        this.uncertainty = uncertainty;
        fill(matrix);
        gth.eliminate(Team.alone());
        complete = gth.complete();
        if (complete) {
            gth.stationary(law);
        } else {
            double[] separated =
                    DenseLaw.separated(stored, this::freshMatrix, Team.alone()).law();
            System.arraycopy(separated, 0, law, 0, stored);
        }
        double h = 0;
        double d = 0;
        for (int s = 0; s < stored; s++) {
            double p = law[s];
            if (p > 0) {
                h -= p * Math.log(p);
                d += p * uncertainty[s];
            }
        }
        entropy = folded ? h + Math.log(2) : h;
        divergence = d;
        return Math.max(0, entropy - divergence);
    }

    private double[] freshMatrix() {
        double[] fresh = new double[stored * stored];
        fill(fresh);
        return fresh;
    }

    private void fill(double[] p) {
        for (int s = 0; s < stored; s++) {
            int at = s * units;
            row[0] = 1;
            for (int i = 0; i < units; i++) {
                double f = fires[at + i];
                double g = silent[at + i];
                int half = 1 << i;
                for (int k = 0; k < half; k++) {
                    row[half + k] = row[k] * f;
                    row[k] *= g;
                }
            }
            int to = s * stored;
            if (folded) {
                for (int y = 0; y < stored; y++) {
                    p[to + y] = row[y] + row[states - 1 - y];
                }
            } else {
                System.arraycopy(row, 0, p, to, stored);
            }
        }
    }

    /// H of the last network, nats.
    public double entropy() {
        return entropy;
    }

    /// D of the last network, nats.
    public double divergence() {
        return divergence;
    }

    /// π of a stored state of the last network; of a flip-symmetric one the sum for the pair {s, s̄}.
    public double mass(int state) {
        return law[state];
    }

    /// Whether the last network's chain was one piece in double precision. If not, I has no derivative.
    public boolean differentiable() {
        return complete;
    }

    /// Writes π(s) (E[Y | s, y_i = 1] − E[Y | s, y_i = 0]): how much more information there would be if unit i
    /// fired more often in state s, apart from what d(s) changes by. For a flip-symmetric network a pair's mass
    /// stands in the place of π(s), which counts both of its states.
    ///
    /// @param response receives the result, `[state][unit]` of the stored states
    /// @throws IllegalStateException if the last network is not [#differentiable]
    public void response(double[] response) {
        if (!complete) {
            throw new IllegalStateException("the chain falls apart, so that its information has no derivative");
        }
        double mean = 0;
        for (int s = 0; s < stored; s++) {
            double g = -Math.log(Math.max(law[s], Double.MIN_VALUE)) - uncertainty[s];
            poisson[s] = g;
            mean += law[s] * g;
        }
        for (int s = 0; s < stored; s++) {
            poisson[s] -= mean;
        }
        gth.solvePoisson(poisson);
        for (int s = 0; s < stored; s++) {
            System.arraycopy(poisson, 0, value, 0, stored);
            if (folded) {
                for (int y = 0; y < stored; y++) {
                    value[states - 1 - y] = poisson[y];
                }
            }
            int at = s * units;
            // row[2^i … 2^(i+1) − 1]: the law of units 0 … i − 1.
            row[1] = 1;
            for (int i = 0; i + 1 < units; i++) {
                double f = fires[at + i];
                double g = silent[at + i];
                int half = 1 << i;
                for (int k = 0; k < half; k++) {
                    row[3 * half + k] = row[half + k] * f;
                    row[2 * half + k] = row[half + k] * g;
                }
            }
            // value[0 … 2^i − 1]: Y averaged over units i … N − 1.
            for (int i = units - 1; i >= 0; i--) {
                double f = fires[at + i];
                double g = silent[at + i];
                int half = 1 << i;
                double difference = 0;
                for (int k = 0; k < half; k++) {
                    double on = value[half + k];
                    double off = value[k];
                    difference += row[half + k] * (on - off);
                    value[k] = g * off + f * on;
                }
                response[at + i] = law[s] * difference;
            }
        }
    }
}
