package org.gyre.data.mat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5File;

/// A MATLAB file that is open for reading, of any version from 5 on.
public interface MatFile {
    /// For messages.
    String name();

    /// Names of the variables in the order of the file.
    List<String> variables();

    /// The value of a variable.
    ///
    /// @throws InputException if there is none of that name, with those that there are; or if
    ///     it is malformed
    MatValue read(String variable);

    /// What is done with an open file.
    @FunctionalInterface
    interface Reading<T> {
        T read(MatFile file);
    }

    /// Opens a file, runs `reading` and closes it.
    ///
    /// @throws InputException if the file cannot be read or is not a MATLAB file, and what
    ///     `reading` throws
    static <T> T read(Path file, Limits limits, Reading<T> reading) {
        FileKind kind = InputFile.kind(file);
        if (kind == FileKind.HDF5 || kind == FileKind.MAT73) {
            return Hdf5File.read(file, limits, hdf5 -> reading.read(new Mat73File(hdf5, limits)));
        }
        if (kind != FileKind.MAT5) {
            throw new InputException(file + ": is " + kind.description() + ", not a MATLAB file");
        }
        return InputFile.read(file, limits, channel -> read(channel, file.toString(), limits, reading));
    }

    /// As [#read(Path, Limits, Reading)], of the bytes of a version 5 file that are already open.
    ///
    /// @param name for messages
    static <T> T read(SeekableByteChannel channel, String name, Limits limits, Reading<T> reading) throws IOException {
        try {
            return reading.read(new Mat5File(channel, name, limits));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The message that a variable is missing.
    static InputException missing(String file, String variable, List<String> variables) {
        return new InputException(
                file + ": has no variable '" + FileKind.printable(variable) + "'; it holds " + listed(variables));
    }

    /// For messages: up to eight names.
    static String listed(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (String name : names.subList(0, Math.min(8, names.size()))) {
            text.append(text.isEmpty() ? "" : ", ").append(FileKind.printable(name));
        }
        return text + (names.size() > 8 ? ", …" : "");
    }
}
