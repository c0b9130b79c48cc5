package org.gyre.lab.report.svg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes pictures with a palette of at most 256 colours as PNG (ISO/IEC 15948), for the inside of an SVG.
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private Png() {}

    /// The picture as bytes.
    ///
    /// @param width pixels per row
    /// @param height rows
    /// @param pixels `[row][column]`, row-major, indices into the palette
    /// @param palette colours 0xRRGGBB, at most 256
    static byte[] encode(int width, int height, byte[] pixels, int[] palette) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        // 8 bits per pixel, colour type 3 (palette), no interlace.
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 3, 0, 0, 0})
                        .array());
        byte[] colours = new byte[3 * palette.length];
        for (int i = 0; i < palette.length; i++) {
            colours[3 * i] = (byte) (palette[i] >> 16);
            colours[3 * i + 1] = (byte) (palette[i] >> 8);
            colours[3 * i + 2] = (byte) palette[i];
        }
        chunk(out, "PLTE", colours);
        byte[] rows = new byte[Math.multiplyExact(height, width + 1)];
        for (int r = 0; r < height; r++) {
            // The first byte of a row names its filter: 0, none.
            System.arraycopy(pixels, r * width, rows, r * (width + 1) + 1, width);
        }
        chunk(out, "IDAT", deflate(rows));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// The picture as a `data:` address.
    static String dataUri(int width, int height, byte[] pixels, int[] palette) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(encode(width, height, pixels, palette));
    }

    private static byte[] deflate(byte[] rows) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(rows);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 14];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
