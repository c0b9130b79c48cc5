package org.gyre.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    private static Claim claim(@Nullable Double min, @Nullable Double max) {
        return new Claim("id", "It is so.", "≈ 50", "value", min, max, "because");
    }

    /// Bounds belong to the interval.
    @ParameterizedTest
    @CsvSource({
        "45, 62, 45, PASS", "45, 62, 62, PASS", "45, 62, 44.999, FAIL", "45, 62, 62.001, FAIL",
        "45, , 1e9, PASS", "45, , 44, FAIL", ", 62, -1e9, PASS", ", 62, 63, FAIL",
        "45, 62, , NOT_TESTED", "45, 62, NaN, FAIL", "45, , Infinity, FAIL"
    })
    void aValueIsHeldAgainstTheInterval(
            @Nullable Double min, @Nullable Double max, @Nullable Double ours, Claim.Verdict verdict) {
        assertThat(claim(min, max).evaluate(ours).verdict()).isEqualTo(verdict);
    }

    @Test
    void anIntervalThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> claim(null, null)).hasMessageContaining("neither min nor max");
        assertThatThrownBy(() -> claim(2.0, 1.0)).hasMessageContaining("min = 2.0 is above max = 1.0");
        assertThatThrownBy(() -> claim(Double.NaN, 1.0)).hasMessageContaining("must be finite");
    }

    /// What was measured without a number coming out fails, with the reason; only what was not measured
    /// is no verdict.
    @Test
    void anUndefinedValueFailsAndSaysWhy() {
        ClaimResult never = claim(45.0, 62.0).evaluate(Double.NaN, "Never reached.");
        assertThat(never.verdict()).isEqualTo(Claim.Verdict.FAIL);
        assertThat(never.ours()).isNull();
        assertThat(never.note()).isEqualTo("Never reached.");
        assertThat(claim(45.0, 62.0).evaluate(Double.NaN).note()).contains("no number came out");
        assertThat(claim(45.0, 62.0).evaluate(null).note()).contains("switched off");
        assertThat(claim(45.0, 62.0).evaluate(50.0, "unused").note()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-3, -3",
        "1234567, 1234567",
        "0.1, 0.1",
        "3.14159265, 3.1416",
        "-0.000123456, -0.00012346",
        "0.00001234, 1.234e-5",
        "1e7, 1e7",
        "123456789, 1.2346e8",
        "NaN, undefined",
        "Infinity, ∞",
        "1e300, 1e300",
        "99999.96, 100000"
    })
    void numbersAreShortAndTheSameInEveryLocale(double value, String text) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.compact(value)).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void citationsAreWholeEntriesInTheOrderAskedFor() {
        assertThat(Citations.keys()).contains("Tanaka2009", "Tanaka2020", "Hayakawa2014");
        String text = Citations.bibtex(List.of("Tanaka2020", "Tanaka2009"));
        assertThat(text)
                .startsWith("@article{Tanaka2020,")
                .contains("}\n\n@article{Tanaka2009,")
                .endsWith("}\n");
        assertThat(text.chars().filter(c -> c == '{').count())
                .isEqualTo(text.chars().filter(c -> c == '}').count());
        assertThatThrownBy(() -> Citations.bibtex(List.of("Nobody1900"))).hasMessageContaining("Nobody1900");
    }
}
