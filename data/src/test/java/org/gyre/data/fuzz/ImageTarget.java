package org.gyre.data.fuzz;

import org.gyre.data.image.ImageLimits;
import org.gyre.data.image.ImageReader;

/// PNG and JPEG pictures: our walk over their headers, and Java's decoders behind it. The limits
/// are lower than the usual ones, so that the time goes into headers and not into pixels.
public final class ImageTarget {
    private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 512, 1 << 16);

    private ImageTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> ImageReader.decode(bytes, "x.png", LIMITS));
    }
}
