package org.gyre.data.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Row 35 of the list of faults; make_nwb.py wrote the files.
class NwbUnitsTest {
    @TempDir
    Path folder;

    private Recording read(String name) {
        return RecordingFile.read(Fixtures.copy("recording/" + name, folder));
    }

    private List<NwbUnits.Unit> report(String name) {
        return Hdf5File.read(Path.of(Fixtures.copy("recording/" + name, folder)), Limits.DEFAULT, NwbUnits::report);
    }

    private void refused(String name, String... parts) {
        assertThatThrownBy(() -> read(name)).isInstanceOf(InputException.class).hasMessageContainingAll(parts);
    }

    @Test
    void unitsAreReadOnTheClockOfTheFile() {
        Recording recording = read("good.nwb");
        assertThat(recording.unitNames()).containsExactly("10", "11", "12");
        assertThat(recording.spikes().ticksPerSecond()).isEqualTo(30_000);
        assertThat(recording.spikes().ticks()).isDeepEqualTo(new long[][] {{120, 3000, 75_000}, {}, {37_500}});
        assertThat(recording.facts()).containsEntry("session_description", "made by hand");
        assertThat(recording.warnings()).isEmpty();
        assertThat(report("good.nwb"))
                .containsExactly(
                        new NwbUnits.Unit("10", 3, "", 0),
                        new NwbUnits.Unit("11", 0, "", 0),
                        new NwbUnits.Unit("12", 1, "", 0));
    }

    @Test
    void spikesOutOfOrderAreSortedWithAWarning() {
        Recording recording = read("unsorted.nwb");
        assertThat(recording.spikes().ticks()[0]).containsExactly(4000, 100_000, 2_500_000);
        assertThat(recording.warnings())
                .containsExactly("unit '10' has 1 spike earlier than the one before; they were sorted");
        assertThat(report("unsorted.nwb").getFirst().late()).isEqualTo(1);
    }

    @Test
    void brokenUnitsAreNamedOneByOne() {
        refused("beyond.nwb", "beyond.nwb: unit 12: its index 9 lies beyond the 4 spike times");
        refused("falling.nwb", "unit 11: its index falls from 3 to 2");
        refused("nan.nwb", "unit 10: its spike 2 is at NaN s");
        assertThat(report("falling.nwb").get(1).fault()).isEqualTo("its index falls from 3 to 2");
        assertThat(report("falling.nwb").get(2).fault()).isEmpty();
    }

    @Test
    void filesWithoutUnitsOrOfOtherVersionsAreNamed() {
        refused("nounits.nwb", "is an NWB file without /units");
        refused("version1.nwb", "is of NWB version 1.0.6; versions 2 are read");
        assertThat(read("version9.nwb").warnings())
                .containsExactly("the NWB version is '9.0'; the file was read as version 2");
    }
}
