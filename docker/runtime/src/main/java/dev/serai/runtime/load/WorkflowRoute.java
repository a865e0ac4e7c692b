package dev.serai.runtime.load;

/**
 * A route of a file.
 *
 * @param description the route's description, or null
 * @param from what starts the route, its address with secrets masked
 * @param line the line of the file at which the route begins; 0 where it is not known
 * @param on whether the route takes messages now
 * @param tree the route's steps; its root is what starts it
 */
public record WorkflowRoute(String id, String description, String from, int line, boolean on, RouteNode tree) {}
