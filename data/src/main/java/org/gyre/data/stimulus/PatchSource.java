package org.gyre.data.stimulus;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;

/// Square patches cut at random from a set of pictures, one per step, independent from step to step.
///
/// Each position of each picture at which a patch fits is equally likely, so that larger pictures are seen more
/// often. Step t owns words 2t and 2t + 1 of the stream; read as a 64-bit number u they select position ⌊u ·
/// positions / 2⁶⁴⌋. Immutable; may serve several threads.
public final class PatchSource {
    static final int WORDS_PER_STEP = 2;

    private final List<GreyImage> images;
    private final int size;
    private final RandomStream stream;
    /// `firstPosition[i]` counts the positions in pictures before picture i; the last entry counts all.
    private final long[] firstPosition;
    /// `firstPixel[i]` counts the pixels of pictures before picture i; the last entry counts all.
    private final int[] firstPixel;

    /// @param images pictures, normally whitened, each at least `size` pixels high and wide; at most 2³¹ pixels in
    ///     all
    /// @param size side of the patches in pixels ≥ 1
    /// @param stream the stream of positions
    /// @throws IllegalArgumentException if there is no picture or the size is not positive
    /// @throws InputException if a picture is smaller than a patch
    public PatchSource(List<GreyImage> images, int size, RandomStream stream) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("no pictures to cut patches from; name at least one");
        }
        if (size < 1) {
            throw new IllegalArgumentException("patch size = " + size + ": must be at least 1 pixel");
        }
        this.images = List.copyOf(images);
        this.size = size;
        this.stream = stream;
        firstPosition = new long[images.size() + 1];
        firstPixel = new int[images.size() + 1];
        for (int i = 0; i < images.size(); i++) {
            GreyImage image = images.get(i);
            if (image.width() < size || image.height() < size) {
                throw new InputException("patch size = " + size + ": must not exceed picture " + (i + 1) + " of "
                        + image.width() + " x " + image.height() + " pixels");
            }
            firstPosition[i + 1] = firstPosition[i] + (long) columns(image) * rows(image);
            firstPixel[i + 1] = Math.addExact(firstPixel[i], image.pixels().length);
        }
    }

    public List<GreyImage> images() {
        return images;
    }

    /// Side of a patch in pixels.
    public int size() {
        return size;
    }

    /// Pixels of a patch, `size * size`.
    public int pixels() {
        return size * size;
    }

    /// Number of different patches.
    public long positions() {
        return firstPosition[images.size()];
    }

    /// The position, in [0, positions), of the patch of a step ≥ 0.
    public long position(long step) {
        return position(stream.word(2 * step), stream.word(2 * step + 1));
    }

    /// Writes the patch of a step, `[row][column]`.
    ///
    /// @param pixels receives `pixels()` values
    public void frame(long step, float[] pixels) {
        long position = position(step);
        int i = imageAt(position);
        GreyImage image = images.get(i);
        int corner = cornerAt(position, i) - firstPixel[i];
        for (int y = 0; y < size; y++) {
            System.arraycopy(image.pixels(), corner + y * image.width(), pixels, y * size, size);
        }
    }

    /// Words that [#position(int, int)] turns into positions, for bulk use.
    StepWords positionWords() {
        return new StepWords(stream, WORDS_PER_STEP);
    }

    long position(int low, int high) {
        long u = ((long) high << 32) | (low & 0xffffffffL);
        return Math.unsignedMultiplyHigh(u, positions());
    }

    /// The index of the picture that holds a position.
    int imageAt(long position) {
        int i = 0;
        while (position >= firstPosition[i + 1]) {
            i++;
        }
        return i;
    }

    /// The index of a position's upper left pixel in the pictures laid end to end, given the picture that holds it.
    int cornerAt(long position, int i) {
        GreyImage image = images.get(i);
        int local = (int) (position - firstPosition[i]);
        int row = local / columns(image);
        return firstPixel[i] + row * image.width() + (local - row * columns(image));
    }

    int allPixels() {
        return firstPixel[images.size()];
    }

    private int columns(GreyImage image) {
        return image.width() - size + 1;
    }

    private int rows(GreyImage image) {
        return image.height() - size + 1;
    }
}
