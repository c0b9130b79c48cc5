package org.gyre.data.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gyre.data.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that NumPy wrote are read here, and files written here are read by NumPy. Skipped, saying so, where there is
/// no NumPy.
class NumPyPeerTest {
    @TempDir
    Path folder;

    /// Runs a Python program in the folder and returns what it printed.
    private String python(String program) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("program.py"), program);
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder("python3", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: python3 is not installed");
            throw e;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("python3 did not end within a minute");
        }
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        assumeTrue(!text.contains("No module named 'numpy'"), "skipped: NumPy is not installed");
        assertThat(process.exitValue()).as(text).isZero();
        return text.strip();
    }

    @Test
    void whatNumPyWritesIsRead() throws IOException, InterruptedException {
        python("""
                import numpy as np
                a = np.arange(24).reshape(2, 3, 4)
                arrays = {}
                for order in "CF":
                    for kind in ("<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", ">i4", "<i2", ">i2",
                                 "|i1", "|u1", "<u2", ">u2", "<u4", ">u4"):
                        name = order + kind.replace("<", "l").replace(">", "b").replace("|", "n")
                        arrays[name] = np.asarray(a, dtype=kind, order=order)
                        np.save(name + ".npy", arrays[name])
                np.savez("stored.npz", **arrays)
                np.savez_compressed("deflated.npz", **arrays)
                np.save("bool.npy", np.array([True, False]))
                np.save("number.npy", np.float64(-0.5))
                np.save("empty.npy", np.zeros((0, 7)))
                for version in ((1, 0), (2, 0), (3, 0)):
                    with open("v%d.npy" % version[0], "wb") as f:
                        np.lib.format.write_array(f, np.array([1.5, 2.5]), version=version)
                """);
        double[] expected = new double[24];
        for (int i = 0; i < 24; i++) {
            expected[i] = i;
        }
        for (String archive : new String[] {"stored.npz", "deflated.npz"}) {
            Map<String, NpyArray> arrays = NpzReader.readAll(folder.resolve(archive), Limits.DEFAULT);
            assertThat(arrays).hasSize(32);
            arrays.forEach((name, array) -> {
                assertThat(array.doubles()).as(name).isEqualTo(expected);
                assertThat(array.shape()).containsExactly(2, 3, 4);
                NpyRoundTripTest.assertSame(NpyReader.read(folder.resolve(name + ".npy")), array);
            });
        }
        assertThat(NpyReader.read(folder.resolve("bool.npy")).longs()).containsExactly(1, 0);
        assertThat(NpyReader.read(folder.resolve("number.npy")).doubles()).containsExactly(-0.5);
        assertThat(NpyReader.read(folder.resolve("number.npy")).rank()).isZero();
        assertThat(NpyReader.read(folder.resolve("empty.npy")).shape()).containsExactly(0, 7);
        for (int version = 1; version <= 3; version++) {
            assertThat(NpyReader.read(folder.resolve("v" + version + ".npy")).doubles())
                    .containsExactly(1.5, 2.5);
        }
    }

    @Test
    void whatIsWrittenNumPyReads() throws IOException, InterruptedException {
        Map<String, NpyArray> arrays = NpyRoundTripTest.everyType();
        for (Map.Entry<String, NpyArray> named : arrays.entrySet()) {
            Files.write(folder.resolve(named.getKey() + ".npy"), NpyWriter.toBytes(named.getValue()));
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("all.npz"))) {
            NpzWriter.write(arrays, out);
        }
        String printed = python("""
                import numpy as np
                e = {
                    "float64": np.array([[-0.0, 1e300, 5e-324], [np.pi, -1, 2]]),
                    "float32": np.array([-0.0, np.finfo(np.float32).max, np.e, -3], np.float32),
                    "int64": np.array([[[-2**63], [2**63 - 1]]]),
                    "int32": np.array([-2**31, -1, 7], np.int32),
                    "int16": np.array([-2**15, 5], np.int16),
                    "int8": np.array([-128, 127], np.int8),
                    "uint64": np.array([2**64 - 1, 1], np.uint64),
                    "float16": np.array([0x3c00, 0xffff], np.uint16).view(np.float16),
                    "uint32": np.array([2**32 - 1, 1], np.uint32),
                    "uint16": np.array([2**16 - 1, 1], np.uint16),
                    "uint8": np.array([255, 1], np.uint8),
                    "bool": np.array([True, False, True]),
                    "number": np.float64(42),
                    "empty": np.zeros((0, 5), np.float32),
                }
                archive = np.load("all.npz")
                assert sorted(archive.files) == sorted(e), archive.files
                for name, value in e.items():
                    for got in (np.load(name + ".npy"), archive[name]):
                        assert got.dtype == value.dtype, (name, got.dtype)
                        assert got.shape == value.shape, (name, got.shape)
                        assert got.tobytes() == value.tobytes(), (name, got)
                print("same")
                """);
        assertThat(printed).isEqualTo("same");
    }
}
