package org.gyre.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gyre.core.InputException;

/// Reads PNG and JPEG files as luminance in linear light.
///
/// Which curve maps samples to light: a PNG file that states it (`sRGB` or `gAMA` chunk) is believed; otherwise
/// samples of 16 bits are taken as linear and samples of 8 or fewer bits as sRGB; JPEG is sRGB. Colour becomes 0.2126
/// R + 0.7152 G + 0.0722 B of the linear components (ITU-R BT.709). Transparency and colour profiles are ignored.
/// Values lie in [0, 1].
///
/// The kind is found by the first bytes, not by the name, and size limits are checked before anything is decoded.
public final class ImageReader {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;

    private ImageReader() {}

    /// Reads a file within the default limits.
    ///
    /// @throws InputException if the file is missing, unreadable, not a PNG or JPEG picture, too large or damaged
    public static GreyImage read(Path file) {
        return read(file, ImageLimits.DEFAULT);
    }

    /// Reads a file.
    ///
    /// @throws InputException if the file is missing, unreadable, not a PNG or JPEG picture, too large or damaged
    public static GreyImage read(Path file, ImageLimits limits) {
        return decode(bytes(file, limits), file.toString(), limits);
    }

    /// Reads a file in colour, as samples for display.
    ///
    /// @throws InputException if the file is missing, unreadable, not a PNG or JPEG picture, too large or damaged
    public static ColourImage readColour(Path file, ImageLimits limits) {
        return colour(picture(bytes(file, limits), file.toString(), limits).picture());
    }

    private static byte[] bytes(Path file, ImageLimits limits) {
        if (!Files.exists(file)) {
            throw new InputException(file + ": no such file; give the path of a PNG or JPEG picture");
        }
        if (Files.isDirectory(file)) {
            throw new InputException(file + ": is a folder; give the path of a PNG or JPEG picture in it");
        }
        try {
            long size = Files.size(file);
            checkBytes(file.toString(), size, limits);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e.getMessage() + "); check its permissions", e);
        }
    }

    /// Decodes the bytes of a PNG or JPEG file.
    ///
    /// @param name what to call the file in messages
    /// @throws InputException if the bytes are not a PNG or JPEG picture, too many, or damaged
    public static GreyImage decode(byte[] file, String name, ImageLimits limits) {
        Decoded decoded = picture(file, name, limits);
        return luminance(decoded.picture(), decoded.header().curve());
    }

    private record Decoded(BufferedImage picture, ImageHeader header) {}

    private static Decoded picture(byte[] file, String name, ImageLimits limits) {
        checkBytes(name, file.length, limits);
        String kind = FileKind.of(file);
        ImageHeader header = switch (kind) {
            case FileKind.PNG -> ImageHeader.png(file, name);
            case FileKind.JPEG -> ImageHeader.jpeg(file, name);
            default ->
                throw new InputException(name + ": is " + kind + ", not a PNG or JPEG picture; convert it to PNG");
        };
        if (header.width() > limits.maxSide()
                || header.height() > limits.maxSide()
                || (long) header.width() * header.height() > limits.maxPixels()) {
            throw new InputException(name + ": picture of " + header.width() + " x " + header.height()
                    + " pixels, but at most " + limits.maxSide() + " a side and " + limits.maxPixels()
                    + " in all are read; scale it down");
        }
        try {
            return new Decoded(decodeWith(kind.equals(FileKind.PNG) ? "png" : "jpeg", file, header), header);
        } catch (IOException | RuntimeException e) {
            throw new InputException(name + ": damaged picture (" + e.getMessage() + "); copy or export it again", e);
        }
    }

    private static void checkBytes(String name, long bytes, ImageLimits limits) {
        if (bytes > limits.maxBytes()) {
            throw new InputException(name + ": file of " + bytes + " bytes, but at most " + limits.maxBytes()
                    + " are read; scale the picture down");
        }
    }

    private static BufferedImage decodeWith(String format, byte[] file, ImageHeader header) throws IOException {
        Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new IOException("this Java has no decoder for " + format);
        }
        javax.imageio.ImageReader reader = readers.next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            // Metadata is skipped: its text chunks may be compressed without bound.
            reader.setInput(in, true, true);
            // A file with two headers could show a small one to us and a huge one to the decoder.
            if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
                throw new IOException("it tells its size twice, " + header.width() + " x " + header.height() + " and "
                        + reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static GreyImage luminance(BufferedImage picture, TransferCurve curve) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int max = largestSample(picture);
        double[] light = new double[max + 1];
        for (int v = 0; v <= max; v++) {
            light[v] = curve.light((double) v / max);
        }
        float[] pixels = new float[width * height];
        int bands = bands(picture);
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            samples(picture, y, row);
            for (int x = 0, i = 0; x < width; x++, i += bands) {
                // One or two bands: grey, grey with alpha. Three or four: colour, colour with alpha.
                pixels[y * width + x] = (float)
                        (bands < 3
                                ? light[row[i]]
                                : RED * light[row[i]] + GREEN * light[row[i + 1]] + BLUE * light[row[i + 2]]);
            }
        }
        return new GreyImage(width, height, pixels);
    }

    private static ColourImage colour(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int size = width * height;
        float max = largestSample(picture);
        float[] planes = new float[Math.multiplyExact(3, size)];
        int bands = bands(picture);
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            samples(picture, y, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    planes[c * size + y * width + x] = row[x * bands + (bands < 3 ? 0 : c)] / max;
                }
            }
        }
        return new ColourImage(width, height, planes);
    }

    private static boolean indexed(BufferedImage picture) {
        return picture.getColorModel() instanceof IndexColorModel;
    }

    private static int bands(BufferedImage picture) {
        return indexed(picture) ? 3 : picture.getRaster().getNumBands();
    }

    private static int largestSample(BufferedImage picture) {
        return indexed(picture)
                ? 255
                : (1 << picture.getRaster().getSampleModel().getSampleSize(0)) - 1;
    }

    /// The samples of a row of pixels, all bands of a pixel together.
    private static void samples(BufferedImage picture, int y, int[] row) {
        int width = picture.getWidth();
        if (indexed(picture)) {
            for (int x = 0; x < width; x++) {
                int rgb = picture.getRGB(x, y);
                row[3 * x] = rgb >>> 16 & 0xff;
                row[3 * x + 1] = rgb >>> 8 & 0xff;
                row[3 * x + 2] = rgb & 0xff;
            }
        } else {
            picture.getRaster().getPixels(0, y, width, 1, row);
        }
    }
}
