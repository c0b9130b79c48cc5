package org.gyre.lab.adversarial;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.FixedSplit;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.lif.Single;

/// The images whose causes networks learn to infer. Grey levels are scaled to −1 … 1. Labels judge, nothing
/// learns from them.
///
/// @param name     an image set of the catalogue; `digits` is parted as [FixedSplit#digits] says, sets with
///     a published test part keep it, of others every fifth image judges
/// @param file     instead: a `.npy` file `[image][row][column]`; its least and its largest number become
///     −1 and 1, every fifth image judges
/// @param labels   of that file: a `.npy` file `[image]` of classes from 0
/// @param training number of images to learn from, drawn at random; 0 for all
/// @param test     number of images to judge by, drawn at random; 0 for all
/// @param noise    standard deviation that is added to each pixel whenever an image drives a network in
///     wake
public record ImagesKeys(
        @Default(DIGITS) String name,
        @Default("") String file,
        @Default("") String labels,
        @Default("0") int training,
        @Default("0") int test,
        @Default("0.1") double noise) {
    private static final String DIGITS = "digits";
    private static final int FIFTH = 5;
    private static final int MOST_CLASSES = 10_000;
    /// With fewer, nothing is left to judge the course of learning by.
    private static final int LEAST_TRAINING = 8;

    private static final int LEAST_TEST = 2;

    /// Images to learn from, and images to judge by.
    record Parts(LabelledPixels training, LabelledPixels test) {}

    /// @throws InputException if a number is out of range or the set unknown
    public ImagesKeys {
        if (file.isEmpty()) {
            Catalogue.entry(name);
            if (!labels.isEmpty()) {
                throw new InputException("images.labels = \"" + labels + "\": is of images.file only");
            }
        } else if (!name.equals(DIGITS)) {
            throw new InputException(
                    "images.name = \"" + name + "\", images.file = \"" + file + "\": give one of the two");
        } else if (labels.isEmpty()) {
            throw new InputException("images.file = \"" + file + "\": give images.labels too, by which judges probe");
        }
        if (training < 0 || test < 0) {
            throw new InputException("images.training = " + training + ", images.test = " + test
                    + ": must not be negative; 0 stands for all");
        }
        Single.check("images.noise", noise);
        if (!(noise >= 0)) {
            throw new InputException("images.noise = " + noise + ": must not be negative");
        }
    }

    /// What the images are, for sentences.
    String title() {
        return file.isEmpty() ? name : file;
    }

    /// The images.
    ///
    /// @param context that finds files
    /// @param stream  of what is drawn
    /// @throws InputException if images are missing, cannot be read, are too few, or hold no numbers
    Parts read(RunContext context, RandomStream stream) {
        Parts all = file.isEmpty() ? ofCatalogue(context) : everyFifth(ofFile(context));
        Parts parts = new Parts(some("training", training, all.training, stream), some("test", test, all.test, stream));
        parts.training.check(title() + ", training part", LEAST_TRAINING);
        parts.test.check(title() + ", test part", LEAST_TEST);
        return parts;
    }

    private LabelledPixels some(String part, int wanted, LabelledPixels images, RandomStream stream) {
        if (wanted > images.count()) {
            throw new InputException("images." + part + " = " + wanted + ": " + title() + " has " + images.count()
                    + " images there; ask for no more");
        }
        return wanted == 0 ? images : images.some(wanted, stream.split(part));
    }

    private Parts ofCatalogue(RunContext context) {
        ImageSet set = context.images(Catalogue.entry(name));
        if (set.test().isPresent()) {
            return new Parts(pixels(set.training()), pixels(set.publishedTest()));
        }
        if (name.equals(DIGITS)) {
            List<LabelledImages> parts = FixedSplit.digits().apply(set.training());
            return new Parts(pixels(parts.getFirst()), pixels(parts.getLast()));
        }
        return everyFifth(pixels(set.training()));
    }

    private static LabelledPixels pixels(LabelledImages images) {
        byte[] levels = images.pixels();
        float[] pixels = new float[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 2f * (levels[i] & 0xff) / images.maxLevel() - 1;
        }
        int[] labels = new int[images.count()];
        Arrays.setAll(labels, images::label);
        return new LabelledPixels(images.height(), images.width(), images.classes(), pixels, labels);
    }

    private static Parts everyFifth(LabelledPixels all) {
        return new Parts(
                all.select(IntStream.range(0, all.count())
                        .filter(i -> i % FIFTH != FIFTH - 1)
                        .toArray()),
                all.select(IntStream.range(0, all.count())
                        .filter(i -> i % FIFTH == FIFTH - 1)
                        .toArray()));
    }

    private LabelledPixels ofFile(RunContext context) {
        Path path = context.input(file);
        NpyArray images = NpyReader.read(path);
        int[] shape = images.shape();
        if (shape.length != 3 || images.size() == 0) {
            throw new InputException(path + ": has the shape " + Arrays.toString(shape)
                    + ", must be [image][row][column] without a length of 0");
        }
        Path labelsPath = context.input(labels);
        NpyArray names = NpyReader.read(labelsPath);
        if (names.rank() != 1 || names.size() != shape[0]) {
            throw new InputException(labelsPath + ": has the shape " + Arrays.toString(names.shape())
                    + ", must be one class for each of the " + shape[0] + " images");
        }
        int[] classes = new int[shape[0]];
        double[] given = names.doubles();
        for (int i = 0; i < classes.length; i++) {
            if (!(given[i] >= 0 && given[i] < MOST_CLASSES && given[i] == Math.rint(given[i]))) {
                throw new InputException(labelsPath + ": label " + i + " (from 0) = " + given[i]
                        + ": must be a whole number from 0 to " + (MOST_CLASSES - 1));
            }
            classes[i] = (int) given[i];
        }
        return new LabelledPixels(
                shape[1],
                shape[2],
                Math.max(2, Arrays.stream(classes).max().orElse(0) + 1),
                scaled(path, images.doubles(), shape),
                classes);
    }

    private static float[] scaled(Path path, double[] values, int[] shape) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        int size = shape[1] * shape[2];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InputException(path + ": image " + i / size + ", row " + i % size / shape[2] + ", column "
                        + i % shape[2] + " (from 0) is " + values[i] + "; every pixel must be a finite number");
            }
            least = Math.min(least, values[i]);
            largest = Math.max(largest, values[i]);
        }
        if (!(largest > least && largest - least < Double.POSITIVE_INFINITY)) {
            throw new InputException(path + ": pixels are from " + least + " to " + largest
                    + "; they must differ, else there is nothing to infer");
        }
        float[] pixels = new float[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (2 * (values[i] - least) / (largest - least) - 1);
        }
        return pixels;
    }
}
