package org.gyre.data.hdf5.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.data.AtomicFile;
import org.gyre.data.H5pyPeer;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is read back with the same bits, here and by the HDF5 library.
class Hdf5WriterTest {
    @TempDir
    Path folder;

    private static Hdf5Value.Numbers numbers(NpyArray array) {
        return new Hdf5Value.Numbers(array);
    }

    /// Every kind of value.
    private static Hdf5Value.Group everything() {
        Map<String, Hdf5Value> types = new LinkedHashMap<>();
        types.put("float64", numbers(NpyArray.of(new double[] {-0.0, 1e300, Double.MIN_VALUE, Math.PI, -1, 2}, 2, 3)));
        types.put("float32", numbers(NpyArray.of(new float[] {-0f, Float.MAX_VALUE, (float) Math.E, -3}, 4)));
        types.put("nan", numbers(NpyArray.of(new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, 2)));
        types.put("float16", numbers(NpyArray.ofHalves(new short[] {0x3c00, (short) 0xc000}, 2)));
        types.put("int64", numbers(NpyArray.of(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 1, 2, 1)));
        types.put("int32", numbers(NpyArray.of(new int[] {Integer.MIN_VALUE, -1, 7}, 3)));
        types.put("int16", numbers(NpyArray.of(new short[] {Short.MIN_VALUE, 5}, 2)));
        types.put("int8", numbers(NpyArray.of(new byte[] {-128, 127}, 2)));
        types.put("uint64", numbers(NpyArray.ofUnsigned(new long[] {-1, 1}, 2)));
        types.put("uint32", numbers(NpyArray.ofUnsigned(new int[] {-1, 1}, 2)));
        types.put("uint16", numbers(NpyArray.ofUnsigned(new short[] {-1, 1}, 2)));
        types.put("uint8", numbers(NpyArray.ofUnsigned(new byte[] {-1, 1}, 2)));
        types.put("one", numbers(NpyArray.of(new double[] {42})));
        types.put("empty", numbers(NpyArray.of(new float[0], 0, 5)));
        Map<String, Hdf5Value> texts = new LinkedHashMap<>();
        texts.put("one", Hdf5Value.Texts.of("Ωmega 🧠"));
        texts.put("none", Hdf5Value.Texts.of(""));
        texts.put("edges", new Hdf5Value.Texts(List.of(2, 2), List.of("in", "lif.1", "lif.1", "öut")));
        texts.put("empty", new Hdf5Value.Texts(List.of(0, 2), List.of()));
        texts.put("long", Hdf5Value.Texts.of("ab".repeat(10_000)));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add("text " + i);
        }
        texts.put("many", new Hdf5Value.Texts(List.of(1000), many));
        Map<String, Hdf5Value> rows = new LinkedHashMap<>();
        rows.put(
                "times",
                new Hdf5Value.Sequences(
                        DType.FLOAT32,
                        List.of(
                                NpyArray.of(new float[] {0.25f, 0.5f, 1}, 3),
                                NpyArray.of(new float[0], 0),
                                NpyArray.of(new float[] {-0f}, 1))));
        double[] ramp = new double[3000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        rows.put("long", new Hdf5Value.Sequences(DType.FLOAT64, List.of(NpyArray.of(ramp, ramp.length))));
        rows.put("none", new Hdf5Value.Sequences(DType.INT32, List.of()));
        Map<String, Hdf5Value> root = new LinkedHashMap<>();
        root.put("types", Hdf5Value.Group.of(types));
        root.put("texts", Hdf5Value.Group.of(texts));
        root.put("rows", Hdf5Value.Group.of(rows));
        root.put("void", Hdf5Value.Group.EMPTY);
        root.put("n".repeat(5000), numbers(NpyArray.of(new int[] {1})));
        root.put(
                "größe 🧠",
                Hdf5Value.Group.of(Map.of("a", Hdf5Value.Group.of(Map.of("b", numbers(NpyArray.of(new long[] {3})))))));
        Map<String, Hdf5Value> crowd = new LinkedHashMap<>();
        for (int i = 0; i < 2000; i++) {
            crowd.put("member" + i, numbers(NpyArray.of(new int[] {i})));
        }
        root.put("crowd", Hdf5Value.Group.of(crowd));
        return Hdf5Value.Group.of(root);
    }

    /// Reads a group whole.
    private static Hdf5Value.Group group(Hdf5File file, String path) {
        TreeMap<String, Hdf5Value> members = new TreeMap<>();
        for (String name : file.members(path)) {
            String child = path + "/" + name;
            members.put(
                    name,
                    file.hasGroup(child)
                            ? group(file, child)
                            : file.dataset(child).value());
        }
        return new Hdf5Value.Group(members);
    }

    private static void assertSame(Hdf5Value found, Hdf5Value wanted, String place) {
        switch (wanted) {
            case Hdf5Value.Group group -> {
                Map<String, Hdf5Value> members = ((Hdf5Value.Group) found).members();
                assertThat(members.keySet()).as(place).isEqualTo(group.members().keySet());
                members.forEach((name, member) -> assertSame(
                        member, java.util.Objects.requireNonNull(group.members().get(name)), place + "/" + name));
            }
            // A .npy file has type, shape and bits.
            case Hdf5Value.Numbers numbers ->
                assertThat(NpyWriter.toBytes(((Hdf5Value.Numbers) found).array()))
                        .as(place)
                        .isEqualTo(NpyWriter.toBytes(numbers.array()));
            case Hdf5Value.Texts texts -> assertThat(found).as(place).isEqualTo(texts);
            case Hdf5Value.Sequences sequences -> {
                Hdf5Value.Sequences rows = (Hdf5Value.Sequences) found;
                assertThat(rows.type()).isEqualTo(sequences.type());
                assertThat(rows.rows().stream().map(NpyWriter::toBytes).toList())
                        .as(place)
                        .usingElementComparator(java.util.Arrays::compare)
                        .isEqualTo(sequences.rows().stream()
                                .map(NpyWriter::toBytes)
                                .toList());
            }
        }
    }

    @Test
    void everyValueIsReadBack() {
        Path file = folder.resolve("all.h5");
        Hdf5Writer.write(file, everything());
        Hdf5Value.Group found = Hdf5File.read(file, Limits.DEFAULT, hdf5 -> group(hdf5, ""));
        assertSame(found, everything(), "");
        assertThat(Hdf5Writer.toBytes(found)).isEqualTo(Hdf5Writer.toBytes(everything()));
    }

    @Test
    void theHdf5LibraryReadsEveryValue() throws IOException, InterruptedException {
        Hdf5Writer.write(folder.resolve("all.h5"), everything());
        String printed = H5pyPeer.run(folder, """
                import h5py
                import numpy as np
                with h5py.File("all.h5", "r") as f:
                    assert sorted(f) == sorted(["types", "texts", "rows", "void", "crowd", "n" * 5000, "größe 🧠"])
                    expected = {
                        "float64": np.array([[-0.0, 1e300, 5e-324], [np.pi, -1, 2]]),
                        "float32": np.array([-0.0, np.finfo(np.float32).max, np.e, -3], np.float32),
                        "nan": np.array([np.nan, -np.inf]),
                        "float16": np.array([1, -2], np.float16),
                        "int64": np.array([[[-2**63], [2**63 - 1]]]),
                        "int32": np.array([-2**31, -1, 7], np.int32),
                        "int16": np.array([-2**15, 5], np.int16),
                        "int8": np.array([-128, 127], np.int8),
                        "uint64": np.array([2**64 - 1, 1], np.uint64),
                        "uint32": np.array([2**32 - 1, 1], np.uint32),
                        "uint16": np.array([2**16 - 1, 1], np.uint16),
                        "uint8": np.array([255, 1], np.uint8),
                        "one": np.float64(42),
                        "empty": np.zeros((0, 5), np.float32),
                    }
                    assert sorted(f["types"]) == sorted(expected)
                    for name, value in expected.items():
                        got = f["types"][name][()]
                        assert got.dtype == value.dtype and got.shape == value.shape, (name, got.dtype, got.shape)
                        assert got.tobytes() == value.tobytes(), (name, got)
                    t = f["texts"]
                    assert tuple(h5py.check_string_dtype(t["one"].dtype)) == ("utf-8", None)
                    assert t["one"][()] == "Ωmega 🧠".encode() and t["none"][()] == b""
                    assert t["edges"].asstr()[()].tolist() == [["in", "lif.1"], ["lif.1", "öut"]]
                    assert t["empty"].shape == (0, 2) and t["long"][()] == b"ab" * 10000
                    assert t["many"].asstr()[()].tolist() == ["text %d" % i for i in range(1000)]
                    times = f["rows/times"][()]
                    assert [r.dtype.name for r in times] == ["float32"] * 3
                    assert [r.tolist() for r in times] == [[0.25, 0.5, 1], [], [-0.0]]
                    assert f["rows/long"][0].tolist() == list(range(3000)) and f["rows/none"].shape == (0,)
                    assert len(f["void"]) == 0 and f["größe 🧠/a/b"][()] == 3 and f["n" * 5000][()] == 1
                    assert len(f["crowd"]) == 2000
                    assert all(f["crowd/member%d" % i][()] == i for i in range(2000))
                # It is a whole file for one who goes on writing, too.
                with h5py.File("all.h5", "r+") as f:
                    f["void/more"] = np.arange(3)
                    f["crowd"].attrs["note"] = "kept"
                    del f["crowd/member7"]
                with h5py.File("all.h5", "r") as f:
                    assert f["void/more"][()].tolist() == [0, 1, 2] and len(f["crowd"]) == 1999
                print("same")
                """);
        assertThat(printed).isEqualTo("same");
        Hdf5File.read(folder.resolve("all.h5"), Limits.DEFAULT, file -> {
            assertThat(file.dataset("/void/more").longs()).containsExactly(0, 1, 2);
            assertThat(file.members("/crowd")).hasSize(1999);
            return "";
        });
    }

    @Test
    void whatHdf5CannotHoldIsRefused() {
        assertRefused(Map.of("a/b", Hdf5Value.Texts.of("x")), "'a/b' in '/' cannot be a name in an HDF5 file");
        assertRefused(Map.of("", Hdf5Value.Texts.of("x")), "cannot be a name in an HDF5 file");
        assertRefused(Map.of("..", Hdf5Value.Texts.of("x")), "cannot be a name in an HDF5 file");
        assertRefused(Map.of("x".repeat(70_000), Hdf5Value.Texts.of("x")), "has 70000 bytes; at most 65521");
        assertRefused(Map.of("t", Hdf5Value.Texts.of("a\0b")), "a text of '/t' has a NUL character");
        assertRefused(Map.of("t", Hdf5Value.Texts.of("a\ud83e")), "a text of '/t' has half of a surrogate pair");
        Hdf5Value deep = Hdf5Value.Group.EMPTY;
        for (int i = 0; i < 65; i++) {
            deep = Hdf5Value.Group.of(Map.of("g", deep));
        }
        assertRefused(Map.of("g", deep), "lies more than 64 groups deep");
    }

    private void assertRefused(Map<String, Hdf5Value> root, String sentence) {
        Path file = folder.resolve("x.h5");
        assertThatThrownBy(() -> Hdf5Writer.write(file, Hdf5Value.Group.of(root)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(sentence);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("x.h5"), "before");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.h5: cannot be written (disk full)");
        assertThat(file).hasContent("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        AtomicFile.write(file, out -> out.write('a'));
        assertThat(file).hasContent("a");
        assertThatThrownBy(() -> AtomicFile.write(folder, out -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is a directory; name a file in it");
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("no/x.h5"), out -> {}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be written, because its folder does not exist; make it first");
    }
}
