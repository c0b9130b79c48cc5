package org.gyre.data.fuzz;

import java.nio.file.Path;
import org.gyre.data.Limits;
import org.gyre.data.Unknowns;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;

/// Recordings and matrices (also with cells that hold no number) of whatever kind the first bytes
/// say: text, `.npy`, `.npz`, NWB and the other layouts.
public final class RecordingTarget {
    private static final ScratchFile FILE = new ScratchFile(".bin");

    private RecordingTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Path file = FILE.with(bytes);
        Refusal.only(() -> RecordingFile.read(file.toString()));
        Refusal.only(() -> RecordingFile.read(file.toString(), RecordingOptions.DEFAULT.withBin(0.004)));
        Refusal.only(() -> MatrixFile.read(file));
        Refusal.only(() -> MatrixFile.read(file.toString(), Limits.DEFAULT, Unknowns.KEPT));
    }
}
