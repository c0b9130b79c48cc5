package org.gyre.data.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gyre.core.InputException;
import org.gyre.data.Allocation;
import org.gyre.data.Limits;
import org.gyre.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {
    private static NpyArray read(byte[] bytes) {
        return NpyReader.read(bytes, "x.npy", Limits.DEFAULT);
    }

    private static void refused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("x.npy: ")
                .hasMessageContainingAll(parts.length == 0 ? new String[] {"x.npy"} : parts)
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(400);
    }

    private static byte[] one(String descriptor) {
        return Samples.npy(1, Samples.header(descriptor, false, "(1,)"), new byte[8]);
    }

    @Test
    void everyTypeComesBackFromItsLittleEndianBytes() {
        byte[] ff = HexFormat.of().parseHex("fffefdfcfbfaf9f8");
        assertThat(bytes("|i1", 1, ff).longs()).containsExactly(-1);
        assertThat(bytes("|u1", 1, ff).longs()).containsExactly(255);
        assertThat(bytes("<i2", 2, ff).longs()).containsExactly(0xfffffffffffffeffL);
        assertThat(bytes("<u2", 2, ff).longs()).containsExactly(0xfeff);
        assertThat(bytes("<i4", 4, ff).longs()).containsExactly(0xfffffffffcfdfeffL);
        assertThat(bytes("<u4", 4, ff).longs()).containsExactly(0xfcfdfeffL);
        assertThat(bytes("<i8", 8, ff).longs()).containsExactly(0xf8f9fafbfcfdfeffL);
        assertThat(bytes("|b1", 1, new byte[] {1}).longs()).containsExactly(1);
        assertThat(bytes("<f4", 4, HexFormat.of().parseHex("0000c03f")).floats())
                .containsExactly(1.5f);
        assertThat(bytes("<f8", 8, HexFormat.of().parseHex("000000000000f8bf")).doubles())
                .containsExactly(-1.5);
    }

    @Test
    void bigEndianBytesAreTurnedRound() {
        assertThat(bytes(">i2", 2, HexFormat.of().parseHex("0102")).longs()).containsExactly(0x0102);
        assertThat(bytes(">u4", 4, HexFormat.of().parseHex("f1020304")).longs()).containsExactly(0xf1020304L);
        assertThat(bytes(">f4", 4, HexFormat.of().parseHex("3fc00000")).doubles())
                .containsExactly(1.5);
        assertThat(bytes(">f8", 8, HexFormat.of().parseHex("bff8000000000000")).doubles())
                .containsExactly(-1.5);
    }

    private static NpyArray bytes(String descriptor, int size, byte[] elements) {
        return read(Samples.npy(1, Samples.header(descriptor, false, "(1,)"), java.util.Arrays.copyOf(elements, size)));
    }

    @Test
    void fortranOrderIsReorderedSoThatTheLastIndexIsFastest() {
        // The element at [i][j][k] of shape (2, 3, 2) is 100 i + 10 j + k; in Fortran order i is
        // fastest.
        double[] stored = {0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121};
        byte[] file = Samples.npy(
                1, Samples.header("<f8", true, "(2, 3, 2)"), Samples.float64(ByteOrder.LITTLE_ENDIAN, stored));
        assertThat(read(file).doubles()).containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void allVersionsAreRead(int version) {
        byte[] file = Samples.npy(
                version, Samples.header("<f8", false, "(2,)"), Samples.float64(ByteOrder.LITTLE_ENDIAN, 3, 4));
        assertThat(read(file).doubles()).containsExactly(3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
                "{\"shape\":(1L,),\"fortran_order\":False,\"descr\":\"<f8\"}",
                "  { 'fortran_order' : True ,\t'descr' : '<f8' , 'shape' : ( 1 , ) }   \n"
            })
    void spacingQuotesAndOrderOfKeysAreFree(String header) {
        assertThat(read(Samples.npy(1, header, new byte[8])).doubles()).containsExactly(0);
    }

    @Test
    void aSingleNumberAndAnEmptyArrayHaveTheirShapes() {
        NpyArray number = read(Samples.npy(1, Samples.header("<f8", false, "()"), new byte[8]));
        assertThat(number.rank()).isZero();
        assertThat(number.size()).isOne();
        NpyArray empty = read(Samples.npy(1, Samples.header("<f8", true, "(0, 2147483647, 2147483647)"), new byte[0]));
        assertThat(empty.size()).isZero();
        assertThat(empty.shape()).containsExactly(0, 2147483647, 2147483647);
    }

    @Test
    void aDeclaredHeaderOfFourGibibytesIsRefusedWithoutAllocatingIt() {
        byte[] hostile = HexFormat.of().parseHex("934e554d50590200f0ffffff");
        refused(() -> read(hostile), "4294967280");
        long allocated = Allocation.of(() -> refused(() -> read(hostile)));
        assertThat(allocated).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(536870912,)",
                "(100000000,)",
                "(46341, 46341)",
                "(2147483647, 2147483647, 2147483647)",
                "(65536, 65536, 65536, 65536)",
                "(4294967296, 4294967296)",
                "(99999999999999999999999999,)"
            })
    void aDeclaredShapeBeyondTheFileIsRefusedWithoutAllocatingIt(String shape) {
        byte[] hostile = Samples.npy(1, Samples.header("<f8", false, shape), new byte[16]);
        refused(() -> read(hostile), "shape");
        assertThat(Allocation.of(() -> refused(() -> read(hostile)))).isLessThan(1 << 20);
    }

    @Test
    void aShapeBeyondTheLimitsIsRefusedEvenIfTheBytesAreThere() {
        byte[] file = Samples.npy(1, Samples.header("|u1", false, "(11,)"), new byte[11]);
        refused(() -> NpyReader.read(file, "x.npy", new Limits(1000, 10, 1, 1)), "at most 10 elements");
        assertThat(NpyReader.read(file, "x.npy", new Limits(1000, 11, 1, 1)).size())
                .isEqualTo(11);
    }

    @Test
    void aPythonExpressionIsNotEvaluatedButRefused() {
        for (String text : new String[] {
            "__import__('os').system('echo hit')",
            "{'descr': __import__('os').system('echo hit'), 'fortran_order': False, 'shape': (1,), }",
            "{'descr': '<f8', 'fortran_order': not True, 'shape': (1,), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (2 - 1,), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } + {}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': [1], }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1), }",
            "{'descr': '<f8', 'fortran_order': False, }",
            "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (1,), }",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), 'x': 1}",
            "{'descr': '<f8', 'fortran_order': False, 'shape': (1,",
            "{'descr': '<f8",
            "{",
            "}",
            " "
        }) {
            refused(() -> read(Samples.npy(1, text, new byte[8])), "header is malformed at character");
        }
    }

    @Test
    void tenThousandNestedBracketsAreRefusedWithoutRecursion() {
        for (String bracket : new String[] {"(", "[", "{"}) {
            String nested = bracket.repeat(10_000);
            refused(() -> read(Samples.npy(1, nested, new byte[8])));
            refused(() ->
                    read(Samples.npy(1, "{'descr': '<f8', 'fortran_order': False, 'shape': " + nested, new byte[8])));
        }
        refused(
                () -> read(Samples.npy(1, Samples.header("<f8", false, "(" + "1, ".repeat(65) + ")"), new byte[8])),
                "64 dimensions");
    }

    @ParameterizedTest
    @CsvSource({
        "|O, 'Python objects can run code'",
        "|O8, 'Python objects can run code'",
        "<c16, 'complex numbers; save real and imaginary parts by themselves'",
        "<f16, 'not read'",
        "<u16, 'not read'",
        "<U4, 'not read'",
        "|S9, 'not read'",
        "<M8[ns], 'not read'",
        "=f8, 'not read'",
        "f8, 'not read'",
        "'', 'not read'",
        "<, 'not read'",
        "|f8, 'not read'"
    })
    void otherElementTypesAreRefusedByName(String descriptor, String reason) {
        refused(() -> read(one(descriptor)), "'" + descriptor + "'", reason);
    }

    /// The bits of halves and of unsigned words as IEEE 754 and two's complement define them, in
    /// both byte orders.
    @Test
    void halvesAndUnsignedWordsAreReadInBothOrders() {
        byte[] halves = {0x3c, 0x00, (byte) 0xc1, 0x00};
        assertThat(read(Samples.npy(1, Samples.header(">f2", false, "(2,)"), halves))
                        .doubles())
                .containsExactly(1, -2.5);
        byte[] little = {0x00, 0x3c, 0x00, (byte) 0xc1};
        assertThat(read(Samples.npy(1, Samples.header("<f2", true, "(2, 1)"), little))
                        .doubles())
                .containsExactly(1, -2.5);
        byte[] words = new byte[16];
        java.util.Arrays.fill(words, 0, 8, (byte) 0xff);
        words[15] = 7;
        NpyArray big = read(Samples.npy(1, Samples.header(">u8", false, "(2,)"), words));
        assertThat(big.doubles()).containsExactly(0x1p64, 7);
        assertThatThrownBy(big::longs)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("element 0 of a uint64 array exceeds 2^63");
        words[0] = 0;
        assertThat(read(Samples.npy(1, Samples.header(">u8", false, "(2,)"), words))
                        .longs())
                .containsExactly(0xffffffffffffffL, 7);
    }

    @Test
    void structuredArraysAreRefused() {
        String header = "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), }";
        refused(() -> read(Samples.npy(1, header, new byte[8])), "structured");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, 3}, 3));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            refused(() -> read(cut));
        }
    }

    @Test
    void bytesAfterTheArrayAreRefusedAndNotIgnored() {
        byte[] file = Samples.npy(1, Samples.header("|u1", false, "(1,)"), new byte[3]);
        refused(() -> read(file), "2 bytes after its array");
    }

    @Test
    void aTruthValueIsZeroOrOne() {
        refused(
                () -> read(Samples.npy(1, Samples.header("|b1", false, "(2,)"), new byte[] {1, 2})),
                "element 1",
                "byte 2");
    }

    @Test
    void unknownVersionsAreNamed() {
        byte[] file = one("<f8");
        file[6] = 9;
        refused(() -> read(file), "version 9.0");
    }

    @Test
    void anotherKindOfFileIsToldByItsFirstBytes() {
        refused(() -> read(HexFormat.of().parseHex("894844460d0a1a0a0000")), "HDF5");
        refused(() -> read(HexFormat.of().parseHex("504b0304140000000000")), "zip archive");
        refused(() -> read(HexFormat.of().parseHex("8004950500000000")), "pickle");
        refused(() -> read("1,2,3\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)), "text file");
        refused(() -> read(new byte[0]), "empty");
    }

    @Test
    void missingFilesAndDirectoriesAreNamed(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.npy");
        assertThatThrownBy(() -> NpyReader.read(missing))
                .isInstanceOf(InputException.class)
                .hasMessage(missing + ": no such file; check its name and folder");
        assertThatThrownBy(() -> NpyReader.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("directory");
        Path large = Files.write(folder.resolve("large.npy"), one("<f8"));
        assertThatThrownBy(() -> NpyReader.read(large, new Limits(20, 10, 1, 1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most 20 are read");
    }
}
