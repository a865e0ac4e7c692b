package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.util.List;
import java.util.Optional;

/** POST /v1/audio/transcriptions: checks the form and answers what a script says. */
final class TranscriptionHandler {
    private final ServerState state;

    TranscriptionHandler(ServerState state) {
        this.state = state;
    }

    void transcribe(Exchange exchange) {
        var name = exchange.formField("model");
        if (name == null || name.isEmpty()) {
            throw OllamaError.badRequest("model is required");
        }
        if (exchange.body().length == 0) {
            throw OllamaError.badRequest("audio file is required");
        }
        state.models().find(name).orElseThrow(() -> OllamaError.modelMissing(name));
        var prompt = exchange.formField("prompt");
        var body = Json.object().put("model", name).put("bytes", exchange.body().length);
        var turns = List.of(Turn.of("user", prompt == null ? "" : prompt));
        var reply = state.script()
                .find(new ModelCall(Api.TRANSCRIPTION, name, turns, body, ModelCall.CallOptions.NONE))
                .orElseThrow(() -> OllamaError.notDone("transcriptions unless a script gives the text"));
        ScriptedFailures.before(exchange, Optional.of(reply), () -> {
            var text = String.join("", reply.words().text());
            var format = exchange.formField("response_format");
            if ("text".equals(format)) {
                exchange.send(200, "text/plain; charset=utf-8", text);
            } else if (format == null || format.equals("json")) {
                exchange.send(
                        200, "application/json", Json.object().put("text", text).toString());
            } else {
                Errors.answer(exchange, OllamaError.notDone("the transcription format " + format));
            }
        });
    }
}
