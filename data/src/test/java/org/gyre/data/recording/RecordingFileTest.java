package org.gyre.data.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.data.npy.NpzWriter;
import org.gyre.data.recording.RecordingOptions.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingFileTest {
    private static final RecordingOptions NOTHING = RecordingOptions.DEFAULT;

    @TempDir
    Path folder;

    private String text(String content) {
        return Fixtures.write(folder.resolve("s.csv"), content.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String source, RecordingOptions options, String... parts) {
        assertThatThrownBy(() -> RecordingFile.read(source, options))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    /// Row 26 of the list of faults, unit-mix: 4 ms, 100 ms and 2.5 s in each unit of time are the
    /// same ticks.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s     | 0.1,0;0.004,0;2.5,3",
                "ms    | 100,0;4,0;2500,3",
                "us    | 100000,0;4000,0;2500000,3",
                "ticks | 100000,0;4000,0;2500000,3",
            })
    void theSameTimesInEveryUnitAreTheSameRecording(String unit, String rows) {
        RecordingOptions options =
                NOTHING.withTimeUnit(TimeUnit.of(unit).orElseThrow()).withClock(1e6);
        Recording recording = RecordingFile.read(text(rows.replace(';', '\n')), options);
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{4000, 100_000}, {2_500_000}});
        assertThat(recording.unitNames()).containsExactly("0", "3");
        assertThat(recording.warnings()).isEmpty();
    }

    /// 0.25 ms is no whole tick of a clock of 1 kHz.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"s | 0.00025,0;0.001,1;0.0001,0", "ms | 0.25,0;1,1;0.1,0", "ticks | 0.25,0;1,1;0.1,0"})
    void unroundedTimesAreKeptOnDemand(String unit, String rows) {
        RecordingOptions options =
                NOTHING.withTimeUnit(TimeUnit.of(unit).orElseThrow()).withClock(1000);
        String file = text(rows.replace(';', '\n'));
        assertThat(RecordingFile.read(file, options).times()).isNull();
        Recording recording = RecordingFile.read(file, options.withKeepTimes(true));
        assertThat(recording.times()).isDeepEqualTo(new double[][] {{0.0001, 0.00025}, {0.001}});
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{0, 0}, {1}});
        String counts = text("a,b,c\n0,2,0\n1,0,0\n0,0,1\n");
        assertThat(RecordingFile.read(counts, NOTHING.withBin(0.004).withKeepTimes(true))
                        .times())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "time_s, 0.004",
        "time (ms), 4",
        "t [us], 4000",
        "Seconds, 0.004",
        "spike.times.msec, 4",
    })
    void aHeaderNamesTheUnitOfTime(String header, String time) {
        Recording recording = RecordingFile.read(text(header + ",unit\n" + time + ",1\n"));
        assertThat(recording.spikes().ticks()[0]).containsExactly(4000);
    }

    @Test
    void aContradictionIsAQuestion() {
        refused(
                text("time_ms,unit\n4,1\n"),
                NOTHING.withTimeUnit(TimeUnit.SECONDS),
                "the name 'time_ms' says ms, the option --time-unit says s; which is it?");
        refused(text("4,1\n"), NOTHING.withTimeUnit(TimeUnit.TICKS), "in ticks of a clock", "--clock");
    }

    /// make_nwb.py wrote the files. NWB, and the layout of the shared recordings, count seconds where no
    /// attribute says otherwise.
    @Test
    void aFormatThatCountsSecondsContradictsAnotherUnit() {
        String nwb = Fixtures.copy("recording/good.nwb", folder);
        refused(
                nwb,
                NOTHING.withTimeUnit(TimeUnit.MILLISECONDS),
                "good.nwb: the NWB format",
                "says s, the option --time-unit says ms; which is it?");
        String channels = Fixtures.copy("recording/channels.h5", folder);
        refused(
                channels,
                NOTHING.withTimeUnit(TimeUnit.MILLISECONDS),
                "channels.h5: the layout of /spikes and /sCount",
                "says s, the option --time-unit says ms; which is it?");
        long[][] ticks = {{500_000, 1_000_000}, {250_000}};
        assertThat(RecordingFile.read(channels, NOTHING.withTimeUnit(TimeUnit.SECONDS))
                        .spikes()
                        .ticks())
                .isDeepEqualTo(ticks);
        assertThat(RecordingFile.read(Fixtures.copy("recording/channels_ms.h5", folder))
                        .spikes()
                        .ticks())
                .isDeepEqualTo(ticks);
    }

    @Test
    void whatDoesNothingIsRefused() {
        String counts = text("a,b,c\n0,2,0\n1,0,0\n0,0,1\n");
        refused(counts, NOTHING.withBin(0.004).withTimeUnit(TimeUnit.SECONDS), "--time-unit does nothing", "no times");
        refused(counts, NOTHING.withBin(0.004).withClock(1000), "--clock does nothing", "no times");
        refused(text("0.5,1\n"), NOTHING.withBin(0.004), "--counts-bin does nothing", "--layout says binned");
        refused(text("0.5,1\n"), NOTHING.withGoodOnly(true), "--good-only does nothing", "phy or Kilosort");
        String nwb = Fixtures.copy("recording/good.nwb", folder);
        refused(nwb, NOTHING.withLayout(Layout.PAIRS), "--layout does nothing", "leave it out");
        refused(nwb, NOTHING.withBin(0.004), "--counts-bin does nothing", "leave it out");
    }

    @Test
    void columnsOfUnequalLengthAreUnits() {
        Recording recording = RecordingFile.read(text("a,b,c\n0.5,0.1,\n0.7,,\n0.75\n"));
        assertThat(recording.unitNames()).containsExactly("a", "b", "c");
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{500_000, 700_000, 750_000}, {100_000}, {}});
        refused(text("1,2\n,3\n4,5\n"), NOTHING, "line 3, column 1: stands below an empty cell");
        refused(text("1 2\n3\n"), NOTHING, "line 2: has 1 cell of 2", "commas or semicolons");
    }

    @Test
    void countsAreBinnedSpikes() {
        String file = text("a,b,c\n0,2,0\n1,0,0\n0,0,1\n");
        refused(file, NOTHING, "looks like spike counts", "the width of a bin");
        Recording recording = RecordingFile.read(file, NOTHING.withBin(0.004));
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{1}, {0, 0}, {2}});
        assertThat(recording.spikes().ticksIn(0.004)).isEqualTo(1);
        assertThat(recording.seconds()).isEqualTo(0.012);
        refused(
                text("0,2.5\n1,0\n"),
                NOTHING.withBin(0.004).withLayout(Layout.BINNED),
                "row 1, column 2: 2.5 is not a number of spikes");
    }

    @Test
    void whatCouldBeTwoThingsIsAQuestion() {
        refused(text("1,2,3\n4,5,6\n"), NOTHING, "--layout pairs, columns or binned");
        refused(text("0,1\n1,0\n"), NOTHING, "looks like spike counts");
        Recording columns = RecordingFile.read(text("1,2,3\n4,5,6\n"), NOTHING.withLayout(Layout.COLUMNS));
        assertThat(columns.spikes().units()).isEqualTo(3);
    }

    @Test
    void timesAndUnitsOutOfRangeAreNamed() {
        refused(text("0.5,1\n-0.5,1\n"), NOTHING, "s.csv, row 2, column 1: the time -0.5 s is negative");
        refused(text("0.5,1.5\n"), NOTHING.withLayout(Layout.PAIRS), "row 1, column 2: 1.5 is not a unit's number");
        refused(text("1e15,1\n"), NOTHING, "too late");
        refused(text("nan,1\n"), NOTHING, "line 1, column 1", "not a finite number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mat/v7.mat:spikes", "mat/v6.mat:spikes", "mat/v73.mat:spikes", "mat/one.mat"})
    void cellsOfMatlabAreUnits(String source) {
        int colon = source.indexOf(':');
        String file = Fixtures.copy(colon < 0 ? source : source.substring(0, colon), folder);
        Recording recording = RecordingFile.read(file + (colon < 0 ? "" : source.substring(colon)));
        // one.mat names its cells spikes_ms.
        long factor = colon < 0 ? 1000 : 1;
        long[][] ticks = {{4000 / factor, 100_000 / factor, 2_500_000 / factor}, {}, {1_250_000 / factor}};
        assertThat(recording.spikes().ticks()).isDeepEqualTo(ticks);
    }

    @Test
    void structuresAndVectorsOfMatlabAreUnits() {
        String file = Fixtures.copy("mat/v7.mat", folder);
        assertThat(RecordingFile.read(file + ":neurons").spikes().ticks())
                .isDeepEqualTo(new long[][] {{1_500_000, 2_000_000}, {500_000}});
        Recording one = RecordingFile.read(file + ":one");
        assertThat(one.unitNames()).containsExactly("a", "b");
        refused(file, NOTHING, "holds several recordings (spikes, neurons, one)", "file.mat:name");
        String ticks = Fixtures.copy("mat/ticks.mat", folder);
        refused(ticks, NOTHING, "whole numbers as times and a sampling rate of 20000.0 Hz", "ticks or seconds?");
        Recording recording = RecordingFile.read(ticks, NOTHING.withTimeUnit(TimeUnit.TICKS));
        assertThat(recording.spikes().ticksPerSecond()).isEqualTo(20_000);
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{10_000}, {20_000, 40_000}});
        assertThat(recording.unitNames()).containsExactly("2", "5");
    }

    @Test
    void arraysOfNumPyAreRead() throws IOException {
        String pairs = Fixtures.write(
                folder.resolve("p.npy"), NpyWriter.toBytes(NpyArray.of(new double[] {0.5, 1, 0.25, 1}, 2, 2)));
        assertThat(RecordingFile.read(pairs).spikes().ticks()[0]).containsExactly(250_000, 500_000);
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("spike_times", NpyArray.of(new double[] {0.5, 0.25}, 2));
        arrays.put("units", NpyArray.of(new int[] {7, 4}, 2));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        NpzWriter.write(arrays, archive);
        String file = Fixtures.write(folder.resolve("a.npz"), archive.toByteArray());
        Recording recording = RecordingFile.read(file);
        assertThat(recording.unitNames()).containsExactly("4", "7");
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{250_000}, {500_000}});
    }

    @Test
    void partsOfAnHdf5FileAreRead() {
        String file = Fixtures.copy("hdf5/old.h5", folder);
        Recording recording = RecordingFile.read(file + ":/ragged");
        assertThat(recording.spikes().ticks())
                .isDeepEqualTo(new long[][] {{1_000_000, 2_000_000, 3_000_000}, {}, {4_500_000}});
        refused(file + ":/none", NOTHING, "old.h5: has no dataset '/none'");
        refused(file, NOTHING, "no known layout of spikes", "file.h5:/group/data");
        refused(
                Fixtures.copy("recording/empty.h5", folder),
                NOTHING,
                "empty.h5: is an HDF5 file without a dataset",
                "name the file that they were written to");
    }

    /// Row 36, wrong-extension.
    @Test
    void theContentDecidesAndNotTheName() {
        String nwb = Fixtures.write(folder.resolve("s.csv"), Fixtures.bytes("recording/good.nwb"));
        assertThat(RecordingFile.read(nwb).spikes().units()).isEqualTo(3);
        String mat = Fixtures.write(folder.resolve("s.h5"), Fixtures.bytes("mat/one.mat"));
        assertThat(RecordingFile.read(mat).spikes().units()).isEqualTo(3);
        String png = Fixtures.write(folder.resolve("s.nwb"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        refused(png, NOTHING, "s.nwb: is a PNG image; recordings are read from");
        refused(folder.toString(), NOTHING, "is a folder without spike_times.npy");
    }
}
