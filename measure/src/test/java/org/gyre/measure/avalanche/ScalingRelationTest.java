package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

/// Avalanches made to a known relation, and a regression by hand.
class ScalingRelationTest {
    /// Durations 1, 2, 4, 8 in the numbers 8, 4, 2, 1, each avalanche of duration T with the size T².
    private static int[] squares() {
        int[] activity = new int[200];
        int t = 0;
        for (int duration = 1, count = 8; count > 0; duration *= 2, count /= 2) {
            for (int k = 0; k < count; k++) {
                for (int step = 0; step < duration; step++) {
                    activity[t++] = duration;
                }
                t++;
            }
        }
        return activity;
    }

    private static Fit law(Tally sample, double exponent) {
        Distribution law = new PowerLaw(exponent, Support.wholeFrom(1));
        return new Fit(law, java.util.List.of(0.1), 0, sample.total(), 0, Fit.Outcome.INTERIOR, false);
    }

    @Test
    void anExactPowerHasNoError() {
        Avalanches avalanches = Avalanches.of(squares());
        ScalingRelation relation =
                ScalingRelation.of(avalanches, law(avalanches.sizes(), 1.5), law(avalanches.durations(), 2));
        assertThat(relation.gamma()).isCloseTo(2, within(1e-12));
        assertThat(relation.gammaError()).isLessThan(1e-6);
        // (2 − 1)/(1.5 − 1) = 2; its error is 0.1 √(1/0.5² + (2/0.5)²) = 0.1 √20
        assertThat(relation.predicted()).isCloseTo(2, within(1e-12));
        assertThat(relation.predictedError()).isCloseTo(0.1 * Math.sqrt(20), within(1e-12));
        assertThat(relation.deviation()).isCloseTo(0, within(1e-12));
        assertThat(relation.durations()).isEqualTo(4);
    }

    /// Durations 1, 2, 4 once each with sizes 1, 8, 16: log₂ of both are (0, 0), (1, 3), (2, 4), so that the slope is 2
    /// and the residuals −1/3, 2/3, −1/3 have the sum of squares 2/3; the error is √(2/3 / 1 / 2).
    @Test
    void theErrorIsThatOfTheResiduals() {
        Avalanches avalanches = Avalanches.of(new int[] {1, 0, 4, 4, 0, 4, 4, 4, 4});
        ScalingRelation relation =
                ScalingRelation.of(avalanches, law(avalanches.sizes(), 1.5), law(avalanches.durations(), 2));
        assertThat(relation.gamma()).isCloseTo(2, within(1e-12));
        assertThat(relation.gammaError()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-12));
    }

    @Test
    void twoDurationsMakeNoLine() {
        Avalanches avalanches = Avalanches.of(new int[] {1, 0, 4, 4});
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() ->
                        ScalingRelation.of(avalanches, law(avalanches.sizes(), 1.5), law(avalanches.durations(), 2)))
                .withMessageContaining("only 2 distinct durations lie");
    }
}
