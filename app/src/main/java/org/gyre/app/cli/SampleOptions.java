package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.data.matrix.MatrixFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the samples of a measure come from.
final class SampleOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Rows are samples, columns are variables (npy, npz, mat, h5, csv, txt).")
    @Nullable
    String data;

    @Option(
            names = "--trial-length",
            paramLabel = "N",
            description =
                    "Rows of each trial; histories do not cross from one into the next (default: all rows are one).")
    @Nullable
    Integer trialLength;

    /// @throws InputException naming the file, the place and the remedy
    Samples read() {
        if (data == null) {
            throw new InputException("--data: is missing; name a file with a row for each sample");
        }
        return Samples.of(data, MatrixFile.read(data), trialLength);
    }
}
