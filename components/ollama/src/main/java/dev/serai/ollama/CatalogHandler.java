package dev.serai.ollama;

import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Looks at the models on a server and manages them. */
final class CatalogHandler implements OperationHandler {

    private final OllamaEndpoint endpoint;
    private final OllamaConfiguration configuration;
    private final ModelAccess access;
    private final SettingsResolver settings;

    CatalogHandler(OllamaEndpoint endpoint, ModelAccess access) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.access = access;
        this.settings = new SettingsResolver(endpoint.getCamelContext(), configuration, endpoint.getOperation());
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var operation = endpoint.getOperation();
        var model = operation.needsModel() ? access.model(exchange) : null;
        CompletableFuture<?> work = access.direct(model, node -> {
            Replies.node(exchange.getMessage(), node);
            return run(exchange, node, operation, model);
        });
        return work.thenAccept(result -> {
            if (result != null) {
                exchange.getMessage().setBody(result);
            }
        });
    }

    private CompletableFuture<Object> run(Exchange exchange, Node node, OllamaOperation operation, String model) {
        return switch (operation) {
            case TAGS -> node.server().models().thenApply(models -> models);
            case PS -> node.ollama().loaded().thenApply(models -> models);
            case VERSION -> node.ollama().version().thenApply(version -> version);
            case SHOW -> node.ollama().show(model, configuration.isVerbose()).thenApply(shown -> shown);
            case LOAD ->
                node.ollama()
                        .load(model, settings.resolve(exchange.getMessage(), Map.of()))
                        .thenApply(answer -> null);
            case COPY -> node.ollama().copy(model, destination(exchange)).thenApply(done -> null);
            case DELETE -> node.ollama().delete(model).thenApply(done -> null);
            default -> throw new IllegalStateException(operation + " is no catalogue operation");
        };
    }

    private static String destination(Exchange exchange) {
        var destination = exchange.getMessage().getHeader(OllamaConstants.DESTINATION, String.class);
        if (destination == null || destination.isBlank()) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION,
                    "copy does not know the name of the copy",
                    "Set the header " + OllamaConstants.DESTINATION + ".",
                    null);
        }
        return destination;
    }
}
