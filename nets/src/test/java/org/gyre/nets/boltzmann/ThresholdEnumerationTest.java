package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdEnumerationTest {
    /// As many as threshold functions with bias of one input less (Muroga 1971).
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 14", "4, 104", "5, 1882"})
    void theSelfDualFunctionsAreComplete(int inputs, int count) {
        int[] functions = ThresholdEnumeration.functions(inputs);
        assertThat(functions).hasSize(count).doesNotHaveDuplicates();
        int states = 1 << inputs;
        for (int table : functions) {
            for (int x = 0; x < states; x++) {
                assertThat(table >>> x & 1).isNotEqualTo(table >>> (states - 1 - x) & 1);
            }
        }
    }

    /// By hand: x' is ±1 or ±y for either unit, so that two of 16 maps are the 4-cycle x → y → −x,
    /// either way round.
    @Test
    void twoUnitsHaveTwoFullCycles() {
        ThresholdEnumeration.Study study = ThresholdEnumeration.study(2);
        assertThat(study.maps()).isEqualTo(16);
        assertThat(study.fullCycles()).isEqualTo(2);
        assertThat(ThresholdEnumeration.study(1).longestPeriods()).isEqualTo(Map.of(1, 1L, 2, 1L));
    }

    /// Values of another program.
    @Test
    void allMapsOfThreeUnitsAreKnown() {
        ThresholdEnumeration.Study study = ThresholdEnumeration.study(3);
        assertThat(study.maps()).isEqualTo(2744);
        assertThat(study.longestPeriods()).isEqualTo(Map.of(1, 533L, 2, 1399L, 3, 160L, 4, 444L, 6, 160L, 8, 48L));
        assertThat(study.fullCycles()).isEqualTo(48);
        assertThat(study.bijections()).isEqualTo(240);
        assertThat(study.meanPeriod()).isEqualTo(2.365889, within(5e-7));
    }

    /// Values of a plain program in C that follows each of the 16 states of each map. Renaming and
    /// flipping units makes 384 maps of one; of a full cycle only powers of itself among them change
    /// nothing, at most 16, so that 24 divides the number of full cycles.
    @Test
    @Tag("slow")
    @Timeout(300)
    void allMapsOfFourUnitsAreKnown() {
        ThresholdEnumeration.Study study = ThresholdEnumeration.study(4);
        assertThat(study.maps()).isEqualTo(116_985_856);
        assertThat(study.longestPeriods())
                .isEqualTo(Map.ofEntries(
                        Map.entry(1, 14_948_129L),
                        Map.entry(2, 50_311_899L),
                        Map.entry(3, 10_525_760L),
                        Map.entry(4, 20_866_388L),
                        Map.entry(5, 1_514_304L),
                        Map.entry(6, 11_469_184L),
                        Map.entry(7, 55_296L),
                        Map.entry(8, 5_314_992L),
                        Map.entry(10, 1_517_376L),
                        Map.entry(12, 397_248L),
                        Map.entry(14, 55_296L),
                        Map.entry(16, 9_984L)));
        assertThat(study.fullCycles() % 24).isZero();
        assertThat(study.bijections()).isEqualTo(89_472);
        assertThat(study.meanPeriod()).isEqualTo(5_404_328_832.0 / 16 / 116_985_856, within(1e-12));
    }

    @Test
    void whatWouldTakeTooLongIsRefused() {
        assertThatThrownBy(() -> ThresholdEnumeration.functions(6)).hasMessageContaining("from 1 to 5");
        assertThatThrownBy(() -> ThresholdEnumeration.study(5)).hasMessageContaining("from 1 to 4");
    }
}
