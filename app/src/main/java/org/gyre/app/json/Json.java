package org.gyre.app.json;

import java.io.StringWriter;
import java.util.Map;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads, and writes maps, lists, trees, arrays, texts and numbers as JSON (RFC 8259).
///
/// JSON has no NaN and no infinity: they are written as `null`, and the command says why in its `warnings`.
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /// Reads what this program wrote.
    ///
    /// @throws InputException if it is not JSON
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            throw new InputException("this is not JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    public static String write(Map<String, ?> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            value(json, object);
        }
        return text.toString();
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        switch (value) {
            case null -> json.writeNull();
            case JsonNode tree -> tree(json, tree);
            case Map<?, ?> map -> {
                json.writeStartObject();
                map.forEach((key, entry) -> {
                    json.writeName(String.valueOf(key));
                    value(json, entry);
                });
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                list.forEach(entry -> value(json, entry));
                json.writeEndArray();
            }
            case double[] numbers -> {
                json.writeStartArray();
                for (double number : numbers) {
                    number(json, number);
                }
                json.writeEndArray();
            }
            case int[] numbers -> {
                json.writeStartArray();
                for (int number : numbers) {
                    json.writeNumber(number);
                }
                json.writeEndArray();
            }
            case double[][] rows -> {
                json.writeStartArray();
                for (double[] row : rows) {
                    value(json, row);
                }
                json.writeEndArray();
            }
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Double number -> number(json, number);
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }

    private static void tree(JsonGenerator json, JsonNode tree) {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                tree.properties().forEach(entry -> {
                    json.writeName(entry.getKey());
                    tree(json, entry.getValue());
                });
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                tree.forEach(entry -> tree(json, entry));
                json.writeEndArray();
            }
            case NUMBER -> {
                if (tree.isIntegralNumber()) {
                    json.writeNumber(tree.bigIntegerValue());
                } else {
                    number(json, tree.doubleValue());
                }
            }
            case BOOLEAN -> json.writeBoolean(tree.booleanValue());
            case NULL, MISSING -> json.writeNull();
            case STRING, BINARY, POJO -> json.writeString(tree.asString());
        }
    }

    private static void number(JsonGenerator json, double number) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }
}
