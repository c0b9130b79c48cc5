package org.gyre.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpyWriter;
import org.gyre.data.npy.NpzReader;
import org.gyre.data.npy.NpzWriter;
import org.gyre.data.text.TextMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged files give a result or one sentence, never another exception and never much memory.
class ReaderFuzzTest {
    private static final long MEBIBYTE = 1 << 20;

    private static final byte[][] ARRAYS = {
        NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3)),
        NpyWriter.toBytes(NpyArray.of(new boolean[] {true, false}, 2)),
        Samples.npy(1, Samples.header(">f8", true, "(2, 2)"), Samples.float64(ByteOrder.BIG_ENDIAN, 1, 2, 3, 4)),
        Samples.npy(2, Samples.header("<i2", false, "(3L,)"), new byte[6]),
        Samples.npy(3, Samples.header("|u1", true, "(0, 9)"), new byte[0])
    };

    private static final byte[][] TEXTS = {
        "a,b,c\n1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8),
        "# comment\n1 2.5e-3 \t-3\n\n4 5 6 % end\r\n".getBytes(StandardCharsets.UTF_8),
        "\ufeff\"x y\";\"z\"\n1;2\n".getBytes(StandardCharsets.UTF_16LE)
    };

    @Test
    void damagedArraysAreReadOrRefused() {
        MutationFuzz.run(bytes -> NpyReader.read(bytes, "x.npy", Limits.DEFAULT), MEBIBYTE, ARRAYS);
    }

    @Test
    void damagedTextIsReadOrRefused() {
        MutationFuzz.run(
                bytes -> {
                    try {
                        TextMatrix.read(new ByteArrayInputStream(bytes), "x.csv", Limits.DEFAULT);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                MEBIBYTE,
                TEXTS);
    }

    @Test
    void damagedArchivesAreReadOrRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.npz");
        MutationFuzz.run(
                bytes -> {
                    write(file, bytes);
                    NpzReader.readAll(file, Limits.DEFAULT);
                },
                // A damaged size may ask for up to the bytes that its packed bytes could really hold.
                4 * MEBIBYTE,
                archives());
    }

    @Test
    void damagedFilesOfAnyKindAreReadOrRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("x");
        byte[][] all = {
            ARRAYS[0], ARRAYS[2], TEXTS[0], TEXTS[2], archives()[0], archives()[1], {(byte) 0x89, 'H', 'D', 'F'}
        };
        MutationFuzz.run(
                bytes -> {
                    write(file, bytes);
                    MatrixFile.read(file);
                },
                4 * MEBIBYTE,
                all);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[][] archives() throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        NpzWriter.write(Map.of("w", NpyArray.of(new double[] {1, 2}, 2)), stored);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(deflated)) {
            for (int i = 0; i < ARRAYS.length; i++) {
                zip.putNextEntry(new ZipEntry("a" + i + ".npy"));
                zip.write(ARRAYS[i]);
            }
        }
        return new byte[][] {stored.toByteArray(), deflated.toByteArray()};
    }
}
