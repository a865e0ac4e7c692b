package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.util.function.Consumer;

/** Takes a call to a model from admission to its played answer. */
final class ModelRunner {
    private final ServerState state;

    ModelRunner(ServerState state) {
        this.state = state;
    }

    /** Finds the model, or says why it can't be used. */
    Model find(ModelCall call) {
        if (ModelName.cloud(call.model())) {
            throw new OllamaError(403, "ollama cloud is disabled: remote model is unavailable");
        }
        return state.models().find(call.model()).orElseThrow(() -> OllamaError.modelMissing(call.model()));
    }

    void answer(Exchange exchange, ModelCall call, Model model, AnswerShape shape) {
        var options = RunnerOptions.of(model.texts().parameters(), CallReader.optionsOf(call));
        Formats.check(call.options().format());
        var configured = call.withRunner(options);
        inMemory(exchange, configured, model, window -> play(exchange, configured, model, shape, window));
    }

    /** Loads a model without asking it anything. */
    void load(Exchange exchange, ModelCall call, Model model, Runnable then) {
        var options = RunnerOptions.of(model.texts().parameters(), CallReader.optionsOf(call));
        inMemory(exchange, call.withRunner(options), model, window -> then.run());
    }

    private void inMemory(Exchange exchange, ModelCall call, Model model, Consumer<ContextWindow> work) {
        var options = call.options().runner();
        var window = new ContextWindow(model, model.contextFor(options, state.settings().contextLength()));
        var keepAlive = call.options().keepAlive();
        state.admission().admit(exchange, () -> {
            var ready = state.loaded().ready(model, window.length(), options.runnerKey());
            Runnable then = () -> guarded(exchange, () -> {
                state.loaded().use(model, window.length(), options.runnerKey(), keepAlive);
                exchange.onEnd(() -> state.loaded().release(model, keepAlive));
                work.accept(window);
            });
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

    private static void guarded(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (OllamaError e) {
            Errors.answer(exchange, e);
        }
    }
}
