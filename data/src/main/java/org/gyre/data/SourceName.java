package org.gyre.data;

import java.nio.file.Path;
import java.util.Locale;

/// A file and perhaps the name of something in it, as users write them: `archive.npz:weights`,
/// `results.mat:W`, `data.h5:/group/data`, `session.nwb:/units`.
///
/// @param file   the file
/// @param member what in it, or empty
public record SourceName(Path file, String member) {
    private static final String[] CONTAINERS = {".npz:", ".mat:", ".h5:", ".hdf5:", ".nwb:"};

    /// Cuts a text behind the last container's extension; colons elsewhere belong to the file's
    /// name.
    ///
    /// @throws org.gyre.core.InputException if no file can have this name here
    public static SourceName of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int cut = -1;
        for (String container : CONTAINERS) {
            int at = lower.lastIndexOf(container);
            cut = at < 0 ? cut : Math.max(cut, at + container.length() - 1);
        }
        return cut < 0
                ? new SourceName(InputFile.named(text), "")
                : new SourceName(InputFile.named(text.substring(0, cut)), text.substring(cut + 1));
    }
}
