package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.Estimate;
import org.junit.jupiter.api.Test;

final class MultipleTestsTest {
    /// The fifteen p-values of Benjamini and Hochberg (1995), section 3: at q = 0.05 the first four are
    /// rejected; the fourth becomes 0.0095 · 15/4.
    @Test
    void falseDiscoveryRateOfThePublishedExample() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };
        double[] q = MultipleTests.falseDiscoveryRate(p);
        assertThat(q[0]).isEqualTo(0.0015, within(1e-12));
        assertThat(q[3]).isEqualTo(0.0095 * 15 / 4, within(1e-12)).isLessThan(0.05);
        assertThat(q[4]).isGreaterThan(0.05);
        // 0.0278 · 15/6 and 0.0298 · 15/7 both exceed 0.0344 · 15/8, which they take over.
        assertThat(q[5]).isEqualTo(0.0298 * 15 / 7, within(1e-12));
        assertThat(q[14]).isEqualTo(1);
        double[] reversed = MultipleTests.falseDiscoveryRate(new double[] {0.04, 0.01, 0.03});
        assertThat(reversed).containsExactly(new double[] {0.04, 0.03, 0.04}, within(1e-12));
        assertThatThrownBy(() -> MultipleTests.falseDiscoveryRate(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMaximumStatisticComparesWithTheLargestOfEachSurrogate() {
        Significance one = new Significance(5, new double[] {1, 6, 2, 0}, "permutation");
        Significance two = new Significance(3, new double[] {4, 0, 1, 0}, "permutation");
        // Largest of each surrogate: 4, 6, 2, 0.
        assertThat(MultipleTests.maximumStatistic(List.of(one, two))).containsExactly(2.0 / 5, 3.0 / 5);
        assertThat(one.pValue()).isEqualTo(2.0 / 5);
        assertThat(one.mean()).isEqualTo(2.25);
        assertThat(MultipleTests.maximumStatistic(List.of())).isEmpty();
    }

    @Test
    void twoSidedTestsLookBothWays() {
        Significance low = new Significance(-3, new double[] {-1, 1, 2, -2}, "permutation");
        assertThat(low.pValue()).isEqualTo(1);
        assertThat(low.twoSidedPValue()).isEqualTo(1.0 / 5);
    }

    @Test
    void fewSurrogatesAreTold() {
        Estimate estimate = Estimate.of("I(a; b)", 1, "plug-in", 10);
        assertThat(new Significance(1, new double[9], "permutation")
                        .on(estimate)
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("9 surrogates cannot give a p-value below 0.1");
        assertThat(new Significance(1, new double[99], "permutation")
                        .on(estimate)
                        .pValue())
                .hasValue(0.01);
    }
}
