package dev.serai.support.http;

/**
 * One server-sent event.
 *
 * @param event its type, {@code message} unless the server named one
 * @param data  the data lines, joined by line feeds
 * @param id    the last event id that the server gave so far, or null if it gave none
 * @param retry the reconnection time in milliseconds if the server sent one since the event before, or null
 */
public record SseEvent(String event, String data, String id, Long retry) {}
