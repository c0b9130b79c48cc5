package org.gyre.data.catalogue;

import java.nio.file.Path;
import java.util.List;

/// What is known of a data set before it is read.
///
/// @param name by which users call it
/// @param title a few words for people
/// @param licence of the data, as its makers or those who pass it on state it
/// @param credit who made it
/// @param citation key of the work to cite in the program's bibliography
/// @param layout how the files hold the images
/// @param classes number of classes
/// @param maxLevel largest level of a pixel
/// @param files in the order of the layout
/// @param sources to try in this order
public record CatalogueEntry(
        String name,
        String title,
        String licence,
        String credit,
        String citation,
        Layout layout,
        int classes,
        int maxLevel,
        List<DataFile> files,
        List<Source> sources) {
    public CatalogueEntry {
        files = List.copyOf(files);
        sources = List.copyOf(sources);
        if (files.size() != (layout == Layout.IDX ? 4 : 1)) {
            throw new IllegalArgumentException(name + ": " + files.size() + " files for the layout " + layout);
        }
    }

    /// Bytes of all files, uncompressed.
    public long bytes() {
        return files.stream().mapToLong(DataFile::bytes).sum();
    }

    /// Whether a folder has all files by their names; whether they are right is found when they are
    /// read.
    public boolean isIn(Path folder) {
        return files.stream().allMatch(file -> file.in(folder).isPresent());
    }

    /// The names of the files that a folder lacks.
    public List<String> missingIn(Path folder) {
        return files.stream()
                .filter(file -> file.in(folder).isEmpty())
                .map(DataFile::name)
                .toList();
    }

    /// Makes images of the contents of the files.
    ///
    /// @param contents uncompressed, in the order of [#files]
    /// @throws org.gyre.core.InputException if they are not of this layout
    public ImageSet read(List<byte[]> contents) {
        return switch (layout) {
            case IDX -> IdxParts.read(this, contents);
            case TABLE -> ImageTable.read(this, contents.getFirst());
        };
    }
}
