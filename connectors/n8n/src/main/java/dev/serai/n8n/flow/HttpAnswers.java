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

    private static final Pattern FILE_NAME = Pattern.compile("filename=\"?([^\";]{1,200})");

    Items items(URI uri, HttpReply reply) {
        boolean file = format.equals("file") || format.equals("autodetect") && isFile(type(reply));
        if (file) {
            var binary = new Binary(reply.body(), type(reply).isEmpty() ? null : type(reply), fileName(uri, reply));
            var json = full ? whole(reply, null) : Map.<String, Object>of();
            return Items.of(new Item(json, Map.of(field(), binary), null, null));
        }
        var body = body(reply);
        if (full) {
            return Items.of(Item.of(whole(reply, body)));
        }
        return body instanceof List<?> list
                ? ItemJson.items(list)
                : ItemJson.items(body instanceof Map ? body : data(body));
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
            if (format.equals("json")) {
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
