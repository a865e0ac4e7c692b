package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.ollama.client.ChatCall;
import dev.serai.ollama.client.GenerateCall;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Continues texts. */
final class GenerateHandler implements OperationHandler {

    private final OllamaConfiguration configuration;
    private final ModelAccess access;
    private final Asking asking;

    GenerateHandler(OllamaEndpoint endpoint, ModelAccess access) throws Exception {
        this.configuration = endpoint.getConfiguration();
        this.access = access;
        this.asking = new Asking(endpoint);
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var model = access.model(exchange);
        var wanted = asking.formats(exchange);
        var call = new GenerateCall(
                model,
                asking.conversation.text(exchange),
                asking.conversation.system(exchange),
                asking.conversation.images(exchange),
                context(message.getHeader(OllamaConstants.CONTEXT)),
                wanted.format(),
                asking.settings.resolve(message, Map.of()));
        checkApi(call, wanted);
        var asChat = asChat(call);
        if (configuration.isStream()) {
            var opened = access.call(model, node -> {
                Replies.node(message, node);
                return node.server().stream(call);
            });
            var checks = new StreamChecks(asChat, wanted, asking.cutPrompts, message);
            return asking.streams.deliver(exchange, opened, checks, false);
        }
        return access.call(model, node -> {
                    Replies.node(message, node);
                    return node.server().generate(call);
                })
                .thenAccept(answer -> finish(exchange, asChat, wanted, answer));
    }

    private void finish(Exchange exchange, ChatCall call, Formats wanted, Answer answer) {
        asking.cutPrompts.report(call, answer.reply(), exchange.getMessage());
        // Generate has no turns, so there is none to repair it in.
        var violations = wanted.violations(answer.reply());
        if (!violations.isEmpty()) {
            throw wanted.mismatch(answer.reply(), violations);
        }
        Replies.write(exchange.getMessage(), answer, false);
    }

    /** What the prompt is measured by. */
    private static ChatCall asChat(GenerateCall call) {
        var messages = new ArrayList<ChatMessage>();
        if (call.system() != null) {
            messages.add(ChatMessage.system(call.system()));
        }
        messages.add(ChatMessage.user(call.prompt()));
        return new ChatCall(call.model(), messages, List.of(), call.format(), call.settings());
    }

    private static List<Integer> context(Object header) {
        if (header == null) {
            return null;
        }
        if (header instanceof Collection<?> numbers && numbers.stream().allMatch(Number.class::isInstance)) {
            return numbers.stream().map(number -> ((Number) number).intValue()).toList();
        }
        throw new OllamaException(
                OllamaError.BAD_OPTION, "header " + OllamaConstants.CONTEXT + " is no list of numbers");
    }

    private void checkApi(GenerateCall call, Formats wanted) {
        if (configuration.spokenApi() != ModelApi.OPENAI) {
            return;
        }
        var extra = call.system() != null
                ? "a system text"
                : !call.images().isEmpty()
                        ? "pictures"
                        : call.context() != null ? "a context" : !wanted.isFree() ? "a format" : null;
        if (extra != null) {
            throw new OllamaException(
                    OllamaError.NOT_IN_API,
                    extra + " is not part of generate in OpenAI's API",
                    "Use ollama:chat, or api=ollama where the server is Ollama.",
                    null);
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
