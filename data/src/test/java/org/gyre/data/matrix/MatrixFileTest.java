package org.gyre.data.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.Matrix;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.data.npy.NpzWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixFileTest {
    @TempDir
    Path folder;

    private static final NpyArray TWO_BY_THREE = NpyArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static void refused(String source, String... parts) {
        assertThatThrownBy(() -> MatrixFile.read(source))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void theContentDecidesAndNotTheName() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        NpzWriter.write(Map.of("w", TWO_BY_THREE), archive);
        byte[] npy = NpyWriter.toBytes(TWO_BY_THREE);
        byte[] text = "1 2 3\n4 5 6\n".getBytes(StandardCharsets.UTF_8);
        for (String name : new String[] {"a.npy", "a.npz", "a.csv", "a.mat", "a"}) {
            for (byte[] content : new byte[][] {npy, archive.toByteArray(), text}) {
                Matrix matrix = MatrixFile.read(file(name, content));
                assertThat(matrix.rows()).isEqualTo(2);
                assertThat(matrix.columns()).isEqualTo(3);
                assertThat(matrix.values()).containsExactly(1, 2, 3, 4, 5, 6);
            }
        }
    }

    @Test
    void otherKindsOfFilesAreNamed() throws IOException {
        refused(
                file("a.npy", new byte[] {(byte) 0x89, 'H', 'D', 'F', 13, 10, 26, 10}),
                "a.npy: the HDF5 structure is malformed");
        byte[] userBlock = new byte[520];
        System.arraycopy("MATLAB 7.3 MAT-file".getBytes(StandardCharsets.US_ASCII), 0, userBlock, 0, 19);
        refused(file("a.mat", userBlock), "a.mat: has no HDF5 signature");
        refused(
                file("b.mat", "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII)),
                "is a MATLAB file that ends within its header");
        refused(file("a.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}), "a PNG image");
        refused(file("c.csv", new byte[] {31, (byte) 139, 8}), "gzip");
        refused(file("d.npy", new byte[] {(byte) 0x80, 4, (byte) 0x95}), "pickle", "never read");
        refused(file("e.npy", new byte[] {0, 0, 8, 3, 0, 0}), "IDX");
        refused(file("f.csv", new byte[0]), "empty");
        refused(file("g.csv", new byte[] {1, 2, 3}), "unknown kind");
        refused(
                file("empty.h5", Fixtures.bytes("recording/empty.h5")),
                "empty.h5: is an HDF5 file without a dataset of numbers",
                "name the file that they were written to");
        refused(
                file("h.npy", new byte[] {1, 2, 3}),
                "h.npy: is a binary file of unknown kind",
                "whatever their name: export the numbers as one of them");
        refused(folder.resolve("none.csv").toString(), "no such file");
        refused(folder.toString(), "directory");
    }

    @Test
    void oneArrayOfAnArchiveIsChosenByName() throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("w", TWO_BY_THREE);
        arrays.put("b:c", NpyArray.of(new double[] {7}, 1));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        NpzWriter.write(arrays, archive);
        String file = file("a.npz", archive.toByteArray());
        assertThat(MatrixFile.read(file + ":w").columns()).isEqualTo(3);
        assertThat(MatrixFile.readVector(file + ":b:c")).containsExactly(7);
        refused(file, "2 arrays (w, b:c)", "archive.npz:name");
        refused(file + ":v", "no array 'v'");
        String text = file("t.npz", "1 2\n".getBytes(StandardCharsets.UTF_8));
        refused(text + ":w", "is a text file, not an .npz archive", "leave ':w' out");
    }

    @Test
    void vectorsMayLieOrStand() throws IOException {
        double[] values = {1, 2, 3};
        for (NpyArray array :
                new NpyArray[] {NpyArray.of(values, 3), NpyArray.of(values, 1, 3), NpyArray.of(values, 3, 1)}) {
            assertThat(MatrixFile.readVector(file("v.npy", NpyWriter.toBytes(array))))
                    .containsExactly(1, 2, 3);
        }
        String matrix = file("m.npy", NpyWriter.toBytes(TWO_BY_THREE));
        assertThatThrownBy(() -> MatrixFile.readVector(matrix)).hasMessageContaining("2 x 3");
        assertThatThrownBy(() -> MatrixFile.readSquare(matrix)).hasMessageContaining("square");
        String cube = file("c.npy", NpyWriter.toBytes(NpyArray.of(new double[8], 2, 2, 2)));
        refused(cube, "[2, 2, 2]");
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedWithRowAndColumn() throws IOException {
        String nan = file("n.npy", NpyWriter.toBytes(NpyArray.of(new double[] {1, 2, 3, Double.NaN, 5, 6}, 2, 3)));
        refused(nan, "row 2, column 1 is NaN");
        String infinite = file("i.npy", NpyWriter.toBytes(NpyArray.of(new float[] {1, Float.NEGATIVE_INFINITY}, 2)));
        refused(infinite, "row 2, column 1 is -Infinity");
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        NpzWriter.write(Map.of("w", NpyArray.of(new double[] {1, Double.NaN}, 2)), archive);
        refused(file("n.npz", archive.toByteArray()), "row 2, column 1 is NaN");
        // [[1, 2, 3], [4, NaN, -inf]] by SciPy and h5py; NaN comes first row by row.
        refused(file("n.mat", Fixtures.bytes("mat/nan.mat")), "row 2, column 2 is NaN");
        refused(file("n.h5", Fixtures.bytes("hdf5/nan.h5")), "row 2, column 2 is NaN");
    }

    @Test
    void theSharedTimeSeriesAreRead() {
        Path series = Path.of(System.getProperty("gyre.shared", "../../shared"), "data", "time-series");
        assumeTrue(Files.isDirectory(series), "skipped: no shared time series at " + series);
        // Rows are the lines of each file less its comments.
        shape(series.resolve("4ColsPairedNoisyDependence-1.txt"), 3000, 4);
        shape(series.resolve("2coupledRandomCols-1.txt"), 100, 2);
        shape(series.resolve("SFI-heartRate_breathVol_bloodOx.txt"), 34_000, 3);
        Path powerLaw = series.resolve("../power-law");
        assertThat(MatrixFile.readVector(powerLaw.resolve("words.txt").toString()))
                .hasSizeGreaterThan(1000);
    }

    private static void shape(Path file, int rows, int columns) {
        Matrix matrix = MatrixFile.read(file);
        assertThat(matrix.rows()).as(file.toString()).isEqualTo(rows);
        assertThat(matrix.columns()).as(file.toString()).isEqualTo(columns);
    }
}
