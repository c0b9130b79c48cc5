package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Balls that fly in a box and bounce off its walls: sequences of frames whose hidden state is known.
///
/// The box is [−1, 1]², the walls reflect the rim of a ball, so that its centre stays within ±(1 − radius). The state
/// of a ball is x, y, vx, vy, x along the rows of pixels, y from row to row, velocities per frame; balls do not touch
/// one another. From a frame to the next a ball flies straight at the velocity of the former, with reflections in
/// closed form, then its direction turns by a Gaussian angle. Starts are stationary: place and direction uniform,
/// speed uniform between its bounds, and kept for ever.
///
/// A pixel is the share of its square that balls cover, 0 to 1, exact for one ball, plus noise: the pixels of one ball
/// add up to π radius² (side/2)² whatever its place. Their centroid is that of the ball up to
/// (radius h² + h³/2) / (π radius²) in each direction, h = 2 / side: only squares that the rim crosses, at most
/// 8 radius / h + 4, are covered unevenly, each with a first moment of at most h³/8.
///
/// Sequence s draws from child s of the stream alone, frame by frame, so that neither the number of sequences nor
/// their length changes what is in them.
///
/// @param side       pixels per row and rows of a frame, 2 to 1024
/// @param balls      number of balls, 1 to 64
/// @param radius     of a ball, in (0, 1)
/// @param slowest    least speed, per frame, above 0
/// @param fastest    largest speed, per frame, from `slowest` to 1000
/// @param turn       standard deviation of the change of direction from frame to frame, radians, 0 to 1000
/// @param pixelNoise standard deviation of the Gaussian noise of a pixel, 0 to 1000
public record BouncingBall(
        int side, int balls, double radius, double slowest, double fastest, double turn, double pixelNoise) {
    /// Numbers of the state of one ball: x, y, vx, vy.
    public static final int LATENTS = 4;
    /// One ball on 16 × 16 pixels that needs 12 frames from wall to wall at least, without noise.
    public static final BouncingBall USUAL = new BouncingBall(16, 1, 0.25, 0.125, 0.125, 0, 0);

    private static final String WORLD = "bouncing ball";
    private static final int MOST_SIDE = 1024;
    private static final int MOST_BALLS = 64;

    /// @throws InputException if a parameter is out of range
    public BouncingBall {
        if (side < 2 || side > MOST_SIDE) {
            throw new InputException(WORLD + ": side = " + side + ": must be 2 to " + MOST_SIDE + " pixels");
        }
        if (balls < 1 || balls > MOST_BALLS) {
            throw new InputException(WORLD + ": balls = " + balls + ": must be 1 to " + MOST_BALLS);
        }
        if (!(radius > 0 && radius < 1)) {
            throw new InputException(
                    WORLD + ": radius = " + radius + ": must be above 0 and less than 1, half the width of the box");
        }
        Flight.check(WORLD, slowest, fastest, turn, pixelNoise);
    }

    /// One ball of one speed without noise.
    public static BouncingBall of(int side, double radius, double speed) {
        return new BouncingBall(side, 1, radius, speed, speed, 0, 0);
    }

    /// Pixels of a frame.
    public int pixels() {
        return side * side;
    }

    /// Numbers of a state, [#LATENTS] for each ball.
    public int latents() {
        return LATENTS * balls;
    }

    /// How far from the middle the centre of a ball can be, 1 − radius.
    public double reach() {
        return 1 - radius;
    }

    /// Draws sequences `first … first + sequences − 1`; noise apart, each frame is [#render] of its state.
    ///
    /// @param first index of the first sequence ≥ 0
    /// @param length frames of a sequence ≥ 1
    /// @throws InputException if there is nothing to draw, or too much for an array
    public LatentSequences draw(long first, int sequences, int length, RandomStream stream) {
        Flight.checkFirst(WORLD, first);
        LatentSequences drawn = LatentSequences.empty(WORLD, sequences, length, pixels(), latents());
        double[] state = new double[latents()];
        for (int s = 0; s < sequences; s++) {
            RandomStream own = stream.split(first + s);
            CounterRandom starts = own.split("start").generator();
            CounterRandom turns = own.split("turns").generator();
            CounterRandom noise = own.split("pixels").generator();
            for (int ball = 0; ball < balls; ball++) {
                Flight.start(state, LATENTS * ball, reach(), reach(), slowest, fastest, starts);
            }
            for (int t = 0; t < length; t++) {
                if (t > 0) {
                    advance(state, 1);
                    for (int ball = 0; turn > 0 && ball < balls; ball++) {
                        Flight.turn(state, LATENTS * ball, turn * turns.nextGaussian());
                    }
                }
                int at = drawn.stateAt(s, t);
                for (int i = 0; i < state.length; i++) {
                    drawn.states()[at + i] = (float) state[i];
                }
                render(drawn.states(), at, drawn.frames(), drawn.frameAt(s, t));
                Flight.addNoise(drawn.frames(), drawn.frameAt(s, t), pixels(), pixelNoise, noise);
            }
        }
        return drawn;
    }

    /// Lets all balls fly for a time without turns, in closed form: up to rounding, a flight of a + b frames is one of
    /// a and then one of b.
    ///
    /// @param state  `[ball][x, y, vx, vy]`, overwritten
    /// @param frames time, in frames; negative for the past
    /// @throws InputException if a number is not finite
    public void advance(double[] state, double frames) {
        if (state.length != latents()) {
            throw new InputException(WORLD + ": a state of " + state.length + " numbers: must have " + latents());
        }
        if (!Double.isFinite(frames) || !Arrays.stream(state).allMatch(Double::isFinite)) {
            throw new InputException(
                    WORLD + ": state " + Arrays.toString(state) + " after " + frames + " frames: must be finite");
        }
        for (int ball = 0; ball < balls; ball++) {
            Flight.fly(state, LATENTS * ball, reach(), reach(), frames);
        }
    }

    /// The state one frame later, without turns: the best prediction from a state.
    ///
    /// @param states holds `[ball][x, y, vx, vy]` from `from` on
    /// @param next   receives as many numbers from `to` on; may be `states` itself
    /// @throws InputException if a number is not finite
    public void advance(float[] states, int from, float[] next, int to) {
        double[] state = new double[latents()];
        for (int i = 0; i < state.length; i++) {
            state[i] = states[from + i];
        }
        advance(state, 1);
        for (int i = 0; i < state.length; i++) {
            next[to + i] = (float) state[i];
        }
    }

    /// The frame of a state without noise. Balls may be anywhere, also outside the box; velocities do not show.
    ///
    /// @param states holds `[ball][x, y, vx, vy]` from `from` on
    /// @param frames receives `[row][column]` from `to` on
    /// @throws InputException if a number of the state is not finite
    public void render(float[] states, int from, float[] frames, int to) {
        Arrays.fill(frames, to, to + pixels(), 0);
        double[] columns = new double[side + 1];
        double[] columnTerms = new double[side + 1];
        double[] upper = new double[side + 1];
        double[] lower = new double[side + 1];
        double area = radius * radius * side * side / 4;
        for (int ball = 0; ball < balls; ball++) {
            int at = from + LATENTS * ball;
            Flight.checkFinite(WORLD, states, at);
            for (int j = 0; j <= side; j++) {
                columns[j] = edge(j, states[at]);
                columnTerms[j] = term(columns[j]);
            }
            Arrays.fill(upper, 0);
            for (int i = 0; i < side; i++) {
                double row = edge(i + 1, states[at + 1]);
                if (row == -1) {
                    continue; // still above the ball
                }
                double rowTerm = term(row);
                for (int j = 0; j <= side; j++) {
                    lower[j] = corner(columns[j], columnTerms[j], row, rowTerm);
                }
                for (int j = 0; j < side; j++) {
                    double covered = area * (lower[j + 1] - lower[j] - upper[j + 1] + upper[j]);
                    int pixel = to + i * side + j;
                    frames[pixel] = Flight.over(frames[pixel], Math.clamp(covered, 0, 1));
                }
                System.arraycopy(lower, 0, upper, 0, side + 1);
            }
        }
    }

    /// The edge in front of pixel i as seen from the centre of a ball, in radii, where the ball has its rim at ±1.
    private double edge(int i, double centre) {
        return Math.clamp((2.0 * i / side - 1 - centre) / radius, -1, 1);
    }

    /// The integral of √(1 − x²) from 0 to a, which is (a √(1 − a²) + asin a) / 2.
    private static double term(double a) {
        return (a * Math.sqrt(1 - a * a) + StrictMath.asin(a)) / 2;
    }

    /// The area of the unit disc at x ≤ a and y ≤ b, both in [−1, 1]; a pixel takes four of them.
    private static double corner(double a, double aTerm, double b, double bTerm) {
        if (a * a + b * b < 1) {
            return a * b + aTerm + bTerm + Math.PI / 4;
        }
        // The corner lies outside the disc: none, one or two segments are left out.
        if (a > 0) {
            return b > 0 ? 2 * (aTerm + bTerm) : Math.PI / 2 + 2 * bTerm;
        }
        return b > 0 ? Math.PI / 2 + 2 * aTerm : 0;
    }
}
