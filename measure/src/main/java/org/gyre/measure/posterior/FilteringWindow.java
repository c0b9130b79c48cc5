package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.measure.posterior.LinearGaussianChain.Direction;

/// Inference of the last state of a linear dynamical system from a window of frames: the law of z_T given
/// x = (x_1 … x_T) under the system, p(z_T | x) = N(K x, P_T), beside what other linear inferences give.
///
/// [KalmanFilter#divergence] judges recurrent units that have run for ever; here they start from rest with
/// the first frame of the window, and everything is exact for this number of frames. Costs some
/// (T · inputs)³ operations. Immutable.
public final class FilteringWindow {
    private static final int MOST = 4096;

    private final KalmanFilter system;
    private final int frames;
    private final int latents;
    private final int inputs;
    private final double[] lastState;
    private final double[] inputCovariance;
    private final LinearConditional exact;

    /// @param system whose first state has mean 0
    /// @param frames T ≥ 1
    /// @throws InputException if there is no frame, if there are too many numbers, or the first state has
    ///     another mean
    public FilteringWindow(KalmanFilter system, int frames) {
        this.system = system;
        this.frames = frames;
        this.latents = system.latents();
        this.inputs = system.inputs();
        if (frames < 1 || (long) frames * inputs > MOST) {
            throw new InputException("frames = " + frames + " of " + inputs
                    + " numbers: take at least one frame, and at most " + MOST + " numbers");
        }
        if (Matrices.largest(system.firstMean()) > 0) {
            throw new InputException("first state: its mean must be 0, so that means are linear in the input");
        }
        double[] a = system.transition();
        double[] c = system.observation();
        double[] turnedA = Matrices.transpose(latents, latents, a);
        double[] turnedC = Matrices.transpose(inputs, latents, c);
        int n = frames * inputs;
        inputCovariance = new double[n * n];
        double[] state = system.firstCovariance();
        for (int t = 0; t < frames; t++) {
            if (t > 0) {
                state = Matrices.plus(Matrices.congruence(latents, latents, a, state), 1, system.stateNoise());
            }
            // cov(z_t, z_u) = V_t (Aᵀ)^(u−t) for u ≥ t
            double[] lagged = state;
            for (int u = t; u < frames; u++) {
                double[] seen = Matrices.multiply(
                        inputs, latents, inputs, Matrices.multiply(inputs, latents, latents, c, lagged), turnedC);
                Matrices.addBlock(inputCovariance, n, t * inputs, u * inputs, inputs, inputs, 1, seen);
                if (u > t) {
                    double[] turned = Matrices.transpose(inputs, inputs, seen);
                    Matrices.addBlock(inputCovariance, n, u * inputs, t * inputs, inputs, inputs, 1, turned);
                }
                lagged = Matrices.multiply(latents, latents, latents, lagged, turnedA);
            }
            Matrices.addBlock(inputCovariance, n, t * inputs, t * inputs, inputs, inputs, 1, system.inputNoise());
        }
        Matrices.symmetrise(n, inputCovariance);
        lastState = state;
        exact = filter();
    }

    /// The filter, as weights of each frame: means of unit inputs, which are exact since they are linear.
    private LinearConditional filter() {
        int n = frames * inputs;
        double[] mean = new double[latents * n];
        double[] covariance = new double[latents * latents];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            KalmanFilter.Filtered filtered = system.filter(unit);
            covariance = filtered.covariances().getLast();
            for (int i = 0; i < latents; i++) {
                mean[i * n + j] = filtered.means()[(frames - 1) * latents + i];
            }
        }
        return new LinearConditional(n, latents, mean, covariance);
    }

    /// Numbers of a window, T · inputs.
    public int width() {
        return frames * inputs;
    }

    /// The posterior, N(K x, P_T).
    public LinearConditional exact() {
        return exact;
    }

    /// The covariance of a window, `[T · inputs][T · inputs]`.
    public double[] inputCovariance() {
        return inputCovariance.clone();
    }

    /// What units z_t = F x_t + L z_{t−1} + w_t, z_0 = 0, give after the last frame.
    ///
    /// @param f     F, `[latents][inputs]`
    /// @param l     L, `[latents][latents]`
    /// @param noise covariance of w, `[latents][latents]`; diag(s²) for units with noise of their own
    /// @throws InputException if a shape or value is out of range, or activity grows beyond finite numbers
    public LinearConditional recurrent(double[] f, double[] l, double[] noise) {
        double[] drive = Matrices.checked("feedforward weights", latents, inputs, f);
        double[] lateral = Matrices.checked("lateral weights", latents, latents, l);
        double[] own = Matrices.semidefinite("noise of the units", latents, noise);
        int n = width();
        double[] mean = new double[latents * n];
        double[] covariance = new double[latents * latents];
        for (int t = 0; t < frames; t++) {
            mean = Matrices.multiply(latents, latents, n, lateral, mean);
            Matrices.addBlock(mean, n, 0, t * inputs, latents, inputs, 1, drive);
            covariance = Matrices.plus(Matrices.congruence(latents, latents, lateral, covariance), 1, own);
        }
        if (!(Matrices.largest(mean) + Matrices.largest(covariance) < Double.POSITIVE_INFINITY)) {
            throw new InputException("lateral weights: the activity grows beyond finite numbers in " + frames
                    + " frames; take smaller weights or fewer frames");
        }
        return new LinearConditional(n, latents, mean, covariance);
    }

    /// The units that give the steady filter once they have run for long: F = G, L = (I − G C) A and noise
    /// P − L P Lᵀ. Within a window they pay for having started from rest.
    public LinearConditional steadyFilter() {
        KalmanFilter.Reading steady = system.exactReading();
        double[] noise = Matrices.plus(steady.s(), -1, Matrices.congruence(latents, latents, steady.l(), steady.s()));
        return recurrent(steady.f(), steady.l(), noise);
    }

    /// The best inference from the last frame alone by units with independent noise: the mean is the
    /// regression of z_T on x_T, the variances are 1/(P_T⁻¹)_ii towards the truth and those of z_T given x_T
    /// from it.
    public LinearConditional memoryless(Direction direction) {
        double[] c = system.observation();
        double[] seen = Matrices.plus(Matrices.congruence(inputs, latents, c, lastState), 1, system.inputNoise());
        double[] cross = Matrices.multiply(latents, latents, inputs, lastState, Matrices.transpose(inputs, latents, c));
        double[] f = Matrices.multiply(
                latents, inputs, inputs, cross, Matrices.inverse("covariance of a frame", inputs, seen));
        double[] left = Matrices.plus(lastState, -1, Matrices.congruence(latents, inputs, f, seen));
        double[] precision = Matrices.inverse("covariance of the filter", latents, exact.covariance());
        double[] mean = new double[latents * width()];
        Matrices.addBlock(mean, width(), 0, (frames - 1) * inputs, latents, inputs, 1, f);
        double[] covariance = new double[latents * latents];
        for (int i = 0; i < latents; i++) {
            int ii = i * latents + i;
            covariance[ii] = direction == Direction.TOWARDS_TRUTH ? 1 / precision[ii] : left[ii];
        }
        return new LinearConditional(width(), latents, mean, covariance);
    }

    /// KL between an inference and the posterior in both directions, in nats, as the mean over windows.
    ///
    /// @throws InputException if it reads or gives another number of numbers, or its covariance is singular
    public DivergencePair divergence(LinearConditional inference) {
        requireFit(inference);
        double[] error = Matrices.congruence(
                latents, width(), Matrices.plus(inference.mean(), -1, exact.mean()), inputCovariance);
        return new DivergencePair(oneWay(inference, exact, error), oneWay(exact, inference, error));
    }

    private double oneWay(LinearConditional from, LinearConditional to, double[] error) {
        double[] solved = error.clone();
        Matrices.factor("covariance of an inference", latents, to.covariance()).solve(latents, solved);
        return GaussianDivergence.of(latents, from.covariance(), to.covariance())
                + 0.5 * Matrices.trace(latents, solved);
    }

    /// I(x; z) between windows and what an inference gives, ½ log(det(M Sx Mᵀ + S) / det S) in nats.
    public double information(LinearConditional inference) {
        requireFit(inference);
        double[] whole = Matrices.plus(
                Matrices.congruence(latents, width(), inference.mean(), inputCovariance), 1, inference.covariance());
        return 0.5
                * (Matrices.factor("covariance of the samples", latents, whole).logDeterminant()
                        - Matrices.factor("covariance of an inference", latents, inference.covariance())
                                .logDeterminant());
    }

    /// The correlation of the mean of an inference with the filtered mean over windows, for each latent; NaN
    /// where one of them does not vary.
    public double[] correlations(LinearConditional inference) {
        requireFit(inference);
        int n = width();
        double[] own = Matrices.congruence(latents, n, inference.mean(), inputCovariance);
        double[] filtered = Matrices.congruence(latents, n, exact.mean(), inputCovariance);
        double[] cross = Matrices.multiply(
                latents,
                n,
                latents,
                Matrices.multiply(latents, n, n, inference.mean(), inputCovariance),
                Matrices.transpose(latents, n, exact.mean()));
        double[] correlations = new double[latents];
        for (int i = 0; i < latents; i++) {
            int ii = i * latents + i;
            correlations[i] = cross[ii] / Math.sqrt(own[ii] * filtered[ii]);
        }
        return correlations;
    }

    private void requireFit(LinearConditional inference) {
        if (inference.inputs() != width() || inference.outputs() != latents) {
            throw new InputException("inference: reads " + inference.inputs() + " numbers and gives "
                    + inference.outputs() + ", must read " + width() + " and give " + latents);
        }
    }
}
