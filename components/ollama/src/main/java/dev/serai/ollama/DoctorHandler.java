package dev.serai.ollama;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.Setting;
import dev.serai.ollama.doctor.Examination;
import dev.serai.ollama.doctor.Inquiry;
import dev.serai.ollama.doctor.Memory;
import dev.serai.ollama.doctor.NodeFacts;
import dev.serai.ollama.doctor.Question;
import dev.serai.support.error.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Asks all servers how they and their models are doing, and reports it. */
final class DoctorHandler implements OperationHandler {

    private final OllamaEndpoint endpoint;
    private final ModelAccess access;
    private final SettingsResolver settings;
    private final long memory;

    DoctorHandler(OllamaEndpoint endpoint, ModelAccess access) {
        var configuration = endpoint.getConfiguration();
        this.endpoint = endpoint;
        this.access = access;
        this.settings = new SettingsResolver(endpoint.getCamelContext(), configuration, endpoint.getOperation());
        this.memory = given(configuration.getMemory()) ? Memory.parse(configuration.getMemory(), "option memory") : 0;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        // Before any request, so that servers with another API are told apart from servers that are down.
        access.nodes().forEach(Node::ollama);
        var question = question(exchange);
        CompletableFuture<List<NodeFacts>> all = CompletableFuture.completedFuture(new ArrayList<>());
        for (var node : access.nodes()) {
            all = all.thenCombine(facts(node, question), (facts, more) -> {
                facts.add(more);
                return facts;
            });
        }
        return all.thenAccept(facts -> write(exchange.getMessage(), question, facts));
    }

    private CompletableFuture<NodeFacts> facts(Node node, Question question) {
        var facts = Inquiry.ask(node, question);
        // With a single server there is nothing to report when it is down.
        return access.nodes().size() == 1
                ? facts
                : facts.exceptionally(error -> Inquiry.down(node, Failures.unwrap(error)));
    }

    private Question question(Exchange exchange) {
        var message = exchange.getMessage();
        var named = message.getHeader(OllamaConstants.MODEL, endpoint.getModel(), String.class);
        var numCtx = settings.resolve(message, Map.of()).values().get(Setting.NUM_CTX);
        return new Question(
                given(named) ? access.model(exchange) : null, ((Number) numCtx).longValue(), memory(message));
    }

    private long memory(Message message) {
        var header = message.getHeader(OllamaConstants.MEMORY, String.class);
        return given(header) ? Memory.parse(header, "header " + OllamaConstants.MEMORY) : memory;
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    private void write(Message message, Question question, List<NodeFacts> facts) {
        var report = Examination.of(question, facts);
        Replies.set(
                message, OllamaConstants.NODE, facts.size() == 1 ? facts.get(0).node() : null);
        message.setHeader(OllamaConstants.VERDICT, report.verdict());
        message.setBody(report);
    }
}
