package org.gyre.data.fuzz;

import java.util.function.Consumer;
import org.gyre.data.Fixtures;
import org.gyre.data.MutationFuzz;
import org.junit.jupiter.api.Test;

/// Each fuzz target on the seeds that Jazzer starts from, damaged at random: a part of the nightly
/// work in the ordinary build. A finding of Jazzer is added to the seeds.
class TargetsTest {
    private static void damaged(Consumer<byte[]> target, String folder, String... names) {
        byte[][] files = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            files[i] = Fixtures.bytes(folder.isEmpty() ? names[i] : folder + "/" + names[i]);
            target.accept(files[i]);
        }
        MutationFuzz.run(target, 1L << 30, files);
    }

    @Test
    void damagedHdf5IsReadOrRefused() {
        damaged(
                Hdf5Target::fuzzerTestOneInput,
                "hdf5",
                "old.h5",
                "new.h5",
                "latest.h5",
                "lzf.h5",
                "filters.h5",
                "compact.h5",
                "line-feed.h5");
    }

    @Test
    void damagedNetworksAreReadOrRefused() {
        damaged(NirTarget::fuzzerTestOneInput, "nir", "gzip.nir", "latest.nir", "fixed.nir");
    }

    @Test
    void damagedEventsAreReadOrRefused() {
        damaged(EventTarget::fuzzerTestOneInput, "event", "events.h5");
    }

    @Test
    void damagedMatlabFilesAreReadOrRefused() {
        damaged(MatTarget::fuzzerTestOneInput, "mat", "v6.mat", "v7.mat", "one.mat", "ticks.mat");
    }

    @Test
    void damagedRecordingsAreReadOrRefused() {
        damaged(
                RecordingTarget::fuzzerTestOneInput,
                "",
                "recording/good.nwb",
                "mat/v73.mat",
                "mat/ticks.mat",
                "mat/one.mat",
                "fuzz/npz/recording.npz",
                "fuzz/npy/double.npy",
                "fuzz/text/commas.csv",
                "fuzz/text/ragged.txt",
                "fuzz/text/gaps.txt");
    }

    @Test
    void damagedNwbFilesAreReadOrRefused() {
        damaged(
                NwbTarget::fuzzerTestOneInput,
                "recording",
                "good.nwb",
                "nan.nwb",
                "beyond.nwb",
                "falling.nwb",
                "unsorted.nwb",
                "version9.nwb");
    }

    @Test
    void damagedArraysAreReadOrRefused() {
        damaged(
                NpyTarget::fuzzerTestOneInput,
                "fuzz/npy",
                "double.npy",
                "big.npy",
                "fortran.npy",
                "bool.npy",
                "unsigned.npy",
                "half.npy",
                "scalar.npy",
                "version2.npy",
                "version3.npy");
    }

    @Test
    void damagedArchivesAreReadOrRefused() {
        damaged(NpzTarget::fuzzerTestOneInput, "fuzz/npz", "stored.npz", "deflated.npz", "recording.npz", "zip64.npz");
    }

    @Test
    void damagedIdxFilesAreReadOrRefused() {
        damaged(IdxTarget::fuzzerTestOneInput, "fuzz/idx", "images.idx", "labels.idx", "doubles.idx", "images.idx.gz");
    }

    @Test
    void damagedPackagesAreReadOrRefused() {
        damaged(TarTarget::fuzzerTestOneInput, "fuzz/tar", "gnu.tar", "pax.tar", "ustar.tar.gz");
    }

    @Test
    void damagedTextsAreReadOrRefused() {
        damaged(
                TextTarget::fuzzerTestOneInput,
                "fuzz/text",
                "commas.csv",
                "semicolons.csv",
                "blanks.dat",
                "ragged.txt",
                "special.csv",
                "wide.csv",
                "raster.txt",
                "gaps.txt");
    }

    @Test
    void damagedTrialsAreReadOrRefused() {
        damaged(TrialsTarget::fuzzerTestOneInput, "fuzz/trials", "plain.csv", "more.csv", "blanks.txt", "two.csv");
    }

    @Test
    void damagedLawsAreReadOrRefused() {
        damaged(
                ProbabilitiesTarget::fuzzerTestOneInput,
                "fuzz/probabilities",
                "and.csv",
                "four.csv",
                "blanks.txt",
                "header.csv");
    }

    @Test
    void damagedPicturesAreReadOrRefused() {
        damaged(
                ImageTarget::fuzzerTestOneInput,
                "fuzz/image",
                "grey8.png",
                "grey16.png",
                "rgb8.png",
                "rgba16.png",
                "palette.png",
                "colour.jpg",
                "grey.jpg");
    }

    @Test
    void damagedSettingsOfPhyAreReadOrRefused() {
        damaged(PhyTarget::fuzzerTestOneInput, "fuzz/phy", "plain.bin", "quoted.bin");
    }
}
