package org.gyre.app.cli;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads what commands print with `--json`; anything beside the one object is an error.
final class JsonText {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    static Map<String, Object> parse(String text) {
        return MAPPER.readValue(text, new TypeReference<>() {});
    }
}
