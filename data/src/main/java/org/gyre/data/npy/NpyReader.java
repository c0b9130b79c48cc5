package org.gyre.data.npy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// Reads `.npy` files. The elements are allocated only after their declared number was found to fit
/// both the limits and the bytes that are really there.
public final class NpyReader {
    /// A header names three small things; NumPy pads it to 64 or 128 bytes.
    private static final int MAX_HEADER = 1 << 16;

    /// The longest array that every virtual machine grants.
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private static final int CHUNK = 1 << 16;

    private NpyReader() {}

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static NpyArray read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads a `.npy` file.
    ///
    /// @throws InputException if the file cannot be read, is not a `.npy` file, is malformed,
    ///     truncated,
    ///     followed by other bytes, holds elements of another type than [DType], or exceeds the
    /// limits
    public static NpyArray read(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return read(in, channel.size(), file.toString(), limits);
            }
        });
    }

    /// Reads the bytes of a `.npy` file.
    ///
    /// @param name for messages
    public static NpyArray read(byte[] bytes, String name, Limits limits) {
        try {
            return read(new ByteArrayInputStream(bytes), bytes.length, name, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param length of the stream: no more than this is allocated or read
    static NpyArray read(InputStream in, long length, String name, Limits limits) throws IOException {
        byte[] head = in.readNBytes((int) Math.min(length, 8));
        if (FileKind.of(head) != FileKind.NPY) {
            throw new InputException(name + ": is " + kind(head, in, length).description()
                    + ", not a NumPy .npy array; write it with numpy.save, or numpy.savez in an archive");
        }
        require(head.length == 8, name);
        int major = head[6];
        if (major < 1 || major > 3 || head[7] != 0) {
            throw new InputException(name + ": has .npy format version " + (major & 0xff) + "." + (head[7] & 0xff)
                    + "; versions 1.0, 2.0 and 3.0 are read");
        }
        // Version 1 has two bytes of header length, the later ones four.
        int lengthBytes = major == 1 ? 2 : 4;
        byte[] declared = new byte[4];
        require(in.readNBytes(declared, 0, lengthBytes) == lengthBytes, name);
        long headerLength =
                ByteBuffer.wrap(declared).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
        long remaining = length - head.length - lengthBytes;
        if (headerLength > Math.min(MAX_HEADER, remaining)) {
            throw new InputException(name + ": declares a header of " + Plural.of(headerLength, "byte") + ", but only "
                    + remaining + " follow, of which at most " + MAX_HEADER + " are read");
        }
        byte[] text = in.readNBytes((int) headerLength);
        require(text.length == headerLength, name);
        NpyHeader header = NpyHeader.parse(name, text);
        return elements(in, remaining - headerLength, header, name, limits);
    }

    /// The kind of a file that is not ours, from some more of its bytes.
    private static FileKind kind(byte[] head, InputStream in, long length) throws IOException {
        byte[] more = in.readNBytes((int) Math.min(length - head.length, FileKind.HEAD - head.length));
        byte[] longer = Arrays.copyOf(head, head.length + more.length);
        System.arraycopy(more, 0, longer, head.length, more.length);
        return FileKind.of(longer);
    }

    private static NpyArray elements(InputStream in, long remaining, NpyHeader header, String name, Limits limits)
            throws IOException {
        long count = NpyArray.elements(header.shape);
        if (count > Math.min(limits.maxElements(), MAX_ARRAY)) {
            throw new InputException(name + ": declares shape " + NpyArray.shapeText(header.shape) + "; at most "
                    + Math.min(limits.maxElements(), MAX_ARRAY) + " elements are read");
        }
        // At most 2³¹ times 8: no overflow.
        long bytes = count * header.dtype.bytes();
        if (bytes > remaining) {
            throw new InputException(
                    name + ": declares shape " + NpyArray.shapeText(header.shape) + " of " + header.dtype.numpyName()
                            + ", " + Plural.of(bytes, "byte") + ", but only " + remaining + " follow the header");
        }
        if (bytes < remaining) {
            throw new InputException(name + ": has " + Plural.of(remaining - bytes, "byte")
                    + " after its array; keep one array in each file, or use .npz");
        }
        Object data = fill(in, (int) count, header, name);
        if (header.fortranOrder && header.shape.length > 1) {
            data = FortranOrder.toC(data, header.dtype, header.shape);
        }
        return new NpyArray(header.dtype, header.shape, data);
    }

    /// Reads `count` elements in the order of the file.
    private static Object fill(InputStream in, int count, NpyHeader header, String name) throws IOException {
        int size = header.dtype.bytes();
        Object data = switch (header.dtype) {
            case BOOL, INT8, UINT8 -> new byte[count];
            case INT16, UINT16, FLOAT16 -> new short[count];
            case INT32, UINT32 -> new int[count];
            case INT64, UINT64 -> new long[count];
            case FLOAT32 -> new float[count];
            case FLOAT64 -> new double[count];
        };
        byte[] chunk = new byte[(int) Math.min(CHUNK, (long) count * size)];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order);
        for (int done = 0; done < count; ) {
            int n = Math.min(chunk.length / size, count - done);
            require(in.readNBytes(chunk, 0, n * size) == n * size, name);
            buffer.rewind();
            switch (data) {
                case byte[] values -> buffer.get(values, done, n);
                case short[] values -> buffer.asShortBuffer().get(values, done, n);
                case int[] values -> buffer.asIntBuffer().get(values, done, n);
                case long[] values -> buffer.asLongBuffer().get(values, done, n);
                case float[] values -> buffer.asFloatBuffer().get(values, done, n);
                case double[] values -> buffer.asDoubleBuffer().get(values, done, n);
                default -> throw new AssertionError(header.dtype);
            }
            done += n;
        }
        if (header.dtype == DType.BOOL) {
            byte[] values = (byte[]) data;
            for (int i = 0; i < count; i++) {
                if (values[i] != 0 && values[i] != 1) {
                    throw new InputException(name + ": element " + i + " of a bool array is the byte "
                            + (values[i] & 0xff) + ", neither 0 nor 1");
                }
            }
        }
        return data;
    }

    private static void require(boolean complete, String name) {
        if (!complete) {
            throw new InputException(name + ": ends too early; it is truncated");
        }
    }
}
