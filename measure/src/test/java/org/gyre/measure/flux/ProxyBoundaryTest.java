package org.gyre.measure.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProxyBoundaryTest {
    /// The specification warns from C_RMS = 1/4 on at N = 5; the share N C² of a unit's variance is the same at any N.
    @Test
    void itIsAQuarterForFiveUnitsAndOneShareOfTheVarianceForAll() {
        assertThat(ProxyBoundary.correlation(5)).isCloseTo(0.25, within(0.0005));
        for (int n : new int[] {1, 2, 8, 100}) {
            double c = ProxyBoundary.correlation(n);
            assertThat(n * c * c).isCloseTo(5 * 0.25 * 0.25, within(0.002));
        }
        assertThatThrownBy(() -> ProxyBoundary.correlation(0)).hasMessageContaining("at least 1");
    }
}
