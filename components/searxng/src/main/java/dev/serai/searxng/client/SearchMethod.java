package dev.serai.searxng.client;

/** How a question is sent. */
public enum SearchMethod {
    POST,
    GET
}
