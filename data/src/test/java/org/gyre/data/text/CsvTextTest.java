package org.gyre.data.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is expected is RFC 4180, and what spreadsheets run as a formula.
class CsvTextTest {
    private static String cell(String text) {
        return new CsvText().cell(text).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=cmd|' /C calc'!A0", "=1+1", "@SUM(A1)", "+1+1", "-1+1", "-unit", "\t=1", "＝1+1", "－", "+NaN"})
    void aNameThatWouldRunAsAFormulaGetsAnApostrophe(String name) {
        assertThat(cell(name)).isEqualTo("'" + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1.5", "+2", "-1.0E-5", "1.0E300", "-Infinity", "unit 3", "a=b", "CA1-left", "x@y", ""})
    void numbersAndOtherNamesStay(String text) {
        assertThat(cell(text)).isEqualTo(text);
    }

    @Test
    void commasQuotesAndEndsOfLinesAreQuoted() {
        assertThat(cell("a, b")).isEqualTo("\"a, b\"");
        assertThat(cell("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
        assertThat(cell("1\n2")).isEqualTo("\"1\n2\"");
        assertThat(cell("1\r2")).isEqualTo("\"1\r2\"");
    }

    /// The apostrophe stands inside the quotes, or a spreadsheet would not see it.
    @Test
    void aFormulaWithACommaIsQuotedToo() {
        assertThat(cell("=HYPERLINK(\"http://x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        assertThat(cell("\n=1")).isEqualTo("\"'\n=1\"");
    }

    @Test
    void linesReadBack() throws IOException {
        CsvText text = new CsvText().line(List.of("unit, left", "=b"));
        text.cell(0.1).cell(-3).end().cell(Double.MIN_VALUE).cell(1e300).end();
        assertThat(new String(text.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("\"unit, left\",'=b\n0.1,-3\n4.9E-324,1.0E300\n");
        Matrix read = TextMatrix.read(new ByteArrayInputStream(text.toBytes()), "t.csv", Limits.DEFAULT);
        assertThat(read.columnNames()).containsExactly("unit, left", "'=b");
        assertThat(read.column(0)).containsExactly(0.1, Double.MIN_VALUE);
        assertThat(read.column(1)).containsExactly(-3, 1e300);
    }
}
