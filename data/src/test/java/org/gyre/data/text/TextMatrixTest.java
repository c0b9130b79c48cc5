package org.gyre.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.Unknowns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextMatrixTest {
    private static Matrix read(byte[] bytes) {
        try {
            return TextMatrix.read(new ByteArrayInputStream(bytes), "x.csv", Limits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Matrix read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String text, String... parts) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x.csv")
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,-2.5,3e2\n+4,.5,6.\n",
                "1;-2.5;3e2\n+4;.5;6.\n",
                "1\t-2.5\t3e2\n+4\t.5\t6.\n",
                "  1 -2.5   3e2\t\n\t+4  .5 6. ",
                "1, -2.5, 3E+2\r\n +4 , .5 , 6. \r\n",
                "1,-2.5,3e2\r+4,.5,6.",
                "\n# a comment\n1,-2.5,3e2 % why\n\n% another\n+4,.5,6.#\n\n",
                "\"1\",\"-2.5\" , 300\n4,\" 0.5 \",\"6\"\n"
            })
    void theSeparatorsCommentsAndLineEndsOfTheRulesAreRead(String text) {
        Matrix matrix = read(text);
        assertThat(matrix.rows()).isEqualTo(2);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(matrix.values()).containsExactly(1, -2.5, 300, 4, 0.5, 6);
        assertThat(matrix.columnNames()).isEmpty();
    }

    /// Read as one gap they would move the cells behind an empty one.
    @Test
    void twoTabsNextToEachOtherAreRefused() {
        refused("1\t\t3\n\t2\t4\n", "line 1", "two tabs", "nan");
        refused("1\t2\n\t\t4\n", "line 2", "two tabs");
        assertThat(read("1\t2\n3 \t 4\n\t5\t6\t\n").values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void aHeaderNamesTheColumns() {
        Matrix matrix = read("# made by hand\nleft,\"right, or not\"\n1,2\n3,4\n5,6\n");
        assertThat(matrix.columnNames()).containsExactly("left", "right, or not");
        assertThat(matrix.column(1)).containsExactly(2, 4, 6);
        refused("a,b,a\n1,2,3\n", "line 1", "'a' twice", "columns 1 and 3");
    }

    @Test
    void marksOfUtf8AndUtf16AreUnderstood() {
        String text = "\ufeffä;b\n1;2\n";
        for (var charset : new java.nio.charset.Charset[] {
            StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
            Matrix matrix = read(text.getBytes(charset));
            assertThat(matrix.columnNames()).containsExactly("ä", "b");
            assertThat(matrix.values()).containsExactly(1, 2);
        }
        assertThatThrownBy(() -> read("1;2\n".getBytes(StandardCharsets.UTF_16LE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("NUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "-NaN", "inf", "-Inf", "+Infinity", "NA", "∞"})
    void valuesThatAreNotFiniteAreRefusedWithTheirPlace(String value) {
        refused("1,2\n3," + value + "\n", "line 2, column 2", "not a finite number");
        refused(value + ",2\n", "line 1, column 1", "not a finite number");
        refused(value + "\n", "line 1, column 1", "not a finite number");
    }

    @Test
    void valuesTooLargeForADoubleAreRefusedAndTooSmallOnesAreZero() {
        refused("1\n1e309\n", "line 2, column 1", "too large");
        assertThat(read("1e-400").values()).containsExactly(0);
        assertThat(read("-1e308").values()).containsExactly(-1e308);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "1f", "1d", "1e", "--1", "1.2.3", "1_000", "−1", "=1+1", "1e1.5", ".", "+"})
    void whatIsNoNumberIsRefusedWithItsPlace(String cell) {
        refused("1;2\n3;" + cell + "\n", "line 2, column 2", "'" + cell + "' is not a number");
    }

    @Test
    void decimalCommasAreNamedAsSuch() {
        refused("1,5;2\n", "line 1, column 1", "'1,5' has a decimal comma");
        refused("1,5 2,5\n", "line 1, column 2", "separated by ','");
    }

    @Test
    void emptyCellsAndUnequalRowsAreRefused() {
        refused("1,,3\n", "line 1, column 2", "empty");
        refused("1,2,\n", "line 1, column 3", "empty");
        refused("1,2\n\n# c\n3\n", "line 4", "has 1 cell,", "have 2");
        refused("1 2\n3 4 5\n", "line 2", "has 3 cells", "have 2");
        refused("", "no row of numbers");
        refused("# only\n\n", "no row of numbers");
        refused("a,b\n", "no row of numbers");
    }

    /// With one column, nothing but the line itself can say that a cell is empty.
    @Test
    void anEmptyLineBetweenRowsOfOneColumnIsAnEmptyCell() {
        refused("1\n2\n\n3\n", "line 3, column 1", "the cell is empty");
        refused("# c\nx\n\n \n1\n", "line 3, column 1", "the cell is empty");
        assertThat(kept("1\n2\n\n3\n\t\n\r\n4\n", Limits.DEFAULT).values())
                .containsExactly(1, 2, Double.NaN, 3, Double.NaN, Double.NaN, 4);
        Matrix named = kept("\n# c\n\nx\n\n-1\n", Limits.DEFAULT);
        assertThat(named.columnNames()).containsExactly("x");
        assertThat(named.values()).containsExactly(Double.NaN, -1);
        assertThat(named.rows()).isEqualTo(2);
    }

    @Test
    void emptyLinesAroundATableAndCommentsWithinAreNoRows() {
        assertThat(read("\n\n1\n# c\n  % c\n2\n\n\n").values()).containsExactly(1, 2);
        assertThat(kept("\n1\n# c\n2\n\n \n", Limits.DEFAULT).values()).containsExactly(1, 2);
        assertThat(kept("1,2\n\n3,\n", Limits.DEFAULT).values()).containsExactly(1, 2, 3, Double.NaN);
    }

    @Test
    void whatIsKeptIsNaNAndTheRestRefusedAsEver() {
        assertThat(kept("1,nan,-inf\nNA,,2\n", Limits.DEFAULT).values())
                .containsExactly(1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2);
        assertThatThrownBy(() -> kept("1,x\n2,three\n", Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1, column 2: 'x' is not a number");
        // Empty lines count against the limit: each of them is a number in memory.
        assertThatThrownBy(() -> kept("1\n\n\n\n2\n", new Limits(1000, 3, 1, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has more than 3 numbers");
    }

    private static Matrix kept(String text, Limits limits) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return TextMatrix.read(new ByteArrayInputStream(bytes), "x.csv", limits, Unknowns.KEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void quotesMustBeClosedAndEndTheirCell() {
        refused("1,\"2\n3,4\n", "line 1, column 2", "quote is not closed");
        refused("1,\"2\"x\n", "line 1, column 2", "after a closing quote");
    }

    @Test
    void nulCharactersAreRefused() {
        refused("1,2\n3,\0004\n", "line 2", "NUL");
    }

    @Test
    void anEndlessLineIsRefusedWithinBoundedMemory() {
        // A gigabyte of digits that is never in memory as a whole.
        InputStream endless = new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                return left-- > 0 ? '1' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int n = (int) Math.min(left, length);
                if (n == 0) {
                    return -1;
                }
                Arrays.fill(into, offset, offset + n, (byte) '1');
                left -= n;
                return n;
            }
        };
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> TextMatrix.read(endless, "x.csv", Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1: is longer than 16777216 characters"));
        assertThat(allocated).isLessThan(100L << 20);
    }

    @Test
    void moreCellsThanTheLimitAreRefused() {
        Limits six = new Limits(1000, 6, 1, 1);
        byte[] six3 = "1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8);
        byte[] seven = "1,2,3,4,5,6,7\n".getBytes(StandardCharsets.UTF_8);
        byte[] nine = "1,2,3\n4,5,6\n7,8,9\n".getBytes(StandardCharsets.UTF_8);
        assertThat(limited(six3, six).rows()).isEqualTo(2);
        assertThatThrownBy(() -> limited(seven, six)).hasMessageContaining("line 1: has more than 6 numbers");
        assertThatThrownBy(() -> limited(nine, six)).hasMessageContaining("line 3: has more than 6 numbers");
    }

    private static Matrix limited(byte[] text, Limits limits) {
        try {
            return TextMatrix.read(new ByteArrayInputStream(text), "x.csv", limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLanguageOfTheSystemDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr-TR", "de-DE", "ar-EG"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(read("I,i\n1.5,2.5E1\n").values()).containsExactly(1.5, 25);
                refused("1\nINF\n", "line 2, column 1", "not a finite number");
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
