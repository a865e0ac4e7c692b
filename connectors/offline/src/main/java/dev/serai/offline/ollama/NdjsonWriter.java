package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;

/** One JSON object a line. */
final class NdjsonWriter implements StreamWriter {
    private final Exchange exchange;

    NdjsonWriter(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void start() {
        exchange.startStream(200, "application/x-ndjson");
    }

    @Override
    public void line(JsonNode line) {
        exchange.write(line + "\n");
    }

    @Override
    public void brokenLine() {
        exchange.write("{\"model\":\"broken\",\"message\":{\"role\":\"assis\n");
    }

    @Override
    public void error(String message) {
        line(Json.object().put("error", message));
    }

    @Override
    public void end() {
        exchange.endStream();
    }
}
