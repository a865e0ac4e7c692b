package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;

/** POST /api/chat. */
final class ChatHandler {
    private final ServerState state;
    private final ModelRunner runner;

    ChatHandler(ServerState state, ModelRunner runner) {
        this.state = state;
        this.runner = runner;
    }

    void chat(Exchange exchange) {
        var body = RequestJson.read(exchange);
        if (body.path("_debug_render_only").asBoolean()) {
            throw OllamaError.notDone("_debug_render_only, because it renders no templates");
        }
        var call = CallReader.chat(body);
        var model = runner.find(call);
        var shape = new ChatShape(call);
        if (!model.can(Capability.COMPLETION)) {
            throw OllamaError.badRequest("\"" + call.model() + "\" does not support chat");
        }
        if (call.turns().isEmpty()) {
            runner.loadOrUnload(exchange, call, model, shape::withoutQuestion);
            return;
        }
        Abilities.check(call, model, state.settings().registry());
        runner.answer(exchange, call, model, shape);
    }
}
