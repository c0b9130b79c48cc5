package org.gyre.nets.infomax;

import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.jspecify.annotations.Nullable;

/// Recurrent infomax of a small network by enumeration of its states: thresholds that meet the target
/// rates, both informations, and their exact gradients by the weights.
///
/// Any objective of the joint law J(x, x') = π(x) P(x'|x) changes, to first order, by
///
///     dF = Σ_x π(x) Σ_x' dP(x'|x) [ G(x, x') + y(x') ],   (1 − P) y = g − π·g,   g(x) = Σ_x' P(x'|x) G(x, x')
///
/// with G = ∂F/∂J, and ∂P/∂W_ij = P ψ_i (x_j − p̄_j), ∂P/∂h_i = −P ψ_i. Homeostasis keeps the
/// mean rates m at p̄ while weights change, so the gradient along that manifold is
///
///     dF/dW = ∂F/∂W − (∂m/∂W)·λ,   Σ_m (∂m_m/∂h_k) λ_m = ∂F/∂h_k
///
/// which is the gradient of F − λ·m. One factorisation and N + 2 solves serve everything. Limited to
/// [EnumeratedChain#LARGEST] units; networks without clamped inputs.
public final class ExactInfomax {
    private static final int NEWTON_STEPS = 200;
    private static final double RATE_TOLERANCE = 1e-14;

    /// Largest |m_i − p̄_i| of thresholds that are taken as meeting the targets.
    private static final double ACCEPTED_DEVIATION = 1e-9;

    /// Continuation gives up when it must let the weights grow by less than this share.
    private static final double SMALLEST_SHARE = 1e-3;

    private final InfomaxNetwork network;
    private final EnumeratedChain chain;
    private final int n;

    private ExactInfomax(InfomaxNetwork network, EnumeratedChain chain) {
        this.network = network;
        this.chain = chain;
        this.n = network.units();
    }

    /// Analyses a network as it stands.
    ///
    /// @throws InputException if it is too large to enumerate
    public static ExactInfomax of(InfomaxNetwork network) {
        return new ExactInfomax(network, new EnumeratedChain(network));
    }

    /// Finds thresholds for which the stationary rates equal the targets, by a damped Newton iteration with
    /// the exact Jacobian, and analyses that network. Where the iteration loses its way the weights grow
    /// from zero in steps that it can follow.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    /// @throws InputException if it is too large to enumerate, or no thresholds meet the targets
    public static ExactInfomax atTargetRates(InfomaxParameters parameters, double[] weights) {
        return atTargetRates(parameters, weights, unconnected(parameters));
    }

    /// As [#atTargetRates(InfomaxParameters, double\[\])], started from the given thresholds.
    public static ExactInfomax atTargetRates(InfomaxParameters parameters, double[] weights, double[] start) {
        if (parameters.inputUnits() > 0) {
            throw new InputException("exact enumeration does not take clamped inputs: use a network without inputs");
        }
        EnumeratedChain.requireEnumerable(parameters.units());
        ExactInfomax direct = newton(parameters, weights, start);
        ExactInfomax result = meets(direct) ? direct : byContinuation(parameters, weights);
        if (result == null) {
            throw new InputException("no thresholds were found that give every unit its target rate: lower the largest"
                    + " weights or raise the rate");
        }
        return result;
    }

    private static boolean meets(@Nullable ExactInfomax candidate) {
        return candidate != null && candidate.rateError() < ACCEPTED_DEVIATION;
    }

    /// Thresholds at which units without connections fire at their targets.
    private static double[] unconnected(InfomaxParameters parameters) {
        double[] h = new double[parameters.units()];
        for (int i = 0; i < h.length; i++) {
            h[i] = Math.log(parameters.pMax() / parameters.rate(i) - 1);
        }
        return h;
    }

    /// Lets the weights grow from zero to their values in as large steps as the iteration follows; null
    /// where it cannot.
    private static @Nullable ExactInfomax byContinuation(InfomaxParameters parameters, double[] weights) {
        double[] h = unconnected(parameters);
        ExactInfomax result = null;
        double reached = 0;
        for (double step = 0.25; reached < 1 && step > SMALLEST_SHARE; ) {
            double share = Math.min(1, reached + step);
            double[] part = weights.clone();
            for (int k = 0; k < part.length; k++) {
                part[k] *= share;
            }
            ExactInfomax there = newton(parameters, part, h);
            if (there != null && meets(there)) {
                h = there.network.thresholds();
                result = there;
                reached = share;
                step *= 2;
            } else {
                step /= 4;
            }
        }
        return reached < 1 ? null : result;
    }

    /// The network as near to the target rates as a damped Newton iteration from these thresholds comes;
    /// null if its start has no single stationary law.
    private static @Nullable ExactInfomax newton(InfomaxParameters parameters, double[] weights, double[] start) {
        int n = parameters.units();
        double[] h = start.clone();
        ExactInfomax now = enumerated(parameters, weights, h);
        if (now == null) {
            return null;
        }
        double error = now.rateError();
        for (int iteration = 0; iteration < NEWTON_STEPS && error > RATE_TOLERANCE; iteration++) {
            double[] jacobian = now.rateSensitivities();
            double[] step = new double[n];
            double[] rates = now.chain.rates();
            for (int m = 0; m < n; m++) {
                step[m] = parameters.rate(m) - rates[m];
            }
            int[] pivots = new int[n];
            if (Blas.best().dgetrf(n, jacobian, 0, n, pivots) != 0) {
                break;
            }
            // Rows of the Jacobian belong to thresholds, columns to rates.
            Blas.best().dgetrs(true, n, 1, jacobian, 0, n, pivots, step, 0, 1);
            boolean improved = false;
            for (double damping = 1; damping > 1e-6 && !improved; damping /= 2) {
                double[] trial = h.clone();
                for (int i = 0; i < n; i++) {
                    trial[i] += Math.clamp(damping * step[i], -5, 5);
                }
                ExactInfomax next = enumerated(parameters, weights, trial);
                if (next != null && next.rateError() < error) {
                    h = trial;
                    now = next;
                    error = next.rateError();
                    improved = true;
                }
            }
            if (!improved) {
                break;
            }
        }
        return now;
    }

    private static @Nullable ExactInfomax enumerated(InfomaxParameters parameters, double[] weights, double[] h) {
        try {
            return of(new InfomaxNetwork(parameters, weights, h));
        } catch (InputException severalRecurrentClasses) {
            return null;
        }
    }

    private double rateError() {
        double[] rates = chain.rates();
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Math.abs(rates[i] - network.parameters().rate(i)));
        }
        return Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst;
    }

    public InfomaxNetwork network() {
        return network;
    }

    public EnumeratedChain chain() {
        return chain;
    }

    /// C and E under the stationary law, centred with the target rates.
    public LagCovariances covariances() {
        double[] centre = network.parameters().rates();
        return new LagCovariances(
                n, Long.MAX_VALUE, chain.covariance(centre), chain.laggedCovariance(centre), chain.rates(), centre);
    }

    /// The Gaussian information of T09 eq. 4 under the stationary law.
    public GaussianInformation gaussian() {
        LagCovariances moments = covariances();
        return GaussianInformation.of(n, moments.covariance(), moments.lagged());
    }

    /// Shannon information I[x(t); x(t+1)] in nats.
    public double shannonInformation() {
        return chain.information();
    }

    /// Gradient of the Gaussian information by W in nats, thresholds following so that the rates stay,
    /// N×N `[to][from]`.
    ///
    /// @throws IllegalStateException unless the covariances are regular: see [#gaussian]
    public double[] gaussianGradient() {
        GaussianInformation.Derivatives d = gaussian().derivatives();
        double[] a = d.byCovariance();
        double[] b = d.byLagged();
        double[] centre = network.parameters().rates();
        int states = chain.states();
        // G(x, x') = x̃'ᵀ A x̃' + x̃'ᵀ B x̃; the first part depends on x' only.
        double[] quadratic = new double[states];
        double[] deviation = new double[n];
        for (int s = 0; s < states; s++) {
            deviation(s, centre, deviation);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    quadratic[s] += deviation[i] * a[i * n + j] * deviation[j];
                }
            }
        }
        return projectedGradient((state, next) -> {
            double sum = quadratic[next];
            for (int i = 0; i < n; i++) {
                double xi = (next >>> i & 1) - centre[i];
                for (int j = 0; j < n; j++) {
                    sum += xi * b[i * n + j] * ((state >>> j & 1) - centre[j]);
                }
            }
            return sum;
        });
    }

    /// Gradient of the Shannon information by W in nats, thresholds following so that the rates stay,
    /// N×N `[to][from]`.
    ///
    /// ∂I/∂J = log( J / ππ' ) up to constants that do not matter.
    public double[] shannonGradient() {
        return projectedGradient((state, next) -> {
            double p = chain.transition(state, next);
            // Where units are saturated a state may never occur; it weighs nothing.
            return p > 0 && chain.stationary(next) > 0 ? Math.log(p / chain.stationary(next)) : 0;
        });
    }

    private static void deviation(int state, double[] centre, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (state >>> i & 1) - centre[i];
        }
    }

    @FunctionalInterface
    private interface PairFunction {
        double of(int state, int next);
    }

    private double[] projectedGradient(PairFunction byJoint) {
        int states = chain.states();
        double[] value = new double[states * states];
        double[] mean = new double[states];
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                double g = byJoint.of(s, next);
                value[s * states + next] = g;
                mean[s] += chain.transition(s, next) * g;
            }
        }
        double[] future = chain.poisson(mean);
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                value[s * states + next] += future[next];
            }
        }
        // λ from the sensitivity to thresholds, then subtract λ·m from the objective.
        double[] lambda = new double[n];
        double[] scores = scores(value);
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < n; i++) {
                lambda[i] -= chain.stationary(s) * scores[s * n + i];
            }
        }
        double[] jacobian = rateSensitivities();
        int[] pivots = new int[n];
        if (Blas.best().dgetrf(n, jacobian, 0, n, pivots) != 0) {
            throw new InputException(
                    "the rates do not respond to the thresholds of some unit: lower the largest weights");
        }
        Blas.best().dgetrs(false, n, 1, jacobian, 0, n, pivots, lambda, 0, 1);
        double[] weighted = new double[states];
        for (int s = 0; s < states; s++) {
            for (int m = 0; m < n; m++) {
                weighted[s] += lambda[m] * (s >>> m & 1);
            }
        }
        double[] correction = chain.poisson(weighted);
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                value[s * states + next] -= correction[next];
            }
        }
        double[] total = scores(value);
        double[] gradient = new double[n * n];
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    gradient[i * n + j] += chain.stationary(s)
                            * total[s * n + i]
                            * ((s >>> j & 1) - network.parameters().rate(j));
                }
            }
        }
        return gradient;
    }

    /// Σ_x' P(x'|x) ψ_i(x'|x) value(x, x') for every state x and unit i, `[state][unit]`.
    private double[] scores(double[] value) {
        int states = chain.states();
        double pMax = network.parameters().pMax();
        double[] result = new double[states * n];
        for (int s = 0; s < states; s++) {
            for (int i = 0; i < n; i++) {
                double fired = InfomaxNetwork.surprise(true, chain.firing(s, i), pMax);
                double silent = InfomaxNetwork.surprise(false, chain.firing(s, i), pMax);
                double sum = 0;
                for (int next = 0; next < states; next++) {
                    sum += chain.transition(s, next)
                            * ((next >>> i & 1) != 0 ? fired : silent)
                            * value[s * states + next];
                }
                result[s * n + i] = sum;
            }
        }
        return result;
    }

    /// ∂m_m/∂h_k, `[k][m]`: row of the threshold, column of the rate.
    private double[] rateSensitivities() {
        int states = chain.states();
        double pMax = network.parameters().pMax();
        double[] result = new double[n * n];
        double[] g = new double[states];
        for (int m = 0; m < n; m++) {
            for (int s = 0; s < states; s++) {
                g[s] = s >>> m & 1;
            }
            double[] y = chain.poisson(g);
            for (int s = 0; s < states; s++) {
                for (int k = 0; k < n; k++) {
                    double fired = InfomaxNetwork.surprise(true, chain.firing(s, k), pMax);
                    double silent = InfomaxNetwork.surprise(false, chain.firing(s, k), pMax);
                    double sum = 0;
                    for (int next = 0; next < states; next++) {
                        sum += chain.transition(s, next) * ((next >>> k & 1) != 0 ? fired : silent) * y[next];
                    }
                    result[k * n + m] -= chain.stationary(s) * sum;
                }
            }
        }
        return result;
    }
}
