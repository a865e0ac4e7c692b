package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A node of a workflow. Names are unique here, even where the file has one twice.
 *
 * @param type the type without the name of its package where that is n8n's own, such as {@code set} or {@code agent}
 * @param fullType the type as the file has it
 * @param parameters what the node was told, an object; secrets have been taken out
 * @param flags the whole node, for what stands beside the parameters, such as executeOnce
 * @param credentials the names of the credentials' types
 */
public record Node(
        String name,
        String type,
        String fullType,
        double version,
        JsonNode parameters,
        double x,
        double y,
        JsonNode flags,
        List<String> credentials) {

    private static final String STICKY = "stickyNote";

    /** Names are unique in a workflow; comparing all parameters would cost much. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Node node && node.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    public boolean isNote() {
        return type.equals(STICKY);
    }

    public boolean disabled() {
        return flag("disabled");
    }

    public boolean flag(String name) {
        return flags.path(name).asBoolean(false);
    }

    /** What happens on a failure: fail, continue, or output. */
    public String onError() {
        var told = flags.path("onError").asText("");
        if (told.equals("continueErrorOutput")) {
            return "output";
        }
        return told.equals("continueRegularOutput") || flag("continueOnFail") ? "continue" : "fail";
    }

    /** A parameter by its names on the way down, missing if there is none. */
    public JsonNode at(String... path) {
        JsonNode found = parameters;
        for (var name : path) {
            found = found.path(name);
        }
        return found;
    }

    public String text(String... path) {
        return at(path).asText("");
    }

    public String text(String name, Object otherwise) {
        return at(name).asText(String.valueOf(otherwise));
    }

    public Node withParameters(JsonNode cleaned) {
        return new Node(name, type, fullType, version, cleaned, x, y, flags, credentials);
    }
}
