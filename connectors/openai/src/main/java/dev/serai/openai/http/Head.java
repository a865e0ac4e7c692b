package dev.serai.openai.http;

import java.util.function.UnaryOperator;

/**
 * A request without its body.
 *
 * @param path the part behind the gateway's own path, decoded
 * @param headers finds the first header of a name
 */
public record Head(String method, String path, UnaryOperator<String> headers) {

    /** The header's value, or null. */
    public String header(String name) {
        return headers.apply(name);
    }
}
