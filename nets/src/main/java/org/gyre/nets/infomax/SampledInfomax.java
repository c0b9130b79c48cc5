package org.gyre.nets.infomax;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation;

/// The Gaussian information of a network of any size from a simulation with fixed weights, for networks that are
/// too large for [ExactInfomax]. Networks without clamped inputs.
///
/// Thresholds settle by homeostasis (T09 eq. 2) first. The recording starts from their mean over the second half of
/// the settling, with ε a tenth of its value: rates stay at their targets, and the wandering of thresholds, whose
/// variance is ε/2, no longer blurs the network that is measured.
///
/// Independent units alone show N²/(2T) nats ([#samplingBias]), which is not taken off. The standard error is that
/// of the mean over [#BATCHES] batches of the linearised information,
///
///     z_b = Σ A∘C_b + Σ B∘E_b,   A = ∂I/∂C, B = ∂I/∂E at the whole recording,
///
/// so that no batch needs an inverse of its own, together with the deviation N/(√2 T) of the quadratic part that a
/// linearisation misses (that of N² halved χ² variables, each over T).
///
/// @param thresholds mean thresholds h during the recording, length N
/// @param covariances C and E of the recording, centred with the target rates
/// @param gaussian the information between successive states
/// @param standardError of the information in nats; NaN unless the covariances are
///     regular
@SuppressWarnings("ArrayRecordComponent") // numbers handed on once; identity is never asked for
public record SampledInfomax(
        double[] thresholds, LagCovariances covariances, GaussianInformation gaussian, double standardError) {
    /// Number of batches behind the standard error, whose own relative error is 1/√(2·31) = 13 %.
    public static final int BATCHES = 32;

    /// Steps of the shortest recording, so that each batch has some.
    public static final int SHORTEST = 1000;

    /// ε of the recording over that of the settling.
    private static final double CALM = 0.1;

    /// Simulates and measures.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    /// @param settling steps in which thresholds find their place, ≥ 0; many times 1/(ε p̄)
    /// @param steps T, at least [#SHORTEST]
    /// @param stream source of the spikes
    /// @throws InputException if a number of steps is too small or the network has clamped inputs
    public static SampledInfomax of(
            InfomaxParameters parameters, double[] weights, long settling, long steps, RandomStream stream) {
        if (parameters.inputUnits() > 0) {
            throw new InputException("a network with clamped inputs cannot be sampled without its stimulus");
        }
        if (settling < 0 || steps < SHORTEST) {
            throw new InputException(
                    "settling = " + settling + " must be at least 0 and steps = " + steps + " at least " + SHORTEST);
        }
        BlockSimulator noisy = new BlockSimulator(parameters, stream, null, null, null);
        noisy.setWeights(weights);
        noisy.setThresholds(unconnected(parameters));
        noisy.run(settling / 2, (_, _, _) -> {});
        double[] settled = meanThresholds(noisy, settling - settling / 2, (_, _, _) -> {});

        BlockSimulator calm =
                new BlockSimulator(parameters.withEpsilon(CALM * parameters.epsilon()), stream, null, null, null);
        calm.setWeights(weights);
        calm.restore(noisy.step(), noisy.state(), settled);
        int n = parameters.units();
        LagCounts whole = new LagCounts(n);
        LagCounts[] batches = new LagCounts[BATCHES];
        double[] thresholds = new double[n];
        long done = 0;
        for (int b = 0; b < BATCHES; b++) {
            LagCounts batch = new LagCounts(n);
            long count = steps * (b + 1) / BATCHES - done;
            double[] mean = meanThresholds(calm, count, whole.and(batch));
            for (int i = 0; i < n; i++) {
                thresholds[i] += mean[i] * (double) count / (double) steps;
            }
            batches[b] = batch;
            done += count;
        }
        double[] centre = parameters.rates();
        LagCovariances moments = whole.covariances(centre);
        GaussianInformation gaussian = GaussianInformation.of(n, moments.covariance(), moments.lagged());
        boolean regular = gaussian.condition() == GaussianInformation.Condition.REGULAR;
        double error = regular ? standardError(gaussian, batches, centre, steps) : Double.NaN;
        return new SampledInfomax(thresholds, moments, gaussian, error);
    }

    /// T: transitions behind the covariances.
    public long samples() {
        return covariances.samples();
    }

    /// N²/(2T) nats, what independent units show on average.
    public double samplingBias() {
        return (double) covariances.units() * covariances.units() / (2.0 * (double) samples());
    }

    /// The largest |m_i − p̄_i| / p̄_i of the recording: large if the thresholds had not settled.
    public double rateDeviation() {
        double worst = 0;
        for (int i = 0; i < covariances.units(); i++) {
            double target = covariances.centre()[i];
            worst = Math.max(worst, Math.abs(covariances.rates()[i] - target) / target);
        }
        return worst;
    }

    /// The thresholds at which units without connections fire at their target rates.
    private static double[] unconnected(InfomaxParameters parameters) {
        double[] h = new double[parameters.units()];
        Arrays.setAll(h, i -> Math.log(parameters.pMax() / parameters.rate(i) - 1));
        return h;
    }

    /// Runs, and averages the thresholds over the windows of the simulation; those at the start if there is none.
    private static double[] meanThresholds(BlockSimulator simulator, long steps, RasterSink sink) {
        double[] sum = new double[simulator.parameters().units()];
        simulator.run(steps, (raster, window, words) -> {
            sink.accept(raster, window, words);
            double[] h = simulator.thresholds();
            for (int i = 0; i < h.length; i++) {
                sum[i] += h[i] * window;
            }
        });
        if (steps == 0) {
            return simulator.thresholds();
        }
        Arrays.setAll(sum, i -> sum[i] / (double) steps);
        return sum;
    }

    private static double standardError(
            GaussianInformation gaussian, LagCounts[] batches, double[] centre, long steps) {
        GaussianInformation.Derivatives derivatives = gaussian.derivatives();
        double[] z = Arrays.stream(batches)
                .map(batch -> batch.covariances(centre))
                .mapToDouble(moments -> linearised(derivatives, moments))
                .toArray();
        double mean = Arrays.stream(z).average().orElseThrow();
        double squares =
                Arrays.stream(z).map(value -> (value - mean) * (value - mean)).sum();
        double linear = squares / (BATCHES - 1.0) / BATCHES;
        double quadratic = centre.length / (Math.sqrt(2) * (double) steps);
        return Math.sqrt(linear + quadratic * quadratic);
    }

    /// Σ A∘C + Σ B∘E.
    private static double linearised(GaussianInformation.Derivatives derivatives, LagCovariances moments) {
        double sum = 0;
        for (int i = 0; i < moments.covariance().length; i++) {
            sum += derivatives.byCovariance()[i] * moments.covariance()[i]
                    + derivatives.byLagged()[i] * moments.lagged()[i];
        }
        return sum;
    }
}
