package org.gyre.app.json;

import org.gyre.core.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON that a request carries, within limits.
public final class Body {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_NESTED = 32;
    private static final int MOST_DIGITS = 400;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTED)
                            .maxDocumentLength(MOST_CHARACTERS)
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Body() {}

    /// Reads a text.
    ///
    /// @throws InputException if it is not one JSON object, or larger, deeper or longer in a number than is
    ///     taken
    public static JsonNode parse(String text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (StreamConstraintsException beyond) {
            throw new InputException("the body is larger, deeper or longer in a number than is taken", beyond);
        } catch (JacksonException malformed) {
            throw new InputException(
                    "the body is not JSON that is taken: " + malformed.getOriginalMessage(), malformed);
        }
        if (tree == null || !tree.isObject()) {
            throw new InputException("the body must be an object of JSON: { … }");
        }
        return tree;
    }
}
