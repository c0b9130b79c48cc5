package org.gyre.lab.adversarial;

import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.BouncingBall;
import org.gyre.data.stimulus.LatentSequences;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// A ball that bounces in a box, [−1, 1]², seen as frames of pixels. Its place and velocity at the last
/// frame are to be inferred, in units of their standard deviations.
///
/// @param frames     of an input
/// @param side       pixels per row and rows of a frame
/// @param radius     of the ball
/// @param slowest    least speed, per frame
/// @param fastest    largest speed, per frame
/// @param turn       standard deviation of the change of direction from frame to frame, radians
/// @param pixelNoise standard deviation of the noise of a pixel
public record BallKeys(
        @Default("6") int frames,
        @Default("12") int side,
        @Default("0.3") double radius,
        @Default("0.1") double slowest,
        @Default("0.25") double fastest,
        @Default("0.1") double turn,
        @Default("0.05") double pixelNoise)
        implements WorldKeys.World {
    /// @throws InputException if a number is out of its range
    public BallKeys {
        ball(side, radius, slowest, fastest, turn, pixelNoise);
        VideoProblem.check(frames, side);
    }

    private static BouncingBall ball(
            int side, double radius, double slowest, double fastest, double turn, double pixelNoise) {
        return new BouncingBall(side, 1, radius, slowest, fastest, turn, pixelNoise);
    }

    @Override
    public List<Integer> layers() {
        return List.of(frames * side * side, Film.CAUSES);
    }

    @Override
    public List<Measure> course() {
        return VideoProblem.COURSE;
    }

    @Override
    public List<Measure> measures() {
        return VideoProblem.MEASURES;
    }

    @Override
    public List<String> calibrations() {
        return VideoProblem.CALIBRATIONS;
    }

    @Override
    public List<String> constants() {
        return List.of();
    }

    @Override
    public Problem open(RunContext context, RandomStream stream) {
        return new VideoProblem(film(), frames, stream);
    }

    Film film() {
        return new BallFilm(ball(side, radius, slowest, fastest, turn, pixelNoise));
    }

    private record BallFilm(BouncingBall ball) implements Film {
        @Override
        public int side() {
            return ball.side();
        }

        @Override
        public int stateSize() {
            return BouncingBall.LATENTS;
        }

        @Override
        public double[] reach() {
            return new double[] {ball.reach(), ball.reach()};
        }

        @Override
        public double[] speeds() {
            return new double[] {ball.slowest(), ball.fastest()};
        }

        @Override
        public LatentSequences draw(long first, int sequences, int length, RandomStream stream) {
            return ball.draw(first, sequences, length, stream);
        }

        @Override
        public void advance(float[] states, int from, float[] next, int to) {
            ball.advance(states, from, next, to);
        }

        @Override
        public float[] render(float[] state, long sequence, RandomStream stream) {
            float[] frame = new float[ball.pixels()];
            ball.render(state, 0, frame, 0);
            return frame;
        }
    }
}
