package dev.serai.n8n.yaml;

import java.util.List;

/** A value with comments above it. */
public record Noted(List<String> comments, Object value) {}
