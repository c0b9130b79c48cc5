package org.gyre.lab.infomorphic;

import java.nio.file.Path;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.catalogue.PixelScale;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// The keys of a TOML file for the images that a network learns to name.
///
/// @param name       of a set of the catalogue
/// @param training   number of images to learn from
/// @param validation number of images to judge goals by; 0 for none
/// @param test       number of images to judge networks by, of a set without a test part of its
///     own; else 0
public record ImageKeys(
        @Default("mnist") String name,
        @Default("48000") int training,
        @Default("12000") int validation,
        @Default("0") int test) {
    /// @throws InputException if a number is negative or the set unknown
    public ImageKeys {
        if (training < 1 || validation < 0 || test < 0) {
            throw new InputException("images: training = " + training + ", validation = " + validation + ", test = "
                    + test + ": must not be negative, and training must be positive");
        }
        Catalogue.entry(name);
    }

    /// The parts as scaled rows.
    ///
    /// @param context that finds files
    /// @param stream of the split; the same for all seeds of a network would compare them on the
    ///     same images
    /// @throws InputException if the set is not on this machine (the message says how to get it) or
    ///     too small
    ImageParts read(RunContext context, RandomStream stream) {
        return read(stream, files(context));
    }

    /// The files that hold the images.
    ///
    /// @throws InputException if the set is not on this machine (the message says how to get it)
    List<Path> files(RunContext context) {
        return context.files(Catalogue.entry(name));
    }

    /// The parts as scaled rows, from copies of the files.
    ///
    /// @param files those of [#files], or copies of them
    /// @throws InputException if they are not the published ones, or the set is too small
    ImageParts read(RandomStream stream, List<Path> files) {
        CatalogueEntry entry = Catalogue.entry(name);
        ImageSet set = DataFolder.read(entry, files);
        boolean own = set.test().isPresent();
        if (own == test > 0) {
            throw new InputException(
                    own
                            ? "images.test = " + test + ": " + name + " has a test part of its own; leave it 0"
                            : "images.test = 0: " + name + " has no test part of its own; say how many of its "
                                    + set.training().count() + " images are for the test");
        }
        int[] sizes = own
                ? validation > 0 ? new int[] {training, validation} : new int[] {training}
                : validation > 0 ? new int[] {training, test, validation} : new int[] {training, test};
        List<LabelledImages> parts = set.training().split(stream, sizes);
        LabelledImages learned = parts.get(0);
        PixelScale scale = PixelScale.of(learned);
        return new ImageParts(
                scale, learned, own ? set.publishedTest() : parts.get(1), validation > 0 ? parts.getLast() : null);
    }
}
