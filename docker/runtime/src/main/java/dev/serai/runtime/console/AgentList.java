package dev.serai.runtime.console;

import dev.serai.openai.GatewayComponent;
import dev.serai.openai.GatewayEndpoint;
import dev.serai.openai.GatewayKind;
import dev.serai.openai.model.GatewayModel;
import dev.serai.openai.model.Models;
import dev.serai.openai.model.OllamaModels;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** Who can be chatted with: the routes that are models of the gateway, and the models of Ollama that it allows. */
final class AgentList implements AutoCloseable {

    private final CamelContext context;
    private OllamaModels ollama;

    AgentList(CamelContext context) {
        this.context = context;
    }

    /** @param kind {@code agent} for a route, {@code model} for a model alone */
    record Agent(String id, String title, String description, String kind) {}

    CompletableFuture<List<Agent>> list() throws Exception {
        return models().all()
                .thenApply(all -> all.stream()
                        .filter(model -> model.kind() == GatewayKind.MODEL)
                        .map(model -> new Agent(
                                model.id(),
                                model.title(),
                                model.description() == null ? "" : model.description(),
                                model instanceof AgentRoute ? "agent" : "model"))
                        .toList());
    }

    GatewayModel named(String id) throws Exception {
        return models().named(GatewayKind.MODEL, id);
    }

    /** As they are now: routes come and go. */
    private Models models() throws Exception {
        var models = new Models();
        context.getRoutes().stream()
                .filter(this::isOffered)
                .map(AgentRoute::new)
                .forEach(models::add);
        models.use(ollama());
        return models;
    }

    boolean isOffered(Route route) {
        // Null for one that was taken away since the list was made.
        var status = context.getRouteController().getRouteStatus(route.getId());
        return route.getEndpoint() instanceof GatewayEndpoint && status != null && status.isStarted();
    }

    private synchronized OllamaModels ollama() throws Exception {
        if (ollama == null && context.hasComponent("gateway") instanceof GatewayComponent gateway) {
            var patterns = gateway.getOllamaModels();
            if (patterns != null && !patterns.isBlank()) {
                ollama = new OllamaModels(context, patterns);
            }
        }
        return ollama;
    }

    @Override
    public synchronized void close() {
        if (ollama != null) {
            ollama.close();
        }
    }
}
