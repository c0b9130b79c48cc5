package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BouncingBallTest {
    private static final RandomStream STREAM = RandomStream.of(3).split("ball");

    /// Against a flight in steps of 1/1000 frame that turns back what has passed a wall. The fastest crosses the box
    /// several times a frame.
    @ParameterizedTest
    @CsvSource({"0.25, 0.13, -0.07", "0.9, 0.61, 0.33", "0.5, 7.3, -4.1", "0.01, -0.3, 0", "0.3, 0.7, 0.7"})
    void flightIsThatOfManyTinySteps(double radius, double vx, double vy) {
        BouncingBall ball = BouncingBall.of(16, radius, 1);
        // Uneven numbers: no frame finds a ball at a wall, where its velocity is about to change.
        double[] start = {0.4123457 * (1 - radius), -0.9123457 * (1 - radius), vx, vy};
        double[] tiny = start.clone();
        double wall = 1 - radius;
        for (int t = 1; t <= 50; t++) {
            for (int step = 0; step < 1000; step++) {
                for (int axis = 0; axis < 2; axis++) {
                    tiny[axis] += tiny[axis + 2] / 1000;
                    if (Math.abs(tiny[axis]) > wall) {
                        tiny[axis] = Math.copySign(2 * wall, tiny[axis]) - tiny[axis];
                        tiny[axis + 2] = -tiny[axis + 2];
                    }
                }
            }
            double[] state = start.clone();
            ball.advance(state, t);
            assertThat(state).containsExactly(tiny, within(1e-9));
        }
    }

    @Test
    void timesAddUpAndFlightGoesBackwards() {
        BouncingBall ball = BouncingBall.of(16, 0.3, 1);
        double[] start = {0.1, 0.65, -0.37, 0.21};
        double[] once = start.clone();
        ball.advance(once, 12.75);
        double[] twice = start.clone();
        ball.advance(twice, 3.25);
        ball.advance(twice, 9.5);
        assertThat(twice).containsExactly(once, within(1e-12));
        ball.advance(once, -12.75);
        assertThat(once).containsExactly(start, within(1e-12));
    }

    /// A box of ±1/2 has the period 2: exact in binary, also after 2^40 of them and for states outside the box.
    @Test
    void longFlightsAndPlacesOutsideAreFoldedExactly() {
        BouncingBall ball = BouncingBall.of(16, 0.5, 1);
        double[] state = {0.25, -0.25, 1, 0.5};
        ball.advance(state, 0x1p41 + 0.5);
        assertThat(state).containsExactly(0.25, 0, -1, 0.5);
        float[] outside = {0.75f, -3.25f, 0, 0};
        ball.advance(outside, 0, outside, 0);
        assertThat(outside).containsExactly(0.25f, 0.25f, -0f, -0f);
    }

    @Test
    void speedIsKeptAlsoByTurns() {
        BouncingBall balls = new BouncingBall(8, 2, 0.4, 0.2, 0.7, 0.3, 0);
        LatentSequences drawn = balls.draw(0, 5, 200, STREAM);
        for (int s = 0; s < 5; s++) {
            for (int b = 0; b < 2; b++) {
                double speed = speed(drawn.state(s, 0), b);
                assertThat(speed).isBetween(0.2, 0.7);
                for (int t = 1; t < 200; t++) {
                    assertThat(speed(drawn.state(s, t), b)).isCloseTo(speed, within(1e-6));
                    assertThat(Math.abs(drawn.state(s, t)[4 * b])).isLessThanOrEqualTo(0.6f);
                    assertThat(Math.abs(drawn.state(s, t)[4 * b + 1])).isLessThanOrEqualTo(0.6f);
                }
            }
        }
    }

    private static double speed(float[] state, int ball) {
        return Math.hypot(state[4 * ball + 2], state[4 * ball + 3]);
    }

    /// Area and centroid of the disc. The bound of the centroid is the one of the class's description; that of the
    /// area is rounding to single precision.
    @ParameterizedTest
    @CsvSource({"16, 0.25", "12, 0.31", "2, 0.5", "3, 0.99", "40, 0.02", "64, 0.7"})
    void massAndCentroidAreThoseOfTheDisc(int side, double radius) {
        BouncingBall ball = BouncingBall.of(side, radius, 0.37);
        LatentSequences drawn = ball.draw(0, 20, 20, STREAM);
        double h = 2.0 / side;
        double area = Math.PI * radius * radius;
        double bound = (radius * h * h + h * h * h / 2) / area;
        for (int s = 0; s < 20; s++) {
            for (int t = 0; t < 20; t++) {
                float[] frame = drawn.frame(s, t);
                double mass = 0;
                double x = 0;
                double y = 0;
                for (int i = 0; i < frame.length; i++) {
                    assertThat(frame[i]).isBetween(0f, 1f);
                    double share = frame[i] * h * h / area;
                    mass += share;
                    x += share * ((i % side + 0.5) * h - 1);
                    int row = i / side;
                    y += share * ((row + 0.5) * h - 1);
                }
                assertThat(mass).isCloseTo(1, within(1e-6));
                assertThat(x).isCloseTo(drawn.state(s, t)[0], within(bound));
                assertThat(y).isCloseTo(drawn.state(s, t)[1], within(bound));
            }
        }
    }

    /// Against the share of 200 × 200 points of each pixel, whose error is that of the points along the rim.
    @Test
    void pixelsAreTheSharesThatTheDiscCovers() {
        int side = 5;
        int points = 200;
        BouncingBall ball = BouncingBall.of(side, 0.45, 1);
        for (float[] state : new float[][] {{0, 0, 0, 0}, {0.13f, -0.41f, 1, 0}, {0.9f, 1.2f, 0, 0}, {-3, 0, 0, 0}}) {
            float[] frame = new float[25];
            ball.render(state, 0, frame, 0);
            for (int i = 0; i < 25; i++) {
                int inside = 0;
                for (int p = 0; p < points * points; p++) {
                    double x = 2 * (i % side + (p % points + 0.5) / points) / side - 1 - state[0];
                    int row = i / side;
                    int pointRow = p / points;
                    double y = 2 * (row + (pointRow + 0.5) / points) / side - 1 - state[1];
                    if (x * x + y * y < 0.45 * 0.45) {
                        inside++;
                    }
                }
                // The rim crosses at most about 2 · 200 of the points' cells, half of whose area is in doubt.
                assertThat(frame[i]).isCloseTo((float) inside / (points * points), within(5e-3f));
            }
        }
    }

    @Test
    void ballsThatDoNotTouchAddUpAndOthersCover() {
        BouncingBall one = new BouncingBall(12, 1, 0.3, 1, 1, 0, 0);
        BouncingBall two = new BouncingBall(12, 2, 0.3, 1, 1, 0, 0);
        float[] states = {-0.5f, 0.1f, 0, 0, 0.4f, -0.2f, 0, 0};
        float[] first = new float[144];
        float[] second = new float[144];
        float[] both = new float[144];
        one.render(states, 0, first, 0);
        one.render(states, 4, second, 0);
        two.render(states, 0, both, 0);
        for (int i = 0; i < 144; i++) {
            assertThat(both[i]).isCloseTo(1 - (1 - first[i]) * (1 - second[i]), within(1e-6f));
        }
        two.render(new float[] {0.1f, 0, 0, 0, 0.1f, 0, 0, 0}, 0, both, 0);
        one.render(new float[] {0.1f, 0, 0, 0}, 0, first, 0);
        for (int i = 0; i < 144; i++) {
            assertThat(both[i]).isCloseTo(1 - (1 - first[i]) * (1 - first[i]), within(1e-6f));
        }
    }

    /// Places uniform in ±(1 − radius) and directions uniform, at the start and after 25 frames: means 0, variances
    /// reach²/3 and speed²/2, no covariances.
    @Test
    void theUniformLawIsStationary() {
        BouncingBall ball = new BouncingBall(2, 1, 0.2, 0.5, 0.5, 0.4, 0);
        int count = 20_000;
        LatentSequences drawn = ball.draw(0, count, 26, STREAM);
        double[] variances = {0.64 / 3, 0.64 / 3, 0.125, 0.125};
        // E x⁴ is reach⁴/5 of a uniform x, and speed⁴ 3/8 of a component of a uniform direction.
        double[] fourth = {0.4096 / 5, 0.4096 / 5, 0.0625 * 3 / 8, 0.0625 * 3 / 8};
        for (int t : new int[] {0, 1, 25}) {
            for (int i = 0; i < 4; i++) {
                double mean = 0;
                for (int s = 0; s < count; s++) {
                    mean += drawn.state(s, t)[i] / count;
                }
                assertThat(Math.abs(mean)).isLessThan(5 * Math.sqrt(variances[i] / count));
                for (int j = 0; j <= i; j++) {
                    double product = 0;
                    for (int s = 0; s < count; s++) {
                        product += (double) drawn.state(s, t)[i] * drawn.state(s, t)[j] / count;
                    }
                    double expected = i == j ? variances[i] : 0;
                    double ofProduct = i == j ? fourth[i] - expected * expected : variances[i] * variances[j];
                    assertThat(Math.abs(product - expected)).isLessThan(5 * Math.sqrt(ofProduct / count));
                }
            }
        }
    }

    /// The angle between velocities, compared where no wall was hit: deviation `turn`.
    @Test
    void directionsTurnByTheStatedAngles() {
        BouncingBall ball = new BouncingBall(2, 1, 0.2, 0.01, 0.01, 0.1, 0);
        LatentSequences drawn = ball.draw(0, 2000, 3, STREAM);
        double squares = 0;
        int count = 0;
        for (int s = 0; s < 2000; s++) {
            float[] from = drawn.state(s, 0);
            float[] to = drawn.state(s, 1);
            if (Math.max(Math.abs(from[0]), Math.abs(from[1])) < 0.78) {
                double angle = Math.atan2(from[2] * to[3] - from[3] * to[2], from[2] * to[2] + from[3] * to[3]);
                squares += angle * angle;
                count++;
                assertThat(to[0]).isCloseTo(from[0] + from[2], within(1e-6f));
            }
        }
        assertThat(count).isGreaterThan(1800);
        // A mean of squares of a Gaussian has the relative standard error √(2 / count).
        assertThat(squares / count / 0.01).isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
    }

    @Test
    void noiseOfPixelsHasItsDeviation() {
        LatentSequences noisy = new BouncingBall(16, 1, 0.25, 0.1, 0.1, 0, 0.3).draw(0, 10, 20, STREAM);
        LatentSequences clean = BouncingBall.of(16, 0.25, 0.1).draw(0, 10, 20, STREAM);
        assertThat(noisy.states()).isEqualTo(clean.states());
        double sum = 0;
        double squares = 0;
        int count = clean.frames().length;
        for (int i = 0; i < count; i++) {
            double noise = noisy.frames()[i] - clean.frames()[i];
            sum += noise;
            squares += noise * noise;
        }
        assertThat(sum / count / 0.3).isCloseTo(0, within(5 / Math.sqrt(count)));
        assertThat(squares / count / 0.09).isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
    }

    @Test
    void theNextStateAndItsFrameCanBePredicted() {
        BouncingBall ball = BouncingBall.of(12, 0.3, 0.4);
        LatentSequences drawn = ball.draw(0, 4, 30, STREAM);
        for (int s = 0; s < 4; s++) {
            for (int t = 0; t + 1 < 30; t++) {
                float[] next = new float[4];
                ball.advance(drawn.states(), drawn.stateAt(s, t), next, 0);
                assertThat(next).containsExactly(drawn.state(s, t + 1), within(1e-6f));
                float[] frame = new float[144];
                ball.render(drawn.states(), drawn.stateAt(s, t + 1), frame, 0);
                assertThat(frame).containsExactly(drawn.frame(s, t + 1));
            }
        }
    }

    @Test
    void aSequenceDependsOnTheStreamAndItsIndexAlone() {
        BouncingBall ball = new BouncingBall(8, 2, 0.25, 0.1, 0.3, 0.2, 0.1);
        LatentSequences many = ball.draw(0, 6, 9, STREAM);
        LatentSequences few = ball.draw(4, 2, 5, STREAM);
        for (int s = 0; s < 2; s++) {
            for (int t = 0; t < 5; t++) {
                assertThat(few.frame(s, t)).containsExactly(many.frame(s + 4, t));
                assertThat(few.state(s, t)).containsExactly(many.state(s + 4, t));
            }
        }
        assertThat(Arrays.equals(many.frame(0, 0), many.frame(1, 0))).isFalse();
        assertThat(ball.draw(4, 2, 5, RandomStream.of(4)).frame(0, 0)).isNotEqualTo(few.frame(0, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | 0.5 | 1 | 1 | 0 | 0 | bouncing ball: side = 1: must be 2 to 1024 pixels",
                "8 | 0 | 0.5 | 1 | 1 | 0 | 0 | bouncing ball: balls = 0: must be 1 to 64",
                "8 | 1 | 1 | 1 | 1 | 0 | 0 | bouncing ball: radius = 1.0: must be above 0 and less than 1, half the"
                        + " width of the box",
                "8 | 1 | NaN | 1 | 1 | 0 | 0 | bouncing ball: radius = NaN: must be above 0 and less than 1, half the"
                        + " width of the box",
                "8 | 1 | 0.5 | 0 | 0 | 0 | 0 | bouncing ball: speeds from 0.0 to 0.0 per frame: must be in order,"
                        + " above 0 and at most 1000",
                "8 | 1 | 0.5 | 2 | 1 | 0 | 0 | bouncing ball: speeds from 2.0 to 1.0 per frame: must be in order,"
                        + " above 0 and at most 1000",
                "8 | 1 | 0.5 | 1 | 1 | NaN | 0 | bouncing ball: turn = NaN radians: must be 0 to 1000",
                "8 | 1 | 0.5 | 1 | 1 | 0 | -1 | bouncing ball: pixel noise = -1.0: must be 0 to 1000"
            })
    void settingsOutOfRangeAreRefused(
            int side,
            int balls,
            double radius,
            double slowest,
            double fastest,
            double turn,
            double noise,
            String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new BouncingBall(side, balls, radius, slowest, fastest, turn, noise))
                .withMessage(message);
    }

    @Test
    void emptySequencesAndBrokenStatesAreRefused() {
        BouncingBall ball = BouncingBall.USUAL;
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.draw(0, 3, 0, STREAM))
                .withMessage("bouncing ball: 3 sequences of 0 frames: at least 1 sequence of 1 frame is needed");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.draw(-1, 3, 1, STREAM))
                .withMessage("bouncing ball: first sequence = -1: must not be negative");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.draw(0, 100_000, 100_000, STREAM))
                .withMessageContaining("at most 8388607 frames of this size");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.render(new float[] {0, Float.NaN, 0, 0}, 0, new float[256], 0))
                .withMessage("bouncing ball: latent 2 = NaN: a state must be finite");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.advance(new float[] {0, 0, Float.POSITIVE_INFINITY, 0}, 0, new float[4], 0))
                .withMessageContaining("must be finite");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.advance(new double[] {0, 0, 1e200, 0}, 1e200))
                .withMessage("a flight from 0.0 at velocity 1.0E200 for 1.0E200 frames ends beyond all numbers: it must"
                        + " be shorter");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ball.advance(new double[3], 1))
                .withMessage("bouncing ball: a state of 3 numbers: must have 4");
    }
}
