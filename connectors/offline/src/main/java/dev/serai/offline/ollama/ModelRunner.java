package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes a call to a model from admission to its played answer. */
final class ModelRunner {
    private static final String JSON = "application/json; charset=utf-8";

    private final ServerState state;

    ModelRunner(ServerState state) {
        this.state = state;
    }

    /** Finds the model, or says why it can't be used. */
    Model find(ModelCall call) {
        ModelName.refuseCloud(call.model());
        return state.models().find(call.model()).orElseThrow(() -> OllamaError.modelMissing(call.model()));
    }

    void answer(Exchange exchange, ModelCall call, Model model, AnswerShape shape) {
        var options = RunnerOptions.of(model.texts().parameters(), CallReader.optionsOf(call));
        Formats.check(call.options().format());
        var configured = call.withRunner(options);
        inMemory(exchange, configured, model, window -> play(exchange, configured, model, shape, window));
    }

    /** A call without a question loads the model, or unloads it where it says to keep it for no time. */
    void loadOrUnload(Exchange exchange, ModelCall call, Model model, Function<String, ObjectNode> answer) {
        var keepAlive = call.options().keepAlive();
        if (keepAlive != null && keepAlive.isZero()) {
            state.loaded().unload(model.name());
            exchange.send(200, JSON, answer.apply("unload").toString());
            return;
        }
        var options = RunnerOptions.of(model.texts().parameters(), CallReader.optionsOf(call));
        inMemory(
                exchange,
                call.withRunner(options),
                model,
                window -> exchange.send(200, JSON, answer.apply("load").toString()));
    }

    private void inMemory(Exchange exchange, ModelCall call, Model model, Consumer<ContextWindow> work) {
        var options = call.options().runner();
        var window = new ContextWindow(
                model, model.contextFor(options, state.settings().contextLength()));
        var keepAlive = call.options().keepAlive();
        state.admission().admit(exchange, () -> {
            var ready = state.loaded().ready(model, window.length(), options.runnerKey());
            Runnable then = () -> {
                state.loaded().use(model, window.length(), options.runnerKey(), keepAlive);
                exchange.onEnd(() -> state.loaded().release(model, keepAlive));
                work.accept(window);
            };
            if (ready || model.behaviour().loadTime().isZero()) {
                then.run();
            } else {
                exchange.after(model.behaviour().loadTime(), then);
            }
        });
    }

    private void play(Exchange exchange, ModelCall call, Model model, AnswerShape shape, ContextWindow window) {
        var fitted = window.fit(call);
        if (!model.can(Capability.VISION) && fitted.turns().stream().anyMatch(t -> t.images() > 0)) {
            throw OllamaError.imagesUnsupported();
        }
        var thinks = model.can(Capability.THINKING) && call.options().think() != Think.OFF;
        var reply = state.script().find(fitted).orElseGet(() -> BuiltInAnswers.to(fitted, thinks));
        if (reply.refusal() != null) {
            exchange.after(reply.pacing().first(), () -> ScriptedFailures.refuse(exchange, reply.refusal()));
            return;
        }
        var answer = AnswerPlanner.plan(fitted, reply, window.tokens(fitted), window.length());
        new AnswerPlayer(exchange, shape, answer).play();
    }
}
