package org.gyre.lab.adversarial;

import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.stimulus.LatentSequences;
import org.gyre.data.stimulus.MovingDigits;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.RunContext;

/// A small picture that bounces on a canvas, [−1, 1]², seen as frames of pixels. Its place and velocity at
/// the last frame are to be inferred, in units of their standard deviations, whichever picture it is.
///
/// @param images     an image set of the catalogue, of which the part to learn from is used
/// @param frames     of an input
/// @param side       pixels per row and rows of the canvas, more than those of a picture
/// @param slowest    least speed, per frame
/// @param fastest    largest speed, per frame
/// @param turn       standard deviation of the change of direction from frame to frame, radians
/// @param pixelNoise standard deviation of the noise of a pixel
public record MovingDigitsKeys(
        @Default("digits") String images,
        @Default("6") int frames,
        @Default("16") int side,
        @Default("0.1") double slowest,
        @Default("0.25") double fastest,
        @Default("0.1") double turn,
        @Default("0.05") double pixelNoise)
        implements WorldKeys.World {
    /// @throws InputException if a number is out of its range or the set is unknown
    public MovingDigitsKeys {
        Catalogue.entry(images);
        new MovingDigits.Settings(side, 1, slowest, fastest, turn, pixelNoise);
        VideoProblem.check(frames, side);
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
        MovingDigits digits = MovingDigits.of(
                new MovingDigits.Settings(side, 1, slowest, fastest, turn, pixelNoise),
                context.images(Catalogue.entry(images)).training());
        return new VideoProblem(new DigitFilm(digits), frames, stream);
    }

    /// Pictures on their canvas.
    record DigitFilm(MovingDigits digits) implements Film {
        @Override
        public int side() {
            return digits.settings().side();
        }

        @Override
        public int stateSize() {
            return MovingDigits.LATENTS;
        }

        @Override
        public double[] reach() {
            return new double[] {digits.reachX(), digits.reachY()};
        }

        @Override
        public double[] speeds() {
            return new double[] {digits.settings().slowest(), digits.settings().fastest()};
        }

        @Override
        public LatentSequences draw(long first, int sequences, int length, RandomStream stream) {
            return digits.draw(first, sequences, length, stream);
        }

        @Override
        public void advance(float[] states, int from, float[] next, int to) {
            digits.advance(states, from, next, to);
        }

        @Override
        public float[] render(float[] state, long sequence, RandomStream stream) {
            float[] frame = new float[digits.pixels()];
            digits.render(state, 0, digits.pictures(sequence, stream), frame, 0);
            return frame;
        }
    }
}
