package org.gyre.lab.adversarial;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;

/// Grey images with the number of a class each, pixels from −1 to 1. Arrays are shared, not copied: nobody
/// changes them.
final class LabelledPixels {
    private final int height;
    private final int width;
    private final int classes;
    private final float[] pixels;
    private final int[] labels;

    /// @param pixels `[image][row][column]`
    /// @param labels from 0 to before `classes`, `[image]`
    LabelledPixels(int height, int width, int classes, float[] pixels, int[] labels) {
        if ((long) height * width * labels.length != pixels.length) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels for " + labels.length + " images of " + height + " x " + width);
        }
        this.height = height;
        this.width = width;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /// Pixels of an image.
    int size() {
        return height * width;
    }

    int classes() {
        return classes;
    }

    int count() {
        return labels.length;
    }

    float[] pixels() {
        return pixels;
    }

    int[] labels() {
        return labels;
    }

    /// Some images, in the given order.
    LabelledPixels select(int... images) {
        float[] chosen = new float[Math.multiplyExact(images.length, size())];
        for (int i = 0; i < images.length; i++) {
            System.arraycopy(pixels, images[i] * size(), chosen, i * size(), size());
        }
        return new LabelledPixels(
                height,
                width,
                classes,
                chosen,
                Arrays.stream(images).map(image -> labels[image]).toArray());
    }

    /// The images from one to before another.
    LabelledPixels range(int from, int to) {
        return new LabelledPixels(
                height,
                width,
                classes,
                Arrays.copyOfRange(pixels, from * size(), to * size()),
                Arrays.copyOfRange(labels, from, to));
    }

    /// Some images, drawn at random, or all in their order if there are no more.
    LabelledPixels some(int most, RandomStream stream) {
        return most >= count() ? this : select(Arrays.copyOf(stream.permutation(count()), most));
    }

    /// The pixels of the images from one to before another, with normal noise.
    double[] noisy(int from, int to, double noise, RandomStream stream) {
        double[] noisy = new double[(to - from) * size()];
        var random = stream.generator();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = pixels[from * size() + i] + (noise > 0 ? noise * random.nextGaussian() : 0);
        }
        return noisy;
    }

    /// The pixels of all images.
    double[] wide() {
        return noisy(0, count(), 0, RandomStream.of(0));
    }

    /// The variance of a pixel over the images, mean over pixels.
    double variance() {
        double sum = 0;
        for (int p = 0; p < size(); p++) {
            double mean = 0;
            for (int i = 0; i < count(); i++) {
                mean += pixels[i * size() + p] / (double) count();
            }
            for (int i = 0; i < count(); i++) {
                double d = pixels[i * size() + p] - mean;
                sum += d * d;
            }
        }
        return sum / ((count() - 1.0) * size());
    }

    /// The share of the commonest class: what always naming it would reach.
    double commonest() {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return (double) Arrays.stream(counts).max().orElse(0) / count();
    }

    /// Refuses images that cannot judge anything.
    ///
    /// @param title for sentences
    /// @param least images that are needed
    void check(String title, int least) {
        if (count() < least) {
            throw new InputException(title + ": " + count() + " images are too few; give at least " + least);
        }
        boolean differ = false;
        for (int i = size(); i < pixels.length && !differ; i++) {
            differ = pixels[i] != pixels[i - size()];
        }
        if (!differ) {
            throw new InputException(title + ": all images are the same; there is nothing to infer");
        }
    }
}
