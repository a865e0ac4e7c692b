package dev.serai.agent.tool;

import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

/** Turns what a route ends with into text for a model. */
record ToolResult(int most) {

    private static final String NOTHING = "(no result)";
    private static final int MOST_OF_AN_ERROR = 500;

    /** Drivers like to name the URL that they could not reach, with the user and the password in it. */
    private static final Pattern SECRET = Pattern.compile(
            "(?<=//)[^/@\\s]++(?=@)|(?<=(?:password|passwd|pwd|token|secret|key)=)[^&;,\\s]++",
            Pattern.CASE_INSENSITIVE);

    ToolOutcome of(Exchange exchange) {
        var error = exchange.getException();
        if (error != null) {
            return failure(error);
        }
        var body = exchange.getMessage().getBody();
        return new ToolOutcome.Success(
                body instanceof InputStream stream
                        ? cut(beginning(stream, exchange), "is longer")
                        : whole(text(exchange)));
    }

    /** A model can often do better when it reads what went wrong, such as a mistake in its SQL. */
    static ToolOutcome.Failure failure(Throwable error) {
        var message = error.getMessage() == null ? "" : error.getMessage().strip();
        int lineEnd = message.indexOf('\n');
        var line = lineEnd < 0 ? message : message.substring(0, lineEnd);
        var bounded = line.length() > MOST_OF_AN_ERROR ? line.substring(0, MOST_OF_AN_ERROR) + "..." : line;
        return new ToolOutcome.Failure(
                "The tool failed: "
                        + (bounded.isEmpty()
                                ? error.getClass().getSimpleName()
                                : SECRET.matcher(bounded).replaceAll(Redaction.MASK)),
                error);
    }

    private static String text(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (body == null || "".equals(body)) {
            return NOTHING;
        }
        if (body instanceof Map<?, ?> || body instanceof Collection<?> || body instanceof Record) {
            return Json.text(body);
        }
        if (body instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        var text = exchange.getMessage().getBody(String.class);
        return text == null ? body.toString() : text;
    }

    /** No more than is needed: a stream may never end. */
    private String beginning(InputStream stream, Exchange exchange) {
        var text = new char[most + 1];
        int length = 0;
        try (var reader = new InputStreamReader(stream, ExchangeHelper.getCharset(exchange))) {
            for (int read = 0; read >= 0 && length < text.length; length += Math.max(0, read)) {
                read = reader.read(text, length, text.length - length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return length == 0 ? NOTHING : new String(text, 0, length);
    }

    private String whole(String text) {
        return cut(text, "has " + text.length() + " characters");
    }

    private String cut(String text, String why) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most)
                + "\n[cut: the result " + why + "]";
    }
}
