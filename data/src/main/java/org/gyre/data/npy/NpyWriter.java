package org.gyre.data.npy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes `.npy` version 1.0, little endian, C order. Equal arrays give equal bytes.
public final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 16;

    private NpyWriter() {}

    /// The bytes of a `.npy` file.
    ///
    /// @throws IllegalArgumentException if they would be more than a Java array holds
    public static byte[] toBytes(NpyArray array) {
        long length = length(array);
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(array + " has " + length + " bytes; write it to a stream");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) length);
        try {
            write(array, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Writes the array to a stream, which stays open.
    public static void write(NpyArray array, OutputStream out) throws IOException {
        out.write(header(array));
        writeElements(array, out);
    }

    /// Writes the elements alone: little endian, C order.
    public static void writeElements(NpyArray array, OutputStream out) throws IOException {
        int size = array.dtype().bytes();
        byte[] chunk = new byte[(int) Math.min(CHUNK, (long) array.size() * size)];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < array.size(); ) {
            int n = Math.min(chunk.length / size, array.size() - done);
            buffer.rewind();
            switch (array.data()) {
                case byte[] values -> buffer.put(values, done, n);
                case short[] values -> buffer.asShortBuffer().put(values, done, n);
                case int[] values -> buffer.asIntBuffer().put(values, done, n);
                case long[] values -> buffer.asLongBuffer().put(values, done, n);
                case float[] values -> buffer.asFloatBuffer().put(values, done, n);
                case double[] values -> buffer.asDoubleBuffer().put(values, done, n);
                default -> throw new AssertionError(array.dtype());
            }
            out.write(chunk, 0, n * size);
            done += n;
        }
    }

    /// Bytes of the whole file.
    public static long length(NpyArray array) {
        return header(array).length + (long) array.size() * array.dtype().bytes();
    }

    /// Magic, version, length and text, padded with blanks and a line feed so that the elements start at a multiple
    /// of 64 bytes.
    private static byte[] header(NpyArray array) {
        byte[] text = NpyHeader.format(array).getBytes(StandardCharsets.US_ASCII);
        int total = (10 + text.length + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        header.putShort((short) (total - 10)).put(text);
        while (header.remaining() > 1) {
            header.put((byte) ' ');
        }
        return header.put((byte) '\n').array();
    }
}
