package dev.serai.ollama;

import dev.serai.ollama.client.Answer;
import dev.serai.ollama.client.ChatCall;
import dev.serai.ollama.client.Node;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.camel.Resources;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** Answers conversations. */
final class ChatHandler implements OperationHandler {

    private final OllamaEndpoint endpoint;
    private final OllamaConfiguration configuration;
    private final ModelAccess access;
    private final Asking asking;
    private final List<ToolSpec> tools;

    ChatHandler(OllamaEndpoint endpoint, ModelAccess access) throws Exception {
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.access = access;
        // The tools first: what Asking opens has to be closed.
        this.tools = Tools.read(Resources.text(endpoint.getCamelContext(), configuration.getTools()));
        this.asking = new Asking(endpoint);
    }

    @Override
    public void start() {
        if (configuration.isCheckModel() && endpoint.getModel() != null) {
            new StartCheck(access, configuration).check(endpoint.getModel(), !tools.isEmpty());
        }
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var model = access.model(exchange);
        boolean wholeReply = message.getBody() instanceof ChatRequest;
        var request = asking.conversation.read(exchange);
        var wanted = formats(exchange, request);
        var call = new ChatCall(
                model,
                request.messages(),
                tools(exchange, request),
                wanted.format(),
                asking.settings.resolve(message, request.options()));
        check(call, wanted);
        if (configuration.isStream() || wholeReply && message.getHeader(ChatRequest.STREAM, false, Boolean.class)) {
            var opened = access.call(model, node -> stream(exchange, node, call));
            var checks = new StreamChecks(call, wanted, asking.cutPrompts, message);
            return asking.streams.deliver(exchange, opened, checks, wholeReply);
        }
        return access.call(model, node -> answer(exchange, node, call, wanted)).thenAccept(answer -> {
            asking.cutPrompts.report(call, answer.reply(), message);
            Replies.write(message, answer, wholeReply);
        });
    }

    private static CompletableFuture<ChatStream> stream(Exchange exchange, Node node, ChatCall call) {
        Replies.node(exchange.getMessage(), node);
        return node.server().stream(call);
    }

    private CompletableFuture<Answer> answer(Exchange exchange, Node node, ChatCall call, Formats wanted) {
        Replies.node(exchange.getMessage(), node);
        Replies.set(exchange.getMessage(), OllamaConstants.REPAIRED, null);
        var first = node.server().chat(call);
        return wanted.isFree() ? first : first.thenCompose(answer -> repaired(exchange, node, call, wanted, answer));
    }

    /** Gives the model one chance to mend an answer that does not match the format. */
    private static CompletableFuture<Answer> repaired(
            Exchange exchange, Node node, ChatCall call, Formats wanted, Answer answer) {
        var violations = wanted.violations(answer.reply());
        if (violations.isEmpty()) {
            return CompletableFuture.completedFuture(answer);
        }
        var messages = new ArrayList<>(call.messages());
        messages.add(ChatMessage.assistant(answer.reply().text()));
        messages.add(ChatMessage.user(Formats.repair(violations)));
        return node.server().chat(call.withMessages(messages)).thenApply(second -> {
            var rest = wanted.violations(second.reply());
            if (!rest.isEmpty()) {
                throw wanted.mismatch(second.reply(), rest);
            }
            exchange.getMessage().setHeader(OllamaConstants.REPAIRED, true);
            return new Answer(together(answer.reply(), second.reply()), second.logprobs(), null);
        });
    }

    /** The second answer, at the price of both. */
    private static ChatReply together(ChatReply first, ChatReply second) {
        return new ChatReply(
                second.model(),
                second.text(),
                second.thinking(),
                second.toolCalls(),
                first.usage().plus(second.usage()),
                second.finishReason());
    }

    private Formats formats(Exchange exchange, ChatRequest request) {
        return request.format() == null ? asking.formats(exchange) : Formats.of(request.format());
    }

    private List<ToolSpec> tools(Exchange exchange, ChatRequest request) {
        if (!request.tools().isEmpty()) {
            return request.tools();
        }
        var header = exchange.getMessage().getHeader(OllamaConstants.TOOLS);
        return header == null ? tools : Tools.read(header);
    }

    private void check(ChatCall call, Formats wanted) {
        if (!wanted.isFree() && !call.tools().isEmpty() && configuration.spokenApi() == ModelApi.OLLAMA) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION,
                    "a format and tools are asked for together, and Ollama then never calls a tool",
                    "Ask for the tools first and for the format in a last call without them.",
                    null);
        }
    }

    @Override
    public void close() {
        asking.close();
    }
}
