package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    /// By hand: ascending .005 .01 .03 .04 times 4, 3, 2, 1 is .02 .03 .06 .04, and never falls.
    @Test
    void theSmallestIsMultipliedByTheNumberOfTests() {
        assertThat(Holm.corrected(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
    }

    @Test
    void noneGetsBeyondOneAndWhatIsNoTestDoesNotCount() {
        assertThat(Holm.corrected(new double[] {Double.NaN, 0.6, 0.2})).containsExactly(Double.NaN, 0.6, 0.4);
        assertThat(Holm.corrected(new double[] {0.8, 0.9})).containsExactly(1, 1);
        assertThat(Holm.corrected(new double[0])).isEmpty();
    }
}
