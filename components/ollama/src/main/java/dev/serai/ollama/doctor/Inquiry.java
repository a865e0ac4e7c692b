package dev.serai.ollama.doctor;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.error.Failures;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Asks one server for all that the examination needs. No thread waits for its answers. */
public final class Inquiry {

    private final Node node;
    private final Question question;
    private final Map<String, ModelInfo> described = new ConcurrentHashMap<>();
    private final Map<String, String> undescribed = new ConcurrentHashMap<>();

    private Inquiry(Node node, Question question) {
        this.node = node;
        this.question = question;
    }

    /** Fails when the server does not answer. */
    public static CompletableFuture<NodeFacts> ask(Node node, Question question) {
        return new Inquiry(node, question).ask();
    }

    /** What is known of a server that did not answer. */
    public static NodeFacts down(Node node, Throwable error) {
        var failure = error instanceof OllamaException known
                ? new NodeFacts.Failure(known.getFact(), known.getRemedy())
                : new NodeFacts.Failure(String.valueOf(error.getMessage()), null);
        return NodeFacts.down(node.name(), failure);
    }

    private CompletableFuture<NodeFacts> ask() {
        var api = node.ollama();
        var version = Patience.of(node, api.version());
        var tags = Patience.of(node, api.models());
        var ps = Patience.of(node, api.loaded());
        return version.thenCompose(number -> tags.thenCombine(
                        ps,
                        (installed, loaded) -> new NodeFacts(
                                node.name(),
                                null,
                                number,
                                installed.stream().map(InstalledModel::of).toList(),
                                loaded.stream().map(LoadedModel::of).toList(),
                                Map.of(),
                                Map.of())))
                .thenCompose(this::describe);
    }

    /** One after the other, so that a server with a hundred models is not flooded. */
    private CompletableFuture<NodeFacts> describe(NodeFacts facts) {
        var asked = CompletableFuture.<Void>completedFuture(null);
        for (var model : wanted(facts)) {
            asked = asked.thenCompose(done -> describe(model));
        }
        return asked.thenApply(done -> new NodeFacts(
                facts.node(),
                null,
                facts.version(),
                facts.installed(),
                facts.loaded(),
                new HashMap<>(described),
                new HashMap<>(undescribed)));
    }

    private Set<String> wanted(NodeFacts facts) {
        var names = new LinkedHashSet<String>();
        facts.loaded().forEach(model -> names.add(Names.key(model.name())));
        if (question.model() != null) {
            names.add(Names.key(question.model()));
        } else if (question.hasMemory()) {
            local(facts.installed()).forEach(model -> names.add(Names.key(model.name())));
        }
        return names;
    }

    /** Models that run elsewhere take no memory here, and asking about them might leave the house. */
    private static List<InstalledModel> local(List<InstalledModel> installed) {
        return installed.stream().filter(model -> !model.remote()).toList();
    }

    private CompletableFuture<Void> describe(String model) {
        return Patience.of(node, node.ollama().show(model, false)).handle((shown, error) -> {
            if (error == null) {
                described.put(model, ModelInfo.of(shown));
            } else if (!(Failures.unwrap(error) instanceof OllamaException known)) {
                undescribed.put(model, String.valueOf(Failures.unwrap(error).getMessage()));
            } else if (known.error() != OllamaError.MODEL_MISSING) {
                undescribed.put(model, known.getFact());
            }
            return null;
        });
    }
}
