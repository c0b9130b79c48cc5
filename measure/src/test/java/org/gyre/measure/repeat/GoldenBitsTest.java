package org.gyre.measure.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.gyre.core.Team;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// SHA-256 of the bits of each small run, written down once. A hash of our own output says nothing
/// about its truth, which other tests check: it finds a change that nobody meant, and a machine or
/// compiler that computes otherwise.
///
/// `golden-bits.csv` says for each run where its bits are promised: `anywhere`, since it is made of
/// sums, products, quotients, square roots and functions of StrictMath; or on `amd64` only, the
/// machine on which the table was made (Linux, Temurin 25; the same with the interpreter alone,
/// `-Xint`, and with the first compiler alone), since it calls Math.log, exp or pow in inner loops.
/// Covariances and stationary laws go through the fastest library for matrices that there is, whose
/// sums have another order on every kind of processor: they have no line.
class GoldenBitsTest {
    private record Line(String where, String hash) {}

    private static Map<String, Line> table() throws IOException {
        Map<String, Line> table = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(GoldenBitsTest.class.getResourceAsStream("golden-bits.csv"))) {
            for (String text : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] cells = text.split(",", -1);
                if (cells.length == 3) {
                    table.put(cells[0], new Line(cells[1], cells[2]));
                }
            }
        }
        return table;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"GAUSSIAN_COPULA", "FLUX"})
    void theBitsAreThoseOfTheTable(SmallRun run) throws IOException {
        Line line = Objects.requireNonNull(table().get(run.name()), "a line of the table");
        String machine = System.getProperty("os.arch");
        assumeTrue(
                line.where.equals("anywhere") || line.where.equals(machine),
                run + " has the bits of " + line.where + " and not of " + machine);
        assertThat(hash(run.of(Team.alone()))).isEqualTo(line.hash);
    }

    private static String hash(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
        for (double value : values) {
            bytes.putLong(Double.doubleToRawLongBits(value));
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
