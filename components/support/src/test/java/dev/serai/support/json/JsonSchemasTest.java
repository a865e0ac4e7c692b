package dev.serai.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemasTest {

    private static List<String> violations(String schema, String value) throws JsonProcessingException {
        return JsonSchemas.compile(Json.read(schema)).violations(Json.read(value));
    }

    @Test
    void aValueThatMatchesHasNoViolations() throws Exception {
        assertThat(violations("{\"type\": \"object\", \"required\": [\"a\"]}", "{\"a\": 1}"))
                .isEmpty();
    }

    @Test
    void aViolationNamesThePlaceAndWhatWasExpected() throws Exception {
        var schema = "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}";
        assertThat(violations(schema, "{\"a\": \"x\"}"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("a").contains("integer"));
    }

    @Test
    void referencesWithinTheSchemaWork() throws Exception {
        var schema = "{\"$defs\": {\"n\": {\"type\": \"integer\"}}, \"items\": {\"$ref\": \"#/$defs/n\"}}";
        assertThat(violations(schema, "[1, 2]")).isEmpty();
        assertThat(violations(schema, "[\"x\"]")).hasSize(1);
    }

    @Test
    void referencesToFilesAndAddressesAreRefused() {
        for (var target : new String[] {"file:///etc/hostname", "http://127.0.0.1:9/x.json", "classpath:x.json"}) {
            assertThatThrownBy(() -> violations("{\"$ref\": \"" + target + "\"}", "1"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertThatThrownBy(() -> violations("[]", "1")).hasMessageContaining("schema is an object");
    }

    @Test
    void textBehindAValueIsNoJson() {
        assertThatThrownBy(() -> Json.read("{} and more")).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000))).isInstanceOf(JsonProcessingException.class);
    }
}
