package org.gyre.data.catalogue;

import java.util.List;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.data.Limits;
import org.gyre.data.idx.IdxReader;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// Images and labels in pairs of IDX files, as MNIST has them.
final class IdxParts {
    private IdxParts() {}

    static ImageSet read(CatalogueEntry entry, List<byte[]> contents) {
        LabelledImages training = part(entry, contents, 0);
        LabelledImages test = part(entry, contents, 2);
        if (training.width() != test.width() || training.height() != test.height()) {
            throw new InputException(entry.name() + ": its test images are of another size than its training images");
        }
        return new ImageSet(entry.name(), training, Optional.of(test));
    }

    private static LabelledImages part(CatalogueEntry entry, List<byte[]> contents, int first) {
        String name = entry.files().get(first).name();
        NpyArray images = array(name, contents.get(first), 3);
        NpyArray labels = array(entry.files().get(first + 1).name(), contents.get(first + 1), 1);
        int[] shape = images.shape();
        if (shape[0] != labels.size()) {
            throw new InputException(name + ": has " + shape[0] + " images, but there are " + labels.size()
                    + " labels; the two files do not belong together");
        }
        try {
            return new LabelledImages(
                    shape[2], shape[1], entry.classes(), entry.maxLevel(), images.bytes(), labels.bytes());
        } catch (IllegalArgumentException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        }
    }

    private static NpyArray array(String name, byte[] content, int rank) {
        NpyArray array = IdxReader.read(content, name, Limits.DEFAULT);
        if (array.dtype() != DType.UINT8 || array.rank() != rank) {
            throw new InputException(
                    name + ": is " + array + "; unsigned bytes of " + rank + " dimension(s) were expected");
        }
        return array;
    }
}
