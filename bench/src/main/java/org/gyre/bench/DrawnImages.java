package org.gyre.bench;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Images that stand for handwritten digits where only time counts: ten figures of 28×28 pixels,
/// each a chain of blots that lie a little elsewhere in every sample, most pixels empty; all pixels
/// together have mean 0 and standard deviation 1.
///
/// @param pixels  `[sample][pixel]`
/// @param classes which figure, `[sample]`
record DrawnImages(float[] pixels, int[] classes) {
    /// Pixels of an image.
    static final int PIXELS = 28 * 28;

    /// Figures.
    static final int CLASSES = 10;

    private static final int SIDE = 28;
    private static final int BLOTS = 7;
    private static final double WIDTH = 1.7;

    /// So many images.
    static DrawnImages of(int samples, RandomStream stream) {
        double[][] figures = figures(stream.split("figures").generator());
        CounterRandom random = stream.split("samples").generator();
        float[] pixels = new float[samples * PIXELS];
        int[] classes = new int[samples];
        double[] across = new double[SIDE];
        double[] down = new double[SIDE];
        for (int k = 0; k < samples; k++) {
            classes[k] = random.nextInt(CLASSES);
            double[] figure = figures[classes[k]];
            double shiftX = random.nextGaussian();
            double shiftY = random.nextGaussian();
            for (int blot = 0; blot < BLOTS; blot++) {
                profile(figure[2 * blot] + shiftX + random.nextGaussian(), across);
                profile(figure[2 * blot + 1] + shiftY + random.nextGaussian(), down);
                for (int p = 0; p < PIXELS; p++) {
                    pixels[k * PIXELS + p] += (float) (down[p / SIDE] * across[p % SIDE]);
                }
            }
        }
        normalise(pixels);
        return new DrawnImages(pixels, classes);
    }

    /// Where the blots of each figure lie: a random walk through the middle of the image.
    private static double[][] figures(CounterRandom random) {
        double[][] figures = new double[CLASSES][2 * BLOTS];
        for (double[] figure : figures) {
            figure[0] = SIDE * (0.3 + 0.4 * random.nextDouble());
            figure[1] = SIDE * (0.3 + 0.4 * random.nextDouble());
            for (int i = 2; i < figure.length; i++) {
                figure[i] = Math.clamp(figure[i - 2] + 4 * random.nextGaussian(), 5, SIDE - 6);
            }
        }
        return figures;
    }

    private static void profile(double centre, double[] out) {
        Arrays.setAll(out, i -> Math.exp(-0.5 * (i - centre) * (i - centre) / (WIDTH * WIDTH)));
    }

    /// Ink saturates; then mean 0 and standard deviation 1.
    private static void normalise(float[] pixels) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.min(pixels[i], 1);
            sum += pixels[i];
            squares += (double) pixels[i] * pixels[i];
        }
        double mean = sum / pixels.length;
        double deviation = Math.sqrt(squares / pixels.length - mean * mean);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((pixels[i] - mean) / deviation);
        }
    }

    /// The images from one to another.
    DrawnImages part(int from, int to) {
        return new DrawnImages(
                Arrays.copyOfRange(pixels, from * PIXELS, to * PIXELS), Arrays.copyOfRange(classes, from, to));
    }
}
