package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.ollama.client.ChatCall;
import dev.serai.ollama.client.GenerateCall;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.camel.Resources;
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
    private final OllamaEndpoint endpoint;
    private final ModelAccess access;
    private final Conversation conversation;
    private final SettingsResolver settings;
    private final Formats formats;
    private final CutPrompts cutPrompts;
    private final Streams streams;

    GenerateHandler(OllamaEndpoint endpoint, ModelAccess access) throws Exception {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.access = access;
        var context = endpoint.getCamelContext();
        this.conversation =
                new Conversation(Resources.text(context, configuration.getSystem()), configuration.getPrompt());
        this.settings = new SettingsResolver(context, configuration, endpoint.getOperation());
        this.formats = Formats.read(Resources.text(context, configuration.getFormat()));
        this.cutPrompts = new CutPrompts(configuration.getOnCut());
        this.streams = new Streams(endpoint);
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var model = access.model(exchange);
        var header = message.getHeader(OllamaConstants.FORMAT);
        var wanted = header == null ? formats : Formats.read(resource(header));
        var call = new GenerateCall(
                model,
                conversation.text(exchange),
                conversation.system(exchange),
                conversation.images(exchange),
                context(message.getHeader(OllamaConstants.CONTEXT)),
                wanted.format(),
                settings.resolve(message, Map.of()));
        checkApi(call, wanted);
        var asChat = asChat(call);
        if (configuration.isStream()) {
            var opened = access.call(model, node -> {
                Replies.node(message, node);
                return node.server().stream(call);
            });
            return streams.deliver(exchange, opened, new StreamChecks(asChat, wanted, cutPrompts, message), false);
        }
        return access.call(model, node -> {
                    Replies.node(message, node);
                    return node.server().generate(call);
                })
                .thenAccept(answer -> finish(exchange, asChat, wanted, answer));
    }

    private void finish(Exchange exchange, ChatCall call, Formats wanted, Answer answer) {
        cutPrompts.report(call, answer.reply(), exchange.getMessage());
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
        var extra = call.system() != null ? "a system text" : !call.images().isEmpty() ? "pictures"
                : call.context() != null ? "a context" : !wanted.isFree() ? "a format" : null;
        if (extra != null) {
            throw new OllamaException(
                    OllamaError.NOT_IN_API,
                    extra + " is not part of generate in OpenAI's API",
                    "Use ollama:chat, or api=ollama where the server is Ollama.",
                    null);
        }
    }

    private Object resource(Object value) {
        return value instanceof String text ? Resources.text(endpoint.getCamelContext(), text) : value;
    }

    @Override
    public void close() {
        streams.close();
    }
}
