package org.gyre.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Row 34 of the list of faults: bytes of h5py's files changed where the format's description says
/// that sizes stand.
class Hdf5DamageTest {
    private static final long MOST = 1L << 24;

    @TempDir
    Path folder;

    private final byte[] old = Fixtures.bytes("hdf5/old.h5");

    private void refused(byte[] file, String path, String... parts) {
        Path name = Path.of(Fixtures.write(folder.resolve("x.h5"), file));
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> Hdf5File.read(
                        name, Limits.DEFAULT, hdf5 -> hdf5.dataset(path).doubles()))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts));
        assertThat(allocated).isLessThan(MOST);
    }

    /// Where some bytes stand for the only time, or the first.
    private int find(byte[] wanted, int from) {
        for (int at = from; at <= old.length - wanted.length; at++) {
            if (Arrays.equals(old, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not in the file");
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    @Test
    void aTruncatedFileIsNamedAtOnce() {
        for (int length : new int[] {100, 1000, old.length / 2, old.length - 1}) {
            refused(Arrays.copyOf(old, length), "/plain", "x.h5: ", "truncated");
        }
    }

    @Test
    void extentsBeyondAnyFileAreRefused() {
        // The extents of /plain, 4 x 6, once as they are and once as the largest.
        int at = find(longs(4, 6, 4, 6), 0);
        byte[] huge = old.clone();
        System.arraycopy(longs(1L << 60), 0, huge, at, 8);
        refused(huge, "/plain", "/plain has extents [1152921504606846976, 6], more than any file holds");
        byte[] large = old.clone();
        System.arraycopy(longs(1L << 26), 0, large, at, 8);
        refused(large, "/plain", "/plain has 402653184 elements");
        byte[] more = old.clone();
        System.arraycopy(longs(1L << 20), 0, more, at, 8);
        refused(more, "/plain", "/plain has shape [1048576, 6] of float64, 50331648 bytes, but stores 192");
    }

    @Test
    void addressesInACircleEnd() {
        // The superblock caches where the root group's index is; the index is made its own first
        // child.
        byte[] circle = Fixtures.bytes("hdf5/lzf.h5");
        int tree = ByteBuffer.wrap(circle).order(ByteOrder.LITTLE_ENDIAN).getInt(80);
        assertThat(new String(circle, tree, 4, StandardCharsets.US_ASCII)).isEqualTo("TREE");
        circle[tree + 5] = 1;
        System.arraycopy(longs(tree), 0, circle, tree + 32, 8);
        refused(circle, "/x", "a group's index runs in a circle");
    }
}
