package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where the samples of a measure come from: the columns of a file, or the units of a recording of spikes.
final class SampleOptions {
    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Rows are samples, columns are variables (npy, npz, mat, h5, csv, txt).")
    @Nullable
    String data;

    @Mixin
    SpikeSource spikes = new SpikeSource();

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description =
                    "With --spikes: width of a bin, such as 4ms; a column is 1 in the bins in which its unit fired."
                            + " Bins start at time 0 (those of avalanches, branching and all: at the first spike). A"
                            + " spike on an edge belongs to the later bin.")
    @Nullable
    Double bin;

    @Option(
            names = "--trial-length",
            paramLabel = "N",
            description = "Rows of each trial: histories, patterns, windows and shifts do not cross from one into the"
                    + " next (default: all rows are one).")
    @Nullable
    Integer trialLength;

    @Mixin
    MissingOptions missing = new MissingOptions();

    /// Refuses trials where rows are taken one by one.
    ///
    /// @throws InputException if their length is given
    void refuseTrials() {
        if (trialLength != null) {
            throw new InputException("--trial-length " + trialLength + ": bounds histories, patterns, windows and"
                    + " shifts, and here nothing looks beyond a single row; leave it out");
        }
    }

    /// @throws InputException naming the file, the place and the remedy
    Samples read() {
        if ((data == null) == (spikes.spikes == null)) {
            throw new InputException("--data or --spikes: name one of them, a file with a row for each sample, or a"
                    + " recording of spikes");
        }
        if (data == null) {
            if (missing.policy != Missing.reject) {
                throw new InputException(
                        "--missing: belongs to --data; in a recording of spikes no cell is missing; leave it out");
            }
            if (bin == null) {
                throw new InputException("--spikes needs --bin, the width of a bin, such as --bin 4ms");
            }
            SpikeSource.Spikes recording = spikes.read();
            return Samples.of(
                            recording.file(),
                            recording.trains().raster(recording.ticks("--bin", bin), 0),
                            recording.names(),
                            trialLength)
                    .withWarnings(recording.warnings());
        }
        if (bin != null) {
            throw new InputException("--bin: belongs to --spikes; the rows of " + data + " are samples already");
        }
        spikes.options.refuse("the rows of " + data + " are samples");
        return Samples.of(data, missing.read(data), trialLength);
    }
}
