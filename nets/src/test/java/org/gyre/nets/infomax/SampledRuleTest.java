package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gyre.core.BinaryRaster;
import org.gyre.core.linalg.Blas;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledRuleTest {
    /// A network whose thresholds stand at the ones that meet its rates, and independent recordings of
    /// it.
    private record Frozen(InfomaxParameters parameters, double[] weights, ExactInfomax exact) {
        static Frozen of(int n, double pMax, double rate, double width, long seed) {
            InfomaxParameters parameters =
                    InfomaxParameters.uniform(n, pMax, rate).withEpsilon(0);
            double[] w = ExactInfomaxTest.random(n, width, seed);
            return new Frozen(parameters, w, ExactInfomax.atTargetRates(parameters, w));
        }

        double[] thresholds() {
            return exact.network().thresholds();
        }

        BinaryRaster record(int recording, int steps) {
            BlockSimulator simulator =
                    new BlockSimulator(parameters, RandomStream.of(5).split(recording), null, null, null);
            simulator.setWeights(weights);
            simulator.setThresholds(thresholds());
            simulator.run(128, (raster, count, words) -> {});
            Recorder recorder = new Recorder(steps, parameters.units());
            simulator.run(steps, recorder);
            return recorder.raster();
        }
    }

    /// Mean and standard error of every entry over recordings.
    private static final class Entries {
        private final double[] sum;
        private final double[] squares;
        private int count;

        Entries(int size) {
            sum = new double[size];
            squares = new double[size];
        }

        void add(double[] values) {
            for (int k = 0; k < values.length; k++) {
                sum[k] += values[k];
                squares[k] += values[k] * values[k];
            }
            count++;
        }

        double[] mean() {
            double[] mean = sum.clone();
            for (int k = 0; k < mean.length; k++) {
                mean[k] /= count;
            }
            return mean;
        }

        /// The largest distance from `expected`, in standard errors of the entry.
        double worst(double[] expected) {
            double worst = 0;
            for (int k = 0; k < expected.length; k++) {
                double mean = sum[k] / count;
                double error = Math.sqrt((squares[k] / count - mean * mean) / (count - 1));
                worst = Math.max(worst, Math.abs(mean - expected[k]) / error);
            }
            return worst;
        }
    }

    private static double cosine(double[] x, double[] y) {
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int k = 0; k < x.length; k++) {
            dot += x[k] * y[k];
            a += x[k] * x[k];
            b += y[k] * y[k];
        }
        return dot / Math.sqrt(a * b);
    }

    /// From recordings alone, so short that the bias of order 1/T stands out: the uncorrected estimate
    /// misses the exact gradient by many standard errors, the corrected one by no more than chance.
    /// Normal law (5000 recordings): 4.5 standard errors in none of 9 entries has a false-alarm
    /// probability of 6·10⁻⁵.
    @Test
    void theEstimateFromARecordingAloneIsUnbiased() {
        Frozen network = Frozen.of(3, 0.95, 0.2, 1.5, 31);
        double[] centre = network.parameters().rates();
        SampledRule rule = new SampledRule(network.parameters(), 3);
        Entries corrected = new Entries(9);
        Entries plain = new Entries(9);
        for (int r = 0; r < 5000; r++) {
            BinaryRaster raster = network.record(r, 500);
            corrected.add(rule.gradient(raster, network.weights(), network.thresholds(), centre)
                    .orElseThrow());
            LagCovariances moments = LagCovariances.of(raster, 1, centre);
            plain.add(rule.rewarded(
                            raster,
                            network.weights(),
                            network.thresholds(),
                            moments,
                            GaussianInformation.of(3, moments.covariance(), moments.lagged())
                                    .derivatives())
                    .orElseThrow());
        }
        double[] truth = network.exact().gaussianGradient();
        assertThat(plain.worst(truth)).isGreaterThan(6);
        assertThat(corrected.worst(truth)).isLessThan(4.5);
    }

    /// Averaged over a run at frozen weights, homeostasis at work, the direction is
    /// the exact one.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void atEightUnitsTheDirectionIsTheExactOne(long seed) {
        int n = 8;
        InfomaxParameters parameters = InfomaxParameters.uniform(n, 0.95, 0.1);
        double[] w = ExactInfomaxTest.random(n, 1.5, seed);
        ExactInfomax exact = ExactInfomax.atTargetRates(parameters, w);
        SampledRule rule = new SampledRule(parameters, 5);
        BlockSimulator simulator = new BlockSimulator(parameters, RandomStream.of(seed), null, null, null);
        simulator.setWeights(w);
        simulator.setThresholds(exact.network().thresholds());
        Entries entries = new Entries(n * n);
        for (int part = 0; part < 20; part++) {
            double[] h = simulator.thresholds();
            Recorder recorder = new Recorder(20_000, n);
            simulator.run(20_000, recorder);
            entries.add(
                    rule.gradient(recorder.raster(), w, h, parameters.rates()).orElseThrow());
        }
        assertThat(cosine(entries.mean(), exact.gaussianGradient())).isGreaterThan(0.9);
    }

    /// What is lost by crediting K steps only, by enumeration: it falls with K. And the estimate has
    /// that expectation, not the exact gradient, where K is too short. Normal law (400 recordings): 4.5
    /// standard errors in none of 9 entries has a false-alarm probability of 6·10⁻⁵.
    @Test
    void theTruncationBiasFallsWithTheMemory() {
        Frozen network = Frozen.of(3, 0.95, 0.3, 3, 4);
        double[] truth = network.exact().gaussianGradient();
        double[] lost = new double[5];
        for (int m = 0; m < 5; m++) {
            lost[m] = ExactInfomaxTest.relativeError(truncated(network.exact(), 4 * m), truth);
        }
        for (int m = 1; m < 5; m++) {
            assertThat(lost[m]).isLessThan(0.5 * lost[m - 1]);
        }
        SampledRule rule = new SampledRule(network.parameters(), 0);
        Entries entries = new Entries(9);
        for (int r = 0; r < 400; r++) {
            entries.add(rule.gradient(
                            network.record(r, 5000),
                            network.weights(),
                            network.thresholds(),
                            network.parameters().rates())
                    .orElseThrow());
        }
        assertThat(entries.worst(truth)).isGreaterThan(10);
        assertThat(entries.worst(truncated(network.exact(), 0))).isLessThan(4.5);
    }

    /// The expectation of the rule with memory K: rewards and rates up to K steps after a spike, by
    /// powers of P.
    private static double[] truncated(ExactInfomax exact, int memory) {
        EnumeratedChain chain = exact.chain();
        int n = chain.units();
        InfomaxParameters parameters = exact.network().parameters();
        GaussianInformation.Derivatives derivatives = exact.gaussian().derivatives();
        double[] reward = new double[chain.states() * chain.states()];
        for (int s = 0; s < chain.states(); s++) {
            for (int next = 0; next < chain.states(); next++) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        double now = (next >>> j & 1) - parameters.rate(j);
                        double before = (s >>> j & 1) - parameters.rate(j);
                        sum += ((next >>> i & 1) - parameters.rate(i))
                                * (derivatives.byCovariance()[i * n + j] * now
                                        + derivatives.byLagged()[i * n + j] * before);
                    }
                }
                reward[s * chain.states() + next] = sum;
            }
        }
        // Rows: the reward, then every unit; columns: thresholds, then weights.
        double[][] sensitivities = new double[n + 1][];
        sensitivities[n] = sensitivities(exact, reward, memory);
        double[] jacobian = new double[n * n];
        double[] lambda = new double[n];
        for (int m = 0; m < n; m++) {
            double[] fired = new double[reward.length];
            for (int p = 0; p < fired.length; p++) {
                fired[p] = p % chain.states() >>> m & 1;
            }
            sensitivities[m] = sensitivities(exact, fired, memory);
            lambda[m] = sensitivities[n][m];
        }
        for (int k = 0; k < n; k++) {
            for (int m = 0; m < n; m++) {
                jacobian[k * n + m] = sensitivities[m][k];
            }
        }
        int[] pivots = new int[n];
        assertThat(Blas.best().dgetrf(n, jacobian, 0, n, pivots)).isZero();
        Blas.best().dgetrs(false, n, 1, jacobian, 0, n, pivots, lambda, 0, 1);
        double[] gradient = new double[n * n];
        for (int k = 0; k < n * n; k++) {
            gradient[k] = sensitivities[n][n + k];
            for (int m = 0; m < n; m++) {
                gradient[k] -= lambda[m] * sensitivities[m][n + k];
            }
        }
        return gradient;
    }

    /// ∂⟨G⟩ by thresholds (N), then by weights (N²), of a function G(x, x'), at most K steps ahead.
    private static double[] sensitivities(ExactInfomax exact, double[] g, int memory) {
        EnumeratedChain chain = exact.chain();
        int n = chain.units();
        int states = chain.states();
        double[] mean = new double[states];
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                mean[s] += chain.transition(s, next) * g[s * states + next];
            }
        }
        double[] later = new double[states];
        for (int k = 0; k < memory; k++) {
            double[] sum = mean.clone();
            for (int s = 0; s < states; s++) {
                for (int next = 0; next < states; next++) {
                    sum[s] += chain.transition(s, next) * later[next];
                }
            }
            later = sum;
        }
        InfomaxParameters parameters = exact.network().parameters();
        double[] result = new double[n + n * n];
        for (int s = 0; s < states; s++) {
            for (int next = 0; next < states; next++) {
                double weight = chain.stationary(s) * chain.transition(s, next) * (g[s * states + next] + later[next]);
                for (int i = 0; i < n; i++) {
                    double psi = InfomaxNetwork.surprise((next >>> i & 1) != 0, chain.firing(s, i), parameters.pMax());
                    result[i] -= weight * psi;
                    for (int j = 0; j < n; j++) {
                        result[n + i * n + j] += weight * psi * ((s >>> j & 1) - parameters.rate(j));
                    }
                }
            }
        }
        return result;
    }

    /// Without the truncation the expectation is the exact gradient: the enumeration above is the right
    /// one.
    @Test
    void theExpectationWithALongMemoryIsTheExactGradient() {
        ExactInfomax exact = Frozen.of(3, 0.95, 0.3, 3, 4).exact();
        assertThat(ExactInfomaxTest.relativeError(truncated(exact, 300), exact.gaussianGradient()))
                .isLessThan(1e-10);
    }

    /// A unit that never fires, always fires, or is saturated (it fires with p_max whatever happens):
    /// its rate does not respond to its threshold, and no gradient holds the rates. The last has regular
    /// covariances.
    @ParameterizedTest
    @ValueSource(doubles = {60, -60})
    void aUnitThatDoesNotRespondLeavesNoGradient(double threshold) {
        for (double pMax : new double[] {0.5, 1}) {
            InfomaxParameters parameters =
                    InfomaxParameters.uniform(3, pMax, 0.2).withEpsilon(0);
            double[] w = ExactInfomaxTest.random(3, 1, 2);
            double[] h = {threshold, 1, 1};
            BlockSimulator simulator = new BlockSimulator(parameters, RandomStream.of(1), null, null, null);
            simulator.setWeights(w);
            simulator.setThresholds(h);
            simulator.run(64, (raster, count, words) -> {});
            Recorder recorder = new Recorder(2000, 3);
            simulator.run(2000, recorder);
            LagCovariances moments = LagCovariances.of(recorder.raster(), 1, parameters.rates());
            GaussianInformation information = GaussianInformation.of(3, moments.covariance(), moments.lagged());
            boolean changes = threshold < 0 && pMax < 1;
            assertThat(information.condition())
                    .isEqualTo(changes ? GaussianInformation.Condition.REGULAR : GaussianInformation.Condition.CLAMPED);
            SampledRule rule = new SampledRule(parameters, 4);
            assertThat(rule.gradient(recorder.raster(), w, h, parameters.rates()))
                    .isEmpty();
            GaussianInformation.Derivatives any = new GaussianInformation.Derivatives(3, new double[9], new double[9]);
            assertThat(rule.rewarded(recorder.raster(), w, h, moments, any)).isEmpty();
        }
    }

    @Test
    void aMemoryAsLongAsHalfTheRecordingIsRefused() {
        InfomaxParameters parameters = InfomaxParameters.uniform(2, 0.9, 0.2);
        BinaryRaster raster = Frozen.of(2, 0.9, 0.2, 1, 1).record(1, 100);
        SampledRule rule = new SampledRule(parameters, 50);
        assertThatThrownBy(() -> rule.gradient(raster, new double[4], new double[2], parameters.rates()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("50 steps do not exceed the reward memory of 50");
    }
}
