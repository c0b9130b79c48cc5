package org.gyre.deep.features;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes ONNX models for tests, field by field of `onnx.proto3`.
final class OnnxWriter {
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INTS = 7;

    private final Message graph = new Message();

    /// A Protocol Buffers message in the making.
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while (rest >>> 7 != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    /// @param ints name and values of an attribute of whole numbers; no name for none
    OnnxWriter node(String operator, String[] inputs, String output, String ints, long... values) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operator);
        if (!ints.isEmpty()) {
            Message attribute = new Message().text(1, ints);
            for (long value : values) {
                attribute.number(8, value);
            }
            node.message(5, attribute.number(20, ATTRIBUTE_INTS));
        }
        graph.message(1, node);
        return this;
    }

    OnnxWriter weights(String name, float[] values, long... sizes) {
        graph.message(5, tensor(name, values, sizes));
        return this;
    }

    /// Weights that claim to be in another file.
    OnnxWriter weightsElsewhere(String name, long... sizes) {
        Message tensor = tensor(name, new float[0], sizes);
        graph.message(5, tensor.number(14, 1));
        return this;
    }

    private static Message tensor(String name, float[] values, long... sizes) {
        Message tensor = new Message();
        for (long size : sizes) {
            tensor.number(1, size);
        }
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    /// @param sizes of the dimensions; −1 for one that is free
    OnnxWriter input(String name, long... sizes) {
        graph.message(11, value(name, sizes));
        return this;
    }

    OnnxWriter output(String name, long... sizes) {
        graph.message(12, value(name, sizes));
        return this;
    }

    private static Message value(String name, long... sizes) {
        Message shape = new Message();
        for (long size : sizes) {
            shape.message(1, size < 0 ? new Message().text(2, "any") : new Message().number(1, size));
        }
        Message type = new Message().message(1, new Message().number(1, FLOAT).message(2, shape));
        return new Message().text(1, name).message(2, type);
    }

    byte[] toBytes() {
        Message named = new Message();
        named.out.writeBytes(graph.toBytes());
        return new Message()
                .number(1, 8)
                .text(2, "gyre tests")
                .message(7, named.text(2, "graph"))
                .message(8, new Message().text(1, "").number(2, 13))
                .toBytes();
    }
}
