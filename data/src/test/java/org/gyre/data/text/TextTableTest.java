package org.gyre.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {
    private static TextTable read(String text, Limits limits) throws IOException {
        return TextTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "t.csv", limits);
    }

    @Test
    void cellsStayText() throws IOException {
        TextTable table = read("# a comment\ns1, y ,p\n\n01,\"a, b\",0.5 % here\n1,c,0.50\n", Limits.DEFAULT);
        assertThat(table.header()).containsExactly("s1", "y", "p");
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).cells()).containsExactly("01", "a, b", "0.5");
        assertThat(table.rows().get(1).cells()).containsExactly("1", "c", "0.50");
        assertThat(table.rows().get(0).line()).isEqualTo(4);
        assertThat(table.rows().get(1).line()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b;1,2,3    | t.csv, line 2: has 3 cells, where the header has 2
            a,b;1        | t.csv, line 2: has 1 cell, where the header has 2
            a,b;1,2;3,   | t.csv, line 3, column 2: the cell is empty
            a,b          | holds no row below a header
            ''           | holds no row below a header
            """)
    void aTableThatIsNoneIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n'), Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void moreCellsThanTheLimitAreRefused() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,4\n5,6\n", new Limits(1000, 4, 1, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("t.csv, line 4: has more than 4 cells");
    }
}
