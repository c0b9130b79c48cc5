package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValueNamesTest {
    private static final ValueNames NAMES = new ValueNames()
            .give("end")
            .when(false, List.of("off"))
            .each("level_#_bits", List.of(0.5, 30.0))
            .member("unit_#_at_#", 2, 6)
            .know("width_#");

    @Test
    void numbersInNamesHaveNoPoint() {
        assertThat(ValueNames.of("unit_#_at_#", 2, 0.25)).isEqualTo("unit_2_at_0_25");
        assertThat(ValueNames.of("width_#", -1.5)).isEqualTo("width_minus_1_5");
    }

    @Test
    void whatIsGivenIsWhatIsSwitchedOn() {
        assertThat(NAMES.given()).containsExactly("end", "level_0_5_bits", "level_30_bits", "unit_2_at_6");
    }

    @Test
    void whatIsOffOrOfAFamilyIsKnownAndNothingElse() {
        assertThat(List.of("end", "off", "level_7_bits", "level_0_25_bits", "unit_11_at_3", "width_2", "width_minus_2"))
                .allMatch(NAMES::knows);
        assertThat(List.of("End", "offf", "level__bits", "level_x_bits", "unit_1_at_", "width_#2", "width_2_", ""))
                .noneMatch(NAMES::knows);
    }

    @Test
    void aMisspeltNameIsNearARealOne() {
        assertThat(NAMES.closest("levl_30_bits")).isEqualTo("level_30_bits");
        assertThat(NAMES.closest("nothing")).isNull();
    }
}
