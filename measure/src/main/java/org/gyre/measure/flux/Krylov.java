package org.gyre.measure.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.linalg.Eigenvalues;
import org.gyre.core.stats.Sum;

/// The stationary law by a Krylov method on steps of the chain.
///
/// Power iteration ν ← νP loses the slowest mode only as |λ₂|^k. Here the correction d of a guess ν is
/// sought in the span of r, rP, rP², … with r = νP − ν, as the least-squares solution of d − dP = r (GMRES,
/// Saad and Schultz 1986): all modes that stand alone are removed after as many steps as there are. The
/// span keeps the total mass, so that the singular direction never enters, and where several recurrent
/// classes exist the result is the one that ν itself tends to.
///
/// The eigenvalues of the projected step (Ritz values) estimate λ₂ on the way.
final class Krylov {
    /// Steps between restarts; so many vectors are kept.
    private static final int DEPTH = 40;

    /// Plain steps before the first cycle: they remove the many fast modes.
    private static final int WARM_UP = 2;

    private final TransitionStep step;
    private final Team team;
    private final Progress progress;
    private final int size;

    /// What came out.
    ///
    /// @param mass stationary mass of the stored states
    /// @param residual Σ |νP − ν| over all states
    /// @param modes the slowest even modes that the span held
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Solution(double[] mass, double residual, Mixing modes) {}

    Krylov(TransitionStep step, Team team) {
        this(step, team, Progress.NONE);
    }

    /// @param progress told the steps made, of as many as the pace so far promises
    Krylov(TransitionStep step, Team team, Progress progress) {
        this.step = step;
        this.team = team;
        this.progress = progress;
        this.size = step.size();
    }

    /// Solves from the uniform start.
    ///
    /// @param tolerance goal for the residual
    /// @param cycles gives up after so many restarts
    Solution solve(double tolerance, int cycles) {
        double[] mass = new double[size];
        Arrays.fill(mass, 1.0 / step.table().states());
        return improve(mass, tolerance, cycles);
    }

    /// Solves from a guess.
    ///
    /// @param mass of the stored states; destroyed
    Solution improve(double[] mass, double tolerance, int cycles) {
        double[] next = new double[size];
        for (int k = 0; k < WARM_UP; k++) {
            step.apply(mass, mass, TransitionStep.Parity.EVEN);
        }
        Mixing modes = new Mixing(0, 0);
        double residual = Double.POSITIVE_INFINITY;
        for (int cycle = 0; cycle < cycles && residual > tolerance; cycle++) {
            step.apply(mass, next, TransitionStep.Parity.EVEN);
            residual = subtract(next, mass);
            if (residual <= tolerance) {
                break;
            }
            Cycle gmres = new Cycle(next, mass, TransitionStep.Parity.EVEN, Math.min(DEPTH, size - 1));
            double[] correction = gmres.solve(0.3 * tolerance / residual);
            for (int s = 0; s < size; s++) {
                mass[s] = Math.max(0, mass[s] + correction[s]);
            }
            modes = modes.and(gmres.modes());
        }
        // The step that told the residual is also one of power iteration: it gives rare states the relative
        // accuracy that the least squares do not.
        step.apply(mass, next, TransitionStep.Parity.EVEN);
        normalise(next);
        step.apply(next, mass, TransitionStep.Parity.EVEN);
        return new Solution(next, subtract(mass, next), modes);
    }

    /// The slowest modes of one parity, from a few steps, λ = 1 itself left out.
    ///
    /// @param law the stationary law
    Mixing slowest(double[] law, TransitionStep.Parity parity, int steps) {
        int units = step.table().units();
        double[] start = new double[size];
        double total = 0;
        for (int s = 0; s < size; s++) {
            double field = 0;
            for (int i = 0; i < units; i++) {
                // Sizes that no symmetry of a network shares.
                double weight = Math.sin(1.0 + 2.3 * i + i * i);
                field += (s >>> i & 1) != 0 ? weight : -weight;
            }
            start[s] = parity == TransitionStep.Parity.ODD ? field : field + field * field;
            total += law[s] * start[s];
        }
        if (parity == TransitionStep.Parity.EVEN) {
            double mean = total / Sum.of(law);
            for (int s = 0; s < size; s++) {
                start[s] -= mean;
            }
        }
        for (int s = 0; s < size; s++) {
            start[s] *= law[s];
        }
        Cycle arnoldi = new Cycle(start, law, parity, Math.min(steps, size));
        arnoldi.extend();
        return arnoldi.modes();
    }

    /// @param reached logarithm of the reduction of the residual after some steps
    /// @param wanted logarithm of the reduction that is the goal
    private void report(double reached, double wanted, int used) {
        double ahead = reached < 0 ? Math.max(0, used * (wanted / reached - 1)) : DEPTH;
        long left = 1 + Math.round(Math.min(ahead, DEPTH));
        progress.report(step.steps(), step.steps() + left, "steps of the chain,");
    }

    /// next ← next − mass; returns Σ |next − mass| over all states.
    private double subtract(double[] next, double[] mass) {
        Sum sum = new Sum();
        for (int s = 0; s < size; s++) {
            next[s] -= mass[s];
            sum.add(Math.abs(next[s]));
        }
        return sum.value() * step.table().states() / size;
    }

    private void normalise(double[] mass) {
        double scale = 1 / (Sum.of(mass) * step.table().states() / size);
        for (int s = 0; s < size; s++) {
            mass[s] *= scale;
        }
    }

    /// One Arnoldi process: an orthonormal basis of r, rP, rP², … and the projected step H.
    private final class Cycle {
        private final double[] law;
        private final double lawMass;
        private final TransitionStep.Parity parity;
        private final int depth;
        private final List<double[]> basis = new ArrayList<>();
        private final double[][] hessenberg;
        private final double norm;
        private int done;

        /// @param start the first direction; even ones have no total mass
        /// @param law about stationary
        Cycle(double[] start, double[] law, TransitionStep.Parity parity, int depth) {
            this.law = law;
            this.lawMass = Sum.of(law);
            this.parity = parity;
            this.depth = depth;
            this.hessenberg = new double[depth + 1][depth];
            this.norm = Math.sqrt(dot(start, start));
            if (norm > 0) {
                basis.add(scaled(start, 1 / norm));
            }
        }

        /// The whole basis, without a goal.
        void extend() {
            while (!basis.isEmpty() && done < depth && arnoldi()) {}
        }

        /// The correction d with d − dP ≈ r, so that the residual shrinks by the factor, if the depth allows.
        double[] solve(double factor) {
            // Givens rotations keep the factorised least-squares problem (1 − H) y = ‖r‖ e₀ up to date.
            double[][] triangle = new double[depth][];
            double[] cosine = new double[depth];
            double[] sine = new double[depth];
            double[] right = new double[depth + 1];
            right[0] = norm;
            int used = 0;
            boolean more = true;
            while (more && used < depth && Math.abs(right[used]) > factor * norm) {
                more = arnoldi();
                double[] column = new double[used + 2];
                for (int i = 0; i <= used + 1; i++) {
                    column[i] = (i == used ? 1 : 0) - hessenberg[i][used];
                }
                for (int i = 0; i < used; i++) {
                    double upper = cosine[i] * column[i] + sine[i] * column[i + 1];
                    column[i + 1] = cosine[i] * column[i + 1] - sine[i] * column[i];
                    column[i] = upper;
                }
                double length = Math.hypot(column[used], column[used + 1]);
                if (length == 0) {
                    break;
                }
                cosine[used] = column[used] / length;
                sine[used] = column[used + 1] / length;
                column[used] = length;
                right[used + 1] = -sine[used] * right[used];
                right[used] *= cosine[used];
                triangle[used] = column;
                used++;
                report(Math.log(Math.abs(right[used]) / norm), Math.log(factor), used);
            }
            double[] y = new double[used];
            for (int i = used - 1; i >= 0; i--) {
                double sum = right[i];
                for (int j = i + 1; j < used; j++) {
                    sum -= triangle[j][i] * y[j];
                }
                y[i] = sum / triangle[i][i];
            }
            double[] correction = new double[size];
            for (int i = 0; i < used; i++) {
                add(correction, y[i], basis.get(i));
            }
            return correction;
        }

        /// One more vector; false if the span is complete.
        private boolean arnoldi() {
            double[] w = new double[size];
            step.apply(basis.get(done), w, parity);
            if (parity == TransitionStep.Parity.EVEN) {
                // Rounding adds a little mass, and with it the stationary law, which no step would take away.
                add(w, -Sum.of(w) / lawMass, law);
            }
            double before = Math.sqrt(dot(w, w));
            // Twice is enough to be orthogonal to rounding.
            for (int pass = 0; pass < 2; pass++) {
                double[] along = dots(w, done + 1);
                for (int i = 0; i <= done; i++) {
                    hessenberg[i][done] += along[i];
                    add(w, -along[i], basis.get(i));
                }
            }
            double rest = Math.sqrt(dot(w, w));
            done++;
            if (!(rest > 1e-14 * before)) {
                return false;
            }
            hessenberg[done][done - 1] = rest;
            basis.add(scaled(w, 1 / rest));
            return true;
        }

        /// The largest modulus and the largest real part among the eigenvalues of H.
        Mixing modes() {
            double[] h = new double[done * done];
            for (int i = 0; i < done; i++) {
                System.arraycopy(hessenberg[i], 0, h, i * done, done);
            }
            double modulus = 0;
            double real = 0;
            for (Eigenvalues.Complex value : Eigenvalues.of(done, h)) {
                modulus = Math.max(modulus, Math.hypot(value.re(), value.im()));
                real = Math.max(real, value.re());
            }
            return new Mixing(Math.min(1, modulus), Math.min(1, real));
        }

        private double[] dots(double[] w, int count) {
            double[] along = new double[count];
            List<Runnable> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                tasks.add(() -> along[index] = dot(w, basis.get(index)));
            }
            team.run(tasks);
            return along;
        }
    }

    /// Four partial sums let the compiler use vectors; their order is fixed.
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int n = a.length & ~3;
        for (int i = 0; i < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (int i = n; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static double[] scaled(double[] what, double factor) {
        double[] result = what.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }
}
