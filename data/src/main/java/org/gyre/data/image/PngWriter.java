package org.gyre.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Makes small PNG files: 8 bits per sample, grey or RGB, no metadata. The same pixels give the same bytes (with the
/// same zlib).
public final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PngWriter() {}

    /// A grey picture.
    ///
    /// @param samples `[height][width]`
    public static byte[] grey(int width, int height, byte[] samples) {
        return encode(width, height, 1, 0, samples);
    }

    /// A colour picture.
    ///
    /// @param samples `[height][width][red, green, blue]`
    public static byte[] rgb(int width, int height, byte[] samples) {
        return encode(width, height, 3, 2, samples);
    }

    private static byte[] encode(int width, int height, int channels, int colourType, byte[] samples) {
        if (width < 1 || height < 1 || (long) width * height * channels != samples.length) {
            throw new IllegalArgumentException(samples.length + " samples for a picture of " + width + " x " + height
                    + " pixels with " + channels + " channels");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) colourType)
                .array();
        chunk(out, "IHDR", header);
        chunk(out, "IDAT", deflate(width * channels, height, samples));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Rows without prediction (filter type 0), compressed.
    private static byte[] deflate(int rowBytes, int rows, byte[] samples) {
        byte[] filtered = new byte[rows * (rowBytes + 1)];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(samples, y * rowBytes, filtered, y * (rowBytes + 1) + 1, rowBytes);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(filtered);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
