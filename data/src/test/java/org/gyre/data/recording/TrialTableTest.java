package org.gyre.data.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.text.TextTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTableTest {
    private static TrialTable read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TrialTable.of(TextTable.read(new ByteArrayInputStream(bytes), "t.csv", Limits.DEFAULT));
    }

    @Test
    void columnsAreFoundByNameAndLabelsAreNumberedAsTheyAreMet() throws IOException {
        TrialTable table = read("label,side,onset_s\nred,l,0.5\nblue,l,1e-1\nred,r,0\n");
        assertThat(table.onsets()).containsExactly(0.5, 0.1, 0);
        assertThat(table.labels()).containsExactly(0, 1, 0);
        assertThat(table.names()).containsExactly("red", "blue");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            onset,label;1,a             | t.csv: has no column onset_s among onset, label; the first line must name
            onset_s,what;1,a            | t.csv: has no column label among onset_s, what
            onset_s,label,label;1,a,b   | t.csv: has two columns label; rename
            onset_s,label;1,a;-1,b      | t.csv, line 3, column 1: -1 is not a time in seconds
            onset_s,label;1e12,a        | t.csv, line 2, column 1: 1e12 is not a time in seconds
            onset_s,label;soon,a        | t.csv, line 2, column 1: 'soon' is not a number
            onset_s,label;NaN,a         | t.csv, line 2, column 1: 'NaN' is not a finite number
            """)
    void whatIsNoTrialIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
