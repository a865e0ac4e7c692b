package dev.serai.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpringMetadataTest {

    private static final String FILE =
            "connectors/spring-boot/src/main/resources/META-INF/spring-configuration-metadata.json";

    @Test
    void theWrittenMetadataIsThatOfTheCode() throws IOException {
        var repository = Repository.here();
        var file = repository.root().resolve(FILE);
        var schemes = new ArrayList<JsonNode>();
        for (var component : repository.schemes()) {
            schemes.addAll(repository.catalogue(component));
        }
        var expected = SpringMetadata.json(schemes);
        var stale = !Files.exists(file) || !Files.readString(file).equals(expected);
        if (stale) {
            Files.writeString(file, expected);
        }

        assertThat(stale && !"update".equals(System.getProperty("generated.stale")))
                .as(FILE + " was stale and has been written again: commit it.")
                .isFalse();
    }

    @Test
    void anOptionIsAProperty() throws IOException {
        var catalogue = Json.read("""
                {"component": {"scheme": "x", "javaType": "dev.serai.x.XComponent"},
                 "componentProperties": {
                   "maxWait": {"type": "duration", "javaType": "long", "defaultValue": "10s", "description": "How long."},
                   "api": {"type": "enum", "javaType": "dev.serai.x.Api", "enum": ["a", "b"], "deprecated": true},
                   "retries": {"type": "integer", "javaType": "int", "defaultValue": 2},
                   "configuration": {"type": "object", "javaType": "dev.serai.x.XConfiguration"},
                   "headers": {"type": "object", "javaType": "java.util.Map<java.lang.String, java.lang.Object>"}}}
                """);

        var metadata = Json.read(SpringMetadata.json(List.of(catalogue)));

        assertThat(metadata.at("/groups/0/name").asText()).isEqualTo("camel.component.x");
        assertThat(metadata.path("properties")
                        .valueStream()
                        .map(property -> property.path("name").asText() + " "
                                + property.path("type").asText())
                        .toList())
                .containsExactly(
                        "camel.component.x.max-wait java.time.Duration",
                        "camel.component.x.api dev.serai.x.Api",
                        "camel.component.x.retries java.lang.Integer",
                        "camel.component.x.configuration java.lang.String",
                        "camel.component.x.headers java.util.Map<java.lang.String, java.lang.Object>");
        assertThat(metadata.at("/properties/0/defaultValue").asText()).isEqualTo("10s");
        assertThat(metadata.at("/properties/0/description").asText()).isEqualTo("How long.");
        assertThat(metadata.at("/properties/1").has("deprecation")).isTrue();
        assertThat(metadata.at("/properties/2/defaultValue").asInt()).isEqualTo(2);
        assertThat(metadata.path("hints").toString())
                .isEqualTo("[{\"name\":\"camel.component.x.api\",\"values\":[{\"value\":\"a\"},{\"value\":\"b\"}]}]");
    }
}
