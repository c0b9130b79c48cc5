package org.gyre.data.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.H5pyPeer;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.hdf5.write.Hdf5Writer;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The layout of the Spiking Heidelberg Digits, from h5py and from us.
class EventReaderTest {
    private static final double[][] TIMES = {{0, 0.125, 0.625, 0.75}, {}, {1.25, 0.5}};
    private static final int[][] UNITS = {{3, 0, 3, 699}, {}, {5, 5}};
    private static final int[] LABELS = {7, 0, 19};

    @TempDir
    Path folder;

    private static LabelledEvents read(Path file) {
        return EventReader.read(file, EventReader.HEIDELBERG_UNITS, EventReader.HEIDELBERG_LABELS, Limits.DEFAULT);
    }

    private static void assertSame(LabelledEvents events) {
        assertThat(events.size()).isEqualTo(3);
        for (int s = 0; s < 3; s++) {
            EventSample sample = events.samples().get(s);
            assertThat(sample.times()).containsExactly(TIMES[s]);
            assertThat(sample.units()).containsExactly(UNITS[s]);
            assertThat(sample.label()).isEqualTo(LABELS[s]);
        }
    }

    private static LabelledEvents events() {
        return new LabelledEvents(
                700,
                20,
                List.of(
                        new EventSample(TIMES[0], UNITS[0], LABELS[0]),
                        new EventSample(TIMES[1], UNITS[1], LABELS[1]),
                        new EventSample(TIMES[2], UNITS[2], LABELS[2])));
    }

    /// The numbers of make_events.py: float16 and uint16, compressed.
    @Test
    void aFileOfH5pyIsRead() {
        assertSame(read(Path.of(Fixtures.copy("event/events.h5", folder))));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Path file = folder.resolve("events.h5");
        EventWriter.write(events(), file);
        assertSame(read(file));
        assertThat(EventWriter.toBytes(read(file))).isEqualTo(EventWriter.toBytes(events()));
    }

    @Test
    void h5pyReadsWhatIsWritten() throws IOException, InterruptedException {
        EventWriter.write(events(), folder.resolve("events.h5"));
        String printed = H5pyPeer.run(folder, """
                import h5py
                with h5py.File("events.h5", "r") as f:
                    assert f["spikes/times"][0].dtype.name == "float64" and f["spikes/units"][0].dtype.name == "int32"
                    assert [r.tolist() for r in f["spikes/times"]] == [[0, 0.125, 0.625, 0.75], [], [1.25, 0.5]]
                    assert [r.tolist() for r in f["spikes/units"]] == [[3, 0, 3, 699], [], [5, 5]]
                    assert f["labels"][()].tolist() == [7, 0, 19]
                print("same")
                """);
        assertThat(printed).isEqualTo("same");
    }

    /// More samples and events than lie in one collection of the heap or one chunk, in the types that others use.
    @Test
    void aLargerFileOfH5pyIsRead() throws IOException, InterruptedException {
        H5pyPeer.run(folder, """
                import h5py
                import numpy as np
                with h5py.File("large.h5", "w") as f:
                    for name, base in (("times", np.float32), ("units", np.int64)):
                        data = f.create_dataset("spikes/" + name, (300,), dtype=h5py.vlen_dtype(base))
                        for s in range(300):
                            k = np.arange(s * 7 % 500)
                            data[s] = (k / 1000 if name == "times" else (k * 31 + s) % 700).astype(base)
                    f["labels"] = np.arange(300) % 20
                """);
        LabelledEvents events = read(folder.resolve("large.h5"));
        assertThat(events.size()).isEqualTo(300);
        for (int s = 0; s < 300; s++) {
            EventSample sample = events.samples().get(s);
            assertThat(sample.size()).isEqualTo(s * 7 % 500);
            assertThat(sample.label()).isEqualTo(s % 20);
            for (int k = 0; k < sample.size(); k++) {
                assertThat(sample.times()[k]).isEqualTo((float) (k / 1000.0));
                assertThat(sample.units()[k]).isEqualTo((k * 31 + s) % 700);
            }
        }
    }

    private static Hdf5Value rows(double[]... rows) {
        return new Hdf5Value.Sequences(
                DType.FLOAT64,
                Arrays.stream(rows).map(row -> NpyArray.of(row, row.length)).toList());
    }

    private static Hdf5Value rows(int[]... rows) {
        return new Hdf5Value.Sequences(
                DType.INT32,
                Arrays.stream(rows).map(row -> NpyArray.of(row, row.length)).toList());
    }

    private static Hdf5Value labels(int... labels) {
        return new Hdf5Value.Numbers(NpyArray.of(labels, labels.length));
    }

    private void refused(Hdf5Value times, Hdf5Value units, Hdf5Value labels, String... parts) {
        Path file = folder.resolve("x.h5");
        Map<String, Hdf5Value> spikes = new HashMap<>(Map.of("times", times, "units", units));
        Hdf5Writer.write(file, Hdf5Value.Group.of(Map.of("spikes", Hdf5Value.Group.of(spikes), "labels", labels)));
        refused(file, parts);
    }

    private static void refused(Path file, String... parts) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file + ": ")
                .satisfies(refusal -> assertThat(List.of(parts))
                        .allSatisfy(part -> assertThat(refusal).hasMessageContaining(part)))
                .hasMessageNotContaining("\n");
    }

    @Test
    void faultsOfTheFileAreNamed() {
        double[] one = {0.5};
        int[] unit = {1};
        refused(rows(one, one), rows(unit), labels(0, 1), "has 2 labels, but times of 2 samples and units of 1 sample");
        refused(rows(one), rows(new int[] {1, 2}), labels(0), "sample 0 has 1 time and 2 units");
        refused(rows(new double[] {-0.1}), rows(unit), labels(0), "event 0 of sample 0 is at -0.1 s");
        refused(
                rows(one, new double[] {1, Double.NaN}),
                rows(unit, new int[2]),
                labels(0, 0),
                "event 1 of sample 1 is at NaN");
        refused(rows(one), rows(new int[] {700}), labels(0), "of unit 700, where 700 units from 0 are known");
        refused(rows(one), rows(new int[] {-1}), labels(0), "of unit -1");
        refused(rows(one), rows(unit), labels(20), "sample 0 has the label 20, where 20 labels from 0 are known");
        refused(rows(one), rows(unit), labels(-1), "sample 0 has the label -1");
        refused(rows(one), rows(one), labels(0), "/spikes/units holds sequences of float64; whole numbers are needed");
        refused(labels(1), rows(unit), labels(0), "/spikes/times is int32 [1]; a sequence of numbers for each sample");
        refused(rows(one), rows(unit), Hdf5Value.Texts.of("a"), "/labels is text (one); one label for each sample");
        Path empty = folder.resolve("empty.h5");
        Hdf5Writer.write(empty, Hdf5Value.Group.of(Map.of("labels", labels(0))));
        refused(empty, "has no dataset '/spikes/times'; it holds /labels");
    }

    @Test
    void aCompressedFileIsToldHowToUnpack() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Fixtures.bytes("event/events.h5"));
        }
        refused(
                Path.of(Fixtures.write(folder.resolve("events.h5.gz"), packed.toByteArray())),
                "is a gzip-compressed file; unpack it first, for example with gunzip");
    }

    @Test
    void truncatedFilesAreRefused() {
        byte[] whole = Fixtures.bytes("event/events.h5");
        for (int length = 0; length < whole.length; length += 61) {
            refused(Path.of(Fixtures.write(folder.resolve("cut.h5"), Arrays.copyOf(whole, length))));
        }
    }

    /// 100 000 sequences that are all the same 100 000 numbers would be 80 GB.
    @Test
    void sequencesThatShareTheirBytesAreRefused() {
        int count = 100_000;
        double[][] rows = new double[count][0];
        rows[0] = new double[count];
        byte[] file = Hdf5Writer.toBytes(Hdf5Value.Group.of(Map.of(
                "spikes", Hdf5Value.Group.of(Map.of("times", rows(rows), "units", rows(new int[count][0]))),
                "labels", labels(new int[count]))));
        // The first reference: its length, an address, the number 1; then only zeros, for the empty ones.
        int at = 0;
        while (!reference(file, at, count)) {
            at++;
        }
        for (int i = 1; i < count; i++) {
            System.arraycopy(file, at, file, at + 16 * i, 16);
        }
        refused(
                Path.of(Fixtures.write(folder.resolve("shared.h5"), file)),
                "what lies in heaps is referred to so often that it exceeds the file");
    }

    private static boolean reference(byte[] file, int at, int length) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return bytes.getInt(at) == length
                && bytes.getInt(at + 12) == 1
                && bytes.getLong(at + 16) == 0
                && bytes.getLong(at + 24) == 0
                && bytes.getLong(at + 32) == 0;
    }
}
