package org.gyre.measure.flux;

import java.util.Arrays;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;

/// The Markov chain of a small [FactorisedMarkovProcess], with all 2^N states enumerated.
///
/// State number s has unit i firing when bit i of s is set. Memory is 2 · 4^N doubles (268 MB at N =
/// 12), time 4^N · N to build and ⅔ 8^N for the factorisation.
///
/// The stationary law and all sensitivities come from one LU factorisation of G = 1 − P + 𝟏uᵀ with
/// uniform u, which is regular whenever the chain has a single recurrent class: πᵀG = uᵀ, and G y = g
/// solves the Poisson equation (1 − P) y = g − (π·g) 𝟏 up to a constant.
public final class EnumeratedChain {
    /// Largest N that is enumerated.
    public static final int LARGEST = 12;

    /// Steps π ← πP after the solve. The solve leaves an error of about 10⁻¹⁷ in every entry, which is
    /// all of the probability of a rare state, or makes it zero; a step makes a rare state from the
    /// common ones that lead to it, with their relative error.
    private static final int POLISHES = 4;

    private final Blas blas = Blas.best();
    private final int units;
    private final int states;
    private final double[] firing;
    private final double[] transition;
    private final double[] factors;
    private final int[] pivots;
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
        this.firing = new double[states * units];
        this.transition = new double[states * states];
        double[] f = new double[units];
        long[] state = new long[1];
        for (int s = 0; s < states; s++) {
            state[0] = s;
            process.firingProbabilities(state, f);
            System.arraycopy(f, 0, firing, s * units, units);
            // Doubling: the law of the first i units gives that of i + 1.
            int row = s * states;
            transition[row] = 1;
            for (int i = 0; i < units; i++) {
                int half = 1 << i;
                for (int k = 0; k < half; k++) {
                    double p = transition[row + k];
                    transition[row + half + k] = p * f[i];
                    transition[row + k] = p * (1 - f[i]);
                }
            }
        }
        this.factors = new double[states * states];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = 1.0 / states - transition[i];
        }
        for (int s = 0; s < states; s++) {
            factors[s * states + s] += 1;
        }
        this.pivots = new int[states];
        if (blas.dgetrf(states, factors, 0, states, pivots) != 0) {
            throw new InputException(
                    "the network has more than one recurrent class of states, so its stationary law depends on"
                            + " the start: lower the largest weights");
        }
        double[] pi = new double[states];
        Arrays.fill(pi, 1.0 / states);
        blas.dgetrs(true, states, 1, factors, 0, states, pivots, pi, 0, 1);
        double sum = 0;
        for (double p : pi) {
            sum += p;
        }
        for (int s = 0; s < states; s++) {
            pi[s] = Math.max(0, pi[s] / sum);
        }
        double[] next = new double[states];
        for (int polish = 0; polish < POLISHES; polish++) {
            blas.dgemv(true, states, states, 1, transition, 0, states, pi, 0, next);
            double[] swap = pi;
            pi = next;
            next = swap;
        }
        this.stationary = pi;
        blas.dgemv(true, states, states, 1, transition, 0, states, pi, 0, next);
        double worst = 0;
        for (int s = 0; s < states; s++) {
            worst += Math.abs(next[s] - pi[s]);
        }
        this.residual = worst;
    }

    /// Whether so many units can be enumerated.
    ///
    /// @throws InputException if they are more than [#LARGEST]
    public static void requireEnumerable(int units) {
        if (units > LARGEST) {
            throw new InputException(
                    "exact enumeration of " + units + " units needs 2^" + units + " states; the limit is " + LARGEST
                            + " units: leave out the exact value or choose a smaller network");
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
        return firing[state * units + unit];
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
                double next = firing[s * units + i] - centre[i];
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
        double[] y = g.clone();
        blas.dgetrs(false, states, 1, factors, 0, states, pivots, y, 0, 1);
        return y;
    }
}
