package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;

/** A request as the item that a webhook gives. */
final class Incoming {

    private static final int LARGEST_REQUEST = 16 << 20;
    private static final int MOST_LEVELS = 5;
    private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]");

    private final Exchange exchange;
    private final Map<String, Binary> files = new LinkedHashMap<>();

    private Incoming(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Headers, params (the named parts of the path), query and body.
     *
     * @param names of the params
     * @param file the name under which the whole body is kept as a file, empty if it is not
     */
    static Item item(Exchange exchange, String names, String file) throws IOException {
        return new Incoming(exchange).item(names, file);
    }

    /** The fields of a form, or what is in the body. */
    static Object body(Exchange exchange) throws IOException {
        return new Incoming(exchange).body("");
    }

    private Item item(String names, String file) throws IOException {
        var message = exchange.getMessage();
        var params = new LinkedHashMap<String, Object>();
        for (var name : names.split(" ")) {
            if (message.getHeader(name) != null) {
                params.put(name, String.valueOf(ofPath(message.getHeader(name), name)));
            }
        }
        var text = message.getHeader(Exchange.HTTP_QUERY, "", String.class);
        var body = body(file);
        var item = new LinkedHashMap<String, Object>();
        item.put("headers", headers(params, query(text, false), body));
        item.put("params", params);
        item.put("query", query(text, true));
        item.put("body", body);
        item.put(
                "webhookUrl",
                message.getHeader(Exchange.HTTP_URL, "", String.class).replaceAll("\\?.*", ""));
        item.put("executionMode", "production");
        return new Item(item, files, null, null);
    }

    /** The server puts what the query has by the same name beside it. */
    private Object ofPath(Object header, String name) {
        if (!(header instanceof List<?> several)) {
            return header;
        }
        var asked = query(exchange.getMessage().getHeader(Exchange.HTTP_QUERY, "", String.class), true)
                .get(name);
        return several.stream()
                .filter(value -> !String.valueOf(value).equals(asked))
                .findFirst()
                .<Object>map(value -> value)
                .orElse(several.get(0));
    }

    /** The server makes headers of the fields of queries and forms too. */
    private Map<String, Object> headers(Map<String, Object> params, Map<String, Object> query, Object body) {
        var headers = new LinkedHashMap<String, Object>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            boolean field = params.containsKey(name)
                    || query.containsKey(name)
                    || body instanceof Map<?, ?> form && value != null && isSame(form.get(name), value);
            if (!field && !name.startsWith("Camel") && value != null) {
                headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value));
            }
        });
        return headers;
    }

    private static boolean isSame(Object field, Object header) {
        return field != null && String.valueOf(field).equals(String.valueOf(header));
    }

    private Object body(String file) throws IOException {
        var message = exchange.getMessage();
        attached();
        if (message.getBody() instanceof Map<?, ?> form) {
            // The server has read the form already.
            return form;
        }
        if (!files.isEmpty()) {
            return Map.of();
        }
        var bytes = message.getBody(byte[].class);
        if (bytes == null || bytes.length == 0) {
            return Map.of();
        }
        if (bytes.length > LARGEST_REQUEST) {
            throw new N8nException(N8nError.FILE_TOO_LARGE, "a request of " + bytes.length + " bytes");
        }
        var type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        if (!file.isEmpty()) {
            files.put(file, new Binary(bytes, type.split(";")[0].strip(), null));
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (type.contains("json")) {
            return json(text);
        }
        if (type.contains("x-www-form-urlencoded")) {
            return query(text, false);
        }
        if (type.matches("(application|text)/xml.*")) {
            return Xml.parsed(text, false);
        }
        if (type.startsWith("text/")) {
            return text;
        }
        return file.isEmpty() ? Map.of("text", text) : Map.of();
    }

    private static Object json(String text) {
        try {
            return Json.MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new N8nException(N8nError.UNREADABLE, "the body of the request is no JSON", e);
        }
    }

    private void attached() throws IOException {
        var message = exchange.getMessage(AttachmentMessage.class);
        if (!message.hasAttachments()) {
            return;
        }
        long length = 0;
        for (var one : message.getAttachments().entrySet()) {
            byte[] bytes;
            try (var in = one.getValue().getInputStream()) {
                bytes = in.readNBytes(LARGEST_REQUEST + 1);
            }
            length += bytes.length;
            if (length > LARGEST_REQUEST) {
                throw new N8nException(N8nError.FILE_TOO_LARGE, "files of more than " + LARGEST_REQUEST + " bytes");
            }
            files.put(
                    one.getKey(),
                    new Binary(
                            bytes,
                            one.getValue().getContentType(),
                            one.getValue().getName()));
        }
    }

    /** @param deep whether names such as {@code a[b]} and {@code a[]} make objects and lists */
    private static Map<String, Object> query(String text, boolean deep) {
        var values = new LinkedHashMap<String, Object>();
        for (var part : text == null ? new String[0] : text.split("&")) {
            int sign = part.indexOf('=');
            if (!part.isEmpty()) {
                var name = decoded(sign < 0 ? part : part.substring(0, sign));
                var value = sign < 0 ? "" : decoded(part.substring(sign + 1));
                put(values, deep ? path(name) : List.of(name), value);
            }
        }
        return values;
    }

    private static List<String> path(String name) {
        int open = name.indexOf('[');
        if (open <= 0 || !name.endsWith("]")) {
            return List.of(name);
        }
        var path = new ArrayList<String>();
        path.add(name.substring(0, open));
        PART.matcher(name.substring(open)).results().limit(MOST_LEVELS).forEach(part -> path.add(part.group(1)));
        return path;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> values, List<String> path, String value) {
        var name = path.get(0);
        var known = values.get(name);
        if (path.size() == 1 || path.get(1).isEmpty()) {
            var all = new ArrayList<Object>();
            if (known instanceof List<?> several) {
                all.addAll(several);
            } else if (known != null) {
                all.add(known);
            }
            all.add(value);
            values.put(name, all.size() == 1 && path.size() == 1 ? value : all);
            return;
        }
        var inner = known instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<String, Object>();
        values.put(name, inner);
        put(inner, path.subList(1, path.size()), value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone percent sign is what it is.
            return text;
        }
    }
}
