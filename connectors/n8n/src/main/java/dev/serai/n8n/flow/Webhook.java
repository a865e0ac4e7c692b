package dev.serai.n8n.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** The first item of a request, and its reply. */
public final class Webhook {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Set<String> OF_THE_SERVER = Set.of(
            "content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "trailer", "te", "host");
    private static final List<String> LOGIN = List.of("loginKind", "loginName", "loginValue", "loginProperty");
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

    public void begin(Exchange exchange, String names) throws IOException {
        begin(exchange, names, "");
    }

    /** @param file the name of the file that the whole body becomes, or nothing */
    public void begin(Exchange exchange, String names, String file) throws IOException {
        exchange.getMessage().setBody(Items.of(Incoming.item(exchange, names, file)));
    }

    /** A chat and a form give the fields themselves. */
    public void chat(Exchange exchange) throws IOException {
        exchange.getMessage().setBody(Incoming.body(exchange));
    }

    /** Whether the caller has the login of the webhook; others get an answer, and the flow does not begin. */
    public void admit(Exchange exchange) {
        var name = exchange.getVariable("loginName", "", String.class);
        var value = exchange.getVariable("loginValue", "", String.class);
        if (name.isBlank() || value.isBlank()) {
            throw new N8nException(
                    N8nError.NOT_CONFIGURED,
                    "the login of this webhook is missing: the property "
                            + exchange.getVariable("loginProperty", "of its login", String.class) + " is empty");
        }
        boolean basic = name.equalsIgnoreCase("Authorization") && value.startsWith("Basic ");
        var given = exchange.getMessage().getHeader(name, "", String.class);
        if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8))) {
            // What the flow does with its item is not its caller's secret.
            exchange.getMessage().setHeader(name, "***");
            // Nor is it a login of the requests that the flow sends.
            LOGIN.forEach(exchange::removeVariable);
            return;
        }
        var headers = new LinkedHashMap<String, String>();
        headers.put("WWW-Authenticate", "Basic realm=\"Webhook\"");
        headers.put(Exchange.CONTENT_TYPE, TEXT);
        send(exchange, new State.Reply(basic ? 401 : 403, headers, "The login is missing or wrong."));
        exchange.setRouteStop(true);
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
        int status = status(Values.text(given, "status"), mode.equals("redirect") ? 307 : 200);
        var json = Values.json(items);
        Object body = switch (mode) {
            case "firstIncomingItem" -> json.isEmpty() ? Map.of() : json.get(0);
            case "allIncomingItems" -> json;
            case "noData", "redirect" -> "";
            case "binary" -> file(items, Values.text(given, "file"), headers);
            case "text" -> given.get("body") == null ? "" : given.get("body");
            default -> json(given.get("body"));
        };
        var key = Values.text(given, "key");
        if (!key.isEmpty() && mode.endsWith("IncomingItem") || !key.isEmpty() && mode.equals("allIncomingItems")) {
            body = Map.of(key, body);
        }
        if (mode.equals("redirect")) {
            headers.put("Location", Values.text(given, "url").replaceAll("[\\r\\n]", ""));
        }
        boolean text = mode.equals("text") && body instanceof String;
        if (status != 204 && headers.keySet().stream().noneMatch(Exchange.CONTENT_TYPE::equalsIgnoreCase)) {
            headers.put(Exchange.CONTENT_TYPE, text ? "text/html; charset=utf-8" : JSON);
        }
        State.of(exchange).reply(new State.Reply(status, headers, body));
        exchange.getMessage().setBody(items);
    }

    /** What a node writes as JSON is sent only if it is. */
    private static Object json(Object body) {
        if (!(body instanceof String text) || text.isBlank()) {
            return body;
        }
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new N8nException(N8nError.UNREADABLE, "the answer of the node is no JSON", e);
        }
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
        throw new N8nException(N8nError.NO_FILE, "the item has no file to answer with");
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
    /** Whether a header is none of a workflow's business. */
    public static boolean isKept(String name, String value) {
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
        started(exchange, "");
    }

    /** @param words of the reply, if they are not the usual ones */
    public void started(Exchange exchange, String words) {
        send(
                exchange,
                words.isEmpty()
                        ? new State.Reply(
                                200, Map.of(Exchange.CONTENT_TYPE, JSON), Map.of("message", "Workflow was started"))
                        : new State.Reply(200, Map.of(Exchange.CONTENT_TYPE, "text/html; charset=utf-8"), words));
    }

    /** The reply is one field of what the last node made. */
    public void field(Exchange exchange, String path, String type) {
        var found = Json.tree(Values.json(exchange.getMessage().getBody())).path(0);
        for (var name : path.split("\\.")) {
            found = found.path(name);
        }
        boolean text = found.isTextual();
        var known = type.matches("text/[^;]*") ? type + "; charset=utf-8" : type;
        var usual = text ? "text/html; charset=utf-8" : JSON;
        send(
                exchange,
                new State.Reply(
                        200,
                        Map.of(Exchange.CONTENT_TYPE, known.isEmpty() ? usual : known),
                        found.isMissingNode() ? "" : text ? found.asText() : found));
    }

    /** The reply is a file of what the last node made. */
    public void binary(Exchange exchange, String name) {
        var headers = new LinkedHashMap<String, String>();
        var file = file(exchange.getMessage().getBody(), name, headers);
        send(exchange, new State.Reply(200, headers, file));
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
