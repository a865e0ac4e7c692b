package dev.serai.openai.model;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import dev.serai.openai.GatewayKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models as they are now: those that are routes, which come and go, and those of Ollama. */
public final class Models {

    private final Map<String, GatewayModel> routes = new ConcurrentSkipListMap<>();
    private volatile OllamaModels ollama;

    /** @param models null for none */
    public void use(OllamaModels models) {
        ollama = models;
    }

    /** @return whether the name was free */
    public boolean add(GatewayModel model) {
        return routes.putIfAbsent(model.id(), model) == null;
    }

    public void remove(GatewayModel model) {
        routes.remove(model.id(), model);
    }

    public boolean isEmpty() {
        return routes.isEmpty() && ollama == null;
    }

    /** Routes first; they win over a model of Ollama that has the same name. */
    public CompletableFuture<List<GatewayModel>> all() {
        var all = new ArrayList<>(routes.values());
        var others = ollama;
        if (others == null) {
            return CompletableFuture.completedFuture(all);
        }
        return others.listed().thenApply(listed -> {
            listed.stream().filter(model -> !routes.containsKey(model.id())).forEach(all::add);
            return all;
        });
    }

    public GatewayModel named(GatewayKind kind, String id) {
        var route = routes.get(id);
        if (route == null && ollama != null && ollama.isAllowed(id)) {
            return ollama.model(kind, id);
        }
        if (route == null) {
            throw new GatewayException(
                    GatewayError.UNKNOWN_MODEL, "there is no model '" + GatewayException.shown(id) + "'", "model");
        }
        if (route.kind() != kind) {
            var other = kind == GatewayKind.MODEL ? "does not chat" : "does not turn texts into vectors";
            throw new GatewayException(GatewayError.NOT_SUPPORTED, "the model '" + id + "' " + other, "model");
        }
        return route;
    }
}
