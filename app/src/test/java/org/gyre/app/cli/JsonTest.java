package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.app.json.Body;
import org.gyre.app.json.Json;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void textsNumbersListsAndArraysSurvive() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "a \"quoted\" line\nwith ü");
        object.put("number", 0.1);
        object.put("count", 12345678901L);
        object.put("flag", true);
        object.put("list", List.of("a", 1));
        object.put("matrix", new double[][] {{1, 2}, {3, 4}});
        assertThat(JsonText.parse(Json.write(object)))
                .containsEntry("text", "a \"quoted\" line\nwith ü")
                .containsEntry("number", 0.1)
                .containsEntry("count", 12345678901L)
                .containsEntry("flag", true)
                .containsEntry("list", List.of("a", 1))
                .containsEntry("matrix", List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)));
    }

    @Test
    void whatIsNotANumberIsNull() {
        assertThat(Json.write(Map.of("x", new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1})))
                .isEqualTo("{\"x\":[null,null,1.0]}");
    }

    @Test
    void treesSurvive() {
        String text = "{\"a\":[1,2.5,null,true,\"x\"],\"b\":{\"c\":12345678901234567890}}";

        assertThat(Json.write(Map.of("tree", Body.parse(text)))).isEqualTo("{\"tree\":" + text + "}");
    }
}
