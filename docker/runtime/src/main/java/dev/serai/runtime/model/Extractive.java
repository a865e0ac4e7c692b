package dev.serai.runtime.model;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.FinishReason;
import dev.serai.support.chat.ResponseFormat;
import dev.serai.support.chat.ToolCall;
import dev.serai.support.chat.ToolSpec;
import dev.serai.support.error.SeraiException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stands where a model would, and writes nothing of its own: it has the tool that searches called with the question, and
 * answers with what was found, word for word, with its source, and labelled as that.
 */
final class Extractive {

    private static final String NAME = "passages";

    /** @param hint how to get a model */
    ChatReply answer(ChatRequest request, String hint) {
        if (request.format() != null && request.format().kind() != ResponseFormat.Kind.TEXT) {
            throw new SeraiException(
                    ModelError.NO_MODEL, "a model is needed to answer in a given form, and there is none", hint, null);
        }
        var question = question(request.messages());
        var results = results(request.messages());
        if (!results.isEmpty()) {
            return text(new Quotes(question.text()).of(results) + "\n\n" + hint);
        }
        return searchTool(request.tools())
                .map(tool -> search(tool, question.text()))
                .orElseGet(
                        () -> text("There is no model to answer this, and nothing that could be searched.\n\n" + hint));
    }

    private static ChatMessage question(List<ChatMessage> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role() == ChatRole.USER) {
                return messages.get(i);
            }
        }
        return ChatMessage.user("");
    }

    /** What tools gave since the question. */
    private static List<ChatMessage> results(List<ChatMessage> messages) {
        int from = messages.size();
        while (from > 0 && messages.get(from - 1).role() != ChatRole.USER) {
            from--;
        }
        return messages.subList(from, messages.size()).stream()
                .filter(message -> message.role() == ChatRole.TOOL)
                .toList();
    }

    /** One that searches and wants nothing but a text. */
    private static Optional<SearchTool> searchTool(List<ToolSpec> tools) {
        return tools.stream()
                .filter(tool -> tool.name().toLowerCase(Locale.ROOT).contains("search"))
                .flatMap(tool -> SearchTool.of(tool).stream())
                .findFirst();
    }

    private static ChatReply search(SearchTool tool, String question) {
        var call = new ToolCall(UUID.randomUUID().toString(), tool.name(), Map.of(tool.parameter(), question));
        return new ChatReply(NAME, null, null, List.of(call), null, FinishReason.TOOL_CALLS);
    }

    private static ChatReply text(String text) {
        return new ChatReply(NAME, text, null, null, null, FinishReason.STOP);
    }

    /** @param parameter where the question goes */
    private record SearchTool(String name, String parameter) {

        static Optional<SearchTool> of(ToolSpec tool) {
            if (!(tool.parameters().get("properties") instanceof Map<?, ?> properties)) {
                return Optional.empty();
            }
            var required = tool.parameters().get("required") instanceof List<?> names ? names : List.of();
            var name = required.size() == 1
                    ? required.get(0)
                    : properties.size() == 1 ? properties.keySet().iterator().next() : null;
            return name instanceof String text
                            && properties.get(text) instanceof Map<?, ?> schema
                            && "string".equals(schema.get("type"))
                    ? Optional.of(new SearchTool(tool.name(), text))
                    : Optional.empty();
        }
    }
}
