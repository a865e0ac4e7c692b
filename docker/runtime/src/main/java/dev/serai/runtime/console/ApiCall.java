package dev.serai.runtime.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.access.Caller;
import dev.serai.support.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request of the page says, read before it changes threads. Everything in it comes from a stranger.
 *
 * @param body an object; empty when there is none
 */
record ApiCall(RoutingContext request, String user, JsonNode body) {

    private static final int LONGEST_ID = 300;
    private static final int LONGEST_QUERY = 300;

    static ApiCall of(RoutingContext request) {
        return new ApiCall(request, user(request), body(request));
    }

    /** With a body that is whatever {@link #bytes()} holds. */
    static ApiCall unread(RoutingContext request) {
        return new ApiCall(request, user(request), Json.object());
    }

    private static String user(RoutingContext request) {
        Caller caller = request.get(Caller.KEY);
        return caller == null ? "" : caller.name();
    }

    /** The body as it came. */
    byte[] bytes() {
        var buffer = request.body() == null ? null : request.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    private static JsonNode body(RoutingContext request) {
        var buffer = request.body() == null ? null : request.body().buffer();
        if (buffer == null || buffer.length() == 0) {
            return Json.object();
        }
        JsonNode body;
        try {
            body = Json.read(buffer.getBytes());
        } catch (IOException e) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the body is not JSON");
        }
        if (!body.isObject()) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the body is not a JSON object");
        }
        return body;
    }

    /** The id in the address. */
    String id() {
        return id("id");
    }

    String id(String name) {
        var id = request.pathParam(name);
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the id has not 1 to " + LONGEST_ID + " characters");
        }
        return id;
    }

    /** A part of the query; null when it is missing or empty. */
    String query(String name) {
        var values = values(name);
        if (values.isEmpty() || values.get(0).isEmpty()) {
            return null;
        }
        if (values.get(0).length() > LONGEST_QUERY) {
            throw new ConsoleException(
                    ConsoleError.BAD_REQUEST, "'" + name + "' has more than " + LONGEST_QUERY + " characters");
        }
        return values.get(0);
    }

    private List<String> values(String name) {
        try {
            return request.queryParam(name);
        } catch (HttpException e) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the query cannot be decoded");
        }
    }

    /** A number of the query, within its bounds whatever is said. */
    int number(String name, int most, int unlessSaid) {
        var text = query(name);
        if (text == null) {
            return unlessSaid;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "'" + name + "' is no number");
        }
        return Math.max(1, Math.min(most, Integer.parseInt(text)));
    }

    /** A text of the body that must be there. */
    String text(String name, int longest) {
        var text = optional(name, longest);
        if (text == null || text.isBlank()) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "the text '" + name + "' is missing");
        }
        return text;
    }

    /** A text of the body; null when it is missing. */
    String optional(String name, int longest) {
        var value = body.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > longest) {
            throw new ConsoleException(
                    ConsoleError.BAD_REQUEST, "'" + name + "' is not a text of at most " + longest + " characters");
        }
        return value.textValue();
    }

    /** Texts by their names; none when they are missing. */
    Map<String, String> texts(String name, int most, int longest) {
        var values = body.path(name);
        if (values.isMissingNode() || values.isNull()) {
            return Map.of();
        }
        if (!values.isObject() || values.size() > most) {
            throw new ConsoleException(
                    ConsoleError.BAD_REQUEST, "'" + name + "' is not an object of at most " + most + " texts");
        }
        var texts = new TreeMap<String, String>();
        values.fields().forEachRemaining(entry -> {
            if (!entry.getValue().isTextual() || entry.getValue().textValue().length() > longest) {
                throw new ConsoleException(
                        ConsoleError.BAD_REQUEST,
                        "a value of '" + name + "' is not a text of at most " + longest + " characters");
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        });
        return texts;
    }

    boolean truth(String name) {
        var value = body.get(name);
        if (value == null || !value.isBoolean()) {
            throw new ConsoleException(ConsoleError.BAD_REQUEST, "'" + name + "' is neither true nor false");
        }
        return value.booleanValue();
    }
}
