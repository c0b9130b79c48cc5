package org.gyre.data.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.gyre.data.matrix.MatrixFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that SciPy wrote (make_mat.py beside them), whose values are those of the script, and
/// hand-made ones.
class MatFileTest {
    @TempDir
    Path folder;

    private MatValue value(String fixture, String variable) {
        return MatFile.read(
                Path.of(Fixtures.copy("mat/" + fixture, folder)), Limits.DEFAULT, file -> file.read(variable));
    }

    private static double[] numbers(MatValue value) {
        return ((MatValue.Numbers) value).values();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v6.mat", "v7.mat"})
    void numbersOfEveryClassAreRead(String file) {
        assertThat(numbers(value(file, "w"))).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(numbers(value(file, "small"))).containsExactly(1, 200);
        assertThat(numbers(value(file, "single"))).containsExactly(1.5);
        assertThat(numbers(value(file, "int"))).containsExactly(-3, 4);
        assertThat(value(file, "flag").describe()).isEqualTo("logical 1 x 2");
        assertThat(value(file, "cube").shape()).containsExactly(2, 2, 2);
        assertThat(value(file, "name")).isEqualTo(new MatValue.Text("hello"));
        assertThat(value(file, "z").describe()).isEqualTo("an array of complex numbers, which is not read");
        assertThat(value(file, "neurons").describe()).isEqualTo("structures 1 x 2 with times, depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v6.mat", "v7.mat", "v73.mat"})
    void matricesCellsAndStructuresAreTheSameInEveryVersion(String file) {
        assertThat(numbers(value(file, "w"))).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(value(file, "w").shape()).containsExactly(2, 3);
        assertThat(value(file, "name")).isEqualTo(new MatValue.Text("hello"));
        MatValue.Cells cells = (MatValue.Cells) value(file, "spikes");
        assertThat(cells.values()).hasSize(3);
        assertThat(numbers(cells.values().get(0))).containsExactly(0.004, 0.1, 2.5);
        assertThat(numbers(cells.values().get(1))).isEmpty();
        MatValue.Struct struct = (MatValue.Struct) value(file, "one");
        assertThat(numbers(struct.elements().getFirst().getOrDefault("a", new MatValue.Text(""))))
                .containsExactly(1, 2);
        String source = Fixtures.copy("mat/" + file, folder);
        assertThat(MatrixFile.read(source + ":w").values()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v7.mat", "v73.mat"})
    void whatIsMissingOrNoMatrixIsNamed(String file) {
        String source = Fixtures.copy("mat/" + file, folder);
        assertThatThrownBy(() -> MatrixFile.read(source + ":v"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file + ": has no variable 'v'; it holds ")
                .hasMessageContaining("spikes");
        assertThatThrownBy(() -> MatrixFile.read(source + ":spikes")).hasMessageContaining("numbers were expected");
    }

    @Test
    void oneOfSeveralMatricesMustBeChosen() {
        assertThatThrownBy(() -> MatrixFile.read(Fixtures.copy("mat/v7.mat", folder)))
                .hasMessageContaining("choose one, as in file.mat:name");
    }

    private static byte[] header() {
        byte[] header = new byte[128];
        java.util.Arrays.fill(header, (byte) ' ');
        byte[] text = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, header, 0, text.length);
        header[124] = 0;
        header[125] = 1;
        header[126] = 'I';
        header[127] = 'M';
        return header;
    }

    /// An element of the format's description: type, length, body filled up to eights.
    private static byte[] element(int type, byte[] body) {
        ByteBuffer element = ByteBuffer.allocate(8 + (body.length + 7) / 8 * 8).order(ByteOrder.LITTLE_ENDIAN);
        return element.putInt(type).putInt(body.length).put(body).array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] matrix(int type, String name, byte[] content, int... shape) {
        return element(
                14,
                join(
                        element(6, ints(type, 0)),
                        element(5, ints(shape)),
                        element(1, name.getBytes(StandardCharsets.US_ASCII)),
                        content));
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        byte[] body = packed.toByteArray();
        // A compressed element is not filled up.
        return join(ints(15, body.length), body);
    }

    private void refused(byte[] file, long most, String... parts) {
        String name = Fixtures.write(folder.resolve("x.mat"), file);
        long allocated = Allocation.of(() -> assertThatThrownBy(() -> MatrixFile.read(name))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts));
        assertThat(allocated).isLessThan(most);
    }

    @Test
    void cellsNestedTenThousandDeepAreRefused() {
        byte[] nested = matrix(6, "", element(9, new byte[8]), 1, 1);
        for (int i = 0; i < 10_000; i++) {
            nested = matrix(1, i == 9999 ? "c" : "", nested, 1, 1);
        }
        refused(join(header(), nested), 1L << 26, "x.mat:c: is nested more than 64 deep");
    }

    @Test
    void aBombIsRefusedByWhatItDeclares() throws IOException {
        // 64 MiB of zeros pack a thousandfold.
        byte[] bomb = deflated(matrix(6, "b", element(9, new byte[1 << 26]), 1 << 23, 1));
        refused(join(header(), bomb), 1L << 20, "x.mat:b: unpacks from", "more than 200 to 1");
    }

    @Test
    void sizesBeyondTheFileAreRefusedBeforeAllocation() {
        refused(
                join(header(), ints(14, 0x7ffffff0)),
                1L << 20,
                "a variable declares 2147483632 bytes, but only 0 follow");
        refused(
                join(header(), matrix(6, "m", element(9, new byte[8]), 1 << 15, 1 << 13)),
                1L << 20,
                "has extents [32768, 8192], but only 1 value");
        refused(
                join(header(), matrix(1, "c", new byte[0], 1 << 15, 1 << 13)),
                1L << 20,
                "declares 268435456 cells, where only 0 bytes follow");
        refused(
                join(header(), matrix(6, "m", element(9, new byte[8]), 1 << 30, 1 << 30)),
                1L << 20,
                "has more than 536870912 elements");
    }
}
