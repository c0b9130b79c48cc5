package org.gyre.data.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Limits;
import org.gyre.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzReaderTest {
    @TempDir
    Path folder;

    private static final byte[] ARRAY = NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, 3}, 3));

    private Path file(byte[] bytes) {
        try {
            return Files.write(folder.resolve("x.npz"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refused(byte[] bytes, String... parts) {
        Path file = file(bytes);
        assertThatThrownBy(() -> NpzReader.readAll(file, Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(parts.length == 0 ? new String[] {"x.npz"} : parts)
                .message()
                .doesNotContain("\n");
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static Samples.Member stored(String name, byte[] bytes) {
        return new Samples.Member(name, 0, crc(bytes), bytes.length, bytes.length, bytes);
    }

    private static Samples.Member deflated(String name, byte[] bytes) {
        byte[] packed = deflate(bytes);
        return new Samples.Member(name, 8, crc(bytes), packed.length, bytes.length, packed);
    }

    @Test
    void storedAndDeflatedMembersAreRead() {
        Path file = file(Samples.zip(stored("a.npy", ARRAY), deflated("b.npy", ARRAY)));
        assertThat(NpzReader.names(file, Limits.DEFAULT)).containsExactly("a", "b");
        assertThat(NpzReader.read(file, "a", Limits.DEFAULT).doubles()).containsExactly(1, 2, 3);
        assertThat(NpzReader.read(file, "b", Limits.DEFAULT).doubles()).containsExactly(1, 2, 3);
    }

    @Test
    void archivesOfTheJavaLibraryWithDataDescriptorsAreRead() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("PK\005\006 a comment that looks like an end record");
            zip.putNextEntry(new ZipEntry("w.npy"));
            zip.write(ARRAY);
        }
        assertThat(NpzReader.read(file(out.toByteArray()), "", Limits.DEFAULT).doubles())
                .containsExactly(1, 2, 3);
    }

    @Test
    void aNameIsNeededWhereThereAreSeveralArraysAndMustExist() {
        Path file = file(Samples.zip(stored("a.npy", ARRAY), stored("b.npy", ARRAY)));
        assertThatThrownBy(() -> NpzReader.read(file, "", Limits.DEFAULT)).hasMessageContaining("2 arrays (a, b)");
        assertThatThrownBy(() -> NpzReader.read(file, "c", Limits.DEFAULT)).hasMessageContaining("no array 'c' (a, b)");
    }

    @Test
    void aBombIsRefusedBeforeAnythingIsUnpackedOrAllocated() {
        // Ten megabytes that claim to unpack to the largest size that a zip archive can state without extensions.
        byte[] tenMegabytes = new byte[10_000_000];
        byte[] bomb = Samples.zip(new Samples.Member("a.npy", 8, 0, tenMegabytes.length, 0xfffffff0L, tenMegabytes));
        Path file = file(bomb);
        assertThatThrownBy(() -> NpzReader.readAll(file, Limits.DEFAULT)).hasMessageContaining("more than 200 to 1");
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> NpzReader.readAll(file, Limits.DEFAULT))
                .isInstanceOf(InputException.class));
        assertThat(allocated).isLessThan(1 << 20);
    }

    @Test
    void aRealBombOfZerosIsRefusedByItsRatio() throws IOException {
        byte[] array = Arrays.copyOf(
                Samples.npy(1, Samples.header("|u1", false, "(33554432,)"), new byte[0]), 33_554_432 + 69);
        byte[] packed = deflate(array);
        assertThat(array.length / packed.length).isGreaterThan(900);
        refused(
                Samples.zip(new Samples.Member("a.npy", 8, crc(array), packed.length, array.length, packed)),
                "200 to 1");
    }

    @Test
    void foldersArePassedOver() {
        Path file = file(Samples.zip(stored("folder/", new byte[0]), stored("folder/a.npy", ARRAY)));
        assertThat(NpzReader.names(file, Limits.DEFAULT)).containsExactly("folder/a");
        assertThat(NpzReader.read(file, "", Limits.DEFAULT).doubles()).containsExactly(1, 2, 3);
        Path empty = file(Samples.zip(stored("folder/", new byte[0])));
        assertThatThrownBy(() -> NpzReader.read(empty, "", Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("x.npz: holds no array", "numpy.savez");
        refused(Samples.zip(stored("readme.txt", new byte[] {'h', 'i'})), "x.npz:readme.txt: is", "numpy.savez");
    }

    @Test
    void aSmallArrayOfZerosIsReadWhateverItsRatio() {
        byte[] zeros = NpyWriter.toBytes(NpyArray.of(new double[1_000_000], 1000, 1000));
        assertThat(NpzReader.read(file(Samples.zip(deflated("a.npy", zeros))), "a", Limits.DEFAULT)
                        .size())
                .isEqualTo(1_000_000);
    }

    @Test
    void manySmallMembersThatTogetherExceedTheLimitAreRefused() {
        byte[] zeros = NpyWriter.toBytes(NpyArray.of(new double[1000], 1000));
        Path file = file(Samples.zip(deflated("a.npy", zeros), deflated("b.npy", zeros)));
        assertThat(NpzReader.readAll(file, new Limits(2L * zeros.length, 1000, 10, 10)))
                .hasSize(2);
        assertThatThrownBy(() -> NpzReader.readAll(file, new Limits(2L * zeros.length - 1, 1000, 10, 10)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unpack to more than");
    }

    @Test
    void aHundredThousandMembersAreRefusedByTheirCount() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 100_000; i++) {
                zip.putNextEntry(new ZipEntry("a" + i));
            }
        }
        Path file = file(out.toByteArray());
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> NpzReader.readAll(file, Limits.DEFAULT))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 65535 members; at most 4096 are read"));
        assertThat(allocated).isLessThan(1 << 20);
        Path fewer = file(Samples.zip(stored("a.npy", ARRAY), stored("b.npy", ARRAY)));
        assertThatThrownBy(() -> NpzReader.readAll(fewer, new Limits(10_000, 100, 1, 10)))
                .hasMessageContaining("has 2 members; at most 1");
    }

    @Test
    void anArchiveWithinTheArchiveIsNoArray() {
        refused(Samples.zip(stored("a.npy", Samples.zip(stored("b.npy", ARRAY)))), "x.npz:a: is a zip archive");
    }

    @Test
    void aHeaderLargerThanWhatIsStoredIsRefused() {
        refused(Samples.zip(new Samples.Member("a.npy", 0, 0, 1 << 30, 1 << 30, ARRAY)), "longer than its place");
        refused(Samples.zip(new Samples.Member("a.npy", 0, 0, ARRAY.length, 1 << 30, ARRAY)), "cannot hold");
        refused(Samples.zip(new Samples.Member("a.npy", 8, 0, 100, 1 << 24, new byte[100])), "cannot hold");
        byte[] packed = deflate(ARRAY);
        refused(Samples.zip(new Samples.Member("a.npy", 8, crc(ARRAY), packed.length, ARRAY.length + 8, packed)));
        refused(Samples.zip(new Samples.Member("a.npy", 8, crc(ARRAY), packed.length, ARRAY.length - 8, packed)));
    }

    @Test
    void membersThatShareBytesAreRefused() {
        byte[] archive = Samples.zip(stored("a.npy", ARRAY), stored("b.npy", ARRAY));
        // The place of the second member (the last field of its directory record) is set to that of the first.
        int second = archive.length - 22 - 51;
        Arrays.fill(archive, second + 42, second + 46, (byte) 0);
        refused(archive, "longer than its place");
    }

    @Test
    void corruptDoubledEncryptedAndForeignMembersAreRefused() {
        byte[] flipped = Samples.zip(stored("a.npy", ARRAY));
        flipped[35 + ARRAY.length - 1] ^= 1;
        refused(flipped, "checksum");
        byte[] packed = deflate(ARRAY);
        packed[3] ^= 0x55;
        refused(Samples.zip(new Samples.Member("a.npy", 8, crc(ARRAY), packed.length, ARRAY.length, packed)));
        refused(Samples.zip(stored("a.npy", ARRAY), stored("a.npy", ARRAY)), "two members 'a'");
        refused(Samples.zip(new Samples.Member("a.npy", 12, 0, ARRAY.length, ARRAY.length, ARRAY)), "method 12");
        byte[] encrypted = Samples.zip(stored("a.npy", ARRAY));
        encrypted[encrypted.length - 22 - 51 + 8] |= 1;
        refused(encrypted, "encrypted");
        byte[] renamed = Samples.zip(stored("a.npy", ARRAY));
        renamed[30] = 'z';
        refused(renamed, "contradicts");
        refused(Samples.zip(stored("\u001b[31m\n.txt", new byte[] {1})), "?[31m?.txt");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = Samples.zip(stored("a.npy", ARRAY), deflated("b.npy", ARRAY));
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void anEmptyArchiveHasNoArrays() {
        Path file = file(Samples.zip());
        assertThat(NpzReader.readAll(file, Limits.DEFAULT)).isEqualTo(Map.of());
        assertThatThrownBy(() -> NpzReader.read(file, "", Limits.DEFAULT)).hasMessageContaining("holds no array");
    }
}
