package dev.serai.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Component;

/** What a component's jar says about its options; only asked for the words of an error. */
record ComponentCatalogue(JsonNode options) {

    static ComponentCatalogue of(Component component) {
        var type = component.getClass();
        var path = "META-INF/" + type.getPackageName().replace('.', '/') + "/" + component.getDefaultName() + ".json";
        try (var catalogue = type.getClassLoader().getResourceAsStream(path)) {
            return new ComponentCatalogue(
                    catalogue == null
                            ? Json.object()
                            : Json.read(catalogue.readAllBytes()).path("componentProperties"));
        } catch (IOException e) {
            return new ComponentCatalogue(Json.object());
        }
    }

    List<String> names() {
        var names = new ArrayList<String>();
        options.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What is not known to be harmless may be a secret. */
    boolean mayBeShown(String option) {
        return options.has(option) && !options.path(option).path("secret").asBoolean();
    }

    /** What an option takes, for a reader. */
    String wanted(String option, Class<?> type) {
        var choices = options.path(option).path("enum");
        if (!choices.isEmpty()) {
            return "one of "
                    + String.join(
                            ", ", choices.valueStream().map(JsonNode::asText).toList());
        }
        var word = options.path(option).path("type").asText(type == null ? "" : type.getSimpleName());
        return word.isEmpty() ? "another value" : "a value of the type " + word;
    }
}
