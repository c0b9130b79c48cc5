package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.InputFile;
import org.gyre.data.image.GreyImage;
import org.gyre.data.image.ImageReader;
import org.gyre.data.image.Photographs;
import org.gyre.data.image.Whitening;
import org.gyre.data.stimulus.DeadLeaves;
import org.gyre.data.stimulus.OnOffEncoder;
import org.gyre.data.stimulus.PatchSource;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// Input from pictures (T09, Figs 4-5): one random patch per step, ON and OFF cells.
///
/// @param images what to see: `photographs` (all that come with the program), the name of one of them,
///     `dead-leaves` (a generated picture), or picture files (PNG, JPEG)
/// @param size side of a patch in pixels
/// @param rate mean rate of an input cell, spikes per step
/// @param filter spatial filter before encoding
/// @param cutoff f₀ of the filter as a fraction of the Nyquist frequency
/// @param logLuminance whether contrast is taken from the logarithm of the luminance
public record PatchSection(
        @Default("[\"photographs\"]") List<String> images,
        @Default("12") int size,
        @Default("0.15") double rate,
        @Default("whitening") Whitening.Filter filter,
        @Default("0.5") double cutoff,
        @Default("true") boolean logLuminance) {
    private static final int DEAD_LEAVES_SIZE = 1024;

    public PatchSection {
        images = List.copyOf(images);
        if (images.isEmpty()) {
            throw new InputException("images = []: name at least one picture, or \"photographs\", or \"dead-leaves\"");
        }
        images.forEach(InputFile::named);
        if (size < 4 || size > 64) {
            throw new InputException("size = " + size + ": must be from 4 to 64 pixels");
        }
        if (!(rate > 0 && rate < 0.5)) {
            throw new InputException("rate = " + rate + ": must be above 0 and below 0.5");
        }
        new Whitening(filter, cutoff, logLuminance);
    }

    /// Number of input units: an ON and an OFF cell for each pixel.
    int inputs() {
        return 2 * size * size;
    }

    /// Reads and whitens the pictures.
    List<GreyImage> whitened(RunContext context) {
        List<GreyImage> result = new ArrayList<>();
        for (String name : images) {
            switch (name) {
                case "photographs" -> {
                    for (String photograph : Photographs.names()) {
                        result.add(whitened(photograph, Photographs.read(photograph)));
                    }
                }
                case "dead-leaves" -> {
                    DeadLeaves leaves =
                            new DeadLeaves(DEAD_LEAVES_SIZE, 1, DEAD_LEAVES_SIZE / 4.0, DeadLeaves.Levels.LOG_UNIFORM);
                    result.add(whitened(name, leaves.draw(context.random().split("dead-leaves"))));
                }
                default ->
                    result.add(whitened(
                            name,
                            Photographs.names().contains(name)
                                    ? Photographs.read(name)
                                    : ImageReader.read(context.input(name))));
            }
        }
        return result;
    }

    private GreyImage whitened(String name, GreyImage picture) {
        if (picture.width() < size || picture.height() < size) {
            throw new InputException("picture '" + name + "': has " + picture.width() + " x " + picture.height()
                    + " pixels, less than a patch of " + size + " x " + size + "; choose a larger one");
        }
        try {
            return new Whitening(filter, cutoff, logLuminance).apply(picture);
        } catch (InputException withoutName) {
            throw new InputException("picture '" + name + "': " + withoutName.getMessage(), withoutName);
        }
    }

    /// The stimulus with draws from the given stream.
    OnOffEncoder encoder(List<GreyImage> pictures, RandomStream stream) {
        return new OnOffEncoder(new PatchSource(pictures, size, stream.split("patches")), rate, stream.split("cells"));
    }
}
