package dev.serai.runtime.load;

import java.util.List;

/**
 * A step of a route.
 *
 * @param id the step's id, stable over reloads as long as no step of its kind is added before it
 * @param label what the step does in a few words, with secrets masked
 * @param kind the step's name in the DSL, for example {@code choice}
 * @param line the step's line in the file; 0 where it is not known
 * @param children the steps inside it; for the root, the route's steps in their order
 */
public record RouteNode(String id, String label, String kind, int line, List<RouteNode> children) {}
