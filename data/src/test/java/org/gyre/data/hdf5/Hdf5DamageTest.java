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
    private static final long MOST_NANOS = 2_000_000_000L;

    @TempDir
    Path folder;

    private final byte[] old = Fixtures.bytes("hdf5/old.h5");

    private void refused(byte[] file, String path, String... parts) {
        Path name = Path.of(Fixtures.write(folder.resolve("x.h5"), file));
        long began = System.nanoTime();
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> Hdf5File.read(
                        name, Limits.DEFAULT, hdf5 -> hdf5.dataset(path).doubles()))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts));
        assertThat(allocated).isLessThan(MOST);
        assertThat(System.nanoTime() - began).isLessThan(MOST_NANOS);
    }

    /// Where some bytes stand for the only time, or the first.
    private int find(byte[] wanted, int from) {
        return find(old, wanted, from);
    }

    private static int find(byte[] file, byte[] wanted, int from) {
        for (int at = from; at <= file.length - wanted.length; at++) {
            if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not in the file");
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /// A copy with other bytes from a place on.
    private static byte[] with(byte[] file, int at, byte[] bytes) {
        byte[] changed = file.clone();
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
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
    void hugeChunksAreRefused() {
        // The extents of the chunks of /grows2_gzip, 3 x 4 elements of 2 bytes.
        int at = find(ints(3, 4, 2), find(ints(3, 4, 2), 0) + 1);
        refused(with(old, at, ints(Integer.MAX_VALUE, 4)), "/grows2_gzip", "/grows2_gzip stores", "more than 200 to 1");
        refused(with(old, at, ints(1 << 30, 1 << 30)), "/grows2_gzip", "has chunks of [1073741824, 1073741824]");
        refused(with(old, at, ints(0, 4)), "/grows2_gzip", "chunks without extent");
    }

    @Test
    void aChunkOfAnotherSizeThanItSaysIsRefused() {
        // 16 MiB come out of any chunk without asking; what does not fill it is not the chunk.
        int at = find(ints(3, 4, 2), find(ints(3, 4, 2), 0) + 1);
        refused(with(old, at, ints(300, 4)), "/grows2_gzip", "a chunk that unpacks to 24 bytes instead of 2400");
    }

    @Test
    void aWrongCompactSizeIsRefused() {
        byte[] compact = Fixtures.bytes("hdf5/compact.h5");
        // Layout version 3, class compact, 24 bytes, and the first of three numbers.
        int at = find(compact, new byte[] {3, 0, 24, 0, 0, 0, 0, 0, 0, 0, (byte) 0xf8, 0x3f}, 0);
        Path name = Path.of(Fixtures.write(folder.resolve("good.h5"), compact));
        double[] good =
                Hdf5File.read(name, Limits.DEFAULT, hdf5 -> hdf5.dataset("/x").doubles());
        assertThat(good).containsExactly(1.5, 2.5, -4);
        refused(with(compact, at + 2, new byte[] {16}), "/x", "/x has shape [3] of float64, 24 bytes, but stores 16");
        refused(with(compact, at + 2, new byte[] {-1, -1}), "/x", "x.h5: the HDF5 structure is malformed");
    }

    @Test
    void aNameWithALineFeedDoesNotBreakTheSentence() {
        // The name of /x in the heap of the root group, and the length of the first reference of its stream.
        byte[] lzf = Fixtures.bytes("hdf5/lzf.h5");
        int name = find(
                lzf, new byte[] {'x', 0, 0, 0, 0, 0, 0, 0}, find(lzf, "HEAP".getBytes(StandardCharsets.US_ASCII), 0));
        int at = find(lzf, new byte[] {1, 0, 0, (byte) 0xe0, (byte) 0xff, 0}, 0);
        byte[] broken = with(with(lzf, name, new byte[] {'\n'}), at + 4, new byte[] {10});
        refused(broken, "/\n", "x.h5: /? has a chunk that unpacks to");
    }

    @Test
    void corruptLzfIsRefused() {
        byte[] lzf = Fixtures.bytes("hdf5/lzf.h5");
        // A literal of two zeros, then 7 + 255 + 2 zeros as a reference to 1 back.
        int at = find(lzf, new byte[] {1, 0, 0, (byte) 0xe0, (byte) 0xff, 0}, 0);
        String corrupt = "/x has a chunk whose LZF bytes are corrupt; copy the file again";
        refused(with(lzf, at + 5, new byte[] {2}), "/x", corrupt);
        refused(with(lzf, at, new byte[] {31}), "/x", corrupt);
        refused(with(lzf, at + 4, new byte[] {10}), "/x", "/x has a chunk that unpacks to", "instead of 800");
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
