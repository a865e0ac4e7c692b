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
            loadOrUnload(exchange, call, model, shape);
            return;
        }
        Abilities.check(call, model, state.settings().registry());
        runner.answer(exchange, call, model, shape);
    }

    private void loadOrUnload(Exchange exchange, ModelCall call, Model model, ChatShape shape) {
        var keepAlive = call.options().keepAlive();
        if (keepAlive != null && keepAlive.isZero()) {
            state.loaded().unload(model.name());
            exchange.send(200, shape.wholeContentType(), shape.withoutQuestion("unload").toString());
            return;
        }
        var loaded = shape.withoutQuestion("load").toString();
        runner.load(exchange, call, model, () -> exchange.send(200, shape.wholeContentType(), loaded));
    }
}
