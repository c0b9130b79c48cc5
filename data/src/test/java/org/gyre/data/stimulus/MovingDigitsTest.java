package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.stimulus.MovingDigits.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovingDigitsTest {
    private static final RandomStream STREAM = RandomStream.of(9).split("digits");
    private static final int WIDTH = 3;
    private static final int HEIGHT = 5;
    private static final int IMAGES = 4;

    private static float[] images() {
        CounterRandom random = STREAM.split("images").generator();
        float[] pixels = new float[IMAGES * WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return pixels;
    }

    private static MovingDigits world(Settings settings) {
        return new MovingDigits(settings, WIDTH, HEIGHT, images(), new int[] {7, 0, 7, 2});
    }

    /// Bilinear shares keep the sum of the pixels and move their centroid with the picture.
    @Test
    void massIsKeptAndTheCentroidMovesWithThePicture() {
        MovingDigits world = world(new Settings(11, 1, 0.1, 0.4, 0.2, 0));
        LatentSequences drawn = world.draw(0, 20, 30, STREAM);
        for (int s = 0; s < 20; s++) {
            int image = world.pictures(s, STREAM)[0];
            double[] own = moments(images(), image * WIDTH * HEIGHT, WIDTH, HEIGHT);
            for (int t = 0; t < 30; t++) {
                float[] state = drawn.state(s, t);
                double[] seen = moments(drawn.frame(s, t), 0, 11, 11);
                assertThat(seen[0]).isCloseTo(own[0], within(1e-5));
                assertThat(seen[1]).isCloseTo(own[1] + (state[0] + 1) / 2 * 11 - WIDTH / 2.0, within(1e-5));
                assertThat(seen[2]).isCloseTo(own[2] + (state[1] + 1) / 2 * 11 - HEIGHT / 2.0, within(1e-5));
            }
        }
    }

    /// Sum, and centroid in pixels from the corner.
    private static double[] moments(float[] pixels, int from, int width, int height) {
        double[] moments = new double[3];
        for (int i = 0; i < width * height; i++) {
            moments[0] += pixels[from + i];
            moments[1] += pixels[from + i] * (i % width + 0.5);
            int row = i / width;
            moments[2] += pixels[from + i] * (row + 0.5);
        }
        moments[1] /= moments[0];
        moments[2] /= moments[0];
        return moments;
    }

    @Test
    void atWholePixelsThePictureIsCopied() {
        MovingDigits world = world(new Settings(8, 1, 1, 1, 0, 0));
        float[] frame = new float[64];
        // Its corner is at column 4, row 2.
        world.render(new float[] {2 * 5.5f / 8 - 1, 2 * 4.5f / 8 - 1, 0, 0, 0}, 0, new int[] {2}, frame, 0);
        float[] images = images();
        for (int i = 0; i < 64; i++) {
            int column = i % 8 - 4;
            int row = i / 8 - 2;
            boolean inside = column >= 0 && column < WIDTH && row >= 0 && row < HEIGHT;
            assertThat(frame[i]).isEqualTo(inside ? images[2 * WIDTH * HEIGHT + row * WIDTH + column] : 0);
        }
    }

    /// One bright pixel, a quarter of a pixel to the right and half a pixel down: the shares of its four neighbours.
    @Test
    void placesBetweenPixelsAreBilinear() {
        MovingDigits world = new MovingDigits(new Settings(4, 1, 1, 1, 0, 0), 1, 1, new float[] {0.8f}, new int[] {0});
        float[] frame = new float[16];
        world.render(new float[] {2 * 1.75f / 4 - 1, 2 * 3.0f / 4 - 1, 0, 0, 0}, 0, new int[] {0}, frame, 0);
        float[] expected = new float[16];
        expected[9] = 0.8f * 0.75f * 0.5f;
        expected[10] = 0.8f * 0.25f * 0.5f;
        expected[13] = 0.8f * 0.75f * 0.5f;
        expected[14] = 0.8f * 0.25f * 0.5f;
        assertThat(frame).containsExactly(expected, within(1e-7f));
    }

    @Test
    void picturesBeyondTheCanvasAreCutOff() {
        MovingDigits world = world(new Settings(8, 1, 1, 1, 0, 0));
        float[] frame = new float[64];
        world.render(new float[] {-1, 3e38f, 0, 0, 0}, 0, new int[] {0}, frame, 0);
        assertThat(frame).containsOnly(0);
        // Its corner is at column −1, row 6.
        world.render(new float[] {2 * 0.5f / 8 - 1, 2 * 8.5f / 8 - 1, 0, 0, 0}, 0, new int[] {0}, frame, 0);
        float[] images = images();
        float[] expected = new float[64];
        System.arraycopy(images, 1, expected, 48, 2);
        System.arraycopy(images, WIDTH + 1, expected, 56, 2);
        assertThat(frame).containsExactly(expected);
    }

    @Test
    void twoPicturesLieOverEachOther() {
        MovingDigits two = world(new Settings(9, 2, 0.2, 0.2, 0, 0));
        MovingDigits one = world(new Settings(9, 1, 0.2, 0.2, 0, 0));
        LatentSequences drawn = two.draw(0, 10, 5, STREAM);
        for (int s = 0; s < 10; s++) {
            int[] shown = two.pictures(s, STREAM);
            float[] state = drawn.state(s, 4);
            float[] first = new float[81];
            float[] second = new float[81];
            one.render(state, 0, new int[] {shown[0]}, first, 0);
            one.render(state, 5, new int[] {shown[1]}, second, 0);
            for (int i = 0; i < 81; i++) {
                assertThat(drawn.frame(s, 4)[i]).isCloseTo(1 - (1 - first[i]) * (1 - second[i]), within(1e-6f));
            }
        }
    }

    /// A flight of ever smaller steps is tested with [BouncingBall]; here that each direction has its own wall, and
    /// that the class is that of the picture.
    @Test
    void picturesStayOnTheCanvasAtTheirSpeedAndClass() {
        MovingDigits world = world(new Settings(9, 2, 0.3, 0.5, 0.1, 0));
        LatentSequences drawn = world.draw(0, 30, 60, STREAM);
        double mostX = 0;
        double mostY = 0;
        for (int s = 0; s < 30; s++) {
            int[] shown = world.pictures(s, STREAM);
            for (int d = 0; d < 2; d++) {
                float[] start = drawn.state(s, 0);
                double speed = Math.hypot(start[5 * d + 2], start[5 * d + 3]);
                assertThat(speed).isBetween(0.3, 0.5);
                for (int t = 0; t < 60; t++) {
                    float[] state = drawn.state(s, t);
                    assertThat(state[5 * d + 4]).isEqualTo(new int[] {7, 0, 7, 2}[shown[d]]);
                    assertThat(Math.hypot(state[5 * d + 2], state[5 * d + 3])).isCloseTo(speed, within(1e-6));
                    mostX = Math.max(mostX, Math.abs(state[5 * d]));
                    mostY = Math.max(mostY, Math.abs(state[5 * d + 1]));
                }
            }
        }
        // 1 − 3/9 and 1 − 5/9; of 3600 uniform places, none within 1 % of a wall has probability 2e-16.
        assertThat(mostX).isBetween(0.99 * 6 / 9, 6.0 / 9 + 1e-7);
        assertThat(mostY).isBetween(0.99 * 4 / 9, 4.0 / 9 + 1e-7);
    }

    @Test
    void theNextStateAndItsFrameCanBePredicted() {
        MovingDigits world = world(new Settings(9, 2, 0.3, 0.5, 0, 0));
        LatentSequences drawn = world.draw(2, 4, 30, STREAM);
        for (int s = 0; s < 4; s++) {
            for (int t = 0; t + 1 < 30; t++) {
                float[] next = new float[10];
                world.advance(drawn.states(), drawn.stateAt(s, t), next, 0);
                assertThat(next).containsExactly(drawn.state(s, t + 1), within(1e-6f));
                float[] frame = new float[81];
                world.render(drawn.states(), drawn.stateAt(s, t + 1), world.pictures(2 + s, STREAM), frame, 0);
                assertThat(frame).containsExactly(drawn.frame(s, t + 1));
            }
        }
    }

    @Test
    void aSequenceDependsOnTheStreamAndItsIndexAlone() {
        MovingDigits world = world(new Settings(8, 2, 0.3, 0.5, 0.1, 0.2));
        LatentSequences many = world.draw(0, 6, 9, STREAM);
        LatentSequences few = world.draw(4, 2, 5, STREAM);
        for (int s = 0; s < 2; s++) {
            for (int t = 0; t < 5; t++) {
                assertThat(few.frame(s, t)).containsExactly(many.frame(s + 4, t));
                assertThat(few.state(s, t)).containsExactly(many.state(s + 4, t));
            }
        }
    }

    /// Each of four pictures in 4000 sequences: a chi-square of 3 degrees of freedom.
    @Test
    void everyPictureIsEquallyLikely() {
        MovingDigits world = world(new Settings(8, 1, 1, 1, 0, 0));
        int[] counts = new int[IMAGES];
        for (int s = 0; s < 4000; s++) {
            counts[world.pictures(s, STREAM)[0]]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000;
        }
        // The 0.9999 quantile is 21.1.
        assertThat(chiSquare).isLessThan(21.1);
    }

    @Test
    void labelledImagesAreLevelsOverTheLargest() {
        LabelledImages images = new LabelledImages(2, 1, 10, 16, new byte[] {16, 4, 0, 8}, new byte[] {3, 3});
        MovingDigits world = MovingDigits.of(new Settings(4, 1, 1, 1, 0, 0), images);
        float[] frame = new float[16];
        world.render(new float[] {-0.5f, -0.75f, 0, 0, 3}, 0, new int[] {0}, frame, 0);
        assertThat(frame[0]).isEqualTo(1);
        assertThat(frame[1]).isEqualTo(0.25f);
        assertThat(world.draw(0, 1, 1, STREAM).state(0, 0)[4]).isEqualTo(3);
        assertThat(world.reachX()).isEqualTo(0.5);
        assertThat(world.reachY()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | 1 | 0 | side = 1: must be 2 to 1024 pixels",
                "8 | 0 | 1 | 0 | digits = 0: must be 1 to 64",
                "8 | 1 | 0 | 0 | speeds from 0.0 to 0.0 per frame: must be in order, above 0 and at most 1000",
                "8 | 1 | 1 | NaN | pixel noise = NaN: must be 0 to 1000"
            })
    void settingsOutOfRangeAreRefused(int side, int digits, double speed, double noise, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new Settings(side, digits, speed, speed, 0, noise))
                .withMessage("moving digits: " + message);
    }

    @Test
    void picturesThatDoNotFitAreRefused() {
        refuse(
                "pictures of 16 x 1 pixels on a canvas of 16 x 16: must be smaller than it, to have room to move",
                16,
                1,
                new float[16],
                new int[1]);
        refuse(
                "15 pixels for 2 pictures of 2 x 4: must be one number for each pixel of at least 1 picture",
                2,
                4,
                new float[15],
                new int[2]);
        refuse(
                "0 pixels for 0 pictures of 2 x 4: must be one number for each pixel of at least 1 picture",
                2,
                4,
                new float[0],
                new int[0]);
        refuse("pixel 2 of picture 2 = NaN: must be in [0, 1]", 2, 1, new float[] {0, 1, 0, Float.NaN}, new int[2]);
        refuse("label -1 of picture 1: must not be negative", 1, 1, new float[1], new int[] {-1});
    }

    private static void refuse(String message, int width, int height, float[] images, int[] labels) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new MovingDigits(Settings.USUAL, width, height, images, labels))
                .withMessage("moving digits: " + message);
    }

    @Test
    void emptySequencesAndBrokenStatesAreRefused() {
        MovingDigits world = world(Settings.USUAL);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> world.draw(0, 0, 4, STREAM))
                .withMessage("moving digits: 0 sequences of 4 frames: at least 1 sequence of 1 frame is needed");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> world.advance(new float[] {Float.NaN, 0, 0, 0, 0}, 0, new float[5], 0))
                .withMessage("moving digits: latent 1 = NaN: a state must be finite");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> world.render(new float[5], 0, new int[] {4}, new float[256], 0))
                .withMessage("moving digits: picture 4: must be 0 to 3, as were given");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> world.render(new float[5], 0, new int[2], new float[256], 0))
                .withMessageContaining("2 pictures named: must be 1");
    }
}
