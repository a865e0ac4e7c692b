package dev.serai.support.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.Locale;

/** Reads what a service says about an error, in whatever form. */
public final class Replies {

    private Replies() {}

    /** The reply as JSON, of whatever kind; a missing node where it is none. */
    public static JsonNode json(HttpReply reply) {
        try {
            return reply.body().length == 0 ? MissingNode.getInstance() : Json.read(reply.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A field as text; null where it is absent or null. */
    public static String text(JsonNode body, String name) {
        var value = body.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /**
     * The words of an error object.
     *
     * @param names of the fields that may hold them, the likeliest first; with none of them it is the whole object
     */
    public static String message(JsonNode body, String... names) {
        for (var name : names) {
            var text = text(body, name);
            if (text != null) {
                return text;
            }
        }
        return body.toString();
    }

    /** The words of a reply that is no JSON object; a web page has none that help. */
    public static String said(HttpReply reply) {
        if (reply.status() >= 300 && reply.status() < 400) {
            return "it points to another address, which is not followed";
        }
        var text = reply.text().strip();
        var type = reply.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return text.startsWith("<") || type.contains("html") ? "a web page" : text;
    }
}
