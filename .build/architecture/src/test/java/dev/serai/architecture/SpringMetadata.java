package dev.serai.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/** Writes the catalogue of components as what development tools complete names in Spring's properties with. */
final class SpringMetadata {

    private static final Map<String, String> BOXES = Map.of(
            "boolean", "java.lang.Boolean",
            "int", "java.lang.Integer",
            "long", "java.lang.Long",
            "double", "java.lang.Double");

    private SpringMetadata() {}

    static String json(List<JsonNode> schemes) {
        return "{\n"
                + section("groups", schemes.stream().map(SpringMetadata::group))
                + ",\n"
                + section("properties", options(schemes).map(Option::property))
                + ",\n"
                + section("hints", options(schemes).filter(Option::hasChoices).map(Option::hint))
                + "\n}\n";
    }

    private static String section(String name, Stream<ObjectNode> rows) {
        return "\"" + name + "\": [\n" + rows.map(Json::text).collect(Collectors.joining(",\n")) + "\n]";
    }

    private static String prefix(JsonNode scheme) {
        return "camel.component." + scheme.at("/component/scheme").asText();
    }

    private static ObjectNode group(JsonNode scheme) {
        return Json.object()
                .put("name", prefix(scheme))
                .put("type", scheme.at("/component/javaType").asText());
    }

    private static Stream<Option> options(List<JsonNode> schemes) {
        return schemes.stream()
                .flatMap(scheme -> scheme.path("componentProperties").properties().stream()
                        .map(option -> new Option(
                                prefix(scheme) + "." + StringHelper.camelCaseToDash(option.getKey()),
                                scheme.at("/component/javaType").asText(),
                                option.getValue())));
    }

    private record Option(String name, String component, JsonNode facts) {

        ObjectNode property() {
            var property = Json.object()
                    .put("name", name)
                    .put("type", type())
                    .put("description", facts.path("description").asText())
                    .put("sourceType", component);
            if (facts.has("defaultValue")) {
                property.set("defaultValue", facts.get("defaultValue"));
            }
            if (facts.path("deprecated").asBoolean()) {
                property.putObject("deprecation");
            }
            return property;
        }

        /** A duration is written as text, and an object by the name of its bean. */
        private String type() {
            var type = facts.path("javaType").asText();
            return switch (facts.path("type").asText()) {
                case "duration" -> "java.time.Duration";
                case "object" -> type.startsWith("java.util.Map") ? type : "java.lang.String";
                default -> BOXES.getOrDefault(type, type);
            };
        }

        boolean hasChoices() {
            return !facts.path("enum").isEmpty();
        }

        ObjectNode hint() {
            var hint = Json.object().put("name", name);
            var values = hint.putArray("values");
            facts.path("enum").forEach(choice -> values.addObject().set("value", choice));
            return hint;
        }
    }
}
