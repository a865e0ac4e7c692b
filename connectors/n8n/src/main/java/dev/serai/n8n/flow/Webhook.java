package dev.serai.n8n.flow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The first item of a request, and its reply. */
public final class Webhook {

    private static final int LARGEST_REQUEST = 16 << 20;
    private static final Set<String> OF_THE_SERVER = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer", "te", "host");
    private static final String POLICY = "Content-Security-Policy";
    /** The page of a form has no script, and sends to where it came from. */
    private static final String FORM =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Without the right to be of the same origin, as n8n does. */
    private static final String SANDBOX =
            "sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts allow-top-navigation-by-user-activation";

    public void begin(Exchange exchange) throws IOException {
        begin(exchange, "");
    }

    /** What a webhook gives: headers, params (the named parts of its path), query and body. */
    public void begin(Exchange exchange, String names) throws IOException {
        var message = exchange.getMessage();
        var item = new LinkedHashMap<String, Object>();
        var headers = new LinkedHashMap<String, Object>();
        var params = new LinkedHashMap<String, Object>();
        var query = query(message.getHeader(Exchange.HTTP_QUERY, "", String.class));
        for (var name : names.split(" ")) {
            if (message.getHeader(name) != null) {
                params.put(name, String.valueOf(message.getHeader(name)));
            }
        }
        message.getHeaders().forEach((name, value) -> {
            if (!params.containsKey(name) && !name.startsWith("Camel") && value != null && !query.containsKey(name)) {
                headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value));
            }
        });
        item.put("headers", headers);
        item.put("params", params);
        item.put("query", query);
        item.put("body", body(exchange));
        message.setBody(item);
    }

    /** A chat and a form give the fields themselves. */
    public void chat(Exchange exchange) throws IOException {
        exchange.getMessage().setBody(body(exchange));
    }

    private static Object body(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        if (message.getBody() instanceof Map<?, ?> form) {
            // The server has read the form already.
            return form;
        }
        var bytes = message.getBody(byte[].class);
        if (bytes == null || bytes.length == 0) {
            return Map.of();
        }
        if (bytes.length > LARGEST_REQUEST) {
            throw new dev.serai.n8n.N8nException(
                    dev.serai.n8n.N8nError.FILE_TOO_LARGE, "a request of " + bytes.length + " bytes");
        }
        var type = message.getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (type.contains("json")) {
            return Json.MAPPER.readValue(bytes, Object.class);
        }
        return type.contains("x-www-form-urlencoded") ? query(text) : Map.of("text", text);
    }

    private static Map<String, Object> query(String text) {
        var values = new LinkedHashMap<String, Object>();
        for (var part : text == null ? new String[0] : text.split("&")) {
            int sign = part.indexOf('=');
            if (!part.isEmpty()) {
                values.put(
                        decoded(sign < 0 ? part : part.substring(0, sign)),
                        sign < 0 ? "" : decoded(part.substring(sign + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A lone percent sign is what it is.
            return text;
        }
    }

    /** Keeps the reply that a node gives, and lets its items go on. */
    public void respond(Exchange exchange, String mode) {
        var given = Values.parameters(exchange);
        var items = exchange.getVariable("items");
        var headers = new LinkedHashMap<String, String>();
        for (var one : Values.values(given.get("headers"))) {
            if (one instanceof Map<?, ?> header) {
                var name = Values.text(header, "name");
                var value = Values.text(header, "value").replaceAll("[\\r\\n]", " ");
                if (name.matches("[A-Za-z0-9-]{1,100}") && !isKept(name, value)) {
                    headers.put(name, value);
                }
            }
        }
        int status =
                status(Values.text(given, "status"), mode.equals("redirect") ? 302 : mode.equals("noData") ? 204 : 200);
        var json = Values.json(items);
        Object body = switch (mode) {
            case "firstIncomingItem" -> json.isEmpty() ? Map.of() : json.get(0);
            case "allIncomingItems" -> json;
            case "noData", "redirect" -> "";
            case "binary" -> file(items, Values.text(given, "file"), headers);
            case "text" -> Values.text(given, "body");
            default -> given.get("body");
        };
        var key = Values.text(given, "key");
        if (!key.isEmpty() && mode.endsWith("IncomingItem") || !key.isEmpty() && mode.equals("allIncomingItems")) {
            body = Map.of(key, body);
        }
        if (mode.equals("redirect")) {
            headers.put("Location", Values.text(given, "url").replaceAll("[\\r\\n]", ""));
        }
        if (!mode.equals("text") && !mode.equals("noData") && !mode.equals("redirect")) {
            headers.putIfAbsent(Exchange.CONTENT_TYPE, "application/json");
        }
        State.of(exchange).reply(new State.Reply(status, headers, body));
        exchange.getMessage().setBody(items);
    }

    /** The file of the first item, the first one unless a name is given. */
    static byte[] file(Object items, String name, Map<String, String> headers) {
        if (items instanceof java.util.List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof dev.serai.items.model.Item item
                && !item.binary().isEmpty()) {
            var file = name.isEmpty()
                    ? item.binary().values().iterator().next()
                    : item.binary().get(name);
            if (file != null) {
                headers.putIfAbsent(Exchange.CONTENT_TYPE, file.mimeType());
                return file.data();
            }
        }
        throw new dev.serai.n8n.N8nException(dev.serai.n8n.N8nError.NO_FILE, "the item has no file to answer with");
    }

    /** Answers as soon as a node of the flow has given the reply; the flow goes on beside. */
    public CompletionStage<Void> early(Exchange exchange, String uri) {
        return early(exchange, uri, Caller.NODE);
    }

    /** Answers also when the flow begins to wait, and when it has ended, with what the mode says. */
    public CompletionStage<Void> early(Exchange exchange, String uri, String mode) {
        var state = State.of(exchange);
        var caller = state.asks(mode);
        Beside.of(exchange.getContext()).start(uri, exchange).whenComplete((copy, error) -> state.ended(copy, error));
        return answer(exchange, caller);
    }

    /** Completes when the caller's answer is in the message. */
    static CompletionStage<Void> answer(Exchange exchange, Caller caller) {
        var beside = Beside.of(exchange.getContext());
        var done = new CompletableFuture<Void>();
        caller.answered()
                .whenComplete((reply, error) -> beside.execute(() -> {
                    if (error != null) {
                        done.completeExceptionally(error);
                        return;
                    }
                    send(exchange, reply);
                    done.complete(null);
                }));
        return done;
    }

    /** What the server says of a message, and the sessions of the console, are no business of a flow. */
    private static boolean isKept(String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel")
                || OF_THE_SERVER.contains(lower)
                || lower.equals("set-cookie")
                        && value.strip().toLowerCase(Locale.ROOT).startsWith("serai");
    }

    private static int status(String given, int otherwise) {
        return given.matches("[1-5]\\d\\d") ? Integer.parseInt(given) : otherwise;
    }

    /** The page that is in the body. */
    public void page(Exchange exchange) {
        send(exchange, Caller.page(200, exchange.getMessage().getBody(String.class)));
    }

    /** What who has sent a form sees. */
    public void thanks(Exchange exchange) {
        send(exchange, Caller.reply(Caller.FORM, null));
    }

    /** The reply to a flow that goes on beside. */
    public void started(Exchange exchange) {
        send(
                exchange,
                new State.Reply(
                        200,
                        Map.of(Exchange.CONTENT_TYPE, "application/json"),
                        Map.of("message", "Workflow was started")));
    }

    /** The reply at the end: what a node gave, or what the last one made. */
    public void finish(Exchange exchange, String mode) {
        var reply = State.of(exchange).reply();
        if (reply == null) {
            reply = Caller.reply(mode, exchange.getMessage().getBody());
        }
        send(exchange, reply);
    }

    static void send(Exchange exchange, State.Reply reply) {
        if (reply.form()) {
            send(exchange, reply, FORM);
            return;
        }
        var own = reply.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(POLICY))
                .map(header -> ", " + header.getValue())
                .collect(Collectors.joining());
        send(exchange, reply, SANDBOX + own);
    }

    private static void send(Exchange exchange, State.Reply reply, String policy) {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        reply.headers().forEach(message::setHeader);
        // A page of a flow has the address of the console, but must not act as one of its pages.
        message.setHeader(POLICY, policy);
        message.setHeader("X-Content-Type-Options", "nosniff");
        var body = reply.body();
        message.setBody(
                body instanceof String || body instanceof byte[]
                        ? body
                        : Json.text(body == null ? new ArrayNode(Json.MAPPER.getNodeFactory()) : body));
    }
}
