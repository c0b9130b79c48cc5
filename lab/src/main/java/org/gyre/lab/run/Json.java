package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.storage.Failures;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes the JSON files of the folders of runs and sweeps, within limits.
public final class Json {
    static final long MAX_BYTES = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxDocumentLength(MAX_BYTES)
                            .maxNumberLength(400)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    static final TypeReference<List<Result.ArrayFile>> ARRAYS = new TypeReference<>() {};
    static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private Json() {}

    /// A list or a map.
    ///
    /// @throws JacksonException if the tree is none
    /// @throws IllegalArgumentException if something is left out
    static <T> T convert(JsonNode tree, TypeReference<T> type) {
        T items = MAPPER.convertValue(tree, type);
        Completeness.check(items);
        return items;
    }

    /// The refusal of a file that is JSON and not what it must be.
    public static InputException corrupt(Path file, RuntimeException malformed) {
        String why = malformed instanceof JacksonException fault
                ? JsonFault.of(fault)
                : String.valueOf(malformed.getMessage());
        return new InputException(file + " is corrupt: " + why + "; restore it from a copy", malformed);
    }

    /// Warnings; a file without severities is one from before there were any.
    static List<Warning> warnings(JsonNode list) {
        List<Warning> warnings = new ArrayList<>();
        for (JsonNode warning : list) {
            String label = warning.path("severity").asString("");
            warnings.add(new Warning(
                    warning.required("code").stringValue(),
                    warning.required("sentence").stringValue(),
                    Arrays.stream(Warning.Severity.values())
                            .filter(severity -> severity.label().equals(label))
                            .findFirst()
                            .orElse(Warning.Severity.WARNING)));
        }
        return warnings;
    }

    /// Indented, with a line feed at the end.
    public static byte[] pretty(Object value) {
        return (MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n")
                .getBytes(UTF_8);
    }

    /// On one line, without a line feed.
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// Reads a text.
    ///
    /// @throws JacksonException if it is not JSON
    public static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    /// Reads a text that [#line] wrote, as a record.
    ///
    /// @throws JacksonException if it is no such text
    public static <T> T parse(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    /// Reads a file.
    ///
    /// @throws InputException if the file is missing, too long or not JSON
    public static JsonNode read(Path file) {
        byte[] bytes = bytes(file, MAX_BYTES);
        if (bytes.length == 0) {
            throw new InputException(file + " is corrupt: it is empty; restore it from a copy");
        }
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException malformed) {
            throw new InputException(
                    file + " is corrupt: it is not JSON (" + JsonFault.of(malformed) + "); restore it from a copy",
                    malformed);
        }
    }

    /// Reads a file into a record.
    ///
    /// @throws InputException if the file is missing, too long, not JSON, or lacks something
    public static <T> T read(Path file, Class<T> type) {
        return bind(file, read(file), type);
    }

    /// What was read from a file, as a record.
    ///
    /// @param tree what was read from the file
    /// @throws InputException if it lacks something
    public static <T> T bind(Path file, JsonNode tree, Class<T> type) {
        try {
            T value = MAPPER.treeToValue(tree, type);
            Completeness.check(value);
            return value;
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw corrupt(file, malformed);
        }
    }

    /// @throws InputException if the file is missing, unreadable or longer than the limit
    static byte[] bytes(Path file, long limit) {
        try {
            long size = Files.size(file);
            if (size > limit) {
                throw new InputException(file + " has " + size + " bytes, more than the limit of " + limit);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new InputException(file + " is missing; restore it from a copy", missing);
        } catch (IOException failure) {
            throw new InputException(file + " cannot be read (" + Failures.reason(failure) + ")", failure);
        }
    }
}
