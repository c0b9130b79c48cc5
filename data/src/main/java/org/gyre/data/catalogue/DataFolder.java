package org.gyre.data.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;

/// Where the files of data sets lie: a folder with a folder for each set.
///
/// @param root the folder
public record DataFolder(Path root) {
    /// The user's folder: the system property `gyre.data`, else `GYRE_DATA` of the environment,
    /// else
    /// `.cache/gyre/data` in the home folder.
    ///
    /// @throws InputException if no folder can have the name that was set
    public static DataFolder ofUser() {
        String property = System.getProperty("gyre.data", "");
        String environment = System.getenv("GYRE_DATA");
        if (!property.isEmpty()) {
            return new DataFolder(InputFile.named(property));
        }
        if (environment != null && !environment.isEmpty()) {
            return new DataFolder(InputFile.named(environment));
        }
        return new DataFolder(InputFile.named(System.getProperty("user.home")).resolve(".cache/gyre/data"));
    }

    /// The folder of one data set.
    public Path of(CatalogueEntry entry) {
        return root.resolve(entry.name());
    }

    /// Whether all files of a data set are here by their names.
    public boolean has(CatalogueEntry entry) {
        return entry.isIn(of(entry));
    }

    /// Reads a data set; every file is held against its SHA-256.
    ///
    /// @throws InputException if a file is missing (the message says how to get it), cannot be read
    ///     or is not the published one
    public ImageSet read(CatalogueEntry entry) {
        return read(entry, files(entry));
    }

    /// The files of a data set, in the order of its entry.
    ///
    /// @throws InputException if one is missing (the message says how to get it)
    public List<Path> files(CatalogueEntry entry) {
        Path folder = of(entry);
        List<String> missing = entry.missingIn(folder);
        if (!missing.isEmpty()) {
            throw new InputException(entry.name() + " is not here: run 'gyre data get " + entry.name() + "', or put "
                    + String.join(", ", missing) + " (as they are or with .gz) into " + folder);
        }
        return entry.files().stream().map(file -> file.in(folder).orElseThrow()).toList();
    }

    /// Reads a data set from files that may lie anywhere; every file is held against its SHA-256.
    ///
    /// @param files those of [#files], or copies of them
    /// @throws InputException if a file cannot be read or is not the published one
    public static ImageSet read(CatalogueEntry entry, List<Path> files) {
        List<byte[]> contents = new ArrayList<>();
        for (int k = 0; k < files.size(); k++) {
            contents.add(entry.files().get(k).read(files.get(k)));
        }
        return entry.read(contents);
    }
}
