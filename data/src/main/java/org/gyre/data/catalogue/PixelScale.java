package org.gyre.data.catalogue;

import org.gyre.core.InputException;

/// The scale of pixels in networks: level x becomes (x - mean) / deviation, with the mean and the
/// standard deviation over all pixels of all training images. Levels divided by their largest value
/// first, as other programs do, give the same rows.
///
/// @param mean of the levels
/// @param deviation standard deviation of the levels (divided by their number, not by one less),
///     above 0
public record PixelScale(double mean, double deviation) {
    private static final int LEVELS = 256;

    public PixelScale {
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY && Double.isFinite(mean))) {
            throw new IllegalArgumentException(
                    "mean " + mean + ", deviation " + deviation + ": must be finite, the deviation above 0");
        }
    }

    /// The scale of training images. The levels are counted first, so that the sums have no
    /// rounding that could depend on an order.
    ///
    /// @throws InputException if all pixels have the same level, or there is no image
    public static PixelScale of(LabelledImages training) {
        long[] counts = new long[LEVELS];
        for (byte pixel : training.pixels()) {
            counts[pixel & 0xff]++;
        }
        long pixels = training.pixels().length;
        long sum = 0;
        for (int level = 0; level < LEVELS; level++) {
            sum += counts[level] * level;
        }
        double mean = (double) sum / pixels;
        double squares = 0;
        for (int level = 0; level < LEVELS; level++) {
            squares += counts[level] * (level - mean) * (level - mean);
        }
        if (!(squares > 0)) {
            throw new InputException("all pixels of the " + training.count()
                    + " training images are the same, so that they have no scale; take images that differ");
        }
        return new PixelScale(mean, Math.sqrt(squares / pixels));
    }

    /// The images as rows of numbers, `[image][pixel]`: (level - mean) / deviation, rounded once.
    public float[] rows(LabelledImages images) {
        float[] scaled = new float[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            scaled[level] = (float) ((level - mean) / deviation);
        }
        byte[] pixels = images.pixels();
        float[] rows = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            rows[i] = scaled[pixels[i] & 0xff];
        }
        return rows;
    }
}
