package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.Redaction;
import dev.serai.support.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** A node's request; {@link #call} gives it again for each page. */
final class HttpRequests {

    /** What a page changes: the address, or parameters of the query, the headers or the body. */
    record Changes(String url, Map<String, String> query, Map<String, String> headers, Map<String, String> fields) {

        static final Changes NONE = new Changes("", Map.of(), Map.of(), Map.of());
    }

    private final Exchange exchange;
    private final Map<?, ?> given;
    private final HttpLimits limits;
    private URI uri;

    HttpRequests(Exchange exchange, Map<?, ?> given, Duration timeout) {
        this.exchange = exchange;
        this.given = given;
        limits = HttpLimits.DEFAULTS.withTotal(timeout).withFirstByte(timeout);
    }

    URI uri() {
        return uri;
    }

    /** The server as messages may name it. */
    String shown() {
        return uri == null
                ? "the server"
                : uri.getScheme() + "://" + uri.getAuthority().replaceAll(".*@", "");
    }

    HttpCall call(Changes changes) {
        var login = login();
        var query = pairs("query", "jsonQuery");
        query.putAll(changes.query());
        if (login.kind().equals("query")) {
            query.put(login.name(), login.value());
        }
        uri = uri(changes.url().isEmpty() ? Values.text(given, "url").strip() : changes.url(), query);
        var method = Values.text(given, "method");
        try {
            var builder =
                    HttpCall.builder(method.isEmpty() ? "GET" : method, uri).limits(limits);
            var body = body(builder, changes);
            if (body != null) {
                builder.body(body);
            }
            var headers = pairs("headers", "jsonHeaders");
            headers.putAll(changes.headers());
            if (login.kind().equals("header")) {
                headers.put(login.name(), login.value());
            }
            headers.forEach((name, value) -> builder.header(name, value.replaceAll("[\\r\\n]+", " ")));
            return builder.build();
        } catch (IllegalArgumentException e) {
            // The port names what it refuses, and no value of it.
            throw new N8nException(N8nError.BAD_ADDRESS, "the request cannot be sent: " + e.getMessage());
        }
    }

    /** Whether a header carries the credential of the step. */
    boolean isLogin(String header) {
        return header.equalsIgnoreCase(exchange.getVariable("loginName", "", String.class));
    }

    private record Login(String kind, String name, String value) {}

    private Login login() {
        var value = exchange.getVariable("loginValue", String.class);
        var name = exchange.getVariable("loginName", String.class);
        if (name == null || name.isEmpty()) {
            return new Login("", "", "");
        }
        if (value == null || value.isBlank()) {
            throw new N8nException(
                    N8nError.NOT_CONFIGURED,
                    "the credential of this step is missing: the property "
                            + exchange.getVariable("loginProperty", "of its login", String.class) + " is empty");
        }
        return new Login(exchange.getVariable("loginKind", "header", String.class), name, value);
    }

    private static URI uri(String url, Map<String, String> query) {
        var address = url.matches("(?i)[a-z][a-z0-9+.-]*:.*") ? url : "https://" + url;
        var text = new StringBuilder(readable(address));
        query.forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        try {
            var uri = new URI(text.toString());
            if (url.isEmpty() || uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
                throw new N8nException(
                        N8nError.BAD_ADDRESS, "'" + Redaction.uri(uri) + "' is no address with http or https");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new N8nException(N8nError.BAD_ADDRESS, "the address has a sign that no address may have");
        }
    }

    /** What people write into addresses without a thought, such as blanks and letters of other scripts. */
    private static String readable(String address) {
        var made = new StringBuilder();
        address.codePoints().forEach(c -> {
            if (c <= ' ' || c > 126 || "\"<>\\^`{|}".indexOf(c) >= 0) {
                made.append(encoded(Character.toString(c)));
            } else {
                made.appendCodePoint(c);
            }
        });
        return made.toString();
    }

    /** Sets the type of the body too; headers of the node may name another one. */
    private HttpBody body(HttpCall.Builder builder, HttpRequests.Changes changes) {
        var fields = pairs("fields", "");
        fields.putAll(changes.fields());
        var text = given.containsKey("body") ? Values.text(given, "body") : null;
        switch (Values.text(given, "bodyType")) {
            case "json" -> {
                builder.header("Content-Type", "application/json");
                return bytes(text == null ? Json.text(typed(fields)) : text);
            }
            case "form-urlencoded" -> {
                builder.header("Content-Type", "application/x-www-form-urlencoded");
                return bytes(text == null ? form(fields) : text);
            }
            case "raw" -> {
                builder.header("Content-Type", Values.text(given, "contentType").replaceAll("[\\r\\n]", " "));
                return bytes(text == null ? "" : text);
            }
            case "multipart-form-data" -> {
                var parts = HttpBody.multipart();
                fields.forEach(parts::field);
                for (var one : Values.values(given.get("files"))) {
                    if (one instanceof Map<?, ?> part) {
                        var file = file(Values.text(part, "file"));
                        parts.file(
                                Values.text(part, "name"),
                                file.fileName() == null ? "file" : file.fileName(),
                                file.mimeType(),
                                HttpBody.bytes(file.data()));
                    }
                }
                var body = parts.build();
                builder.header("Content-Type", body.contentType());
                return body;
            }
            case "binaryData" -> {
                var file = file(Values.text(given, "file"));
                builder.header("Content-Type", file.mimeType());
                return HttpBody.bytes(file.data());
            }
            default -> {
                return null;
            }
        }
    }

    /** Fields of a body keep the types of their values. */
    private Map<String, Object> typed(Map<String, String> texts) {
        var all = new LinkedHashMap<String, Object>(texts);
        for (var one : Values.values(given.get("fields"))) {
            if (one instanceof Map<?, ?> pair && texts.containsKey(Values.text(pair, "name"))) {
                all.put(Values.text(pair, "name"), pair.get("value"));
            }
        }
        return all;
    }

    private Binary file(String name) {
        var items = exchange.getVariable("items");
        if (items instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Item item) {
            var file = item.binary().get(name);
            if (file != null) {
                return file;
            }
        }
        throw new N8nException(N8nError.NO_FILE, "the item has no file '" + name + "'");
    }

    private static String form(Map<String, String> fields) {
        var form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value)));
        return form.toString();
    }

    private Map<String, String> pairs(String name, String json) {
        var pairs = new LinkedHashMap<String, String>();
        for (var one : Values.values(given.get(name))) {
            if (one instanceof Map<?, ?> pair) {
                pairs.put(Values.text(pair, "name"), Values.text(pair, "value"));
            }
        }
        Object more = json.isEmpty() ? null : given.get(json);
        try {
            if (more instanceof String text && !text.isBlank()) {
                more = Json.map(text);
            }
        } catch (JsonProcessingException e) {
            throw new N8nException(N8nError.BAD_ADDRESS, "the " + name + " of the node are no JSON", e);
        }
        if (more instanceof Map<?, ?> map) {
            map.forEach((key, value) -> pairs.put(String.valueOf(key), Values.text(map, String.valueOf(key))));
        }
        pairs.remove("");
        return pairs;
    }

    /** How many times a server may lead elsewhere, of at most so many. */
    int redirects(int most) {
        var told = Values.text(given, "redirects");
        return told.matches("\\d{1,4}") ? Math.min(most, Integer.parseInt(told)) : most;
    }

    private static HttpBody bytes(String text) {
        return HttpBody.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        // Not every server reads a plus as a blank.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
