package dev.serai.offline.ollama;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a request's body and complains about it in the real server's words. */
final class RequestJson {
    private static final Pattern FOUND = Pattern.compile("(?:Unexpected character \\('|Unrecognized token ')(.)");

    private RequestJson() {}

    static ObjectNode read(Exchange exchange) {
        var text = exchange.bodyText();
        if (text.isBlank()) {
            throw new Errors.InvalidRequest("missing request body");
        }
        try {
            var node = Json.MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new Errors.InvalidRequest("json: cannot unmarshal " + goType(node) + " into Go value of type object");
        } catch (JsonEOFException e) {
            throw new Errors.InvalidRequest("unexpected EOF");
        } catch (JsonParseException e) {
            throw new Errors.InvalidRequest(complaint(e));
        } catch (JsonProcessingException e) {
            throw new Errors.InvalidRequest("unexpected EOF");
        }
    }

    /** Reads a text field; null where it is absent. The path names the field as the real server does. */
    static String text(JsonNode node, String field, String path) {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Errors.InvalidRequest(
                    "json: cannot unmarshal " + goType(value) + " into Go struct field " + path + " of type string");
        }
        return value.textValue();
    }

    /** The model's name, which may be called name in older requests. */
    static String model(JsonNode body, String type) {
        var model = text(body, "model", type + ".model");
        if (model == null || model.isEmpty()) {
            model = text(body, "name", type + ".name");
        }
        if (model == null || model.isEmpty()) {
            throw OllamaError.badRequest("model is required");
        }
        return model;
    }

    private static String goType(JsonNode node) {
        return node.getNodeType() == JsonNodeType.BOOLEAN
                ? "bool"
                : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    /** The parser's complaint, reworded. */
    private static String complaint(JsonParseException e) {
        var message = e.getOriginalMessage();
        var found = FOUND.matcher(message);
        var character = found.find() ? found.group(1) : "?";
        var where = "looking for beginning of value";
        if (message.contains("start field name")) {
            where = "looking for beginning of object key string";
        } else if (message.contains("separate Object entries")) {
            where = "after object key:value pair";
        } else if (message.contains("separate Array entries")) {
            where = "after array element";
        } else if (message.contains("colon")) {
            where = "after object key";
        }
        return "invalid character '" + character + "' " + where;
    }
}
