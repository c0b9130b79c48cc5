package org.gyre.data.image;

import java.util.Arrays;

/// A colour picture as three planes, red, green and blue, of samples for display between 0 and 1: the
/// stored samples divided by the largest possible one, which is what networks for images are trained
/// on. Grey pictures have three equal planes.
///
/// The planes are shared, not copied: nobody changes them after construction.
public final class ColourImage {
    private final int width;
    private final int height;
    private final float[] planes;

    /// @param width  pixels per row ≥ 1
    /// @param height rows ≥ 1
    /// @param planes `[colour][row][column]`
    /// @throws IllegalArgumentException if the sizes do not fit
    public ColourImage(int width, int height, float[] planes) {
        if (width < 1 || height < 1 || 3L * width * height != planes.length) {
            throw new IllegalArgumentException(
                    planes.length + " samples for three planes of " + width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        this.planes = planes;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The samples themselves, `[colour][row][column]`, only to be read.
    public float[] planes() {
        return planes;
    }

    /// The picture in another size: the largest centred part that has the shape of the new size, each
    /// new pixel the mean over the area that it covers.
    ///
    /// @param newWidth  pixels per row ≥ 1
    /// @param newHeight rows ≥ 1
    public ColourImage scaled(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException("a size of " + newWidth + " x " + newHeight + " pixels: at least 1 x 1");
        }
        // As many source pixels for one new pixel as fit in both directions.
        double step = Math.min((double) width / newWidth, (double) height / newHeight);
        Cover[] columns = covers(width, newWidth, step);
        Cover[] rows = covers(height, newHeight, step);
        float[] scaled = new float[Math.multiplyExact(3, Math.multiplyExact(newWidth, newHeight))];
        double[] line = new double[width];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < newHeight; y++) {
                rows[y].mean(planes, c * width * height, width, line);
                for (int x = 0; x < newWidth; x++) {
                    scaled[(c * newHeight + y) * newWidth + x] = (float) columns[x].mean(line);
                }
            }
        }
        return new ColourImage(newWidth, newHeight, scaled);
    }

    /// The source pixels that a new one covers along one axis.
    ///
    /// @param first   the first one
    /// @param weights of it and those after it; their sum is 1
    private record Cover(int first, double[] weights) {
        /// The mean of rows of an image, column by column.
        void mean(float[] image, int at, int width, double[] out) {
            Arrays.fill(out, 0);
            for (int i = 0; i < weights.length; i++) {
                int row = at + (first + i) * width;
                for (int x = 0; x < width; x++) {
                    out[x] += weights[i] * image[row + x];
                }
            }
        }

        double mean(double[] line) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * line[first + i];
            }
            return sum;
        }
    }

    private static Cover[] covers(int size, int newSize, double step) {
        double start = (size - step * newSize) / 2;
        Cover[] covers = new Cover[newSize];
        for (int i = 0; i < newSize; i++) {
            double from = Math.max(0, start + i * step);
            double to = Math.min(size, start + (i + 1) * step);
            int first = Math.min(size - 1, (int) Math.floor(from));
            int last = Math.max(first + 1, Math.min(size, (int) Math.ceil(to)));
            double[] weights = new double[last - first];
            double sum = 0;
            for (int k = first; k < last; k++) {
                weights[k - first] = Math.max(0, Math.min(to, k + 1) - Math.max(from, k));
                sum += weights[k - first];
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= sum;
            }
            covers[i] = new Cover(first, weights);
        }
        return covers;
    }
}
