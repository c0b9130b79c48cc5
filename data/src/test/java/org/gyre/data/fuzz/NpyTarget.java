package org.gyre.data.fuzz;

import org.gyre.data.Limits;
import org.gyre.data.npy.NpyReader;

/// `.npy` headers and elements.
public final class NpyTarget {
    private NpyTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> NpyReader.read(bytes, "x.npy", Limits.DEFAULT).doubles());
    }
}
