package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.recording.NwbUnits;
import org.gyre.data.recording.RecordingFile;

/// NWB: the report of each unit, and the recording of them all. Files of other layouts go no
/// further.
public final class NwbTarget {
    private static final ScratchFile FILE = new ScratchFile(".nwb");

    private NwbTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.structure(() -> {
            if (isNwb(bytes)) {
                Refusal.only(() -> RecordingFile.read(FILE.with(bytes) + ":/units"));
            }
        });
    }

    private static boolean isNwb(byte[] bytes) {
        try {
            return Hdf5File.read(new ByteChannelOf(bytes), "x.nwb", Limits.DEFAULT, file -> {
                boolean matches = NwbUnits.matches(file);
                if (matches) {
                    Refusal.only(() -> NwbUnits.report(file));
                }
                return matches;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
