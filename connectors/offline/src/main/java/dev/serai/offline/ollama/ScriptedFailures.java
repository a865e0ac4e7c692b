package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.util.Optional;

/** Applies a reply's delay and failures to an answer that has no tokens. */
final class ScriptedFailures {
    private ScriptedFailures() {}

    static void before(Exchange exchange, Optional<ScriptedReply> reply, Runnable otherwise) {
        if (reply.isEmpty()) {
            otherwise.run();
            return;
        }
        exchange.after(reply.get().pacing().first(), () -> {
            var fault = reply.get().fault();
            if (reply.get().refusal() != null) {
                refuse(exchange, reply.get().refusal());
            } else if (fault instanceof Fault.Cut) {
                exchange.cut();
            } else if (fault instanceof Fault.ErrorLine error) {
                Errors.answer(exchange, OllamaError.internal(error.message()));
            } else if (fault instanceof Fault.BrokenJson) {
                exchange.send(200, "application/json; charset=utf-8", "{\"model\":\"broken\",\"emb");
            } else if (fault == null) {
                otherwise.run();
            }
        });
    }

    static void refuse(Exchange exchange, Refusal refusal) {
        refusal.headers().forEach(exchange::setHeader);
        if (refusal.body() != null) {
            exchange.send(refusal.status(), refusal.contentType(), refusal.body());
        } else {
            Errors.answer(exchange, new OllamaError(refusal.status(), refusal.message()));
        }
    }
}
