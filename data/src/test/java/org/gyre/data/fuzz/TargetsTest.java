package org.gyre.data.fuzz;

import java.util.List;
import java.util.function.Consumer;
import org.gyre.data.Fixtures;
import org.gyre.data.MutationFuzz;
import org.junit.jupiter.api.Test;

/// Each fuzz target on the seeds that Jazzer starts from, damaged at random: a part of the nightly
/// work in the ordinary build. A finding of Jazzer is added to the seeds.
class TargetsTest {
    private static void damaged(Consumer<byte[]> target, List<String> seeds) {
        byte[][] files = seeds.stream().map(Fixtures::bytes).toArray(byte[][]::new);
        for (byte[] file : files) {
            target.accept(file);
        }
        MutationFuzz.run(target, 1L << 30, files);
    }

    @Test
    void damagedHdf5IsReadOrRefused() {
        damaged(Hdf5Target::fuzzerTestOneInput, List.of("hdf5/old.h5", "hdf5/new.h5", "hdf5/latest.h5", "hdf5/lzf.h5"));
    }

    @Test
    void damagedMatlabFilesAreReadOrRefused() {
        damaged(MatTarget::fuzzerTestOneInput, List.of("mat/v6.mat", "mat/v7.mat", "mat/one.mat", "mat/ticks.mat"));
    }

    @Test
    void damagedRecordingsAreReadOrRefused() {
        damaged(
                RecordingTarget::fuzzerTestOneInput,
                List.of("recording/good.nwb", "recording/nan.nwb", "mat/v73.mat", "mat/ticks.mat", "mat/one.mat"));
    }

    @Test
    void damagedSettingsOfPhyAreReadOrRefused() {
        String text = "sample_rate = 30000.\ncluster_id\tgroup\n4\tgood\n9\tmua\n";
        MutationFuzz.run(
                PhyTarget::fuzzerTestOneInput, 1L << 30, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
