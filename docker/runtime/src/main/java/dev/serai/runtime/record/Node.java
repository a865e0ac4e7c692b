package dev.serai.runtime.record;

import dev.serai.support.http.Redaction;
import java.net.URI;
import org.apache.camel.NamedNode;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/**
 * A node of a route as its steps show it.
 *
 * @param route null when the node belongs to no route, as a global error handler's may
 * @param model whether a model server answers here
 * @param person whether a person answers here
 */
record Node(String route, String id, String kind, String label, boolean model, boolean person) {

    private static final int LABEL = 200;

    static Node of(NamedNode definition, String route) {
        var kind = definition.getShortName();
        var label = label(definition);
        return new Node(
                route, definition.getId(), kind, label, label.startsWith("ollama:"), label.startsWith("people:"));
    }

    /** The route that holds a node; null when there is none. */
    static RouteDefinition routeOf(NamedNode definition) {
        for (var node = definition; node != null; node = node.getParent()) {
            if (node instanceof RouteDefinition route) {
                return route;
            }
        }
        return null;
    }

    private static String label(NamedNode definition) {
        var label = definition.getLabel();
        return label == null ? "" : cut(address(label));
    }

    /** Addresses may hold a login. */
    static String address(String text) {
        var clean = URISupport.sanitizeUri(text);
        try {
            return Redaction.uri(URI.create(clean)).toString();
        } catch (IllegalArgumentException e) {
            return Redaction.logins(clean);
        }
    }

    private static String cut(String label) {
        return label.length() > LABEL ? label.substring(0, LABEL) + "..." : label;
    }
}
