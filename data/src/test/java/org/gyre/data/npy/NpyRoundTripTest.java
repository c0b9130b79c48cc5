package org.gyre.data.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.data.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyRoundTripTest {
    static Map<String, NpyArray> everyType() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("float64", NpyArray.of(new double[] {-0.0, 1e300, Double.MIN_VALUE, Math.PI, -1, 2}, 2, 3));
        arrays.put("float32", NpyArray.of(new float[] {-0.0f, Float.MAX_VALUE, (float) Math.E, -3}, 4));
        arrays.put("int64", NpyArray.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 1, 2, 1));
        arrays.put("int32", NpyArray.of(new int[] {Integer.MIN_VALUE, -1, 7}, 3));
        arrays.put("int16", NpyArray.of(new short[] {Short.MIN_VALUE, 5}, 2));
        arrays.put("int8", NpyArray.of(new byte[] {-128, 127}, 2));
        arrays.put("uint64", NpyArray.ofUnsigned(new long[] {-1, 1}, 2));
        arrays.put("float16", NpyArray.ofHalves(new short[] {0x3c00, -1}, 2));
        arrays.put("uint32", NpyArray.ofUnsigned(new int[] {-1, 1}, 2));
        arrays.put("uint16", NpyArray.ofUnsigned(new short[] {-1, 1}, 2));
        arrays.put("uint8", NpyArray.ofUnsigned(new byte[] {-1, 1}, 2));
        arrays.put("bool", NpyArray.of(new boolean[] {true, false, true}, 3));
        arrays.put("number", NpyArray.of(new double[] {42}));
        arrays.put("empty", NpyArray.of(new float[0], 0, 5));
        return arrays;
    }

    static void assertSame(NpyArray actual, NpyArray expected) {
        assertThat(actual.dtype()).isEqualTo(expected.dtype());
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.data()).isEqualTo(expected.data());
    }

    @Test
    void everyTypeSurvivesWritingAndReading() {
        everyType()
                .forEach((name, array) ->
                        assertSame(NpyReader.read(NpyWriter.toBytes(array), name, Limits.DEFAULT), array));
    }

    @Test
    void arraysLargerThanABufferSurvive() {
        double[] values = new double[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1.0 / (i + 1);
        }
        NpyArray array = NpyArray.of(values, values.length);
        assertThat(NpyReader.read(NpyWriter.toBytes(array), "x", Limits.DEFAULT).doubles())
                .isEqualTo(values);
    }

    @Test
    void elementsStartAtAMultipleOf64Bytes() {
        everyType().forEach((name, array) -> {
            byte[] file = NpyWriter.toBytes(array);
            int headerLength = (file[8] & 0xff) | (file[9] & 0xff) << 8;
            assertThat((10 + headerLength) % 64).as(name).isZero();
            assertThat(file[10 + headerLength - 1]).isEqualTo((byte) '\n');
            assertThat(NpyWriter.length(array)).isEqualTo(file.length);
        });
    }

    @Test
    void archivesSurviveAndEqualArraysGiveEqualBytes(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        NpzWriter.write(everyType(), first);
        NpzWriter.write(everyType(), second);
        assertThat(first.toByteArray()).isEqualTo(second.toByteArray());
        Path file = Files.write(folder.resolve("all.npz"), first.toByteArray());
        assertThat(NpzReader.names(file, Limits.DEFAULT))
                .isEqualTo(List.copyOf(everyType().keySet()));
        NpzReader.readAll(file, Limits.DEFAULT).forEach((name, array) -> {
            NpyArray expected = everyType().get(name);
            assertThat(expected).isNotNull();
            if (expected != null) {
                assertSame(array, expected);
            }
        });
    }

    @Test
    void namesThatCouldLeaveTheArchiveAreNotWritten() {
        NpyArray array = NpyArray.of(new double[1], 1);
        for (String name : new String[] {"", "../x", "a\\b", "a\nb"}) {
            assertThatThrownBy(
                            () -> NpzWriter.write(Collections.singletonMap(name, array), new ByteArrayOutputStream()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void wrongTypesAndShapesAreRefusedByTheArrayItself() {
        assertThatThrownBy(() -> NpyArray.of(new double[5], 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NpyArray.of(new double[0], 2147483647, 2147483647, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NpyArray.of(new double[1], -1, -1)).isInstanceOf(IllegalArgumentException.class);
        NpyArray doubles = NpyArray.of(new double[] {1.5}, 1);
        assertThatThrownBy(doubles::longs).hasMessageContaining("float64");
        assertThatThrownBy(doubles::floats).hasMessageContaining("float64");
        assertThatThrownBy(doubles::ints).hasMessageContaining("float64");
        assertThatThrownBy(() -> NpyArray.ofUnsigned(new int[] {-1}, 1).ints()).hasMessageContaining("uint32");
    }
}
