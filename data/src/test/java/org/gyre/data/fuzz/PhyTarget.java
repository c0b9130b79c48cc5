package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;

/// A phy folder whose `params.py` and table of labels are the two halves of the input.
public final class PhyTarget {
    private static final Path FOLDER = folder();

    private PhyTarget() {}

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("gyre-fuzz");
            Files.write(folder.resolve("spike_times.npy"), NpyWriter.toBytes(NpyArray.of(new long[] {1, 2, 3}, 3)));
            Files.write(folder.resolve("spike_clusters.npy"), NpyWriter.toBytes(NpyArray.of(new int[] {4, 9, 4}, 3)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        int half = bytes.length / 2;
        try {
            Files.write(FOLDER.resolve("params.py"), java.util.Arrays.copyOf(bytes, half));
            Files.write(FOLDER.resolve("cluster_group.tsv"), java.util.Arrays.copyOfRange(bytes, half, bytes.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Refusal.only(() -> RecordingFile.read(FOLDER.toString()));
        Refusal.only(() -> RecordingFile.read(FOLDER.toString(), RecordingOptions.DEFAULT.withGoodOnly(true)));
    }
}
