package org.gyre.data.fuzz;

import java.nio.file.Path;
import java.util.Set;
import org.gyre.data.Limits;
import org.gyre.data.tar.TarReader;

/// Tar archives, plain and compressed.
public final class TarTarget {
    private static final ScratchFile FILE = new ScratchFile(".tar");
    private static final Limits LIMITS = new Limits(1 << 24, 1, 64, 1);

    private TarTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Path file = FILE.with(bytes);
        Refusal.only(() -> TarReader.read(file, Set.of("digits.csv", "digits.csv.gz"), LIMITS));
    }
}
