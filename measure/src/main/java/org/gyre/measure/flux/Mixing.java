package org.gyre.measure.flux;

import org.gyre.core.Team;
import org.gyre.core.linalg.Eigenvalues;

/// How fast a chain forgets its start.
///
/// @param secondEigenvalue |λ₂|, the largest modulus of an eigenvalue other than the first; near one also
///     where the chain runs through cycles
/// @param nearestToOne the largest real part of such an eigenvalue: near one only where parts of the state
///     space are rarely left
public record Mixing(double secondEigenvalue, double nearestToOne) {
    /// A chain that remembers its start for more than so many steps is called metastable.
    private static final double LONG = 1000;

    private static final double ROUNDING = 1e-13;

    /// A closed form is there in no time; eigenvalues of more units would not be.
    private static final int LARGEST_BESIDE_CLOSED_FORM = 16;

    private static final Mixing UNKNOWN = new Mixing(Double.NaN, Double.NaN);

    /// Up to so many units all eigenvalues are computed.
    private static final int DENSE_UNITS = 7;

    /// Steps in which the slowest mode loses a factor e, −1/ln|λ₂|; infinite within rounding of |λ₂| = 1.
    public double mixingTime() {
        if (1 - secondEigenvalue < ROUNDING) {
            return Double.POSITIVE_INFINITY;
        }
        return Double.isNaN(secondEigenvalue) ? Double.NaN : secondEigenvalue > 0 ? -1 / Math.log(secondEigenvalue) : 0;
    }

    /// Whether the eigenvalues were looked for.
    public boolean known() {
        return !Double.isNaN(nearestToOne);
    }

    /// Whether a recording of a thousand steps may see only part of what π describes.
    public boolean metastable() {
        return 1 - nearestToOne < 1 / LONG;
    }

    /// All eigenvalues for up to seven units, else an estimate from a few dozen steps (Arnoldi), fewer for
    /// many units; NaN for more than 16 units whose law is known in closed form.
    public static Mixing of(StationaryLaw law, Team team) {
        StateTable table = law.table();
        if (table.units() <= DENSE_UNITS) {
            return dense(table);
        }
        if (law.method() == Method.SYMMETRIC && table.units() > LARGEST_BESIDE_CLOSED_FORM) {
            return UNKNOWN;
        }
        int steps = table.units() <= 15 ? 40 : table.units() <= 17 ? 20 : 12;
        Krylov krylov = new Krylov(new TransitionStep(table, team), team);
        Mixing even =
                law.modes() != null ? law.modes() : krylov.slowest(law.stored(), TransitionStep.Parity.EVEN, steps);
        return table.flipSymmetric() ? even.and(krylov.slowest(law.stored(), TransitionStep.Parity.ODD, steps)) : even;
    }

    /// The slower of these modes and others.
    Mixing and(Mixing other) {
        return new Mixing(
                Math.max(secondEigenvalue, other.secondEigenvalue), Math.max(nearestToOne, other.nearestToOne));
    }

    private static Mixing dense(StateTable table) {
        int states = table.states();
        double[] matrix = DenseChain.whole(table);
        double modulus = 0;
        double nearest = Double.NEGATIVE_INFINITY;
        boolean first = true;
        for (Eigenvalues.Complex value : Eigenvalues.of(states, matrix)) {
            if (first && value.im() == 0 && Math.abs(value.re() - 1) < 1e-9) {
                first = false;
                continue;
            }
            modulus = Math.max(modulus, Math.hypot(value.re(), value.im()));
            nearest = Math.max(nearest, value.re());
        }
        return new Mixing(Math.min(1, modulus), Math.min(1, nearest));
    }
}
