package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.junit.jupiter.api.Test;

/// The reference is the enumeration of the same networks.
class SampledInfomaxTest {
    private static final InfomaxParameters EIGHT = InfomaxParameters.uniform(8, 0.95, 0.1);

    private static SampledInfomax sampled(double[] weights, long seed, long steps) {
        return SampledInfomax.of(EIGHT, weights, 50_000, steps, RandomStream.of(seed));
    }

    /// Eight networks, each with a deviation from enumeration in units of its stated error. Their squares sum to a
    /// χ² of 8 degrees of freedom when the errors are right: between 1.34 and 26.1 but for 1 in 200 and 1 in 1000.
    @Test
    void theInformationAgreesWithEnumerationWithinTheStatedError() {
        double chiSquared = 0;
        for (int k = 0; k < 8; k++) {
            double[] weights = ExactInfomaxTest.random(8, 2, 40 + k);
            double exact = ExactInfomax.atTargetRates(EIGHT, weights).gaussian().nats();
            SampledInfomax sampled = sampled(weights, k, 400_000);
            double z = (sampled.gaussian().nats() - sampled.samplingBias() - exact) / sampled.standardError();
            assertThat(sampled.standardError()).isLessThan(0.03 * exact);
            assertThat(Math.abs(z)).as("network " + k).isLessThan(4);
            chiSquared += z * z;
        }
        assertThat(chiSquared).isBetween(1.34, 26.1);
    }

    @Test
    void thresholdsAndRatesAreThoseOfEnumeration() {
        double[] weights = ExactInfomaxTest.random(8, 2, 50);
        double[] exact = ExactInfomax.atTargetRates(EIGHT, weights).network().thresholds();
        SampledInfomax sampled = sampled(weights, 3, 400_000);
        for (int i = 0; i < 8; i++) {
            // A rate known to √(p̄/T) moves a threshold by about that over p̄(1 − p̄/p_max): 0.0056; four of them.
            assertThat(sampled.thresholds()[i]).as("unit " + i).isBetween(exact[i] - 0.0225, exact[i] + 0.0225);
        }
        // Homeostasis: |m − p̄| = |Δh|/(εT) with ε = 0.001 and thresholds that wander by √(ε/2) = 0.022.
        assertThat(sampled.rateDeviation()).isLessThan(4 * 0.022 / (0.001 * 400_000) / 0.1);
    }

    /// Without connections I = 0, and N²/(2T) is all that is seen, with the deviation N/(√2 T).
    @Test
    void independentUnitsShowTheSamplingBias() {
        SampledInfomax sampled = sampled(new double[64], 9, 100_000);
        assertThat(sampled.samplingBias()).isEqualTo(64 / 200_000.0);
        double deviation = 8 / (Math.sqrt(2) * 100_000);
        assertThat(sampled.gaussian().nats())
                .isBetween(sampled.samplingBias() - 4 * deviation, sampled.samplingBias() + 4 * deviation);
        assertThat(sampled.standardError()).isBetween(deviation, 4 * deviation);
    }

    @Test
    void silentUnitsLeaveNoNumberAndNoError() {
        InfomaxParameters rare = InfomaxParameters.uniform(8, 0.95, 1e-7);
        SampledInfomax sampled = SampledInfomax.of(rare, new double[64], 0, 1000, RandomStream.of(1));
        assertThat(sampled.gaussian().condition()).isNotEqualTo(GaussianInformation.Condition.REGULAR);
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        double[] weights = ExactInfomaxTest.random(8, 2, 60);
        SampledInfomax one = sampled(weights, 4, 10_000);
        SampledInfomax two = sampled(weights, 4, 10_000);
        assertThat(two.gaussian().nats()).isEqualTo(one.gaussian().nats());
        assertThat(two.standardError()).isEqualTo(one.standardError());
        assertThat(Arrays.equals(two.thresholds(), one.thresholds())).isTrue();
    }

    @Test
    void tooFewStepsAreRefused() {
        assertThatThrownBy(() -> sampled(new double[64], 1, 999))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1000");
    }
}
