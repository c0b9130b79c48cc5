package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PluralTest {
    @Test
    void oneIsSingularAndNothingElseIs() {
        assertThat(Plural.of(1, "sample")).isEqualTo("1 sample");
        assertThat(Plural.of(0, "sample")).isEqualTo("0 samples");
        assertThat(Plural.of(12, "sample")).isEqualTo("12 samples");
        assertThat(Plural.of(-1, "tick")).isEqualTo("-1 ticks");
        assertThat(Plural.of((1L << 32) + 1, "byte")).isEqualTo("4294967297 bytes");
    }

    @Test
    void aVerbFollowsItsNoun() {
        assertThat(Plural.of(1, "value lies", "values lie")).isEqualTo("1 value lies");
        assertThat(Plural.of(3, "value lies", "values lie")).isEqualTo("3 values lie");
        assertThat(Plural.noun(1, "unit") + " " + Plural.noun(2, "unit")).isEqualTo("unit units");
    }
}
