package org.gyre.data.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Grey images of one size, each with the number of its class.
///
/// Pixels are whole levels from 0 to [#maxLevel], one unsigned byte each, `[image][row][column]`.
/// The arrays are shared, not copied: nobody changes them after construction.
public final class LabelledImages {
    private final int width;
    private final int height;
    private final int classes;
    private final int maxLevel;
    private final byte[] pixels;
    private final byte[] labels;

    /// @param width pixels per row ≥ 1
    /// @param height rows ≥ 1
    /// @param classes number of classes, 1 to 128
    /// @param maxLevel largest level that a pixel can have, 1 to 255
    /// @param pixels `[image][row][column]`, unsigned
    /// @param labels a class in [0, classes) for each image
    /// @throws IllegalArgumentException if the sizes do not fit, or a pixel or a label is out of
    ///     range (it names the first)
    public LabelledImages(int width, int height, int classes, int maxLevel, byte[] pixels, byte[] labels) {
        if (width < 1 || height < 1 || (long) width * height * labels.length != pixels.length) {
            throw new IllegalArgumentException(pixels.length + " pixels for " + labels.length + " images of " + width
                    + " x " + height + " pixels");
        }
        if (classes < 1 || classes > 128 || maxLevel < 1 || maxLevel > 255) {
            throw new IllegalArgumentException(
                    classes + " classes, levels to " + maxLevel + ": at most 128 and 255, at least 1");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("label " + (labels[i] & 0xff) + " of image " + (i + 1)
                        + ": must be less than the number of classes, " + classes);
            }
        }
        for (int i = 0; i < pixels.length; i++) {
            if ((pixels[i] & 0xff) > maxLevel) {
                throw new IllegalArgumentException("pixel " + (i % (width * height) + 1) + " of image "
                        + (i / (width * height) + 1) + " has level " + (pixels[i] & 0xff) + ": must be at most "
                        + maxLevel);
            }
        }
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.maxLevel = maxLevel;
        this.pixels = pixels;
        this.labels = labels;
    }

    /// Number of images.
    public int count() {
        return labels.length;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// Pixels of an image, `width() * height()`.
    public int pixelsPerImage() {
        return width * height;
    }

    public int classes() {
        return classes;
    }

    /// The largest level that a pixel can have: 255, or 16 for `digits`.
    public int maxLevel() {
        return maxLevel;
    }

    /// The pixels themselves, `[image][row][column]`, unsigned, only to be read.
    public byte[] pixels() {
        return pixels;
    }

    /// The labels themselves, one for each image, only to be read.
    public byte[] labels() {
        return labels;
    }

    /// The level of a pixel, 0 to [#maxLevel].
    public int level(int image, int pixel) {
        return pixels[image * pixelsPerImage() + pixel] & 0xff;
    }

    /// The class of an image.
    public int label(int image) {
        return labels[image];
    }

    /// How many images each class has.
    public int[] labelCounts() {
        int[] counts = new int[classes];
        for (byte label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /// A copy of the chosen images in the given order.
    public LabelledImages select(int... images) {
        int size = pixelsPerImage();
        byte[] chosen = new byte[Math.multiplyExact(images.length, size)];
        byte[] names = new byte[images.length];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * size, chosen, i * size, size);
            names[i] = labels[images[i]];
        }
        return new LabelledImages(width, height, classes, maxLevel, chosen, names);
    }

    /// Disjoint parts of the given sizes, drawn without replacement: the images are put into one
    /// random order (Fisher and Yates) that depends on the stream and on [#count] alone, and cut
    /// from its start. What is left over is in no part.
    ///
    /// @param stream of the order
    /// @param sizes of the parts, each ≥ 1
    /// @throws InputException if the parts together have more images than there are, or one has
    ///     none
    public List<LabelledImages> split(RandomStream stream, int... sizes) {
        long wanted = Arrays.stream(sizes).asLongStream().sum();
        if (wanted > count() || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
            throw new InputException("parts of " + Arrays.toString(sizes) + " images: each needs at least 1, and all"
                    + " together at most the " + count() + " that there are");
        }
        int[] order = order(stream);
        List<LabelledImages> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            parts.add(select(Arrays.copyOfRange(order, from, from + size)));
            from += size;
        }
        return parts;
    }

    private int[] order(RandomStream stream) {
        CounterRandom random = stream.generator();
        int[] order = new int[count()];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
