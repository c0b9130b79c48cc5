package org.gyre.data.fuzz;

import java.nio.file.Path;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpzReader;

/// `.npz` archives: their directory, one member by name, all members.
public final class NpzTarget {
    private static final ScratchFile FILE = new ScratchFile(".npz");

    private NpzTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Path file = FILE.with(bytes);
        Refusal.only(() -> NpzReader.names(file, Limits.DEFAULT));
        Refusal.only(() -> NpzReader.read(file, "x", Limits.DEFAULT).doubles());
        Refusal.only(() -> NpzReader.readAll(file, Limits.DEFAULT));
    }
}
