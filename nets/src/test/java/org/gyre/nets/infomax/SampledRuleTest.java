package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;

import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.junit.jupiter.api.Test;

class SampledRuleTest {
    /// Frozen thresholds and weights; A and B of the exact moments, so that the estimate is unbiased up to the
    /// memory.
    /// Over independent recordings each entry is compared with the exact gradient in units of its own standard
    /// error;
    /// 5.5 standard errors in none of 9 entries has a false-alarm probability below 10⁻⁵ (Student, 19 degrees
    /// of freedom:
    /// 3·10⁻⁵ per entry two-sided at 5.5; the whole test below 3·10⁻⁴).
    @Test
    void theEstimateAgreesWithTheExactGradientWithinItsStandardError() {
        int n = 3;
        int recordings = 20;
        int steps = 20_000;
        InfomaxParameters parameters = InfomaxParameters.uniform(n, 0.95, 0.2).withEpsilon(0);
        double[] w = ExactInfomaxTest.random(n, 1.5, 31);
        ExactInfomax exact = ExactInfomax.atTargetRates(parameters, w);
        double[] truth = exact.gaussianGradient();
        GaussianInformation.Derivatives derivatives = exact.gaussian().derivatives();
        double[] h = exact.network().thresholds();
        SampledRule rule = new SampledRule(parameters, 12);
        double[] sum = new double[n * n];
        double[] squares = new double[n * n];
        for (int r = 0; r < recordings; r++) {
            BlockSimulator simulator =
                    new BlockSimulator(parameters, RandomStream.of(5).split(r), null, null, null);
            simulator.setWeights(w);
            simulator.setThresholds(h);
            simulator.run(512, (raster, count, words) -> {});
            Recorder recorder = new Recorder(steps, n);
            simulator.run(steps, recorder);
            double[] estimate = rule.gradient(recorder.raster(), w, h, exact.covariances(), derivatives);
            for (int k = 0; k < n * n; k++) {
                sum[k] += estimate[k];
                squares[k] += estimate[k] * estimate[k];
            }
        }
        double dot = 0;
        double a = 0;
        double b = 0;
        for (int k = 0; k < n * n; k++) {
            double mean = sum[k] / recordings;
            double error = Math.sqrt((squares[k] / recordings - mean * mean) / (recordings - 1));
            assertThat(Math.abs(mean - truth[k])).isLessThan(5.5 * error);
            dot += mean * truth[k];
            a += mean * mean;
            b += truth[k] * truth[k];
        }
        assertThat(dot / Math.sqrt(a * b)).isGreaterThan(0.9);
    }
}
