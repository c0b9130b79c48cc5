package org.gyre.data.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhyFolderTest {
    private static final RecordingOptions NOTHING = RecordingOptions.DEFAULT;

    @TempDir
    Path folder;

    @BeforeEach
    void threeClustersOfFiveSpikes() {
        write("spike_times.npy", NpyWriter.toBytes(NpyArray.of(new long[] {30, 60, 90, 30_000, 60_000}, 5, 1)));
        write("spike_clusters.npy", NpyWriter.toBytes(NpyArray.of(new int[] {4, 9, 4, 2, 9}, 5)));
        write("params.py", "dat_path = r'x.dat'\nn_channels_dat = 64\nsample_rate = 30000.  # Hz\nhp_filtered=False\n");
        write("cluster_group.tsv", "cluster_id\tgroup\n2\tnoise\n4\tgood\n9\tmua\n");
    }

    private void write(String name, byte[] bytes) {
        Fixtures.write(folder.resolve(name), bytes);
    }

    private void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(RecordingOptions options, String... parts) {
        assertThatThrownBy(() -> RecordingFile.read(folder.toString(), options))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    void clustersAreUnitsOnTheClockOfTheSettings() {
        Recording recording = RecordingFile.read(folder.toString());
        assertThat(recording.unitNames()).containsExactly("2 (noise)", "4 (good)", "9 (mua)");
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{30_000}, {30, 90}, {60, 60_000}});
        assertThat(recording.spikes().ticksPerSecond()).isEqualTo(30_000);
        assertThat(recording.facts()).containsEntry("n_channels_dat", "64").doesNotContainKey("dat_path");
    }

    @Test
    void goodUnitsAreChosenByTheCuratorOrTheSorter() throws Exception {
        Recording recording = RecordingFile.read(folder.toString(), NOTHING.withGoodOnly(true));
        assertThat(recording.unitNames()).containsExactly("4 (good)");
        Files.delete(folder.resolve("cluster_group.tsv"));
        refused(NOTHING.withGoodOnly(true), "has none of cluster_group.tsv");
        write("cluster_KSLabel.tsv", "cluster_id\tKSLabel\n2\tgood\n4\tmua\n9\tgood\n");
        assertThat(RecordingFile.read(folder.toString(), NOTHING.withGoodOnly(true))
                        .unitNames())
                .containsExactly("2 (good)", "9 (good)");
    }

    @Test
    void settingsAreNeverRun() {
        write("params.py", "sample_rate = __import__('os').getpid()\n");
        refused(NOTHING, "in ticks of a clock that it does not name", "--clock");
        assertThat(RecordingFile.read(folder.toString(), NOTHING.withClock(25_000))
                        .spikes()
                        .ticksPerSecond())
                .isEqualTo(25_000);
        write("params.py", "sample_rate = -5\n");
        refused(NOTHING, "sample_rate is '-5', not a rate in Hz");
    }

    @Test
    void whatContradictsIsRefused() {
        refused(NOTHING.withClock(20_000), "says 30000.0 Hz, the option --clock says 20000.0 Hz; which is it?");
        refused(NOTHING.withTimeUnit(TimeUnit.SECONDS), "says ticks, the option --time-unit says s; which is it?");
        write("spike_clusters.npy", NpyWriter.toBytes(NpyArray.of(new int[] {4}, 1)));
        refused(NOTHING, "5 times in spike_times.npy and 1 cluster ", "do not belong together");
        write("spike_clusters.npy", NpyWriter.toBytes(NpyArray.of(new int[] {4, 9, -4, 2, 9}, 5)));
        refused(NOTHING, "element 3 is -4.0; whole numbers from 0");
        write("cluster_group.tsv", "cluster_id group\n2 noise\n");
        write("spike_clusters.npy", NpyWriter.toBytes(NpyArray.of(new int[] {4, 9, 4, 2, 9}, 5)));
        refused(NOTHING, "does not name the columns cluster_id and group");
    }
}
