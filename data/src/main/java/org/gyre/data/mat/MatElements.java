package org.gyre.data.mat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.Limits;

/// The elements that make up one variable of a version 5 file, read in one pass. Each is a tag
/// (type and length) and its bytes, filled up to a multiple of eight; short ones hide in their tag.
final class MatElements {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_RANK = 32;

    private static final int INT8 = 1;
    private static final int UINT8 = 2;
    private static final int INT16 = 3;
    private static final int UINT16 = 4;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int SINGLE = 7;
    private static final int DOUBLE = 9;
    private static final int INT64 = 12;
    private static final int UINT64 = 13;
    private static final int MATRIX = 14;
    private static final int UTF8 = 16;
    private static final int UTF16 = 17;

    private static final int COMPLEX = 0x08;
    private static final int LOGICAL = 0x02;

    private final ByteBuffer bytes;
    private final String who;
    private final Limits limits;
    private long elements;

    /// @param matrix the bytes of a matrix element behind its tag
    /// @param who    file and variable, for messages
    MatElements(byte[] matrix, ByteOrder order, String who, Limits limits) {
        this.bytes = ByteBuffer.wrap(matrix).order(order);
        this.who = who;
        this.limits = limits;
    }

    /// The bytes of one element, and what they are.
    private record Element(int type, ByteBuffer body) {
        int width() {
            return switch (type) {
                case INT16, UINT16, UTF16 -> 2;
                case INT32, UINT32, SINGLE -> 4;
                case DOUBLE, INT64, UINT64 -> 8;
                default -> 1;
            };
        }

        int count() {
            return body.remaining() / width();
        }
    }

    /// Flags, extents and name, with which each matrix begins.
    private record Head(int type, int flags, int[] shape, String name) {}

    String variableName() {
        return head(bytes).name;
    }

    MatValue variable() {
        return matrix(bytes, 0);
    }

    private Element next(ByteBuffer in) {
        if (in.remaining() < 8) {
            throw malformed("ends within the tag of an element");
        }
        int word = in.getInt();
        if (word >>> 16 != 0) {
            int length = word >>> 16;
            if (length > 4) {
                throw malformed("has a short element of " + Plural.of(length, "byte"));
            }
            ByteBuffer body = in.slice(in.position(), length).order(in.order());
            in.position(in.position() + 4);
            return new Element(word & 0xffff, body);
        }
        long length = in.getInt() & 0xffffffffL;
        if (length > in.remaining()) {
            throw malformed("has an element of " + Plural.of(length, "byte") + ", where only "
                    + Plural.of(in.remaining(), "follows", "follow"));
        }
        ByteBuffer body = in.slice(in.position(), (int) length).order(in.order());
        // Elements fill eights, but the last may miss its filling.
        in.position((int) Math.min(in.limit(), in.position() + (length + 7) / 8 * 8));
        return new Element(word, body);
    }

    private Head head(ByteBuffer in) {
        Element flags = next(in);
        if (flags.type != UINT32 || flags.body.remaining() < 8) {
            throw malformed("does not begin with the flags of an array");
        }
        int word = flags.body.getInt();
        Element extents = next(in);
        if (extents.type != INT32 || extents.count() < 2 || extents.count() > MAX_RANK) {
            throw malformed("has extents of type " + extents.type + " and number " + extents.count());
        }
        int[] shape = new int[extents.count()];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = extents.body.getInt();
            if (shape[d] < 0) {
                throw malformed("has a negative extent");
            }
        }
        Element name = next(in);
        byte[] text = new byte[name.body.remaining()];
        name.body.get(text);
        return new Head(word & 0xff, word >>> 8 & 0xff, shape, new String(text, StandardCharsets.UTF_8));
    }

    private MatValue matrix(ByteBuffer in, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InputException(
                    who + ": is nested more than " + MAX_DEPTH + " deep; save its parts by themselves");
        }
        if (!in.hasRemaining()) {
            return new MatValue.Numbers("double", new int[] {0, 0}, new double[0]);
        }
        Head head = head(in);
        return switch (head.type) {
            case 1 -> cells(in, head, depth);
            case 2 -> struct(in, head, depth);
            case 3, 17 -> new MatValue.Other("an object");
            case 4 -> text(in, head);
            case 5 -> new MatValue.Other("a sparse array");
            case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> numbers(in, head);
            case 16 -> new MatValue.Other("a function");
            default -> new MatValue.Other("a value of class " + head.type);
        };
    }

    private static final String[] CLASSES = {
        "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"
    };

    private MatValue numbers(ByteBuffer in, Head head) {
        if ((head.flags & COMPLEX) != 0) {
            return new MatValue.Other("an array of complex numbers");
        }
        long count = count(head.shape);
        Element element = next(in);
        if (element.count() < count) {
            throw malformed(
                    "has extents " + Arrays.toString(head.shape) + ", but only " + Plural.of(element.count(), "value"));
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(element);
        }
        return new MatValue.Numbers(
                (head.flags & LOGICAL) != 0 ? "logical" : CLASSES[head.type - 6], head.shape, values);
    }

    private double number(Element element) {
        ByteBuffer body = element.body;
        return switch (element.type) {
            case INT8 -> body.get();
            case UINT8 -> body.get() & 0xff;
            case INT16 -> body.getShort();
            case UINT16 -> body.getShort() & 0xffff;
            case INT32 -> body.getInt();
            case UINT32 -> (double) (body.getInt() & 0xffffffffL);
            case SINGLE -> body.getFloat();
            case DOUBLE -> body.getDouble();
            case INT64 -> (double) body.getLong();
            case UINT64 -> {
                long value = body.getLong();
                yield value >= 0 ? (double) value : (double) (value >>> 1) * 2;
            }
            default -> throw malformed("has numbers of type " + element.type);
        };
    }

    private MatValue text(ByteBuffer in, Head head) {
        Element element = next(in);
        byte[] text = new byte[element.body.remaining()];
        element.body.get(text);
        if (head.shape.length > 2 || head.shape[0] > 1) {
            return new MatValue.Other("a table of texts");
        }
        return new MatValue.Text(
                switch (element.type) {
                    case UINT16, UTF16 ->
                        new String(
                                text,
                                in.order() == ByteOrder.BIG_ENDIAN
                                        ? StandardCharsets.UTF_16BE
                                        : StandardCharsets.UTF_16LE);
                    case UTF8, INT8, UINT8 -> new String(text, StandardCharsets.UTF_8);
                    default -> throw malformed("has a text of type " + element.type);
                });
    }

    private MatValue cells(ByteBuffer in, Head head, int depth) {
        int count = parts(count(head.shape), 1, in);
        List<MatValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(matrix(part(in), depth + 1));
        }
        return new MatValue.Cells(head.shape, values);
    }

    private MatValue struct(ByteBuffer in, Head head, int depth) {
        Element width = next(in);
        int length = width.type == INT32 && width.body.remaining() >= 4 ? width.body.getInt() : 0;
        Element names = next(in);
        if (length < 1 || length > 4096) {
            throw malformed("has field names of " + Plural.of(length, "character"));
        }
        List<String> fields = new ArrayList<>();
        byte[] name = new byte[length];
        while (names.body.remaining() >= length) {
            names.body.get(name);
            int end = 0;
            while (end < length && name[end] != 0) {
                end++;
            }
            fields.add(new String(name, 0, end, StandardCharsets.UTF_8));
        }
        // A structure without fields takes no bytes, however many there are.
        int count = fields.isEmpty() ? 0 : parts(count(head.shape), fields.size(), in);
        List<Map<String, MatValue>> structs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, MatValue> struct = new LinkedHashMap<>();
            for (String field : fields) {
                struct.put(field, matrix(part(in), depth + 1));
            }
            structs.add(struct);
        }
        return new MatValue.Struct(head.shape, structs);
    }

    /// A matrix within a matrix.
    private ByteBuffer part(ByteBuffer in) {
        Element element = next(in);
        if (element.type != MATRIX) {
            throw malformed("has a part of type " + element.type + " where a value was expected");
        }
        return element.body;
    }

    /// The number of parts, which take eight bytes each at least.
    private int parts(long count, int fields, ByteBuffer in) {
        if (count * fields > in.remaining() / 8) {
            throw malformed("declares " + count + (fields == 1 ? " cells" : " structures of " + fields + " fields")
                    + ", where only " + in.remaining() + " bytes follow");
        }
        return (int) count;
    }

    private long count(int[] shape) {
        long count = 1;
        for (int extent : shape) {
            // Both factors are below 2³¹, the product is held below it.
            count = Math.min(count * extent, Integer.MAX_VALUE);
        }
        elements += count;
        if (elements > Math.min(limits.maxElements(), Integer.MAX_VALUE - 8)) {
            throw new InputException(
                    who + ": has more than " + limits.maxElements() + " elements, the most that is read");
        }
        return count;
    }

    private InputException malformed(String what) {
        return new InputException(who + ": is malformed: it " + what);
    }
}
