package org.gyre.deep.features;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;

/// The names in an ONNX model, and the model with another output.
///
/// An ONNX file is a Protocol Buffers message: fields of a number, a kind and a content, of which those
/// with a length may hold messages again. Only the few fields named below are looked into; the rest is
/// copied as it is. Numbers of fields: `onnx.proto3` of the ONNX specification.
public final class OnnxGraph {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int NODE_OUTPUT = 2;
    private static final int VALUE_NAME = 1;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_LOCATION = 14;

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final byte[] model;
    private final String name;
    private final Field graph;
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> outputs = new LinkedHashSet<>();
    private final Set<String> tensors = new LinkedHashSet<>();

    private OnnxGraph(byte[] model, String name, Field graph) {
        this.model = model;
        this.name = name;
        this.graph = graph;
    }

    /// A field of a message.
    ///
    /// @param number of the field
    /// @param kind   how its content is written
    /// @param start  where the field begins
    /// @param from   where its content begins
    /// @param to     where the field ends
    private record Field(int number, int kind, int start, int from, int to) {}

    /// Reads the names in a model.
    ///
    /// @param model the bytes of a file; not copied
    /// @param name  what to call it in messages
    /// @throws InputException if it is not an ONNX model, is damaged, or keeps its weights in other files
    public static OnnxGraph parse(byte[] model, String name) {
        try {
            List<Field> graphs = new ArrayList<>();
            for (Field field : fields(model, 0, model.length)) {
                if (field.number == MODEL_GRAPH && field.kind == LENGTH) {
                    graphs.add(field);
                }
            }
            if (graphs.size() != 1) {
                throw new Damaged();
            }
            OnnxGraph graph = new OnnxGraph(model, name, graphs.getFirst());
            graph.collect();
            if (graph.tensors.isEmpty() || graph.outputs.isEmpty()) {
                throw new Damaged();
            }
            return graph;
        } catch (Damaged e) {
            throw new InputException(
                    name + ": is not an ONNX model, or is damaged; export the network to ONNX again", e);
        }
    }

    private void collect() {
        Set<String> initial = new LinkedHashSet<>();
        for (Field field : fields(model, graph.from, graph.to)) {
            if (field.kind != LENGTH) {
                continue;
            }
            switch (field.number) {
                case GRAPH_NODE -> tensors.addAll(texts(field, NODE_OUTPUT));
                case GRAPH_INPUT -> inputs.addAll(texts(field, VALUE_NAME));
                case GRAPH_OUTPUT -> outputs.addAll(texts(field, VALUE_NAME));
                case GRAPH_INITIALIZER -> {
                    initial.addAll(texts(field, TENSOR_NAME));
                    requireInside(field);
                }
                default -> {}
            }
        }
        tensors.remove(""); // optional outputs that are left out
        inputs.removeAll(initial); // older files list weights among the inputs too
    }

    private void requireInside(Field tensor) {
        for (Field field : fields(model, tensor.from, tensor.to)) {
            if (field.number == TENSOR_LOCATION && field.kind == VARINT && model[field.from] != 0) {
                throw new InputException(
                        name + ": keeps its weights in other files; export the network to ONNX as a" + " single file");
            }
        }
    }

    private List<String> texts(Field message, int number) {
        List<String> texts = new ArrayList<>();
        for (Field field : fields(model, message.from, message.to)) {
            if (field.number == number && field.kind == LENGTH) {
                texts.add(new String(model, field.from, field.to - field.from, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /// What must be given, in the order of the file.
    public List<String> inputs() {
        return List.copyOf(inputs);
    }

    /// What the model gives, in the order of the file.
    public List<String> outputs() {
        return List.copyOf(outputs);
    }

    /// Everything that a node of the model computes, in the order of the file.
    public List<String> tensors() {
        return List.copyOf(tensors);
    }

    /// The model with one tensor as its only output.
    ///
    /// @param tensor one of [#tensors]
    /// @throws InputException if no node computes it; the message proposes some
    public byte[] ending(String tensor) {
        if (!tensors.contains(tensor)) {
            List<String> all = tensors();
            List<String> some = all.subList(Math.max(0, all.size() - 8), all.size());
            throw new InputException(name + ": has no tensor '" + tensor + "'; its outputs are "
                    + String.join(", ", outputs) + ", and the last tensors before are " + String.join(", ", some));
        }
        ByteArrayOutputStream inner = new ByteArrayOutputStream(graph.to - graph.from + 64);
        for (Field field : fields(model, graph.from, graph.to)) {
            if (field.number != GRAPH_OUTPUT) {
                inner.write(model, field.start, field.to - field.start);
            }
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        message(value, VALUE_NAME, tensor.getBytes(StandardCharsets.UTF_8));
        message(inner, GRAPH_OUTPUT, value.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream(model.length + 64);
        out.write(model, 0, graph.start);
        message(out, MODEL_GRAPH, inner.toByteArray());
        out.write(model, graph.to, model.length - graph.to);
        return out.toByteArray();
    }

    private static void message(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, (number << 3) | LENGTH);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /// The fields of a message.
    ///
    /// @throws Damaged if the bytes are not a message
    private static List<Field> fields(byte[] bytes, int from, int to) {
        List<Field> fields = new ArrayList<>();
        int at = from;
        while (at < to) {
            int start = at;
            long tag = varint(bytes, at, to);
            at += varintLength(bytes, at);
            int kind = (int) (tag & 7);
            long number = tag >>> 3;
            int content = at;
            long end = switch (kind) {
                case VARINT -> {
                    varint(bytes, at, to);
                    yield at + varintLength(bytes, at);
                }
                case FIXED_64 -> at + 8L;
                case FIXED_32 -> at + 4L;
                case LENGTH -> {
                    long length = varint(bytes, at, to);
                    content = at + varintLength(bytes, at);
                    // Unsigned: a length that looks negative is beyond any file.
                    yield length < 0 ? Long.MAX_VALUE : content + length;
                }
                default -> throw new Damaged();
            };
            if (number < 1 || number > 1 << 29 || end > to || end < at) {
                throw new Damaged();
            }
            fields.add(new Field((int) number, kind, start, content, (int) end));
            at = (int) end;
        }
        return fields;
    }

    private static long varint(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = 0; i < 10; i++) {
            if (from + i >= to) {
                throw new Damaged();
            }
            value |= (bytes[from + i] & 0x7fL) << (7 * i);
            if (bytes[from + i] >= 0) {
                return value;
            }
        }
        throw new Damaged();
    }

    private static int varintLength(byte[] bytes, int from) {
        int length = 1;
        while (bytes[from + length - 1] < 0) {
            length++;
        }
        return length;
    }

    private static final class Damaged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Damaged() {
            super("damaged", null, false, false);
        }
    }
}
