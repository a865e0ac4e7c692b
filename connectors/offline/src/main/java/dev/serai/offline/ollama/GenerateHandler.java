package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;

/** POST /api/generate. */
final class GenerateHandler {
    private final ServerState state;
    private final ModelRunner runner;

    GenerateHandler(ServerState state, ModelRunner runner) {
        this.state = state;
        this.runner = runner;
    }

    void generate(Exchange exchange) {
        var body = RequestJson.read(exchange);
        var call = CallReader.generate(body);
        var model = runner.find(call);
        var shape = new GenerateShape(call);
        if (!model.can(Capability.COMPLETION)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support generate");
        }
        if (!body.path("suffix").asText("").isEmpty() && !model.can(Capability.INSERT)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support insert");
        }
        if (call.lastContent().isEmpty()) {
            runner.loadOrUnload(exchange, call, model, shape::withoutQuestion);
            return;
        }
        Abilities.check(call, model, state.settings().registry());
        runner.answer(exchange, call, model, shape);
    }
}
