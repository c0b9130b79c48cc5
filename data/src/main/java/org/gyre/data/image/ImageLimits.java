package org.gyre.data.image;

/// What a picture file may cost at most; checked before anything is decoded.
///
/// @param maxBytes largest file in bytes
/// @param maxSide largest width or height in pixels
/// @param maxPixels largest width × height
public record ImageLimits(long maxBytes, int maxSide, long maxPixels) {
    /// 64 MiB, 16,384 pixels a side, 2²⁴ pixels (4096 × 4096).
    public static final ImageLimits DEFAULT = new ImageLimits(64L << 20, 16_384, 1L << 24);

    public ImageLimits {
        if (maxBytes < 1 || maxSide < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("image limits must be positive: " + maxBytes + " bytes, " + maxSide
                    + " pixels a side, " + maxPixels + " pixels");
        }
    }
}
