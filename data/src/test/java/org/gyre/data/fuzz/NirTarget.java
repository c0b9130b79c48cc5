package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.gyre.data.nir.NirFile;
import org.gyre.data.nir.NirReader;
import org.gyre.data.nir.NirWriter;

/// NIR: what is read can be written, and is then read as the same.
public final class NirTarget {
    private NirTarget() {}

    static {
        // Classes are loaded before allocation is measured: Jazzer rewrites them, which takes much more.
        check(Fixtures.bytes("nir/gzip.nir"));
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> check(bytes));
    }

    private static void check(byte[] bytes) {
        NirFile file = read(bytes);
        byte[] written = NirWriter.toBytes(file.graph());
        if (!Arrays.equals(NirWriter.toBytes(read(written).graph()), written)) {
            throw new AssertionError("written otherwise than it was read");
        }
    }

    private static NirFile read(byte[] bytes) {
        try {
            return NirReader.read(new ByteChannelOf(bytes), "x.nir", Limits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
