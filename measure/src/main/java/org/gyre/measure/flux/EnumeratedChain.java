package org.gyre.measure.flux;

import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.linalg.Blas;

/// The Markov chain of a small [FactorisedMarkovProcess], with all 2^N states enumerated and its whole
/// transition matrix at hand.
///
/// State number s has unit i firing when bit i of s is set. Memory is 2 · 4^N doubles (268 MB at N =
/// 12), time 4^N · N to build and ⅔ 8^N for the elimination of states ([Gth]), which gives the stationary
/// law to nearly all digits, of rare states too, and all sensitivities.
public final class EnumeratedChain {
    /// Largest N that is enumerated.
    public static final int LARGEST = 12;

    private final Blas blas = Blas.best();
    private final int units;
    private final int states;
    private final StateTable table;
    private final double[] transition;
    private final Gth elimination;
    /// A state that every other one leads to; it changes places with state 0 for the elimination.
    private final int first;

    private final double[] stationary;
    private final double residual;

    /// Enumerates the process.
    ///
    /// @throws InputException if the process has more than [#LARGEST] units, or more than one recurrent
    ///     class
    public EnumeratedChain(FactorisedMarkovProcess process) {
        this.units = process.units();
        requireEnumerable(units);
        this.states = 1 << units;
        this.table = StateTable.of(process);
        this.transition = DenseChain.whole(table);
        this.first = recurrentState();
        double[] matrix = transition.clone();
        exchange(matrix);
        this.elimination = Gth.eliminate(states, matrix, Team.alone());
        if (!elimination.complete()) {
            throw new InputException(
                    "the network has more than one recurrent class of states, so its stationary law depends on"
                            + " the start: lower the largest weights");
        }
        this.stationary = elimination.stationary();
        swap(stationary);
        double[] next = new double[states];
        blas.dgemv(true, states, states, 1, transition, 0, states, stationary, 0, next);
        double worst = 0;
        for (int s = 0; s < states; s++) {
            worst += Math.abs(next[s] - stationary[s]);
        }
        this.residual = worst;
    }

    /// 0 wherever all transitions are possible; else a state of a class that is never left.
    private int recurrentState() {
        boolean possible = true;
        for (double p : transition) {
            possible &= p > 0;
        }
        if (possible) {
            return 0;
        }
        // Edges lead only to components of smaller numbers.
        int[] component = StrongComponents.ofMatrix(states, transition).component();
        int state = 0;
        while (component[state] != 0) {
            state++;
        }
        return state;
    }

    private void exchange(double[] matrix) {
        if (first == 0) {
            return;
        }
        for (int s = 0; s < states; s++) {
            double p = matrix[s * states];
            matrix[s * states] = matrix[s * states + first];
            matrix[s * states + first] = p;
        }
        for (int y = 0; y < states; y++) {
            double p = matrix[y];
            matrix[y] = matrix[first * states + y];
            matrix[first * states + y] = p;
        }
    }

    private void swap(double[] vector) {
        double value = vector[0];
        vector[0] = vector[first];
        vector[first] = value;
    }

    /// Whether so many units can be enumerated.
    ///
    /// @throws InputException if they are more than [#LARGEST]
    public static void requireEnumerable(int units) {
        if (units > LARGEST) {
            throw new InputException(
                    "exact enumeration of " + Plural.of(units, "unit") + " needs 2^" + units + " states; the limit is "
                            + LARGEST + " units: leave out the exact value or choose a smaller network");
        }
    }

    public int units() {
        return units;
    }

    public int states() {
        return states;
    }

    /// f_i(x): probability that unit `unit` fires next, given state number `state`.
    public double firing(int state, int unit) {
        return table.fires(unit, state);
    }

    /// P(next | state).
    public double transition(int state, int next) {
        return transition[state * states + next];
    }

    /// π(state), sums to one.
    public double stationary(int state) {
        return stationary[state];
    }

    /// Σ_s |(πP)_s − π_s|: how well the stationary law is one.
    public double residual() {
        return residual;
    }

    /// Mean firing probability of each unit under the stationary law, length N.
    public double[] rates() {
        double[] rates = new double[units];
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < units; i++) {
                if ((s >>> i & 1) != 0) {
                    rates[i] += stationary[s];
                }
            }
        }
        return rates;
    }

    /// C_ij = ⟨(x_i − c_i)(x_j − c_j)⟩ under the stationary law, N×N row-major.
    public double[] covariance(double[] centre) {
        double[] result = new double[units * units];
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < units; i++) {
                double xi = (s >>> i & 1) - centre[i];
                for (int j = 0; j < units; j++) {
                    result[i * units + j] += stationary[s] * xi * ((s >>> j & 1) - centre[j]);
                }
            }
        }
        return result;
    }

    /// E_ij = ⟨(x_i(t+1) − c_i)(x_j(t) − c_j)⟩ under the stationary law, N×N row-major.
    public double[] laggedCovariance(double[] centre) {
        double[] result = new double[units * units];
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < units; i++) {
                double next = table.fires(i, s) - centre[i];
                for (int j = 0; j < units; j++) {
                    result[i * units + j] += stationary[s] * next * ((s >>> j & 1) - centre[j]);
                }
            }
        }
        return result;
    }

    /// Shannon entropy of the stationary law in nats.
    public double entropy() {
        double sum = 0;
        for (double p : stationary) {
            if (p > 0) {
                sum -= p * Math.log(p);
            }
        }
        return sum;
    }

    /// Shannon information I[x(t); x(t+1)] = Σ_xx' π(x) P(x'|x) log( P(x'|x) / π(x') ) in nats.
    public double information() {
        double sum = 0;
        for (int s = 0; s < states; s++) {
            double row = 0;
            for (int next = 0; next < states; next++) {
                double p = transition[s * states + next];
                if (p > 0 && stationary[next] > 0) {
                    row += p * Math.log(p / stationary[next]);
                }
            }
            sum += stationary[s] * row;
        }
        return sum;
    }

    /// Solves the Poisson equation (1 − P) y = g − (π·g) 𝟏. The sensitivity of a stationary mean is then
    /// d(π·g) = Σ_x π(x) Σ_x' dP(x'|x) y(x') for any change dP of the transition law.
    ///
    /// @param g a function of the state, length 2^N; not changed
    public double[] poisson(double[] g) {
        double mean = 0;
        for (int s = 0; s < states; s++) {
            mean += stationary[s] * g[s];
        }
        double[] y = g.clone();
        for (int s = 0; s < states; s++) {
            y[s] -= mean;
        }
        swap(y);
        elimination.solvePoisson(y);
        swap(y);
        return y;
    }
}
