package org.gyre.lab.hybrid;

import java.util.Arrays;
import java.util.List;
import org.gyre.deep.hybrid.SignalShape;

/// Labelled images, or features of images, as the input of a network.
///
/// Arrays are shared, not copied: nobody changes them.
final class ImageSamples {
    private final SignalShape shape;
    private final List<String> classes;
    private final float[] values;
    private final int[] labels;

    /// @param shape   of one sample, one step
    /// @param classes their names
    /// @param values  `[sample][channel][row][column]`
    /// @param labels  a class for each sample
    ImageSamples(SignalShape shape, List<String> classes, float[] values, int[] labels) {
        if ((long) shape.size() * labels.length != values.length) {
            throw new IllegalArgumentException(
                    values.length + " numbers for " + labels.length + " samples of " + shape);
        }
        this.shape = shape;
        this.classes = List.copyOf(classes);
        this.values = values;
        this.labels = labels;
    }

    SignalShape shape() {
        return shape;
    }

    List<String> classes() {
        return classes;
    }

    int count() {
        return labels.length;
    }

    int label(int sample) {
        return labels[sample];
    }

    /// All numbers, only to be read.
    float[] values() {
        return values;
    }

    /// The same samples as other numbers.
    ImageSamples as(SignalShape newShape, float[] newValues) {
        return new ImageSamples(newShape, classes, newValues, labels);
    }

    /// The numbers of chosen samples, in their order.
    float[] values(int[] samples) {
        int size = shape.size();
        float[] chosen = new float[Math.multiplyExact(size, samples.length)];
        for (int k = 0; k < samples.length; k++) {
            System.arraycopy(values, samples[k] * size, chosen, k * size, size);
        }
        return chosen;
    }

    /// The classes of chosen samples, in their order.
    int[] labels(int[] samples) {
        return Arrays.stream(samples).map(this::label).toArray();
    }

    ImageSamples select(int[] samples) {
        return new ImageSamples(shape, classes, values(samples), labels(samples));
    }

    /// The share of the commonest class: what always naming it would reach.
    double commonest() {
        int[] counts = new int[classes.size()];
        for (int label : labels) {
            counts[label]++;
        }
        return (double) Arrays.stream(counts).max().orElse(0) / count();
    }
}
