package org.gyre.data.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
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
        if (!Files.exists(file)) {
            throw new InputException(file + ": no such file; give the path of a PNG or JPEG picture");
        }
        if (Files.isDirectory(file)) {
            throw new InputException(file + ": is a folder; give the path of a PNG or JPEG picture in it");
        }
        byte[] bytes;
        try {
            long size = Files.size(file);
            checkBytes(file.toString(), size, limits);
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e.getMessage() + "); check its permissions", e);
        }
        return decode(bytes, file.toString(), limits);
    }

    /// Decodes the bytes of a PNG or JPEG file.
    ///
    /// @param name what to call the file in messages
    /// @throws InputException if the bytes are not a PNG or JPEG picture, too many, or damaged
    public static GreyImage decode(byte[] file, String name, ImageLimits limits) {
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
        BufferedImage picture;
        try {
            picture = decodeWith(kind.equals(FileKind.PNG) ? "png" : "jpeg", file, header);
        } catch (IOException | RuntimeException e) {
            throw new InputException(name + ": damaged picture (" + e.getMessage() + "); copy or export it again", e);
        }
        return luminance(picture, header.curve());
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
        Raster raster = picture.getRaster();
        boolean indexed = picture.getColorModel() instanceof IndexColorModel;
        int bands = indexed ? 3 : raster.getNumBands();
        int max = indexed ? 255 : (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        double[] light = new double[max + 1];
        for (int v = 0; v <= max; v++) {
            light[v] = curve.light((double) v / max);
        }
        float[] pixels = new float[width * height];
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            if (indexed) {
                for (int x = 0; x < width; x++) {
                    int rgb = picture.getRGB(x, y);
                    row[3 * x] = rgb >>> 16 & 0xff;
                    row[3 * x + 1] = rgb >>> 8 & 0xff;
                    row[3 * x + 2] = rgb & 0xff;
                }
            } else {
                raster.getPixels(0, y, width, 1, row);
            }
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
}
