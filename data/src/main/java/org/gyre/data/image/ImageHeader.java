package org.gyre.data.image;

import java.nio.ByteBuffer;
import org.gyre.core.InputException;

/// The size of a picture and the curve of its samples, found by walking over the chunks of a PNG or the segments of a
/// JPEG file without decoding anything.
///
/// @param width in pixels
/// @param height in pixels
/// @param curve how sample values map to light
record ImageHeader(int width, int height, TransferCurve curve) {
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int GAMA = 0x67414d41;
    private static final int SRGB = 0x73524742;

    /// @throws InputException if the file ends or contradicts its format before the size is known
    static ImageHeader png(byte[] file, String name) {
        ByteBuffer in = ByteBuffer.wrap(file).position(8);
        int width = 0;
        int height = 0;
        TransferCurve curve = TransferCurve.LINEAR;
        boolean stated = false;
        while (in.remaining() >= 12) {
            int length = in.getInt();
            int type = in.getInt();
            if (length < 0 || length > in.remaining() - 4) {
                break;
            }
            int next = in.position() + length + 4;
            if (type == IHDR && length == 13) {
                width = in.getInt();
                height = in.getInt();
                // 16 bits are chosen for measured light, 8 bits for display.
                curve = in.get() == 16 ? TransferCurve.LINEAR : TransferCurve.SRGB;
            } else if (type == SRGB) {
                curve = TransferCurve.SRGB;
                stated = true;
            } else if (type == GAMA && length == 4 && !stated) {
                int gamma = in.getInt();
                if (gamma > 0) {
                    curve = new TransferCurve.Power(100_000.0 / gamma);
                }
            } else if (type == IDAT) {
                break;
            }
            in.position(next);
        }
        if (width < 1 || height < 1) {
            throw new InputException(name + ": damaged PNG file without a picture size; copy or export it again");
        }
        return new ImageHeader(width, height, curve);
    }

    /// @throws InputException if the file ends or contradicts its format before the size is known, or was cut short
    static ImageHeader jpeg(byte[] file, String name) {
        int end = file.length - 2;
        while (end > 0 && !((file[end] & 0xff) == 0xff && (file[end + 1] & 0xff) == 0xd9)) {
            end--;
        }
        int at = 2;
        while (at + 9 < file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            if (marker == 0xff) {
                at++;
                continue;
            }
            // SOF0 … SOF15 without DHT (c4), JPG (c8) and DAC (cc).
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                int height = unsigned16(file, at + 5);
                int width = unsigned16(file, at + 7);
                if (width > 0 && height > 0 && end > at) {
                    return new ImageHeader(width, height, TransferCurve.SRGB);
                }
                break;
            }
            at += 2 + unsigned16(file, at + 2);
        }
        throw new InputException(
                name + ": damaged or incomplete JPEG file without a picture size or end; copy or export it again");
    }

    private static int unsigned16(byte[] file, int at) {
        return ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
    }
}
