package org.gyre.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that h5py wrote (make_hdf5.py beside them) with the oldest, the 1.10 and the newest
/// structures. The expected values are those of the script.
class Hdf5FileTest {
    @TempDir
    Path folder;

    private Path file(String name) {
        try (InputStream in = Objects.requireNonNull(Hdf5FileTest.class.getResourceAsStream(name))) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T read(String name, Hdf5File.Reading<T> reading) {
        return Hdf5File.read(file(name), Limits.DEFAULT, reading);
    }

    private double[] doubles(String name, String path) {
        return read(name, hdf5 -> hdf5.dataset(path).doubles());
    }

    private static double[] range(int count, double factor, double start) {
        return IntStream.range(0, count).mapToDouble(i -> factor * i + start).toArray();
    }

    private void refused(String name, String path, String... parts) {
        assertThatThrownBy(() -> doubles(name, path))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.h5", "new.h5", "latest.h5"})
    void numbersOfEveryLayoutAndIndexAreRead(String name) {
        assertThat(doubles(name, "/plain")).containsExactly(range(24, 0.5, -3));
        assertThat(doubles(name, "/gzip")).containsExactly(range(24, 0.5, -3));
        assertThat(doubles(name, "/single")).containsExactly(range(24, 0.5, -3));
        assertThat(doubles(name, "/grows")).containsExactly(range(260, 3, -100));
        assertThat(doubles(name, "/grows_gzip")).containsExactly(range(60, 1, 0));
        assertThat(doubles(name, "/grows2")).containsExactly(range(300, 1, 0));
        assertThat(doubles(name, "/grows2_gzip")).containsExactly(range(300, 1, 0));
        double[] holes = new double[40];
        holes[8] = 1;
        holes[9] = 2;
        assertThat(doubles(name, "/holes")).containsExactly(holes);
        assertThat(doubles(name, "/scalar")).containsExactly(2.5);
        assertThat(doubles(name, "/half")).containsExactly(1, -2, 0.5);
        assertThat(doubles(name, "/bool")).containsExactly(1, 0);
        assertThat(doubles(name, "/u8")).containsExactly(0x1p64, 0);
        assertThat(doubles(name, "/g/deep/x")).containsExactly(7);
        assertThat(doubles(name, "/soft")).containsExactly(7);
        assertThat(doubles(name, "/g/back/back/deep/x")).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.h5", "new.h5", "latest.h5"})
    void textsReferencesAndSequencesAreRead(String name) {
        read(name, hdf5 -> {
            assertThat(hdf5.dataset("/fixed_text").texts()).containsExactly("ab", "c");
            assertThat(hdf5.dataset("/long_text").texts()).containsExactly("alpha", "b\u00e9", "");
            assertThat(hdf5.dataset("/ragged").sequences()).isDeepEqualTo(new double[][] {{1, 2, 3}, {}, {4.5}});
            long[] references = hdf5.dataset("/refs").references();
            assertThat(hdf5.at(references[1], "/refs").doubles()).containsExactly(1, -2, 0.5);
            assertThat(hdf5.attribute("/plain", "units").orElseThrow().text("")).isEqualTo("ms");
            assertThat(hdf5.attribute("/plain", "rate").orElseThrow().doubles()).containsExactly(20_000);
            assertThat(hdf5.attribute("/g", "a2").orElseThrow().longs()).containsExactly(2);
            assertThat(hdf5.attribute("/g", "text").orElseThrow().text("")).isEqualTo("fixed");
            assertThat(hdf5.attribute("/g", "none")).isEmpty();
            assertThat(hdf5.datasets())
                    .contains("/plain", "/g/deep/x", "/outside -> another file")
                    .doesNotContain("/g/back/deep/x");
            return "";
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.h5", "latest.h5"})
    void largeGroupsAndManyAttributesAreRead(String name) {
        assertThat(doubles(name, "/many/item029")).containsExactly(29);
        read(name, hdf5 -> {
            assertThat(hdf5.members("/many")).hasSize(30);
            assertThat(hdf5.attribute("/g", "a11").orElseThrow().longs()).containsExactly(11);
            return "";
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.h5", "new.h5", "latest.h5"})
    void linksAndTypesThatAreNotReadAreNamed(String name) {
        refused(name, "/loop1", "more than 16 links", "circle");
        refused(name, "/outside", "link into another file", "never opened");
        refused(name, "/complex", "/complex holds records; numbers were expected");
        refused(name, "/long_text", "holds text; numbers were expected");
        refused(name, "/nothing", "has no dataset '/nothing'; it holds /bool");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old.h5", "new.h5", "latest.h5"})
    void wholeNumbersBeyondALongAreRefused(String name) {
        assertThatThrownBy(() -> read(name, hdf5 -> hdf5.dataset("/u8").longs()))
                .hasMessageContaining("/u8, element 0: exceeds 2^63");
    }

    @Test
    void lzfIsReadAloneWithOtherFiltersAndWhereItWasSkipped() {
        assertThat(doubles("lzf.h5", "/x")).containsExactly(new double[100]);
        assertThat(doubles("filters.h5", "/lzf"))
                .containsExactly(
                        IntStream.range(0, 4000).mapToDouble(i -> i / 7 % 11).toArray());
        assertThat(doubles("filters.h5", "/lzf_all")).containsExactly(range(4000, 0.25, 0));
        assertThat(doubles("filters.h5", "/lzf_none"))
                .containsExactly(IntStream.range(0, 64)
                        .mapToDouble(i -> i * 2_654_435_761L % (1L << 32))
                        .toArray());
    }

    @Test
    void anUnknownFilterIsNamed() {
        refused(
                "filters.h5",
                "/scaled",
                "filters.h5: /scaled is stored with the filter scale-offset, which is not read; save it with gzip");
    }
}
