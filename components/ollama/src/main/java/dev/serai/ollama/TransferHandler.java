package dev.serai.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.camel.Resources;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Brings models to a server and makes new ones, telling how it goes. */
final class TransferHandler implements OperationHandler {

    private final OllamaEndpoint endpoint;
    private final OllamaConfiguration configuration;
    private final ModelAccess access;
    private final String system;

    TransferHandler(OllamaEndpoint endpoint, ModelAccess access) {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.access = access;
        this.system = Resources.text(endpoint.getCamelContext(), configuration.getSystem());
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) throws Exception {
        return switch (endpoint.getOperation()) {
            case BLOBS -> upload(exchange);
            case PULL, PUSH -> transfer(exchange, Map.of());
            default -> transfer(exchange, recipe(exchange));
        };
    }

    private CompletableFuture<Void> transfer(Exchange exchange, Map<String, Object> recipe) {
        var operation = endpoint.getOperation();
        var model = access.model(exchange);
        var progress = new ProgressReport(endpoint, operation.wireName(), model);
        boolean insecure = configuration.isInsecure();
        return access.direct(model, node -> {
                    Replies.node(exchange.getMessage(), node);
                    return switch (operation) {
                        case PULL -> node.ollama().pull(model, insecure, progress);
                        case PUSH -> node.ollama().push(model, insecure, progress);
                        default -> node.ollama().create(model, recipe, progress);
                    };
                })
                .whenComplete((done, error) -> progress.close());
    }

    /** What a model is made from: the body by Ollama's field names, completed by headers and options. */
    private Map<String, Object> recipe(Exchange exchange) {
        var message = exchange.getMessage();
        var recipe = new LinkedHashMap<String, Object>();
        if (message.getBody() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> recipe.put(String.valueOf(name), value));
        } else if (message.getBody() != null && !message.getBody(String.class).isBlank()) {
            try {
                recipe.putAll(Json.map(message.getBody(String.class)));
            } catch (JsonProcessingException e) {
                throw new OllamaException(
                        OllamaError.BAD_BODY,
                        "the body is no JSON object: " + e.getOriginalMessage(),
                        "Send a map or a JSON object with from or files, or an empty body and the header "
                                + OllamaConstants.FROM + ".",
                        e);
            }
        }
        var from = message.getHeader(OllamaConstants.FROM, String.class);
        if (from != null) {
            recipe.put("from", from);
        }
        var text = message.getHeader(OllamaConstants.SYSTEM, system, String.class);
        if (text != null) {
            recipe.putIfAbsent("system", text);
        }
        if (recipe.get("from") instanceof String base) {
            // Under a new name it would pass for a local model.
            access.checkCloud(base);
        }
        return recipe;
    }

    private CompletableFuture<?> upload(Exchange exchange) throws Exception {
        var message = exchange.getMessage();
        var blob = Blob.of(exchange, message.getHeader(OllamaConstants.DIGEST, String.class));
        return access.direct(null, node -> {
                    Replies.node(message, node);
                    return node.ollama()
                            .hasBlob(blob.digest())
                            .thenCompose(there -> there
                                    ? CompletableFuture.<Void>completedFuture(null)
                                    : node.ollama().putBlob(blob.digest(), blob.content()));
                })
                .thenAccept(done -> {
                    // The next blob of the route has another one.
                    message.removeHeader(OllamaConstants.DIGEST);
                    message.setBody(blob.digest());
                });
    }
}
