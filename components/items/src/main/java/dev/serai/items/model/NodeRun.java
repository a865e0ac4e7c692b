package dev.serai.items.model;

import java.util.List;
import java.util.Map;

/** One time that a node ran: what went in, what came out, and its parameters as far as expressions may see them. */
public record NodeRun(String node, int run, List<Items> inputs, Outputs outputs, Map<String, Object> parameters) {}
