package dev.serai.ollama;

import dev.serai.ollama.client.EmbedCall;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Turns a text into a vector ({@code float[]}), or a list of texts into a list of vectors. */
final class EmbedHandler implements OperationHandler {

    private final ModelAccess access;
    private final SettingsResolver settings;

    EmbedHandler(OllamaEndpoint endpoint, ModelAccess access) {
        this.access = access;
        this.settings =
                new SettingsResolver(endpoint.getCamelContext(), endpoint.getConfiguration(), endpoint.getOperation());
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var model = access.model(exchange);
        boolean several = message.getBody() instanceof Collection<?>;
        var texts = several ? texts(exchange, (Collection<?>) message.getBody()) : List.of(text(exchange));
        if (texts.isEmpty()) {
            message.setBody(List.of());
            return CompletableFuture.completedFuture(null);
        }
        var call = new EmbedCall(model, texts, settings.resolve(message, Map.of()));
        return access.call(model, node -> {
                    Replies.node(message, node);
                    return node.server().embed(call);
                })
                .thenAccept(embeddings -> {
                    Replies.set(message, OllamaConstants.REPLY_MODEL, embeddings.model());
                    Replies.usage(message, embeddings.usage());
                    message.setBody(
                            several
                                    ? embeddings.vectors()
                                    : embeddings.vectors().get(0));
                });
    }

    private static List<String> texts(Exchange exchange, Collection<?> items) {
        return items.stream()
                .map(item -> exchange.getContext().getTypeConverter().convertTo(String.class, exchange, item))
                .map(EmbedHandler::present)
                .toList();
    }

    private static String text(Exchange exchange) {
        return present(exchange.getMessage().getBody(String.class));
    }

    private static String present(String text) {
        if (text == null || text.isBlank()) {
            throw new OllamaException(OllamaError.BAD_BODY, "there is no text to embed");
        }
        return text;
    }
}
