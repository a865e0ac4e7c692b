package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatImage;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatRole;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** Reads what a route asks: a body of many kinds becomes a conversation. */
final class Conversation {

    private final String system;
    private final String prompt;

    Conversation(String system, String prompt) {
        this.system = system;
        this.prompt = prompt;
    }

    ChatRequest read(Exchange exchange) {
        var message = exchange.getMessage();
        var body = message.getBody();
        if (body instanceof ChatRequest request) {
            return request.withMessages(withSystem(exchange, request.messages()));
        }
        if (body instanceof ChatMessage one) {
            return ChatRequest.of(withSystem(exchange, List.of(one)));
        }
        if (body instanceof List<?> list) {
            return ChatRequest.of(withSystem(exchange, messages(list)));
        }
        return ChatRequest.of(withSystem(exchange, List.of(ChatMessage.user(text(exchange), images(exchange)))));
    }

    /** The question: the body, unless that is the picture it is about. */
    String text(Exchange exchange) {
        var asked = exchange.getMessage().getHeader(OllamaConstants.PROMPT, prompt, String.class);
        if (asked != null && isBinary(exchange.getMessage().getBody())) {
            return asked;
        }
        var text = exchange.getMessage().getBody(String.class);
        if (text != null && !text.isBlank()) {
            return text;
        }
        if (asked != null) {
            return asked;
        }
        throw new OllamaException(OllamaError.BAD_BODY, "the body is empty: there is no question");
    }

    String system(Exchange exchange) {
        return exchange.getMessage().getHeader(OllamaConstants.SYSTEM, system, String.class);
    }

    private List<ChatMessage> withSystem(Exchange exchange, List<ChatMessage> messages) {
        var text = system(exchange);
        if (text == null || messages.stream().anyMatch(message -> message.role() == ChatRole.SYSTEM)) {
            return messages;
        }
        var all = new ArrayList<ChatMessage>(messages.size() + 1);
        all.add(ChatMessage.system(text));
        all.addAll(messages);
        return all;
    }

    private static List<ChatMessage> messages(List<?> list) {
        if (list.isEmpty()) {
            throw new OllamaException(OllamaError.BAD_BODY, "the list in the body is empty: there is no question");
        }
        var messages = new ArrayList<ChatMessage>();
        for (var item : list) {
            if (item instanceof ChatMessage message) {
                messages.add(message);
            } else if (item instanceof Map<?, ?> map && map.get("role") != null) {
                messages.add(message(map));
            } else {
                throw new OllamaException(
                        OllamaError.BAD_BODY,
                        "the list in the body holds "
                                + (item == null ? "null" : item.getClass().getSimpleName()) + ", which is no message",
                        "Put ChatMessage objects or maps with role and content into it.",
                        null);
            }
        }
        return messages;
    }

    private static ChatMessage message(Map<?, ?> map) {
        try {
            var content = map.get("content");
            if (content instanceof Collection<?> || content instanceof Map<?, ?> || map.get("tool_calls") != null) {
                throw new OllamaException(
                        OllamaError.BAD_BODY,
                        "a message in the body has content that is no text, or tool calls",
                        "Use ChatMessage objects for pictures and tool calls.",
                        null);
            }
            return new ChatMessage(
                    ChatRole.of(map.get("role").toString()),
                    content == null ? "" : content.toString(),
                    null,
                    null,
                    null,
                    map.get("tool_call_id") instanceof String id ? id : null,
                    map.get("tool_name") instanceof String name ? name : null);
        } catch (IllegalArgumentException e) {
            throw new OllamaException(OllamaError.BAD_BODY, e.getMessage(), e);
        }
    }

    List<ChatImage> images(Exchange exchange) {
        var images = new ArrayList<ChatImage>();
        var message = exchange.getMessage();
        var given = message.getHeader(OllamaConstants.IMAGES);
        if (given instanceof Collection<?> several) {
            several.forEach(one -> images.add(image(exchange, one)));
        } else if (given != null) {
            images.add(image(exchange, given));
        }
        var asked = message.getHeader(OllamaConstants.PROMPT, prompt, String.class);
        if (asked != null && isBinary(message.getBody())) {
            images.add(image(exchange, message.getBody()));
        }
        return images;
    }

    static boolean isBinary(Object body) {
        return body instanceof byte[]
                || body instanceof File
                || body instanceof Path
                || body instanceof InputStream
                || body instanceof WrappedFile<?>;
    }

    private static ChatImage image(Exchange exchange, Object value) {
        try {
            if (value instanceof ChatImage image) {
                return image;
            }
            if (value instanceof byte[] bytes) {
                return ChatImage.of(bytes);
            }
            if (value instanceof Path path) {
                return ChatImage.of(Files.readAllBytes(path));
            }
            if (value instanceof String base64) {
                return ChatImage.of(Base64.getDecoder()
                        .decode(base64.substring(base64.startsWith("data:") ? base64.indexOf(',') + 1 : 0)));
            }
            var bytes = exchange.getContext().getTypeConverter().mandatoryConvertTo(byte[].class, exchange, value);
            return ChatImage.of(bytes);
        } catch (Exception e) {
            throw new OllamaException(
                    OllamaError.BAD_IMAGE,
                    "a picture given as " + value.getClass().getSimpleName() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
