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

class ProbabilityTableTest {
    private static ProbabilityTable read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ProbabilityTable.of(TextTable.read(new ByteArrayInputStream(bytes), "t.csv", Limits.DEFAULT));
    }

    @Test
    void symbolsStayText() throws IOException {
        ProbabilityTable table = read("s1,s2,y,p\n# a law\n01,\"a, b\",yes,.25\n1,c,no,7.5e-1\n");
        assertThat(table.sources()).isEqualTo(2);
        assertThat(table.rows()).hasSize(2);
        assertThat(table.rows().get(0).symbols()).containsExactly("01", "a, b", "yes");
        assertThat(table.rows().get(0).probability()).isEqualTo(0.25);
        assertThat(table.rows().get(0).place()).isEqualTo("t.csv, line 3");
        assertThat(table.rows().get(1).probability()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a,b,y,p;0,0,0,1      | t.csv: begins with 'a,b,y,p', where the header s1,s2
            y,p;0,1              | t.csv: begins with 'y,p', where
            s1,s2,y,p;0,0,0,half | t.csv, line 2, column 4: 'half' is not a number
            s1,s2,y,p;0,0,0,inf  | t.csv, line 2, column 4: 'inf' is not a finite number
            s1,s2,y,p;0,0,0,1d   | t.csv, line 2, column 4: '1d' is not a number
            """)
    void whatIsNoLawIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
