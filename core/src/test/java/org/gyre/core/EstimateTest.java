package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class EstimateTest {
    private static final Estimate.Bias NONE = new Estimate.Bias(0, 0);

    private static final Estimate BARE = Estimate.of("I(x; y)", Math.log(2), "plug-in", 100);

    @Test
    void oneBitIsTheLogarithmOfTwoInNats() {
        assertThat(BARE.in(Unit.BITS)).isCloseTo(1, within(1e-15));
        assertThat(BARE.in(Unit.NATS)).isEqualTo(Math.log(2));
    }

    @Test
    void theExplanationIsATreeOfAllThatIsKnown() {
        Estimate.Part entropy = new Estimate.Part(
                "H(x)", Math.log(4), List.of(new Estimate.Part("bias", 0), new Estimate.Part("rest", Math.log(4))));
        Estimate estimate = BARE.withBiasCorrection("Miller-Madow")
                .withStandardError(Math.log(2) / 8)
                .withPValue(0.005)
                .withParts(entropy, new Estimate.Part("H(x | y)", Math.log(2)))
                .withWarning("Few samples.");
        assertThat(estimate.explain(Unit.BITS)).isEqualTo("""
                I(x; y) = 1.00000 bits
                ├─ estimator: plug-in
                ├─ samples: 100
                ├─ bias correction: Miller-Madow
                ├─ standard error: 0.125000 bits
                ├─ p-value: 0.005000
                ├─ H(x) = 2.00000 bits
                │  ├─ bias = 0.00000 bits
                │  └─ rest = 2.00000 bits
                ├─ H(x | y) = 1.00000 bits
                └─ warning: Few samples.
                """);
    }

    @Test
    void valuesThatAreNoEstimatesAreRefused() {
        assertThatThrownBy(() -> Estimate.of("I", Double.NaN, "e", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Estimate.of("I", Double.POSITIVE_INFINITY, "e", 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Estimate.of("I", 1, "e", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BARE.withPValue(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BARE.withPValue(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BARE.withStandardError(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The 95th percentile of the standard normal law is 1.644853627 (Abramowitz and Stegun, table
    /// 26.5).
    @Test
    void anIntervalReachesAsFarAsItsLevelAsks() {
        Estimate estimate = Estimate.of("H(x)", 2, "plug-in", 10).withStandardError(0.1);
        Estimate.Interval interval =
                estimate.withRemainingBias(NONE).interval(0.9).orElseThrow();
        assertThat(interval.low()).isEqualTo(2 - 0.1644853627, within(1e-10));
        assertThat(interval.high()).isEqualTo(2 + 0.1644853627, within(1e-10));
        assertThatThrownBy(() -> estimate.interval(90)).isInstanceOf(IllegalArgumentException.class);
    }

    /// √(0.12² + 0.05²) = 0.13 upwards and 0.12 downwards; and half of the error is more than an
    /// interval can bear.
    @Test
    void whatMayBeLeftAboveWidensTheIntervalUpwardsOrForbidsIt() {
        Estimate estimate = Estimate.of("H(x)", 2, "plug-in", 10).withStandardError(0.12);
        assertThat(estimate.interval(0.9)).isEmpty();
        Estimate.Interval interval = estimate.withRemainingBias(new Estimate.Bias(0, 0.05))
                .interval(0.9)
                .orElseThrow();
        assertThat(interval.low()).isEqualTo(2 - 0.12 * 1.644853627, within(1e-9));
        assertThat(interval.high()).isEqualTo(2 + 0.13 * 1.644853627, within(1e-9));
        assertThat(estimate.withRemainingBias(new Estimate.Bias(0, 0.06)).interval(0.9))
                .isEmpty();
        assertThat(estimate.withRemainingBias(Estimate.Bias.UNBOUNDED).interval(0.9))
                .isEmpty();
        assertThat(Estimate.of("H(x)", 2, "plug-in", 10).withRemainingBias(NONE).interval(0.9))
                .isEmpty();
        assertThat(estimate.withRemainingBias(new Estimate.Bias(0, 0.05)).explain(Unit.NATS))
                .contains("interval of 90 %: 1.80262 to 2.21383 nats");
    }

    /// The interval is about the value without the bias: 2.03 or 1.97 instead of 2. Of a shift of 0.03 and 0.04
    /// above the size is 0.05.
    @Test
    void aShiftMovesTheInterval() {
        Estimate estimate = Estimate.of("H(x)", 2, "plug-in", 10).withStandardError(0.12);
        double reach = 0.12 * 1.644853627;
        for (double shift : new double[] {0.03, -0.03}) {
            Estimate.Interval interval = estimate.withRemainingBias(new Estimate.Bias(shift, 0))
                    .interval(0.9)
                    .orElseThrow();
            assertThat(interval.low()).isEqualTo(2 + shift - reach, within(1e-9));
            assertThat(interval.high()).isEqualTo(2 + shift + reach, within(1e-9));
        }
        assertThat(new Estimate.Bias(-0.03, 0.04).size()).isEqualTo(0.05, within(1e-15));
        assertThatThrownBy(() -> new Estimate.Bias(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate.Bias(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
