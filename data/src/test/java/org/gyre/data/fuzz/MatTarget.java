package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gyre.data.Limits;
import org.gyre.data.mat.MatFile;

/// MATLAB 5 to 7: every variable is read.
public final class MatTarget {
    private MatTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.structure(() -> {
            try {
                MatFile.read(new ByteChannelOf(bytes), "x.mat", Limits.DEFAULT, file -> {
                    for (String variable : file.variables()) {
                        Refusal.only(() -> file.read(variable).describe());
                    }
                    return "";
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
