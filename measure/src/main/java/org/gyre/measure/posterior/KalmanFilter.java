package org.gyre.measure.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A linear dynamical system and the exact filter for it (Kalman 1960).
///
/// z_t = A z_{t−1} + w_t with w ~ N(0, Q), and x_t = C z_t + v_t with v ~ N(0, R). The filter is
/// p(z_t | x_1 … x_t) = N(μ_t, P_t), with gain G: μ_t = A μ_{t−1} + G (x_t − C A μ_{t−1}). z_1 has
/// the stationary law unless another is given.
///
/// Recurrent inference with a causal input, q(z_t | x_1 … x_t) = N(m_t, S) with m_t = F x_t + L
/// m_{t−1}, is judged in the stationary state, exactly: truth, reading and filter are one linear
/// system driven by (w, v), whose stationary covariance solves a Lyapunov equation; it gives the
/// mean square of m − μ. Immutable.
public final class KalmanFilter {
    private static final int MOST_ROUNDS = 60;

    private final int latents;
    private final int inputs;
    private final double[] a;
    private final double[] q;
    private final double[] c;
    private final double[] r;
    private final double[] firstMean;
    private final double[] firstCovariance;

    /// A system whose first state has the stationary law.
    ///
    /// @param latents components n of z
    /// @param inputs components m of x
    /// @param a A, `[n][n]`, eigenvalues of modulus below 1
    /// @param q Q, `[n][n]`, symmetric, not negative
    /// @param c C, `[m][n]`
    /// @param r R, `[m][m]`, symmetric, positive definite
    /// @throws InputException if a shape or value is out of range or there is no stationary law
    public KalmanFilter(int latents, int inputs, double[] a, double[] q, double[] c, double[] r) {
        this(
                latents,
                inputs,
                a,
                q,
                c,
                r,
                new double[Math.max(0, latents)],
                Matrices.lyapunov(
                        "linear system",
                        Matrices.atLeastOne("latents", latents),
                        Matrices.checked("transition matrix", latents, latents, a),
                        Matrices.semidefinite("noise of the state", latents, q)));
    }

    /// A system whose first state has a given law; it need not be stable.
    ///
    /// @param latents components n of z
    /// @param inputs components m of x
    /// @param a A, `[n][n]`
    /// @param q Q, `[n][n]`, symmetric, not negative
    /// @param c C, `[m][n]`
    /// @param r R, `[m][m]`, symmetric, positive definite
    /// @param firstMean mean of z_1, `[n]`
    /// @param firstCovariance covariance of z_1, `[n][n]`
    /// @throws InputException if a shape or value is out of range
    public KalmanFilter(
            int latents,
            int inputs,
            double[] a,
            double[] q,
            double[] c,
            double[] r,
            double[] firstMean,
            double[] firstCovariance) {
        this.latents = Matrices.atLeastOne("latents", latents);
        this.inputs = Matrices.atLeastOne("inputs", inputs);
        this.a = Matrices.checked("transition matrix", latents, latents, a);
        this.q = Matrices.semidefinite("noise of the state", latents, q);
        this.c = Matrices.checked("observation matrix", inputs, latents, c);
        this.r = Matrices.covariance("noise of the input", inputs, r);
        Matrices.factor("noise of the input", inputs, this.r);
        this.firstMean = Matrices.checked("mean of the first state", 1, latents, firstMean);
        this.firstCovariance = Matrices.semidefinite("covariance of the first state", latents, firstCovariance);
    }

    /// Components of z.
    public int latents() {
        return latents;
    }

    /// Components of x.
    public int inputs() {
        return inputs;
    }

    /// A copy of A, `[latents][latents]`.
    public double[] transition() {
        return a.clone();
    }

    /// A copy of Q, `[latents][latents]`.
    public double[] stateNoise() {
        return q.clone();
    }

    /// A copy of C, `[inputs][latents]`.
    public double[] observation() {
        return c.clone();
    }

    /// A copy of R, `[inputs][inputs]`.
    public double[] inputNoise() {
        return r.clone();
    }

    /// A copy of the mean of z_1, `[latents]`.
    public double[] firstMean() {
        return firstMean.clone();
    }

    /// A copy of the covariance of z_1, `[latents][latents]`.
    public double[] firstCovariance() {
        return firstCovariance.clone();
    }

    /// A filtered sequence.
    ///
    /// @param means μ_t, `[T][latents]`
    /// @param covariances P_t, one `[latents][latents]` for each step
    /// @param logLikelihood log p(x_1 … x_T) in nats
    /// @param surprises −log p(x_t | x_1 … x_{t−1}) in nats, `[T]`
    public record Filtered(double[] means, List<double[]> covariances, double logLikelihood, double[] surprises) {
        /// Copies the list.
        public Filtered {
            covariances = List.copyOf(covariances);
        }
    }

    /// Filters a sequence.
    ///
    /// @param x rows x_1 … x_T, `[T][inputs]`
    /// @throws InputException if the sequence is empty, has another width, or holds NaN
    public Filtered filter(double[] x) {
        int steps = x.length / inputs;
        if (steps == 0) {
            throw new InputException(
                    "sequence: has " + x.length + " numbers, must have at least one step of " + inputs);
        }
        double[] sequence = Matrices.checked("sequence", steps, inputs, x);
        double[] means = new double[steps * latents];
        double[] surprises = new double[steps];
        List<double[]> covariances = new ArrayList<>();
        double[] mean = firstMean;
        double[] covariance = firstCovariance;
        double logLikelihood = 0;
        for (int t = 0; t < steps; t++) {
            if (t > 0) {
                mean = Matrices.apply(latents, latents, a, mean);
                covariance = predicted(covariance);
            }
            Update update = update(covariance);
            double[] innovation = Matrices.plus(
                    Arrays.copyOfRange(sequence, t * inputs, (t + 1) * inputs),
                    -1,
                    Matrices.apply(inputs, latents, c, mean));
            surprises[t] = -GaussianMixture.logNormal(update.innovation(), innovation);
            logLikelihood -= surprises[t];
            mean = Matrices.plus(mean, 1, Matrices.apply(latents, inputs, update.gain(), innovation));
            covariance = update.covariance();
            System.arraycopy(mean, 0, means, t * latents, latents);
            covariances.add(covariance);
        }
        return new Filtered(means, covariances, logLikelihood, surprises);
    }

    /// The filter once its covariance has settled.
    ///
    /// @param predicted covariance of z_t given x_1 … x_{t−1}, `[latents][latents]`
    /// @param covariance P, of z_t given x_1 … x_t, `[latents][latents]`
    /// @param gain G, `[latents][inputs]`
    /// @param rounds doublings that it took
    public record SteadyState(double[] predicted, double[] covariance, double[] gain, int rounds) {}

    /// The steady state to a relative tolerance of 1e-15.
    ///
    /// @throws InputException as [#steadyState(double)]
    public SteadyState steadyState() {
        return steadyState(1e-15);
    }

    /// The steady state of the Riccati equation V = A (V⁻¹ + Cᵀ R⁻¹ C)⁻¹ Aᵀ + Q, by doubling
    /// (Anderson 1978): after j rounds H is the predicted covariance 2^j steps after a known state.
    /// With α = Aᵀ, Γ = Cᵀ R⁻¹ C and H = Q to begin with, a round is α ← α W α, Γ ← Γ + α W Γ αᵀ
    /// and H ← H + αᵀ H W α with W = (I + Γ H)⁻¹. The plain iteration would need some 1/(1 − |λ|)
    /// steps for the slowest eigenvalue λ of the filter.
    ///
    /// @param tolerance largest change of H in a round, relative to its largest entry, at which it
    ///     has settled > 0
    /// @throws InputException if it does not settle, because the system has an unstable part that
    ///     the input does not show
    public SteadyState steadyState(double tolerance) {
        Matrices.positive("tolerance", tolerance);
        int n = latents;
        double[] alpha = Matrices.transpose(n, n, a);
        double[] whitened = c.clone();
        Matrices.factor("noise of the input", inputs, r).solve(n, whitened);
        double[] gamma = Matrices.multiply(n, inputs, n, Matrices.transpose(inputs, n, c), whitened);
        Matrices.symmetrise(n, gamma);
        double[] h = q;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            double[] turned = Matrices.transpose(n, n, alpha);
            double[] matrix = Matrices.plus(Matrices.identity(n), 1, Matrices.multiply(n, n, n, gamma, h));
            if (!(Matrices.largest(matrix) + Matrices.largest(alpha) < 1e150)) {
                break;
            }
            double[] solvedAlpha = solved(matrix, alpha);
            double[] solvedGamma = solved(matrix, gamma);
            double[] more = Matrices.multiply(n, n, n, turned, Matrices.multiply(n, n, n, h, solvedAlpha));
            gamma = Matrices.plus(
                    gamma, 1, Matrices.multiply(n, n, n, alpha, Matrices.multiply(n, n, n, solvedGamma, turned)));
            Matrices.symmetrise(n, gamma);
            h = Matrices.plus(h, 1, more);
            Matrices.symmetrise(n, h);
            alpha = Matrices.multiply(n, n, n, alpha, solvedAlpha);
            double change = Matrices.largest(more);
            // Once α contracts, what is still to come is smaller than this change.
            if (change <= tolerance * Matrices.largest(h) && (change == 0 || n * Matrices.largest(alpha) < 0.5)) {
                Update update = update(h);
                return new SteadyState(h, update.covariance(), update.gain(), round);
            }
        }
        throw new InputException("linear system: the filter does not settle; make the eigenvalues of the transition "
                + "matrix smaller than 1 or observe the states that grow");
    }

    /// M⁻¹ B for a matrix without symmetry.
    private double[] solved(double[] matrix, double[] b) {
        Blas blas = Blas.best();
        double[] lu = matrix.clone();
        int[] pivots = new int[latents];
        double[] x = b.clone();
        int info = blas.dgetrf(latents, lu, 0, latents, pivots);
        if (info != 0) {
            throw new InputException("linear system: its Riccati equation is singular to rounding; take noise of the "
                    + "input that is not so small against that of the state");
        }
        blas.dgetrs(false, latents, latents, lu, 0, latents, pivots, x, 0, latents);
        return x;
    }

    /// Samples of a sequence.
    ///
    /// @param z `[T][latents]`
    /// @param x `[T][inputs]`
    public record Samples(double[] z, double[] x) {}

    /// A sequence of the system; the same stream gives the same sequence.
    ///
    public Samples samples(int steps, RandomStream stream) {
        Matrices.atLeastOne("steps", steps);
        CounterRandom random = stream.generator();
        double[] firstRoot = Matrices.root(latents, firstCovariance);
        double[] stateRoot = Matrices.root(latents, q);
        double[] inputRoot = Matrices.root(inputs, r);
        double[] z = new double[steps * latents];
        double[] x = new double[steps * inputs];
        double[] state = Matrices.plus(firstMean, 1, draw(latents, firstRoot, random));
        for (int t = 0; t < steps; t++) {
            if (t > 0) {
                state = Matrices.plus(Matrices.apply(latents, latents, a, state), 1, draw(latents, stateRoot, random));
            }
            double[] input =
                    Matrices.plus(Matrices.apply(inputs, latents, c, state), 1, draw(inputs, inputRoot, random));
            System.arraycopy(state, 0, z, t * latents, latents);
            System.arraycopy(input, 0, x, t * inputs, inputs);
        }
        return new Samples(z, x);
    }

    /// A recurrent Gaussian inference with a causal input: m_t = F x_t + L m_{t−1}, q = N(m_t, S).
    ///
    /// @param f F, `[latents][inputs]`
    /// @param l L, `[latents][latents]`; zeros for inference without memory
    /// @param s S, covariance of z_t given x_1 … x_t, `[latents][latents]`
    public record Reading(double[] f, double[] l, double[] s) {}

    /// The reading that neurons z_t = F x_t + L z_{t−1} + s∘ε_t give: S solves S = L S Lᵀ +
    /// diag(s²).
    ///
    /// @param f F, `[latents][inputs]`
    /// @param l L, `[latents][latents]`
    /// @param s standard deviations > 0, `[latents]`
    /// @throws InputException if a shape or value is out of range or L has an eigenvalue of modulus
    ///     1 or more
    public Reading reading(double[] f, double[] l, double[] s) {
        double[] deviations = Matrices.deviations("noise of the reading", latents, s);
        double[] noise = new double[latents * latents];
        for (int i = 0; i < latents; i++) {
            noise[i * latents + i] = deviations[i] * deviations[i];
        }
        double[] lateral = Matrices.checked("lateral weights", latents, latents, l);
        return new Reading(
                Matrices.checked("feedforward weights", latents, inputs, f),
                lateral,
                Matrices.lyapunov("recurrent reading", latents, lateral, noise));
    }

    /// The filter itself as a reading: F = G, L = (I − G C) A, S = P.
    ///
    /// Neurons with independent noise reach it where P − L P Lᵀ is diagonal, as it is for one
    /// latent.
    public Reading exactReading() {
        SteadyState steady = steadyState();
        return new Reading(steady.gain(), filterMatrix(steady.gain()), steady.covariance());
    }

    /// KL between a reading and the filter in both directions, in nats a step, as the mean over
    /// stationary input.
    ///
    /// @throws InputException if a shape or value is out of range, S is not positive definite, or
    ///     the system or the reading has no stationary state
    public DivergencePair divergence(Reading reading) {
        double[] f = Matrices.checked("feedforward weights", latents, inputs, reading.f());
        double[] l = Matrices.checked("lateral weights", latents, latents, reading.l());
        double[] s = Matrices.covariance("covariance of the reading", latents, reading.s());
        SteadyState steady = steadyState();
        double[] error = meanSquareError(f, l, steady.gain());
        double[] p = steady.covariance();
        return new DivergencePair(
                GaussianDivergence.of(latents, s, p) + 0.5 * traceOfSolved("covariance of the filter", p, error),
                GaussianDivergence.of(latents, p, s) + 0.5 * traceOfSolved("covariance of the reading", s, error));
    }

    /// The best inference without memory, from x_t alone, for each direction.
    ///
    /// @param towardsTruth the reading whose KL(q‖p) is least
    /// @param fromTruth the reading whose KL(p‖q) is least
    /// @param gap the two least divergences: what memory is worth
    public record Memoryless(Reading towardsTruth, Reading fromTruth, DivergencePair gap) {}

    /// The best inference without memory.
    ///
    /// The mean is the regression of z_t on x_t in both directions. With K the covariance of z_t
    /// given x_t alone, the gap is ½ tr P⁻¹(K − P) towards the truth, at S = P, and ½ log(det K /
    /// det P) from it, at S = K.
    ///
    /// @param factorised whether S must be diagonal, as it is for neurons with independent noise;
    ///     then it is 1/(P⁻¹)_ii or K_ii
    /// @throws InputException if the system has no stationary state
    public Memoryless memoryless(boolean factorised) {
        double[] state = stationary();
        double[] sx = Matrices.plus(Matrices.congruence(inputs, latents, c, state), 1, r);
        double[] cross = Matrices.multiply(latents, latents, inputs, state, Matrices.transpose(inputs, latents, c));
        double[] f = Matrices.multiply(
                latents, inputs, inputs, cross, Matrices.inverse("covariance of the input", inputs, sx));
        double[] k = joseph(state, f);
        double[] p = steadyState().covariance();
        double[] none = new double[latents * latents];
        double[] towards = p;
        double[] from = k;
        if (factorised) {
            double[] precision = Matrices.inverse("covariance of the filter", latents, p);
            towards = new double[latents * latents];
            from = new double[latents * latents];
            for (int i = 0; i < latents; i++) {
                int ii = i * latents + i;
                towards[ii] = 1 / precision[ii];
                from[ii] = k[ii];
            }
        }
        Reading best = new Reading(f, none, towards);
        Reading broad = new Reading(f, none, from);
        return new Memoryless(
                best,
                broad,
                new DivergencePair(divergence(best).qp(), divergence(broad).pq()));
    }

    /// The stationary covariance of z, `[latents][latents]`.
    ///
    /// @throws InputException if there is none
    public double[] stationary() {
        return Matrices.lyapunov("linear system", latents, a, q);
    }

    /// ⟨(m − μ)(m − μ)ᵀ⟩ in the stationary state.
    ///
    /// State (z, e, d) with e = z − μ the filter's error and d = m − μ the reading's distance from
    /// it, each with a recursion of its own, so that d comes out small where it is, not as a
    /// difference of large numbers: μ' = H μ + G x', hence d' = L d + (F − G) x' + (L − H) μ, with
    /// μ = z − e and H = (I − G C) A.
    private double[] meanSquareError(double[] f, double[] l, double[] gain) {
        int n = latents;
        int width = 3 * n;
        double[] h = filterMatrix(gain);
        double[] excess = Matrices.plus(f, -1, gain);
        double[] seen = Matrices.multiply(n, inputs, n, excess, c);
        double[] memory = Matrices.plus(l, -1, h);
        double[] blind = Matrices.plus(Matrices.identity(n), -1, Matrices.multiply(n, inputs, n, gain, c));
        double[] phi = new double[width * width];
        Matrices.addBlock(phi, width, 0, 0, n, n, 1, a);
        Matrices.addBlock(phi, width, n, n, n, n, 1, h);
        Matrices.addBlock(phi, width, 2 * n, 0, n, n, 1, Matrices.multiply(n, n, n, seen, a));
        Matrices.addBlock(phi, width, 2 * n, 0, n, n, 1, memory);
        Matrices.addBlock(phi, width, 2 * n, n, n, n, -1, memory);
        Matrices.addBlock(phi, width, 2 * n, 2 * n, n, n, 1, l);
        double[] fromState = new double[width * n];
        Matrices.addBlock(fromState, n, 0, 0, n, n, 1, Matrices.identity(n));
        Matrices.addBlock(fromState, n, n, 0, n, n, 1, blind);
        Matrices.addBlock(fromState, n, 2 * n, 0, n, n, 1, seen);
        double[] fromInput = new double[width * inputs];
        Matrices.addBlock(fromInput, inputs, n, 0, n, inputs, -1, gain);
        Matrices.addBlock(fromInput, inputs, 2 * n, 0, n, inputs, 1, excess);
        double[] noise = Matrices.plus(
                Matrices.congruence(width, n, fromState, q), 1, Matrices.congruence(width, inputs, fromInput, r));
        double[] joint = Matrices.lyapunov("system with its recurrent reading", width, phi, noise);
        return Matrices.block(joint, width, 2 * n, 2 * n, n, n);
    }

    /// (I − G C) A.
    private double[] filterMatrix(double[] gain) {
        double[] observed = Matrices.multiply(inputs, latents, latents, c, a);
        return Matrices.plus(a, -1, Matrices.multiply(latents, inputs, latents, gain, observed));
    }

    private double[] predicted(double[] covariance) {
        return Matrices.plus(Matrices.congruence(latents, latents, a, covariance), 1, q);
    }

    private record Update(Cholesky innovation, double[] gain, double[] covariance) {}

    private Update update(double[] predicted) {
        double[] cross = Matrices.multiply(inputs, latents, latents, c, predicted);
        double[] innovation = Matrices.plus(Matrices.congruence(inputs, latents, c, predicted), 1, r);
        Cholesky factor = Matrices.factor("covariance of the innovation", inputs, innovation);
        double[] solved = cross.clone();
        factor.solve(latents, solved);
        double[] gain = Matrices.transpose(inputs, latents, solved);
        return new Update(factor, gain, joseph(predicted, gain));
    }

    /// (I − G C) V (I − G C)ᵀ + G R Gᵀ: Joseph's form of V − G C V, which rounding cannot make
    /// negative.
    private double[] joseph(double[] v, double[] gain) {
        double[] rest =
                Matrices.plus(Matrices.identity(latents), -1, Matrices.multiply(latents, inputs, latents, gain, c));
        return Matrices.plus(
                Matrices.congruence(latents, latents, rest, v), 1, Matrices.congruence(latents, inputs, gain, r));
    }

    /// tr S⁻¹ E.
    private double traceOfSolved(String name, double[] s, double[] e) {
        double[] solved = e.clone();
        Matrices.factor(name, latents, s).solve(latents, solved);
        return Matrices.trace(latents, solved);
    }

    private static double[] draw(int n, double[] root, CounterRandom random) {
        double[] noise = new double[n];
        for (int i = 0; i < n; i++) {
            noise[i] = random.nextGaussian();
        }
        return Matrices.apply(n, n, root, noise);
    }
}
