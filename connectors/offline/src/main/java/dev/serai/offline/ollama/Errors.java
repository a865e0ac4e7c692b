package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;

/** Sends an error in the shape of the API that was asked. */
final class Errors {
    private Errors() {}

    /** Any failure; where an answer has begun, the connection is all that is left to break. */
    static void answer(Exchange exchange, RuntimeException failure) {
        if (exchange.started()) {
            exchange.cut();
        } else if (failure instanceof OllamaError error) {
            answer(exchange, error);
        } else {
            answer(exchange, OllamaError.internal("the stand-in failed: " + failure));
        }
    }

    private static void answer(Exchange exchange, OllamaError error) {
        if (exchange.path().startsWith("/v1/")) {
            // The real server names the character set only where it never reached the model's handler.
            var early = error instanceof InvalidRequest;
            exchange.send(
                    error.status(), early ? "application/json; charset=utf-8" : "application/json", error.openAiJson());
        } else {
            exchange.send(error.status(), "application/json; charset=utf-8", error.ollamaJson());
        }
    }

    /** A request that is refused before anything is looked up. */
    static final class InvalidRequest extends OllamaError {
        InvalidRequest(String message) {
            super(400, message);
        }
    }
}
