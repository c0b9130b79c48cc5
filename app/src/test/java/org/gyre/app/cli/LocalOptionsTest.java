package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gyre.core.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalOptionsTest {
    @TempDir
    Path folder;

    /// As in RFC 4180; a spreadsheet runs what begins with one of =, +, -, @.
    @Test
    void namesOfColumnsAreHarmlessAndQuotedAndNumbersStayNumbers() throws IOException {
        LocalOptions local = new LocalOptions();
        local.file = folder.resolve("local.csv");
        local.check();
        local.write(
                List.of("=cmd|' /C calc'!A0", "left, \"deep\"", "two\nlines"),
                new double[] {-1.5, 0, 1e-5, 2, -3, Double.NEGATIVE_INFINITY},
                Unit.NATS);
        assertThat(Files.readString(local.file)).isEqualTo("""
                        '=cmd|' /C calc'!A0,"left, ""deep""\","two
                        lines"
                        -1.5,0.0,1.0E-5
                        2.0,-3.0,-Infinity
                        """);
    }
}
