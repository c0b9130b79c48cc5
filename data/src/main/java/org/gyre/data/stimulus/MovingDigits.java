package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;

/// Small labelled pictures that fly over a larger square canvas and bounce off its edges, after the moving digits of
/// Srivastava, Mansimov & Salakhutdinov (2015), "Unsupervised learning of video representations using LSTMs".
///
/// The canvas is [−1, 1]², and a picture stays on it as a whole. The state of a picture is x, y, vx, vy, class: its
/// middle (x along the rows of pixels, y from row to row), its velocity per frame, and its label. It flies as a ball
/// of [BouncingBall] does; speeds, directions and starts have the same laws, and which picture it is, is drawn
/// uniformly for each sequence.
///
/// Places between pixels are bilinear: each pixel is shared out to the four that it lies on, which keeps the sum of
/// all pixels, and their centroid moves exactly with the picture. Pictures p and q lie over each other as
/// 1 − (1 − p)(1 − q). Immutable; may serve several threads.
public final class MovingDigits {
    /// Numbers of the state of one picture: x, y, vx, vy, class.
    public static final int LATENTS = 5;

    private static final String WORLD = "moving digits";
    private static final int MOST_SIDE = 1024;
    private static final int MOST_DIGITS = 64;

    private final Settings settings;
    private final int width;
    private final int height;
    private final float[] images;
    private final int[] labels;

    /// What is drawn.
    ///
    /// @param side       pixels per row and rows of the canvas, 2 to 1024
    /// @param digits     pictures at once, 1 to 64
    /// @param slowest    least speed, per frame, above 0
    /// @param fastest    largest speed, per frame, from `slowest` to 1000
    /// @param turn       standard deviation of the change of direction from frame to frame, radians, 0 to 1000
    /// @param pixelNoise standard deviation of the Gaussian noise of a pixel, 0 to 1000
    public record Settings(int side, int digits, double slowest, double fastest, double turn, double pixelNoise) {
        /// One picture on 16 × 16 pixels that moves by one pixel a frame.
        public static final Settings USUAL = new Settings(16, 1, 0.125, 0.125, 0, 0);

        /// @throws InputException if a parameter is out of range
        public Settings {
            if (side < 2 || side > MOST_SIDE) {
                throw new InputException(WORLD + ": side = " + side + ": must be 2 to " + MOST_SIDE + " pixels");
            }
            if (digits < 1 || digits > MOST_DIGITS) {
                throw new InputException(WORLD + ": digits = " + digits + ": must be 1 to " + MOST_DIGITS);
            }
            Flight.check(WORLD, slowest, fastest, turn, pixelNoise);
        }
    }

    /// @param width  pixels per row of a picture, less than the side of the canvas
    /// @param height rows of a picture, likewise
    /// @param images `[image][row][column]`, in [0, 1], at least one; copied
    /// @param labels class of each image ≥ 0; copied
    /// @throws InputException if sizes do not fit, or a pixel or a label is out of range
    public MovingDigits(Settings settings, int width, int height, float[] images, int[] labels) {
        if (width < 1 || height < 1 || Math.max(width, height) >= settings.side) {
            throw new InputException(WORLD + ": pictures of " + width + " x " + height + " pixels on a canvas of "
                    + settings.side + " x " + settings.side + ": must be smaller than it, to have room to move");
        }
        if (labels.length == 0 || (long) labels.length * width * height != images.length) {
            throw new InputException(WORLD + ": " + images.length + " pixels for " + labels.length + " pictures of "
                    + width + " x " + height + ": must be one number for each pixel of at least 1 picture");
        }
        for (int i = 0; i < images.length; i++) {
            if (!(images[i] >= 0 && images[i] <= 1)) {
                throw new InputException(WORLD + ": pixel " + (i % (width * height) + 1) + " of picture "
                        + (i / (width * height) + 1) + " = " + images[i] + ": must be in [0, 1]");
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new InputException(
                        WORLD + ": label " + labels[i] + " of picture " + (i + 1) + ": must not be negative");
            }
        }
        this.settings = settings;
        this.width = width;
        this.height = height;
        this.images = images.clone();
        this.labels = labels.clone();
    }

    /// Pictures of a data set, levels over the largest one.
    ///
    /// @throws InputException if they do not fit on the canvas, or there are none
    public static MovingDigits of(Settings settings, LabelledImages images) {
        float[] pixels = new float[images.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (images.pixels()[i] & 0xff) / images.maxLevel();
        }
        int[] labels = new int[images.count()];
        Arrays.setAll(labels, images::label);
        return new MovingDigits(settings, images.width(), images.height(), pixels, labels);
    }

    public Settings settings() {
        return settings;
    }

    /// Pixels of a frame.
    public int pixels() {
        return settings.side * settings.side;
    }

    /// Numbers of a state, [#LATENTS] for each picture at once.
    public int latents() {
        return LATENTS * settings.digits;
    }

    /// How far from the middle of the canvas the middle of a picture can be along a row, 1 − width / side.
    public double reachX() {
        return 1 - (double) width / settings.side;
    }

    /// How far from the middle of the canvas the middle of a picture can be across the rows, 1 − height / side.
    public double reachY() {
        return 1 - (double) height / settings.side;
    }

    /// Which pictures a sequence shows, indices into those of the constructor.
    ///
    /// @param sequence index ≥ 0
    /// @param stream   the one of [#draw]
    public int[] pictures(long sequence, RandomStream stream) {
        Flight.checkFirst(WORLD, sequence);
        CounterRandom random = stream.split(sequence).split("pictures").generator();
        int[] chosen = new int[settings.digits];
        for (int d = 0; d < chosen.length; d++) {
            chosen[d] = random.nextInt(labels.length);
        }
        return chosen;
    }

    /// Draws sequences `first … first + sequences − 1`, each a function of the stream and its index alone; noise
    /// apart, each frame is [#render] of its state and its [#pictures].
    ///
    /// @param first index of the first sequence ≥ 0
    /// @param length frames of a sequence ≥ 1
    /// @throws InputException if there is nothing to draw, or too much for an array
    public LatentSequences draw(long first, int sequences, int length, RandomStream stream) {
        Flight.checkFirst(WORLD, first);
        LatentSequences drawn = LatentSequences.empty(WORLD, sequences, length, pixels(), latents());
        double[] state = new double[latents()];
        for (int s = 0; s < sequences; s++) {
            int[] shown = pictures(first + s, stream);
            RandomStream own = stream.split(first + s);
            CounterRandom starts = own.split("start").generator();
            CounterRandom turns = own.split("turns").generator();
            CounterRandom noise = own.split("pixels").generator();
            for (int d = 0; d < shown.length; d++) {
                Flight.start(state, LATENTS * d, reachX(), reachY(), settings.slowest, settings.fastest, starts);
                state[LATENTS * d + 4] = labels[shown[d]];
            }
            for (int t = 0; t < length; t++) {
                for (int d = 0; t > 0 && d < shown.length; d++) {
                    Flight.fly(state, LATENTS * d, reachX(), reachY(), 1);
                    if (settings.turn > 0) {
                        Flight.turn(state, LATENTS * d, settings.turn * turns.nextGaussian());
                    }
                }
                int at = drawn.stateAt(s, t);
                for (int i = 0; i < state.length; i++) {
                    drawn.states()[at + i] = (float) state[i];
                }
                render(drawn.states(), at, shown, drawn.frames(), drawn.frameAt(s, t));
                Flight.addNoise(drawn.frames(), drawn.frameAt(s, t), pixels(), settings.pixelNoise, noise);
            }
        }
        return drawn;
    }

    /// The state one frame later, without turns: the best prediction from a state.
    ///
    /// @param states holds `[picture][x, y, vx, vy, class]` from `from` on
    /// @param next   receives as many numbers from `to` on; may be `states` itself
    /// @throws InputException if a place or a velocity is not finite
    public void advance(float[] states, int from, float[] next, int to) {
        double[] state = new double[LATENTS];
        for (int d = 0; d < settings.digits; d++) {
            Flight.checkFinite(WORLD, states, from + LATENTS * d);
            for (int i = 0; i < LATENTS; i++) {
                state[i] = states[from + LATENTS * d + i];
            }
            Flight.fly(state, 0, reachX(), reachY(), 1);
            for (int i = 0; i < LATENTS; i++) {
                next[to + LATENTS * d + i] = (float) state[i];
            }
        }
    }

    /// The frame of a state without noise. Where a picture reaches beyond the canvas, it is cut off; velocities and
    /// classes do not show.
    ///
    /// @param states holds `[picture][x, y, vx, vy, class]` from `from` on
    /// @param shown  which picture each is, `[picture]`
    /// @param frames receives `[row][column]` from `to` on
    /// @throws InputException if a place or a velocity is not finite, or there is no such picture
    public void render(float[] states, int from, int[] shown, float[] frames, int to) {
        if (shown.length != settings.digits) {
            throw new InputException(
                    WORLD + ": " + shown.length + " pictures named: must be " + settings.digits + ", as moves at once");
        }
        Arrays.fill(frames, to, to + pixels(), 0);
        for (int d = 0; d < shown.length; d++) {
            if (shown[d] < 0 || shown[d] >= labels.length) {
                throw new InputException(
                        WORLD + ": picture " + shown[d] + ": must be 0 to " + (labels.length - 1) + ", as were given");
            }
            int at = from + LATENTS * d;
            Flight.checkFinite(WORLD, states, at);
            place(shown[d], corner(states[at], width), corner(states[at + 1], height), frames, to);
        }
    }

    /// The first edge of a picture in pixels from that of the canvas. Places far outside show nothing, whatever they
    /// are.
    private double corner(double middle, int size) {
        return Math.clamp((middle + 1) / 2 * settings.side - size / 2.0, -size - 1.0, settings.side + 1.0);
    }

    private void place(int image, double left, double top, float[] frames, int to) {
        int column = (int) Math.floor(left);
        int row = (int) Math.floor(top);
        double right = left - column;
        double down = top - row;
        int side = settings.side;
        for (int i = Math.max(0, -row); i <= height && row + i < side; i++) {
            for (int j = Math.max(0, -column); j <= width && column + j < side; j++) {
                double share = (1 - down) * ((1 - right) * pixel(image, i, j) + right * pixel(image, i, j - 1))
                        + down * ((1 - right) * pixel(image, i - 1, j) + right * pixel(image, i - 1, j - 1));
                int at = to + (row + i) * side + column + j;
                frames[at] = Flight.over(frames[at], share);
            }
        }
    }

    /// A pixel, 0 outside the picture.
    private double pixel(int image, int row, int column) {
        return row < 0 || row >= height || column < 0 || column >= width
                ? 0
                : images[(image * height + row) * width + column];
    }
}
