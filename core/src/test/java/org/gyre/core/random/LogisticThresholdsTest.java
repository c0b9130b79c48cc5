package org.gyre.core.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticThresholdsTest {
    private static final int COUNT = 1 << 16;

    @ParameterizedTest
    @ValueSource(floats = {1f, 0.95f, 0.5f, 0.25f})
    void bulkDrawsEqualTheScalarTwinAndTheRealLogarithm(float pMax) {
        RandomStream stream = RandomStream.of(11).split("thresholds");
        float[] thresholds = new float[COUNT];
        LogisticThresholds.fill(stream, 640, pMax, new int[COUNT], thresholds, COUNT);
        double worst = 0;
        for (int i = 0; i < COUNT; i++) {
            int word = stream.word(640 + i);
            float scalar = LogisticThresholds.threshold(word, pMax);
            if (Float.floatToRawIntBits(thresholds[i]) != Float.floatToRawIntBits(scalar)) {
                throw new AssertionError("draw " + i + ": " + thresholds[i] + " in bulk, " + scalar + " alone");
            }
            float u = ((word >>> 1) + 0.5f) * 0x1p-31f;
            double exact = u < pMax ? Math.log(u / (double) (pMax - u)) : Double.POSITIVE_INFINITY;
            if (Double.isInfinite(exact) != Double.isInfinite(scalar)) {
                throw new AssertionError("draw " + i + " with u = " + u + " gives " + scalar);
            }
            if (!Double.isInfinite(exact)) {
                worst = Math.max(worst, Math.abs(scalar - exact) / (1 + Math.abs(exact)));
            }
        }
        assertThat(worst).isLessThan(4e-7);
    }

    @Test
    void extremeWordsGiveOrderedFiniteOrInfiniteThresholds() {
        assertThat(LogisticThresholds.threshold(0, 1f)).isFinite().isLessThan(-20f);
        assertThat(LogisticThresholds.threshold(-1, 1f)).isGreaterThan(15f);
        assertThat(LogisticThresholds.threshold(-1, 0.5f)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    /// The fraction of thresholds below a is p_max / (1 + exp(-a)); six binomial standard deviations.
    @ParameterizedTest
    @ValueSource(floats = {-6f, -3f, 0f, 2f, 30f})
    void aUnitFiresWithTheLogisticProbability(float drive) {
        float pMax = 0.95f;
        float[] thresholds = new float[COUNT];
        LogisticThresholds.fill(RandomStream.of(5).split("rate"), 0, pMax, new int[COUNT], thresholds, COUNT);
        int fired = 0;
        for (float threshold : thresholds) {
            if (drive > threshold) {
                fired++;
            }
        }
        double p = pMax / (1 + Math.exp(-drive));
        double deviation = Math.sqrt(p * (1 - p) / COUNT);
        assertThat((double) fired / COUNT).isBetween(p - 6 * deviation, p + 6 * deviation);
    }
}
