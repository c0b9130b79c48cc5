package org.gyre.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class SnapshotBytesTest {
    private static final double ODD_NAN = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

    private static Snapshot snapshot() {
        Snapshot snapshot = new Snapshot();
        snapshot.put("whole", Long.MIN_VALUE);
        snapshot.put("real", -0.0);
        snapshot.put("odd", ODD_NAN);
        snapshot.put("text", "π is not \u0000 \"3\"\n");
        snapshot.put("none", "");
        snapshot.put("doubles", new double[] {Double.MIN_VALUE, Math.nextUp(1.0), 0.1, -0.0, ODD_NAN, 1e308}, 2, 3);
        snapshot.put("floats", new float[] {Float.MIN_VALUE, 0.1f, -0.0f});
        snapshot.put("longs", new long[] {Long.MAX_VALUE, -1});
        snapshot.put("ints", new int[] {Integer.MIN_VALUE, 7});
        snapshot.put("bytes", new byte[] {-128, 127});
        snapshot.put("empty", new double[0]);
        return snapshot;
    }

    @Test
    void noNumberLosesABit() {
        byte[] bytes = SnapshotBytes.of(snapshot());
        Snapshot read = SnapshotBytes.read(bytes, "test");
        assertThat(read.integer("whole")).isEqualTo(Long.MIN_VALUE);
        assertThat(Double.doubleToRawLongBits(read.real("real"))).isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(Double.doubleToRawLongBits(read.real("odd"))).isEqualTo(0x7ff8_0000_dead_beefL);
        assertThat(read.text("text")).isEqualTo("π is not \u0000 \"3\"\n");
        assertThat(read.text("none")).isEmpty();
        long[] bits = Arrays.stream(read.doubles("doubles", 2, 3))
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
        assertThat(bits)
                .containsExactly(
                        1L,
                        0x3ff0_0000_0000_0001L,
                        Double.doubleToRawLongBits(0.1),
                        Long.MIN_VALUE,
                        0x7ff8_0000_dead_beefL,
                        Double.doubleToRawLongBits(1e308));
        assertThat(read.floats("floats", 3)).containsExactly(Float.MIN_VALUE, 0.1f, -0.0f);
        assertThat(read.longs("longs", 2)).containsExactly(Long.MAX_VALUE, -1);
        assertThat(read.ints("ints", 2)).containsExactly(Integer.MIN_VALUE, 7);
        assertThat(read.bytes("bytes", 2)).containsExactly(-128, 127);
        assertThat(read.doubles("empty", 0)).isEmpty();
        assertThat(SnapshotBytes.of(read)).isEqualTo(bytes);
    }

    @Test
    void entriesArePutElsewhereBehindAPrefix() {
        Snapshot copy = new Snapshot();
        snapshot().putAll("a_", copy);
        assertThat(copy.values()).hasSize(5);
        assertThat(copy.arrays()).hasSize(6);
        assertThat(copy.integer("a_whole")).isEqualTo(Long.MIN_VALUE);
        assertThat(copy.shape("a_doubles")).containsExactly(2, 3);
        assertThat(copy.floats("a_floats", 3)).containsExactly(Float.MIN_VALUE, 0.1f, -0.0f);
    }

    /// Every beginning of the bytes, and bytes with something behind them.
    @Test
    void whatIsNoSnapshotIsRefused() {
        byte[] bytes = SnapshotBytes.of(snapshot());
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SnapshotBytes.read(part, "a piece"))
                    .as(length + " bytes")
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("a piece");
        }
        assertThatThrownBy(() -> SnapshotBytes.read(Arrays.copyOf(bytes, bytes.length + 1), "a piece"))
                .hasMessage("a piece: has 1 byte too many");
        bytes[3] = 2;
        assertThatThrownBy(() -> SnapshotBytes.read(bytes, "a piece"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is of format 2 where 1 is read");
    }
}
