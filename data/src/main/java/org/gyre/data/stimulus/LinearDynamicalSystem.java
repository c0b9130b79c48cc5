package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Eigenvalues;
import org.gyre.core.linalg.SymmetricEigen;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A linear Gaussian state-space model: hidden states z and observations x at steps t = 0, 1, …
///
///     z_t = A z_t−1 + Q^½ e_t,   x_t = C z_t + R^½ f_t
///
/// with e and f standard normal, independent, and ½ the symmetric root. z_0 is drawn from the stationary law, normal
/// with mean 0 and the covariance P that solves the discrete Lyapunov equation
///
///     P = A P Aᵀ + Q = Σ_k A^k Q (Aᵀ)^k
///
/// by doubling (Smith 1968, SIAM J. Appl. Math. 16:198): P ← P + F P Fᵀ, F ← F F from P = Q, F = A, whose k-th
/// iterate holds the first 2^k terms. The Kalman filter gives the exact posterior of z. Immutable; may serve
/// several threads.
public final class LinearDynamicalSystem {
    private static final String WORLD = "linear dynamical system";
    private static final int MOST_SIZE = 4096;
    /// A spectral radius nearer to 1 is 1 up to rounding, or has no stationary law that a run would see.
    private static final double MARGIN = 1e-9;
    /// Relative rounding that symmetry and semidefiniteness may miss, and the Lyapunov equation.
    private static final double TOLERANCE = 1e-9;
    /// 2^60 terms; with a spectral radius of at most 1 − [#MARGIN] 2^37 reach rounding.
    private static final int DOUBLINGS = 60;

    private final int hidden;
    private final int observed;
    private final double[] a;
    private final double[] q;
    private final double[] c;
    private final double[] r;
    private final double spectralRadius;
    private final double[] stationary;
    private final Root rootQ;
    private final Root rootR;
    private final Root rootP;

    /// @param hidden   n, numbers of a state, 1 to 4096
    /// @param observed m, numbers of an observation, 1 to 4096
    /// @param a transition A, `[n][n]` row-major, of a spectral radius less than 1
    /// @param q covariance Q of the process noise, `[n][n]`, symmetric, positive semidefinite
    /// @param c observation matrix C, `[m][n]`
    /// @param r covariance R of the observation noise, `[m][m]`, symmetric, positive semidefinite
    /// @throws InputException if a size does not fit, a number is not finite, a covariance is none, or there is no
    ///     stationary law
    public LinearDynamicalSystem(int hidden, int observed, double[] a, double[] q, double[] c, double[] r) {
        if (Math.min(hidden, observed) < 1 || Math.max(hidden, observed) > MOST_SIZE) {
            throw new InputException(WORLD + ": " + hidden + " hidden and " + observed
                    + " observed numbers: must be 1 to " + MOST_SIZE + " each");
        }
        this.hidden = hidden;
        this.observed = observed;
        this.a = matrix("A", hidden, hidden, a);
        this.q = covariance("Q", hidden, q);
        this.c = matrix("C", observed, hidden, c);
        this.r = covariance("R", observed, r);
        spectralRadius = Eigenvalues.of(hidden, a).stream()
                .mapToDouble(value -> Math.hypot(value.re(), value.im()))
                .max()
                .orElseThrow();
        if (!(spectralRadius < 1 - MARGIN)) {
            throw new InputException(WORLD + ": A has spectral radius " + spectralRadius
                    + ": must be less than 1, else there is no stationary law to start from");
        }
        rootQ = Root.of("Q", hidden, this.q);
        rootR = Root.of("R", observed, this.r);
        stationary = lyapunov(hidden, this.a, this.q);
        rootP = Root.of("the stationary covariance", hidden, stationary);
    }

    /// The scalar process z_t = φ z_t−1 + noise, seen with noise: n = m = 1 and C = 1. Its stationary variance is
    /// processVariance / (1 − φ²).
    ///
    /// @param phi φ, in (−1, 1)
    /// @throws InputException if φ is out of range or a variance negative or not finite
    public static LinearDynamicalSystem autoregressive(double phi, double processVariance, double observationVariance) {
        return new LinearDynamicalSystem(
                1, 1, new double[] {phi}, new double[] {processVariance}, new double[] {1}, new double[] {
                    observationVariance
                });
    }

    /// A plane that turns by an angle and shrinks in each step, seen with noise: n = m = 2, C = 1. Its stationary
    /// covariance is processVariance / (1 − damping²) times the unit matrix.
    ///
    /// @param damping factor of lengths, in [0, 1)
    /// @param angle   per step, radians
    /// @param processVariance of each component of the process noise
    /// @param observationVariance of each component of the observation noise
    /// @throws InputException if a number is out of range
    public static LinearDynamicalSystem dampedRotation(
            double damping, double angle, double processVariance, double observationVariance) {
        if (!(damping >= 0)) {
            throw new InputException(WORLD + ": damping = " + damping + ": must be in [0, 1)");
        }
        double cosine = damping * StrictMath.cos(angle);
        double sine = damping * StrictMath.sin(angle);
        return new LinearDynamicalSystem(
                2,
                2,
                new double[] {cosine, -sine, sine, cosine},
                new double[] {processVariance, 0, 0, processVariance},
                new double[] {1, 0, 0, 1},
                new double[] {observationVariance, 0, 0, observationVariance});
    }

    /// n, numbers of a state.
    public int hidden() {
        return hidden;
    }

    /// m, numbers of an observation.
    public int observed() {
        return observed;
    }

    /// A copy of A, `[n][n]`.
    public double[] transition() {
        return a.clone();
    }

    /// A copy of Q, `[n][n]`.
    public double[] processCovariance() {
        return q.clone();
    }

    /// A copy of C, `[m][n]`.
    public double[] observation() {
        return c.clone();
    }

    /// A copy of R, `[m][m]`.
    public double[] observationCovariance() {
        return r.clone();
    }

    /// The largest absolute value of an eigenvalue of A.
    public double spectralRadius() {
        return spectralRadius;
    }

    /// A copy of P, the covariance of every state, `[n][n]`. That of states k steps apart, E z_t+k z_tᵀ, is A^k P.
    public double[] stationaryCovariance() {
        return stationary.clone();
    }

    /// Draws sequences `first … first + sequences − 1` in double precision; each is a function of the stream and its
    /// index alone, however many and however long they are.
    ///
    /// @param first  index of the first sequence ≥ 0
    /// @param length steps of a sequence ≥ 1
    /// @param states receives `[sequence][step][n]`
    /// @param observations receives `[sequence][step][m]`
    /// @throws InputException if there is nothing to draw, or the arrays have other sizes
    public void fill(
            long first, int sequences, int length, RandomStream stream, double[] states, double[] observations) {
        check(first, sequences, length);
        if (states.length != sequences * length * hidden || observations.length != sequences * length * observed) {
            throw new InputException(WORLD + ": arrays of " + states.length + " and " + observations.length
                    + " numbers for " + sequences + " sequences of " + length + " steps: must be "
                    + sequences * length * hidden + " and " + sequences * length * observed);
        }
        for (int s = 0; s < sequences; s++) {
            int step = s * length;
            Walk walk = new Walk(stream.split(first + s));
            for (int t = 0; t < length; t++) {
                walk.step();
                System.arraycopy(walk.z, 0, states, (step + t) * hidden, hidden);
                System.arraycopy(walk.x, 0, observations, (step + t) * observed, observed);
            }
        }
    }

    /// The sequences of [#fill] rounded to single precision; observations are the frames.
    ///
    /// @throws InputException if there is nothing to draw, or too much for an array
    public LatentSequences draw(long first, int sequences, int length, RandomStream stream) {
        check(first, sequences, length);
        LatentSequences drawn = LatentSequences.empty(WORLD, sequences, length, observed, hidden);
        for (int s = 0; s < sequences; s++) {
            Walk walk = new Walk(stream.split(first + s));
            for (int t = 0; t < length; t++) {
                walk.step();
                for (int i = 0, at = drawn.stateAt(s, t); i < hidden; i++) {
                    drawn.states()[at + i] = single(walk.z[i]);
                }
                for (int i = 0, at = drawn.frameAt(s, t); i < observed; i++) {
                    drawn.frames()[at + i] = single(walk.x[i]);
                }
            }
        }
        return drawn;
    }

    private static float single(double value) {
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw new InputException(
                    WORLD + ": " + value + " is too large for single precision: use smaller covariances");
        }
        return (float) value;
    }

    private void check(long first, int sequences, int length) {
        Flight.checkFirst(WORLD, first);
        LatentSequences.check(WORLD, sequences, length, Math.max(hidden, observed));
    }

    /// One sequence on its way.
    private final class Walk {
        private final CounterRandom process;
        private final CounterRandom observation;
        private double[] z = new double[0];
        private double[] x = new double[0];

        Walk(RandomStream own) {
            process = own.split("process").generator();
            observation = own.split("observation").generator();
        }

        void step() {
            if (z.length == 0) {
                z = new double[hidden];
                rootP.addTo(z, process);
            } else {
                z = product(a, hidden, z);
                rootQ.addTo(z, process);
            }
            x = product(c, observed, z);
            rootR.addTo(x, observation);
            if (!Arrays.stream(z).allMatch(Double::isFinite)
                    || !Arrays.stream(x).allMatch(Double::isFinite)) {
                throw new InputException(WORLD + ": a number overflows: use smaller matrices");
            }
        }
    }

    /// The symmetric root of a covariance, `[n][n]` or its diagonal.
    private record Root(
            int n,
            boolean diagonal,
            @SuppressWarnings("ArrayRecordComponent") double[] values) {
        static Root of(String name, int n, double[] covariance) {
            double[] diagonal = new double[n];
            boolean plain = true;
            for (int i = 0; i < n; i++) {
                diagonal[i] = Math.sqrt(Math.max(0, covariance[i * n + i]));
                for (int j = 0; j < n; j++) {
                    plain &= i == j ? covariance[i * n + i] >= 0 : covariance[i * n + j] == 0;
                }
            }
            if (plain) {
                return new Root(n, true, diagonal);
            }
            SymmetricEigen eigen = SymmetricEigen.of(n, covariance);
            double largest = Arrays.stream(eigen.values()).map(Math::abs).max().orElseThrow();
            double[] root = new double[n * n];
            for (int k = 0; k < n; k++) {
                double value = eigen.values()[k];
                if (!(value >= -TOLERANCE * largest)) {
                    throw new InputException(
                            WORLD + ": " + name + " has the eigenvalue " + value + ": a covariance has none below 0");
                }
                double[] vector = eigen.vectors()[k];
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        root[i * n + j] += Math.sqrt(Math.max(0, value)) * vector[i] * vector[j];
                    }
                }
            }
            return new Root(n, false, root);
        }

        /// Adds the root times n standard normal numbers.
        void addTo(double[] sum, CounterRandom random) {
            double[] e = new double[n];
            for (int i = 0; i < n; i++) {
                e[i] = random.nextGaussian();
            }
            for (int i = 0; i < n; i++) {
                if (diagonal) {
                    sum[i] += values[i] * e[i];
                } else {
                    for (int j = 0; j < n; j++) {
                        sum[i] += values[i * n + j] * e[j];
                    }
                }
            }
        }
    }

    private static double[] matrix(String name, int rows, int columns, double[] values) {
        if (values.length != rows * columns) {
            throw new InputException(
                    WORLD + ": " + name + " has " + values.length + " numbers: must be " + rows + " x " + columns);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputException(WORLD + ": " + name + ", row " + (i / columns + 1) + ", column "
                        + (i % columns + 1) + " = " + values[i] + ": must be finite");
            }
        }
        return values.clone();
    }

    private static double[] covariance(String name, int n, double[] values) {
        double[] copy = matrix(name, n, n, values);
        for (int i = 0; i < n; i++) {
            if (copy[i * n + i] < 0) {
                throw new InputException(
                        WORLD + ": " + name + " has the variance " + copy[i * n + i] + ": must not be negative");
            }
            for (int j = 0; j < i; j++) {
                double one = copy[i * n + j];
                double other = copy[j * n + i];
                // Products of standard deviations bound covariances, and give their scale.
                double scale = Math.sqrt(copy[i * n + i]) * Math.sqrt(copy[j * n + j]);
                if (!(Math.abs(one - other) <= TOLERANCE * scale) || Math.abs(one) > (1 + TOLERANCE) * scale) {
                    throw new InputException(WORLD + ": " + name + ", rows " + (j + 1) + " and " + (i + 1) + ": "
                            + other + " and " + one + " must be equal, and at most " + scale
                            + ", the product of their standard deviations");
                }
                copy[i * n + j] = (one + other) / 2;
                copy[j * n + i] = copy[i * n + j];
            }
        }
        return copy;
    }

    private static double[] lyapunov(int n, double[] a, double[] q) {
        double[] p = q.clone();
        double[] f = a.clone();
        for (int k = 0; k < DOUBLINGS; k++) {
            double[] more = sandwich(n, f, p);
            double change = 0;
            double size = 0;
            for (int i = 0; i < p.length; i++) {
                p[i] += more[i];
                change = Math.max(change, Math.abs(more[i]));
                size = Math.max(size, Math.abs(p[i]));
            }
            if (change <= Math.ulp(size)) {
                break;
            }
            f = product(n, f, f);
        }
        double[] again = sandwich(n, a, p);
        double largest = 0;
        for (double value : p) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < p.length; i++) {
            if (!(Math.abs(again[i] + q[i] - p[i]) <= TOLERANCE * largest)) {
                throw new InputException(WORLD + ": the stationary covariance of A does not settle: use an A with"
                        + " smaller entries or a spectral radius further below 1");
            }
        }
        return p;
    }

    /// F P Fᵀ of a symmetric P, symmetric to the bit.
    private static double[] sandwich(int n, double[] f, double[] p) {
        double[] fp = product(n, f, p);
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += fp[i * n + k] * f[j * n + k];
                }
                result[i * n + j] = sum;
                result[j * n + i] = sum;
            }
        }
        return result;
    }

    private static double[] product(int n, double[] left, double[] right) {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = left[i * n + k];
                for (int j = 0; j < n; j++) {
                    result[i * n + j] += factor * right[k * n + j];
                }
            }
        }
        return result;
    }

    private static double[] product(double[] matrix, int rows, double[] vector) {
        double[] result = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < vector.length; j++) {
                sum += matrix[i * vector.length + j] * vector[j];
            }
            result[i] = sum;
        }
        return result;
    }
}
