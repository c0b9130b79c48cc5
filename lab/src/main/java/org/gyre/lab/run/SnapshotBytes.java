package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// A [Snapshot] as bytes, for work that is done elsewhere: no number loses a bit, and equal snapshots whose entries
/// were put in the same order are equal bytes. Made for pieces of a millisecond: writing or reading costs little
/// more than a copy.
///
/// Big-endian: the number 1 of the format; how many single values, and each: its name, a letter, and `l` 8 bytes of a
/// long, `d` 8 bytes of a double, `s` a text; how many arrays, and each: its name, a letter, its rank and shape, and
/// its
/// elements, of `f` 4-byte and `d` 8-byte floating-point numbers, `b` bytes, `i` 4-byte and `l` 8-byte whole numbers.
/// Names and texts (UTF-8) begin with their length in bytes. Lengths, counts, ranks and extents have 4 bytes.
public final class SnapshotBytes {
    private static final int FORMAT = 1;
    private static final int NUMBER = Integer.BYTES;

    private SnapshotBytes() {}

    /// The bytes of a snapshot.
    ///
    /// @throws IllegalArgumentException if an array is of a type that a [SnapshotWriter] does not take,
    ///     or there are more bytes than an array holds
    public static byte[] of(Snapshot snapshot) {
        long size = 3L * NUMBER;
        for (Map.Entry<String, Object> entry : snapshot.values().entrySet()) {
            size += NUMBER + entry.getKey().length() + 1;
            size += entry.getValue() instanceof String text ? NUMBER + text.getBytes(UTF_8).length : Long.BYTES;
        }
        for (Map.Entry<String, NpyArray> entry : snapshot.arrays().entrySet()) {
            NpyArray array = entry.getValue();
            size += NUMBER + entry.getKey().length() + 1 + NUMBER + (long) array.rank() * NUMBER;
            size += (long) array.size() * array.dtype().bytes();
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a snapshot of " + size + " bytes cannot travel");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size);
        out.putInt(FORMAT).putInt(snapshot.values().size());
        snapshot.values().forEach((name, value) -> {
            text(name, out);
            switch (value) {
                case Long number -> out.put((byte) 'l').putLong(number);
                case Double number -> out.put((byte) 'd').putLong(Double.doubleToRawLongBits(number));
                default -> text(value.toString(), out.put((byte) 's'));
            }
        });
        out.putInt(snapshot.arrays().size());
        snapshot.arrays().forEach((name, array) -> {
            text(name, out);
            write(array, out);
        });
        return out.array();
    }

    private static void text(String text, ByteBuffer out) {
        byte[] bytes = text.getBytes(UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    private static void write(NpyArray array, ByteBuffer out) {
        out.put((byte) letter(array)).putInt(array.rank());
        for (int extent : array.shape()) {
            out.putInt(extent);
        }
        switch (array.dtype()) {
            case FLOAT32 -> out.asFloatBuffer().put(array.floats());
            case FLOAT64 -> out.asDoubleBuffer().put(array.doubles());
            case INT32 -> out.asIntBuffer().put(array.ints());
            case INT64 -> out.asLongBuffer().put(array.longs());
            default -> out.duplicate().put(array.bytes());
        }
        out.position(out.position() + array.size() * array.dtype().bytes());
    }

    private static char letter(NpyArray array) {
        return switch (array.dtype()) {
            case FLOAT32 -> 'f';
            case FLOAT64 -> 'd';
            case INT8 -> 'b';
            case INT32 -> 'i';
            case INT64 -> 'l';
            case BOOL, INT16, UINT8, UINT16, UINT32, UINT64, FLOAT16 ->
                throw new IllegalArgumentException(
                        "an array of " + array.dtype().numpyName() + " cannot travel");
        };
    }

    /// The snapshot of bytes.
    ///
    /// @param origin of the bytes, for messages
    /// @throws InputException if they are not those of a snapshot
    public static Snapshot read(byte[] bytes, String origin) {
        Snapshot snapshot = new Snapshot(origin);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int format = in.getInt();
            if (format != FORMAT) {
                throw new InputException(origin + ": is of format " + format + " where " + FORMAT
                        + " is read; use the same version of Gyre at both ends");
            }
            for (int left = in.getInt(); left > 0; left--) {
                String name = text(in);
                char kind = (char) in.get();
                switch (kind) {
                    case 'l' -> snapshot.put(name, in.getLong());
                    case 'd' -> snapshot.put(name, Double.longBitsToDouble(in.getLong()));
                    case 's' -> snapshot.put(name, text(in));
                    default -> throw unknown(origin, name, kind);
                }
            }
            for (int left = in.getInt(); left > 0; left--) {
                String name = text(in);
                snapshot.put(name, array(origin, name, in));
            }
        } catch (BufferUnderflowException e) {
            throw new InputException(origin + ": ends too early; it is truncated", e);
        }
        if (in.hasRemaining()) {
            throw new InputException(origin + ": has " + Plural.of(in.remaining(), "byte") + " too many");
        }
        return snapshot;
    }

    private static InputException unknown(String origin, String name, char kind) {
        return new InputException(origin + ": '" + name + "' is of the unknown kind " + (int) kind);
    }

    private static NpyArray array(String origin, String name, ByteBuffer in) {
        char kind = (char) in.get();
        int rank = in.getInt();
        if (rank < 0 || rank > in.remaining() / NUMBER) {
            throw new BufferUnderflowException();
        }
        int[] shape = new int[rank];
        long size = 1;
        for (int k = 0; k < rank; k++) {
            shape[k] = in.getInt();
            // No product of what is left at most and an int overflows.
            size = Math.min(size * shape[k], 1L + in.remaining());
            if (shape[k] < 0) {
                throw new InputException(origin + ": '" + name + "' has a negative extent");
            }
        }
        DType type = switch (kind) {
            case 'f' -> DType.FLOAT32;
            case 'd' -> DType.FLOAT64;
            case 'b' -> DType.INT8;
            case 'i' -> DType.INT32;
            case 'l' -> DType.INT64;
            default -> throw unknown(origin, name, kind);
        };
        if (size * type.bytes() > in.remaining()) {
            throw new BufferUnderflowException();
        }
        int count = (int) size;
        NpyArray array = switch (type) {
            case FLOAT32 -> {
                float[] values = new float[count];
                in.asFloatBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            case FLOAT64 -> {
                double[] values = new double[count];
                in.asDoubleBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            case INT32 -> {
                int[] values = new int[count];
                in.asIntBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            case INT64 -> {
                long[] values = new long[count];
                in.asLongBuffer().get(values);
                yield NpyArray.of(values, shape);
            }
            default -> {
                byte[] values = new byte[count];
                in.duplicate().get(values);
                yield NpyArray.of(values, shape);
            }
        };
        in.position(in.position() + count * type.bytes());
        return array;
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
