package dev.serai.searxng.client;

import java.util.Map;

/**
 * A direct answer, such as a converted unit.
 *
 * @param url where it comes from; null when the server has worked it out itself
 * @param more the server's other fields as they came
 */
public record Answer(String text, String url, String engine, Map<String, Object> more) {}
