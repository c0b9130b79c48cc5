package org.gyre.data.recording;

import java.nio.file.Path;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.text.TextMatrix;

/// Reads a recording of spikes from any file that holds one. What a file is, is told by its first
/// bytes, never by its name.
public final class RecordingFile {
    private RecordingFile() {}

    /// As [#read(String, RecordingOptions)] with nothing said.
    public static Recording read(String source) {
        return read(source, RecordingOptions.DEFAULT);
    }

    /// Reads a recording.
    ///
    /// @param source a file
    /// @throws InputException if the file cannot be read, holds no recording, is malformed, or
    ///     contradicts the options
    public static Recording read(String source, RecordingOptions options) {
        Path file = InputFile.named(source);
        FileKind kind = InputFile.kind(file);
        return switch (kind) {
            case HDF5, MAT73 -> Hdf5File.read(file, options.limits(), hdf5 -> ofHdf5(hdf5, options));
            case TEXT -> PairTable.read(TextMatrix.read(file, options.limits()), source, options);
            case EMPTY -> throw new InputException(source + ": the file is empty; a recording of spikes was expected");
            default ->
                throw new InputException(
                        source + ": is " + kind.description() + "; recordings are read from HDF5 and text files");
        };
    }

    private static Recording ofHdf5(Hdf5File file, RecordingOptions options) {
        if (ChannelLayout.matches(file)) {
            return ChannelLayout.read(file, options);
        }
        throw new InputException(file.name() + ": is an HDF5 file without /spikes and /sCount; it holds no recording"
                + " that is understood");
    }
}
