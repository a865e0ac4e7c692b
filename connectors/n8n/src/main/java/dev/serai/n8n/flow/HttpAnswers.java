package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Items of an answer: JSON is read, a list is an item for each, text and files go into one field. */
record HttpAnswers(boolean full, String format, String into) {

    /** The words of HTTP/1.1, which newer versions and Java's client no longer tell. */
    private static final Map<Integer, String> PHRASES = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(202, "Accepted"),
            Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(303, "See Other"),
            Map.entry(304, "Not Modified"),
            Map.entry(307, "Temporary Redirect"),
            Map.entry(308, "Permanent Redirect"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(422, "Unprocessable Entity"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private static final Pattern FILE_NAME = Pattern.compile("filename=\"?([^\";]{1,200})");

    /** @param before the item that the request was made for: a file comes beside its fields */
    Items items(URI uri, HttpReply reply, Item before) {
        boolean file = format.equals("file") || format.equals("autodetect") && isFile(type(reply));
        if (file) {
            var binary = new Binary(reply.body(), type(reply).isEmpty() ? null : type(reply), fileName(uri, reply));
            var json = full ? whole(reply, null) : before.json();
            return Items.of(new Item(json, Map.of(field(), binary), null, null));
        }
        var body = body(reply);
        if (full) {
            return Items.of(Item.of(told(reply, body)));
        }
        return body instanceof List<?> list
                ? ItemJson.items(list)
                : ItemJson.items(body instanceof Map ? body : data(body));
    }

    /** The whole answer as an item; a text has the name there that it has alone. */
    private Map<String, Object> told(HttpReply reply, Object body) {
        var item = whole(reply, reply.body().length == 0 ? null : body);
        if (item.get("body") instanceof String text && !reply.isJson()) {
            item.remove("body");
            item.put(field(), text);
        }
        return item;
    }

    /** What expressions of paging see as {@code $response}. */
    Map<String, Object> whole(HttpReply reply, Object body) {
        var headers = new LinkedHashMap<String, Object>();
        reply.headers()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        var item = new LinkedHashMap<String, Object>();
        if (body != null) {
            item.put("body", body);
        }
        item.put("headers", headers);
        item.put("statusCode", reply.status());
        if (PHRASES.containsKey(reply.status())) {
            item.put("statusMessage", PHRASES.get(reply.status()));
        }
        return item;
    }

    Object body(HttpReply reply) {
        var text = reply.text();
        boolean json = format.equals("json")
                || format.equals("autodetect") && (reply.isJson() || type(reply).isEmpty());
        if (!json) {
            return full ? text : data(text);
        }
        if (text.isBlank()) {
            return Map.of();
        }
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            if (format.equals("json") || reply.isJson()) {
                throw new N8nException(N8nError.BAD_ADDRESS, "the answer is no JSON", e);
            }
            return full ? text : data(text);
        }
    }

    private Map<String, Object> data(Object value) {
        var item = new LinkedHashMap<String, Object>();
        item.put(field(), value);
        return item;
    }

    private String field() {
        return into.isEmpty() ? "data" : into;
    }

    private static String type(HttpReply reply) {
        return reply.header("content-type").orElse("").split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String fileName(URI uri, HttpReply reply) {
        var named = FILE_NAME.matcher(reply.header("content-disposition").orElse(""));
        var path = uri.getPath() == null ? "" : uri.getPath();
        var name = named.find() ? named.group(1) : path.substring(path.lastIndexOf('/') + 1);
        var safe = name.replaceAll("[\\p{Cc}/\\\\]", "_");
        return safe.isEmpty() ? null : safe;
    }

    private static boolean isFile(String type) {
        return type.matches(
                "(image|audio|video|font)/.*"
                        + "|application/(pdf|zip|gzip|x-gzip|octet-stream|epub\\+zip|x-7z-compressed|vnd\\.(?!api\\+json).*|msword)");
    }
}
