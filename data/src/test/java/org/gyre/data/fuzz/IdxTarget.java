package org.gyre.data.fuzz;

import org.gyre.data.Limits;
import org.gyre.data.idx.IdxReader;

/// IDX headers and elements, plain and compressed.
public final class IdxTarget {
    private IdxTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> IdxReader.read(bytes, "x.idx", Limits.DEFAULT).doubles());
    }
}
