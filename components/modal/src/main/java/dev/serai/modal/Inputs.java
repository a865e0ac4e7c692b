package dev.serai.modal;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import dev.serai.support.camel.Headers;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/** What an exchange brings, and takes away. */
public final class Inputs {

    private Inputs() {}

    public static <T> T header(Exchange exchange, String name, Class<T> type, T otherwise) {
        return Headers.get(exchange, name, type, otherwise, fact -> new ModalException(ModalError.BAD_OPTION, fact));
    }

    /** The body as a value: what is read as a stream becomes bytes. */
    public static Object value(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        return body instanceof InputStream || body instanceof StreamCache || body instanceof WrappedFile
                ? bytes(exchange)
                : body;
    }

    public static byte[] bytes(Exchange exchange) {
        var bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null) {
            throw input("the body is " + kind(exchange) + ", which is no bytes");
        }
        return bytes;
    }

    public static List<?> list(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof List<?> list) {
            return list;
        }
        throw input("the body is " + kind(exchange) + ", but a list is needed");
    }

    public static Map<?, ?> map(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Map<?, ?> map) {
            return map;
        }
        throw input("the body is " + kind(exchange) + ", but a map is needed");
    }

    private static String kind(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        return body == null ? "empty" : "of the class " + body.getClass().getName();
    }

    public static Map<String, String> texts(Map<?, ?> values) {
        var texts = new HashMap<String, String>();
        values.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }

    public static ModalException input(String fact) {
        return new ModalException(ModalError.BAD_INPUT, fact);
    }

    /** The parts of an option that is separated by commas. */
    public static List<String> listed(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** A header that is a map, or nothing. */
    public static Map<String, ?> named(Exchange exchange, String name) {
        var header = exchange.getMessage().getHeader(name);
        if (header == null) {
            return Map.of();
        }
        if (!(header instanceof Map<?, ?> map)) {
            throw new ModalException(ModalError.BAD_OPTION, "the header " + name + " is no map");
        }
        var named = new HashMap<String, Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), value));
        return named;
    }

    /** Makes an answer the body. */
    public static <T> CompletableFuture<T> body(Exchange exchange, CompletableFuture<T> answer) {
        return Stages.map(answer, value -> {
            exchange.getMessage().setBody(value);
            return value;
        });
    }
}
