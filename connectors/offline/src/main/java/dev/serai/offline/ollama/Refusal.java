package dev.serai.offline.ollama;

import java.util.Map;

/** An answer that comes instead of a reply; a null body means the API's own error shape around the message. */
record Refusal(int status, String message, String body, String contentType, Map<String, String> headers) {}
