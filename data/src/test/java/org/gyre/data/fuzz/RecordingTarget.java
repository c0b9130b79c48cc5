package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;

/// Recordings and matrices of whatever kind the first bytes say: text, `.npy`, `.npz`, NWB and the
/// other layouts.
public final class RecordingTarget {
    private static final Path FILE = file();

    private RecordingTarget() {}

    private static Path file() {
        try {
            Path file = Files.createTempFile("gyre-fuzz", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            Files.write(FILE, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Refusal.only(() -> RecordingFile.read(FILE.toString()));
        Refusal.only(() -> RecordingFile.read(FILE.toString(), RecordingOptions.DEFAULT.withBin(0.004)));
        Refusal.only(() -> MatrixFile.read(FILE));
    }
}
