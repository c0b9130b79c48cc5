package org.gyre.data.idx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes are written by hand from the description of the format.
class IdxReaderTest {
    /// Two images of 2 x 3 pixels.
    private static final String IMAGES = "00000803 00000002 00000002 00000003 000102fdfeff 060504030201";

    @TempDir
    Path folder;

    @Test
    void imagesHaveTheirShapeAndUnsignedPixels() {
        NpyArray images = read(IMAGES);
        assertThat(images.dtype()).isEqualTo(DType.UINT8);
        assertThat(images.shape()).containsExactly(2, 2, 3);
        assertThat(images.doubles()).containsExactly(0, 1, 2, 253, 254, 255, 6, 5, 4, 3, 2, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "00000801 00000002 80ff, UINT8, 128, 255",
        "00000901 00000002 80ff, INT8, -128, -1",
        "00000b01 00000002 8000 0102, INT16, -32768, 258",
        "00000c01 00000002 80000000 00010203, INT32, -2147483648, 66051",
        // IEEE 754: 0x3fc00000 is 1.5 and 0xc0200000 is -2.5; as doubles 0x3ff8… and 0xc004….
        "00000d01 00000002 3fc00000 c0200000, FLOAT32, 1.5, -2.5",
        "00000e01 00000002 3ff8000000000000 c004000000000000, FLOAT64, 1.5, -2.5"
    })
    void everyTypeIsReadHighestByteFirst(String hex, DType type, double first, double second) {
        NpyArray array = read(hex);
        assertThat(array.dtype()).isEqualTo(type);
        assertThat(array.doubles()).containsExactly(first, second);
    }

    @Test
    void ranksOneToFourAreRead() {
        assertThat(read("00000801 00000001 07").shape()).containsExactly(1);
        assertThat(read("00000802 00000001 00000002 0708").shape()).containsExactly(1, 2);
        assertThat(read("00000804 00000001 00000001 00000002 00000001 0708").shape())
                .containsExactly(1, 1, 2, 1);
        assertThat(read("00000802 00000000 0000001c").size()).isZero();
    }

    @Test
    void aCompressedFileIsReadWhateverItsName() throws IOException {
        Path file = Files.write(folder.resolve("images-idx3-ubyte"), gzip(bytes(IMAGES)));
        assertThat(IdxReader.read(file).doubles()).containsExactly(0, 1, 2, 253, 254, 255, 6, 5, 4, 3, 2, 1);
        assertThat(InputFile.kind(file)).isEqualTo(FileKind.GZIP);
        assertThat(IdxReader.isIdx(file)).isTrue();
    }

    @Test
    void anotherFileThatIsCompressedIsNoIdx() throws IOException {
        Path text =
                Files.write(folder.resolve("a.gz"), gzip("1,2\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(IdxReader.isIdx(text)).isFalse();
        Path damaged = Files.write(folder.resolve("b.gz"), bytes("1f8b 0800"));
        assertThat(IdxReader.isIdx(damaged)).isFalse();
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> IdxReader.read(text))
                .withMessageContaining("a.gz: is a text file, not an IDX file");
    }

    @Test
    void elementsBeyondTheFirstBlockAreRead() {
        byte[] file = Arrays.copyOf(bytes("00000801 00002710"), 8 + 10_000);
        for (int i = 0; i < 10_000; i++) {
            file[8 + i] = (byte) (i * 7);
        }
        double[] values = IdxReader.read(file, "x", Limits.DEFAULT).doubles();
        assertThat(values).hasSize(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(values[i]).isEqualTo((i * 7) & 0xff);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is an empty file, not an IDX file",
                "89504e47 0d0a1a0a | is a PNG image, not an IDX file",
                "00000a01 00000001 07 | elements of type 10",
                "00000805 00000001 00000001 00000001 00000001 00000001 07 | declares 5 dimensions; at most 4",
                "00000803 00000001 0000 | ended within its header",
                "00000801 00000003 0102 | declares [3] elements, which is 3 bytes, but only 2 can follow",
                "00000801 00000001 0102 | goes on behind its 1 byte of elements",
                "00000801 ffffffff 01 | declares an extent of 4294967295",
                "00000803 7fffffff 7fffffff 7fffffff 01 | at most 536870912 are read"
            })
    void aMalformedFileIsToldInOneSentence(String hex, String sentence) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(hex))
                .withMessageStartingWith("x: ")
                .withMessageContaining(sentence)
                .withMessageNotContaining("\n");
    }

    @Test
    void truncatedAndDamagedCompressionIsCorrupt() throws IOException {
        byte[] whole = gzip(bytes(IMAGES));
        byte[] wrongChecksum = whole.clone();
        wrongChecksum[whole.length - 5] ^= 1;
        byte[] brokenBlock = whole.clone();
        brokenBlock[10] |= 6; // a block of the reserved type 3
        for (byte[] damaged : new byte[][] {Arrays.copyOf(whole, whole.length - 9), wrongChecksum, brokenBlock}) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> IdxReader.read(damaged, "x.gz", Limits.DEFAULT))
                    .withMessageContaining("x.gz: its compressed bytes are corrupt");
        }
    }

    /// 2 GiB of elements are declared and one byte is there; a compressed file could hold some of
    /// them.
    @Test
    void aHeaderThatPromisesTooMuchAllocatesLittle() throws IOException {
        byte[] plain = bytes("00000801 1fffffff 01");
        byte[] packed = gzip(plain);
        for (byte[] file : new byte[][] {plain, packed}) {
            long allocated = Allocation.of(() -> assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> IdxReader.read(file, "x", Limits.DEFAULT))
                    .withMessageContaining("truncated"));
            assertThat(allocated).isLessThan(1 << 20);
        }
    }

    @Test
    void limitsHold() throws IOException {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> IdxReader.read(bytes(IMAGES), "x", new Limits(1000, 11, 1, 1)))
                .withMessageContaining("at most 11 are read");
        // 32 MiB of zeros pack a thousandfold; beyond 16 MiB only the ratio of the limits is
        // allowed.
        byte[] zeros = Arrays.copyOf(bytes("00000801 02000000"), 8 + (1 << 25));
        byte[] packed = gzip(zeros);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> IdxReader.read(packed, "x", Limits.DEFAULT))
                .withMessageContaining("but only 16777208 can follow");
        assertThat(IdxReader.read(packed, "x", new Limits(1L << 30, 1 << 30, 1, 2000))
                        .size())
                .isEqualTo(1 << 25);
    }

    private static NpyArray read(String hex) {
        return IdxReader.read(bytes(hex), "x", Limits.DEFAULT);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
