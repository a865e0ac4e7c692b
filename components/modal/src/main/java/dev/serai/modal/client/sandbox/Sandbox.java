package dev.serai.modal.client.sandbox;

import java.util.Map;

/**
 * A sandbox that there is, or was.
 *
 * @param tags empty where they weren't asked for
 */
public record Sandbox(String id, String name, Map<String, String> tags) {}
