package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;

/// The firing probabilities of all 2^N states of a process.
///
/// State number s has unit i firing when bit i of s is set; s̄ is the state with every unit flipped. Where
/// f_i(s̄) = 1 − f_i(s) for all states and units, exactly, the network cannot tell a state from its flip
/// (±1 units without bias): only states without the last unit are stored, and solvers may work on the pairs
/// {s, s̄}.
public final class StateTable {
    /// Largest N. 2^22 states take 1.5 GB and a step of the chain minutes.
    public static final int LARGEST = 22;

    private static final int PIECE = 1 << 9;

    private final int units;
    private final boolean symmetric;
    private final int stored;
    private final double[] fires;
    private final double[] silent;

    private StateTable(int units, boolean symmetric, double[] fires, double[] silent) {
        this.units = units;
        this.symmetric = symmetric;
        this.stored = symmetric ? 1 << (units - 1) : 1 << units;
        this.fires = fires;
        this.silent = silent;
    }

    /// Tabulates a process on the calling thread.
    ///
    /// @throws InputException if it has more than [#LARGEST] units
    public static StateTable of(FactorisedMarkovProcess process) {
        return of(process, Team.alone());
    }

    /// Tabulates a process.
    ///
    /// @throws InputException if it has more than [#LARGEST] units
    public static StateTable of(FactorisedMarkovProcess process, Team team) {
        int n = process.units();
        requireEnumerable(n);
        int half = 1 << (n - 1);
        double[] fires = new double[n * half];
        double[] silent = new double[n * half];
        tabulate(process, team, 0, half, fires, silent);
        if (process.flipSymmetric() || symmetric(process, fires, silent, half)) {
            return new StateTable(n, true, fires, silent);
        }
        double[] allFires = new double[2 * n * half];
        double[] allSilent = new double[2 * n * half];
        for (int i = 0; i < n; i++) {
            System.arraycopy(fires, i * half, allFires, 2 * i * half, half);
            System.arraycopy(silent, i * half, allSilent, 2 * i * half, half);
        }
        tabulate(process, team, half, 2 * half, allFires, allSilent);
        return new StateTable(n, false, allFires, allSilent);
    }

    /// Refuses what is too large to enumerate.
    ///
    /// @throws InputException if there are more than [#LARGEST] units
    public static void requireEnumerable(int units) {
        if (units > LARGEST) {
            throw new InputException("exact enumeration of " + Plural.of(units, "unit") + " needs 2^" + units
                    + " states; the limit is " + LARGEST + " units: sample instead, or choose a smaller network");
        }
    }

    /// Fills the columns of states `from … to − 1`; a row has as many columns as the arrays have room for.
    private static void tabulate(
            FactorisedMarkovProcess process, Team team, int from, int to, double[] fires, double[] silent) {
        int n = process.units();
        int stride = fires.length / n;
        List<Runnable> pieces = new ArrayList<>();
        for (int start = from; start < to; start += PIECE) {
            int first = start;
            int end = Math.min(to, start + PIECE);
            pieces.add(() -> {
                long[] state = new long[1];
                double[] f = new double[n];
                double[] g = new double[n];
                for (int s = first; s < end; s++) {
                    state[0] = s;
                    process.bothProbabilities(state, f, g);
                    for (int i = 0; i < n; i++) {
                        if (!(f[i] >= 0 && f[i] <= 1 && g[i] >= 0 && g[i] <= 1)) {
                            throw new InputException("unit " + i + " fires with probability " + f[i] + " in state " + s
                                    + ": weights and biases must be finite numbers");
                        }
                        fires[i * stride + s] = f[i];
                        silent[i * stride + s] = g[i];
                    }
                }
            });
        }
        team.run(pieces);
    }

    /// Compares the first half of the states with their flips; stops at the first difference.
    private static boolean symmetric(FactorisedMarkovProcess process, double[] fires, double[] silent, int half) {
        int n = process.units();
        long[] state = new long[1];
        double[] f = new double[n];
        double[] g = new double[n];
        for (int s = 0; s < half; s++) {
            state[0] = 2L * half - 1 - s;
            process.bothProbabilities(state, f, g);
            for (int i = 0; i < n; i++) {
                if (f[i] != silent[i * half + s] || g[i] != fires[i * half + s]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// N.
    public int units() {
        return units;
    }

    /// 2^N.
    public int states() {
        return 1 << units;
    }

    /// Whether a state and its flip behave alike, so that half of the states are stored.
    public boolean flipSymmetric() {
        return symmetric;
    }

    /// Number of stored states: 2^N, or 2^(N−1), those in which the last unit is silent.
    int stored() {
        return stored;
    }

    /// f_i(s).
    public double fires(int unit, int state) {
        return state < stored ? fires[unit * stored + state] : silent[unit * stored + flip(state)];
    }

    /// 1 − f_i(s), without cancellation where the process knows it.
    public double silent(int unit, int state) {
        return state < stored ? silent[unit * stored + state] : fires[unit * stored + flip(state)];
    }

    private int flip(int state) {
        return states() - 1 - state;
    }

    /// Probabilities of firing of the stored states, `[unit][state]`; not to be changed.
    double[] storedFires() {
        return fires;
    }

    /// Probabilities of silence of the stored states, `[unit][state]`; not to be changed.
    double[] storedSilent() {
        return silent;
    }

    /// The most probable successor; where both values of a unit are equally probable it is silent.
    int mostProbable(int state) {
        int next = 0;
        for (int i = 0; i < units; i++) {
            if (fires(i, state) > silent(i, state)) {
                next |= 1 << i;
            }
        }
        return next;
    }

    /// The largest probability that any state has to be followed by its most probable successor.
    double surestTransition() {
        double surest = 0;
        for (int s = 0; s < stored; s++) {
            double p = 1;
            for (int i = 0; i < units; i++) {
                p *= Math.max(fires[i * stored + s], silent[i * stored + s]);
            }
            surest = Math.max(surest, p);
        }
        return surest;
    }
}
