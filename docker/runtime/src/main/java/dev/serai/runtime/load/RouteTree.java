package dev.serai.runtime.load;

import java.util.List;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;

/** A route as the tree that the console draws. */
final class RouteTree {

    private static final int LABEL = 200;

    private RouteTree() {}

    static RouteNode of(RouteDefinition route) {
        var input = route.getInput();
        return new RouteNode(
                input.getId(),
                label(input.getEndpointUri()),
                "from",
                Math.max(0, input.getLineNumber()),
                Steps.own(route).stream().map(RouteTree::node).toList());
    }

    static String label(String text) {
        if (text == null) {
            return "";
        }
        var clean = URISupport.sanitizeUri(text).strip();
        return clean.length() > LABEL ? clean.substring(0, LABEL) + "..." : clean;
    }

    private static RouteNode node(OptionalIdentifiedDefinition<?> step) {
        List<RouteNode> children =
                Steps.inside(step).stream().map(RouteTree::node).toList();
        // A label that repeats the labels of the steps inside says nothing.
        var label = step.getDescription() != null ? step.getDescription() : step.getLabel();
        if (step.getShortName().equals("choice") && step.getDescription() == null) {
            label = "choice";
        }
        return new RouteNode(
                step.getId(), label(label), step.getShortName(), Math.max(0, step.getLineNumber()), children);
    }
}
