package org.gyre.lab.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;
import org.gyre.data.InputFile;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.image.ImageFolder;
import org.gyre.data.image.ImageLimits;
import org.gyre.data.stimulus.FlowerPictures;
import org.gyre.deep.hybrid.SignalShape;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// The keys of a TOML file for the images that a network learns to name.
///
/// @param name       `flowers`, pictures that are drawn, or an image set of the catalogue
/// @param folder     instead: a folder with a folder of PNG or JPEG images for each class
/// @param width      pixels per row to which images of a folder are cropped and scaled, or drawn; 0 for 32
/// @param height     likewise, rows
/// @param colour     whether images of a folder and drawn ones keep their colours, or become grey
/// @param classes    of a folder: at most so many classes, those with the most images; of drawn ones: the first
///     so many; 0 for all
/// @param each       of a folder or drawn: at most so many images of each class; 0 for all, or 120 drawn ones
/// @param testShare  of a folder or drawn: share of each class that judges networks
/// @param training   number of images to learn from; 0 for all that are left
/// @param validation number of images to judge the course of training by; 0 for none
/// @param test       number of images to judge networks by, of a set of the catalogue without a test part; 0 for
///     every fifth
public record ImageKeys(
        @Default(FLOWERS) String name,
        @Default("") String folder,
        @Default("0") int width,
        @Default("0") int height,
        @Default("true") boolean colour,
        @Default("0") int classes,
        @Default("0") int each,
        @Default("0.1667") double testShare,
        @Default("0") int training,
        @Default("0") int validation,
        @Default("0") int test) {
    static final String FLOWERS = "flowers";
    private static final int COLOURS = 3;
    private static final int USUAL_SIDE = 32;
    private static final int USUAL_EACH = 120;
    private static final int MOST_SIDE = 4096;
    private static final int FIFTH = 5;

    /// @throws InputException if a number is out of range or the set unknown
    public ImageKeys {
        if (training < 0 || validation < 0 || test < 0) {
            throw new InputException("training = " + training + ", validation = " + validation + ", test = " + test
                    + ": must not be negative");
        }
        if (width < 0 || height < 0 || Math.max(width, height) > MOST_SIDE) {
            throw new InputException(
                    "width = " + width + ", height = " + height + ": pixels from 1 to " + MOST_SIDE + ", or 0");
        }
        if (classes < 0 || classes == 1 || each < 0 || each == 1) {
            throw new InputException(
                    "classes = " + classes + ", each = " + each + ": at least 2 classes of at least 2 images, or 0");
        }
        if (!(testShare > 0 && testShare < 1)) {
            throw new InputException("test_share = " + testShare + ": must be between 0 and 1");
        }
        if (!folder.isEmpty() && !name.equals(FLOWERS)) {
            throw new InputException("name = \"" + name + "\", folder = \"" + folder + "\": give one of the two");
        }
        if (!folder.isEmpty()) {
            InputFile.named(folder);
        } else if (!name.equals(FLOWERS)) {
            Catalogue.entry(name);
            if (width + height + classes + each > 0) {
                throw new InputException("width = " + width + ", height = " + height + ", classes = " + classes
                        + ", each = " + each + ": are of folders and of \"" + FLOWERS + "\" only, " + name
                        + " is taken as it is");
            }
        }
        if (test > 0 && (!folder.isEmpty() || name.equals(FLOWERS))) {
            throw new InputException("test = " + test + ": give test_share, the share of each class");
        }
    }

    /// What the images are, for sentences.
    String title() {
        return folder.isEmpty() ? name.equals(FLOWERS) ? "drawn flowers" : name : folder;
    }

    /// The shape of an image, where it is known before any is read.
    Optional<SignalShape> shape() {
        return folder.isEmpty() && !name.equals(FLOWERS)
                ? Optional.empty()
                : Optional.of(SignalShape.image(colour ? COLOURS : 1, high(), wide()));
    }

    /// The images.
    ///
    /// @param context that finds files
    /// @param stream of the split and of what is drawn
    /// @throws InputException if images are missing, cannot be read, or are too few
    ImageParts read(RunContext context, RandomStream stream) {
        if (!folder.isEmpty()) {
            return parts(inFolder(context, stream), stream);
        }
        return name.equals(FLOWERS) ? parts(drawn(stream), stream) : ofCatalogue(context, stream);
    }

    private int wide() {
        return width == 0 ? USUAL_SIDE : width;
    }

    private int high() {
        return height == 0 ? USUAL_SIDE : height;
    }

    /// Images that may be learnt from, and those that judge.
    private record Halves(ImageSamples learnt, ImageSamples judged) {}

    private Halves inFolder(RunContext context, RandomStream stream) {
        ImageFolder images = ImageFolder.open(context.input(folder), ImageLimits.DEFAULT)
                .largest(classes == 0 ? Integer.MAX_VALUE : classes);
        ImageFolder.Split split = images.split(stream.split("test"), testShare);
        int judged = each == 0 ? Integer.MAX_VALUE : judgedOf(each);
        int learnt = each == 0 ? Integer.MAX_VALUE : each - judged;
        return new Halves(taken(images, split.training(), learnt), taken(images, split.test(), judged));
    }

    /// Of so many images of a class, those that judge.
    private int judgedOf(int count) {
        return Math.clamp(Math.round(testShare * count), 1, count - 1);
    }

    /// The first images of each class.
    private ImageSamples taken(ImageFolder images, int[] candidates, int most) {
        int[] labels = images.labels();
        int[] counts = new int[images.classes().size()];
        int[] chosen = Arrays.stream(candidates)
                .filter(candidate -> counts[labels[candidate]]++ < most)
                .toArray();
        return samples(
                images.read(chosen, wide(), high()),
                images.classes(),
                Arrays.stream(chosen).map(image -> labels[image]).toArray());
    }

    private Halves drawn(RandomStream stream) {
        FlowerPictures pictures = new FlowerPictures(wide(), high());
        List<String> all = FlowerPictures.classes();
        if (classes > all.size()) {
            throw new InputException("images.classes = " + classes + ": flowers are drawn in " + all.size()
                    + " classes; ask for no more");
        }
        List<String> names = all.subList(0, classes == 0 ? all.size() : classes);
        int count = each == 0 ? USUAL_EACH : each;
        int judged = judgedOf(count);
        RandomStream draws = stream.split("flowers");
        return new Halves(drawn(pictures, names, judged, count, draws), drawn(pictures, names, 0, judged, draws));
    }

    private ImageSamples drawn(FlowerPictures pictures, List<String> names, int from, int to, RandomStream draws) {
        int size = COLOURS * wide() * high();
        int count = Math.multiplyExact(names.size(), to - from);
        float[] values = new float[Math.multiplyExact(count, size)];
        int[] labels = new int[count];
        for (int k = 0; k < count; k++) {
            labels[k] = k / (to - from);
            float[] planes = pictures.draw(labels[k], draws.split(labels[k]).split(from + k % (to - from)))
                    .planes();
            System.arraycopy(planes, 0, values, k * size, size);
        }
        return samples(values, names, labels);
    }

    /// As colours, or their mean.
    private ImageSamples samples(float[] planes, List<String> names, int[] labels) {
        if (colour) {
            return new ImageSamples(SignalShape.image(COLOURS, high(), wide()), names, planes, labels);
        }
        int area = wide() * high();
        float[] grey = new float[labels.length * area];
        for (int k = 0; k < labels.length; k++) {
            for (int p = 0; p < area; p++) {
                int at = k * COLOURS * area + p;
                grey[k * area + p] = (planes[at] + planes[at + area] + planes[at + 2 * area]) / COLOURS;
            }
        }
        return new ImageSamples(SignalShape.image(1, high(), wide()), names, grey, labels);
    }

    private ImageParts ofCatalogue(RunContext context, RandomStream stream) {
        ImageSet set = context.images(Catalogue.entry(name));
        ImageSamples all = samples(set.training());
        if (set.test().isPresent()) {
            if (test > 0) {
                throw new InputException(
                        "images.test = " + test + ": " + name + " has a test part of its own; leave it 0");
            }
            return parts(new Halves(all, samples(set.publishedTest())), stream);
        }
        if (test >= all.count()) {
            throw new InputException(
                    "images.test = " + test + ": " + name + " has " + all.count() + " images; ask for fewer");
        }
        boolean[] judges = new boolean[all.count()];
        if (test == 0) {
            for (int i = FIFTH - 1; i < judges.length; i += FIFTH) {
                judges[i] = true;
            }
        } else {
            for (int i : Arrays.copyOf(stream.split("test").permutation(judges.length), test)) {
                judges[i] = true;
            }
        }
        return parts(
                new Halves(
                        all.select(IntStream.range(0, judges.length)
                                .filter(i -> !judges[i])
                                .toArray()),
                        all.select(IntStream.range(0, judges.length)
                                .filter(i -> judges[i])
                                .toArray())),
                stream);
    }

    private static ImageSamples samples(LabelledImages images) {
        byte[] pixels = images.pixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (pixels[i] & 0xff) / images.maxLevel();
        }
        int[] labels = new int[images.count()];
        Arrays.setAll(labels, images::label);
        return new ImageSamples(
                SignalShape.image(1, images.height(), images.width()),
                IntStream.range(0, images.classes()).mapToObj(Integer::toString).toList(),
                values,
                labels);
    }

    private ImageParts parts(Halves halves, RandomStream stream) {
        int count = halves.learnt().count();
        int learned = training == 0 ? count - validation : training;
        if (learned < 1 || (long) learned + validation > count) {
            throw new InputException("images.training = " + training + ", validation = " + validation + ": " + title()
                    + " has " + Plural.of(count, "image") + " beside the test; ask for no more");
        }
        int[] order = stream.split("parts").permutation(count);
        return new ImageParts(
                learned == count ? halves.learnt() : halves.learnt().select(Arrays.copyOf(order, learned)),
                halves.judged(),
                validation == 0
                        ? null
                        : halves.learnt().select(Arrays.copyOfRange(order, learned, learned + validation)));
    }
}
