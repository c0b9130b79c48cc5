package org.gyre.data.image;

/// A grey picture: one number per pixel, `[height][width]` row-major. For a picture that was read from a file it is
/// luminance in linear light (0 is black, 1 is the largest value that the file can hold); after [Whitening] it is
/// contrast of either sign.
///
/// The pixels are shared, not copied: nobody changes them after construction.
public final class GreyImage {
    private final int width;
    private final int height;
    private final float[] pixels;

    /// @param width pixels per row ≥ 1
    /// @param height rows ≥ 1
    /// @param pixels `[height][width]`, all finite
    /// @throws IllegalArgumentException if the sizes do not fit or a pixel is not finite (it names the pixel)
    public GreyImage(int width, int height, float[] pixels) {
        if (width < 1 || height < 1 || (long) width * height != pixels.length) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels for a picture of " + width + " x " + height + " pixels");
        }
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                throw new IllegalArgumentException(
                        "pixel (row " + i / width + ", column " + i % width + ") = " + pixels[i] + ": must be finite");
            }
        }
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// The pixels themselves, `[height][width]`, only to be read.
    public float[] pixels() {
        return pixels;
    }

    public float get(int row, int column) {
        return pixels[row * width + column];
    }
}
