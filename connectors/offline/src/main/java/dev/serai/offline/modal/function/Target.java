package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;

/**
 * What can be called: a function, or a class whose parameters may be bound.
 *
 * @param id its identifier
 * @param app the identifier of its app
 * @param source the file that it stands in
 * @param shape what {@code describe.py} tells of it
 * @param isClass whether it is a class
 * @param options what was said of it, by the name of each method where it is a class
 * @param parameters values of a class's parameters
 */
record Target(
        String id, String app, Path source, JsonNode shape, boolean isClass, JsonNode options, ObjectNode parameters) {

    String name() {
        return shape.path("name").asText();
    }

    /** What was said of it, or of a method of it. */
    Options options(String method) {
        var own = options.path(name());
        if (!isClass || method == null) {
            return Options.of(own);
        }
        var ofMethod = options.path(name() + "." + method);
        return Options.of(ofMethod.isMissingNode() ? own : ofMethod);
    }

    /** The shape of a method, or null where there is none. */
    JsonNode method(String method) {
        for (var one : shape.path("methods")) {
            if (one.path("name").asText().equals(method)) {
                return one;
            }
        }
        return null;
    }

    Target bound(String boundId, ObjectNode values) {
        return new Target(boundId, app, source, shape, isClass, options, values);
    }
}
