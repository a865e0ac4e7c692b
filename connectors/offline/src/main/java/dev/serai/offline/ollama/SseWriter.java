package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;

/** Server-sent events as OpenAI's API frames them, with its end mark. */
final class SseWriter implements StreamWriter {
    private final Exchange exchange;
    private boolean failed;

    SseWriter(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void start() {
        exchange.startStream(200, "text/event-stream");
    }

    @Override
    public void line(JsonNode line) {
        data(line.toString());
    }

    @Override
    public void brokenLine() {
        failed = true;
        data("{\"id\":\"broken\",\"choices\":[{\"delta\":{\"content\":\"hal");
    }

    @Override
    public void error(String message) {
        failed = true;
        data(OllamaError.openAiJson(500, message));
    }

    @Override
    public void end() {
        if (!failed) {
            data("[DONE]");
        }
        exchange.endStream();
    }

    private void data(String text) {
        exchange.write("data: " + text + "\n\n");
    }
}
