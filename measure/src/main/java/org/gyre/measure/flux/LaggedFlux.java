package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.linalg.TiledBlas;
import org.gyre.core.stats.Sum;

/// What a state tells about later ones: correlations at any lag, and the information I[x(t); x(t+n)].
public final class LaggedFlux {
    /// Largest N for which the information at a lag is computed: it needs the n-step transition matrix.
    public static final int LARGEST = 11;

    private final StationaryLaw law;
    private final Team team;

    /// Measures of one stationary law.
    public LaggedFlux(StationaryLaw law, Team team) {
        this.law = law;
        this.team = team;
    }

    /// Pearson correlations of x_i(t+n) with x_j(t), `[lag − 1][i][j]` for lags 1 … `longest`, each N×N
    /// row-major; 0 where a unit never changes. N steps of the chain for each lag after the first.
    public List<double[]> correlations(int longest) {
        StateTable table = law.table();
        int n = table.units();
        int size = table.stored();
        TransitionStep step = new TransitionStep(table, team);
        boolean folded = table.flipSymmetric();
        TransitionStep.Parity parity = folded ? TransitionStep.Parity.ODD : TransitionStep.Parity.EVEN;
        double copies = folded ? 2 : 1;
        // In ±1 coding; a flip-symmetric chain has means of zero, and the pairs {s, s̄} count twice.
        double[] mean = new double[n];
        for (int i = 0; i < n && !folded; i++) {
            mean[i] = expectation(law.stored(), i);
        }
        List<double[]> result = new ArrayList<>();
        for (int lag = 0; lag < longest; lag++) {
            result.add(new double[n * n]);
        }
        for (int j = 0; j < n; j++) {
            double[] mass = law.stored().clone();
            for (int s = 0; s < size; s++) {
                mass[s] *= (s >>> j & 1) != 0 ? 1 - mean[j] : -1 - mean[j];
            }
            for (int lag = 0; lag < longest; lag++) {
                for (int i = 0; i < n; i++) {
                    double scale = Math.sqrt((1 - mean[i] * mean[i]) * (1 - mean[j] * mean[j]));
                    result.get(lag)[i * n + j] = scale > 0 ? copies * expectation(mass, i) / scale : 0;
                }
                if (lag + 1 < longest) {
                    step.apply(mass, mass, parity);
                }
            }
        }
        return result;
    }

    /// Root mean square correlation of all ordered pairs at lags 1 … `longest`.
    public double[] correlationRms(int longest) {
        double[] rms = new double[longest];
        List<double[]> all = correlations(longest);
        for (int lag = 0; lag < longest; lag++) {
            double sum = 0;
            for (double c : all.get(lag)) {
                sum += c * c;
            }
            rms[lag] = Math.sqrt(sum / all.get(lag).length);
        }
        return rms;
    }

    /// Σ_s mass(s) ⟨x_i(t+1) | s⟩ in ±1 coding.
    private double expectation(double[] mass, int unit) {
        StateTable table = law.table();
        int stored = table.stored();
        double[] fires = table.storedFires();
        double[] silent = table.storedSilent();
        double sum = 0;
        for (int s = 0; s < stored; s++) {
            sum += mass[s] * (fires[unit * stored + s] - silent[unit * stored + s]);
        }
        return sum;
    }

    /// I[x(t); x(t+n)] in nats for lags 1 … `longest`: H(π) − Σ_s π(s) H(Pⁿ(·|s)).
    ///
    /// @throws InputException if the network has more than [#LARGEST] units
    public double[] information(int longest) {
        StateTable table = law.table();
        if (table.units() > LARGEST) {
            throw new InputException("the information at longer lags needs the transition matrix of 2^" + table.units()
                    + " states; the limit is " + LARGEST + " units: leave it out or sample");
        }
        int states = table.states();
        double[] matrix = DenseChain.whole(table);
        double[] power = matrix.clone();
        double[] next = new double[power.length];
        TiledBlas blas = TiledBlas.on(team);
        double[] result = new double[longest];
        for (int lag = 0; lag < longest; lag++) {
            Sum sum = new Sum();
            for (int s = 0; s < states; s++) {
                double pi = law.probability(s);
                sum.add(surprise(pi));
                for (int y = 0; y < states; y++) {
                    sum.add(-pi * surprise(power[s * states + y]));
                }
            }
            result[lag] = Math.max(0, sum.value());
            if (lag + 1 < longest) {
                blas.gemm(false, false, states, states, states, 1, power, states, matrix, states, 0, next, states);
                double[] swap = power;
                power = next;
                next = swap;
            }
        }
        return result;
    }

    private static double surprise(double p) {
        return p > 0 ? -p * Math.log(p) : 0;
    }
}
