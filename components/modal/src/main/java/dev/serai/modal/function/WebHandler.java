package dev.serai.modal.function;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.Settings;
import dev.serai.modal.client.function.Functions;
import dev.serai.modal.client.plane.Stages;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** {@code modal:web}: a request to a web endpoint, whose answer may take longer than one connection may. */
public final class WebHandler implements OperationHandler {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final HttpPort port;
    private final Functions functions;
    private final ModalConfiguration options;
    private final FunctionName name;
    private final URI address;
    private final Duration limit;

    public WebHandler(ModalEndpoint endpoint, Functions functions) {
        this.port = endpoint.getComponent().port();
        this.functions = functions;
        this.options = endpoint.getConfiguration();
        this.limit = options.patience(FunctionHandler.USUAL);
        if (endpoint.getName() == null) {
            this.address = address(options.getUrl());
            this.name = null;
        } else {
            this.address = null;
            this.name = FunctionName.of(endpoint);
        }
        if (options.getMethod() != null && !METHODS.contains(options.getMethod())) {
            throw Settings.bad(
                    "method is '" + options.getMethod() + "', but must be one of " + String.join(", ", METHODS));
        }
        if ((options.getProxyKey() == null) != (options.getProxySecret() == null)) {
            throw Settings.bad("of proxyKey and proxySecret only one is set");
        }
    }

    private static URI address(String text) {
        if (text == null) {
            throw Settings.bad(
                    "modal:web needs an address in url, or the app and the function, as in modal:web/app/function");
        }
        try {
            var uri = new URI(text);
            if (uri.getHost() != null
                    && List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        throw Settings.bad("url is no http or https address without a login");
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var where =
                address != null ? CompletableFuture.completedFuture(address) : functions.webUrl(name.app(), name.tag());
        return Stages.map(
                Stages.then(where, uri -> new WebCall(port, call(exchange, uri), limit).start()),
                reply -> answered(exchange, reply));
    }

    private HttpCall call(Exchange exchange, URI uri) {
        var body = Inputs.value(exchange);
        var method = options.getMethod() != null ? options.getMethod() : body == null ? "GET" : "POST";
        var bare = method.equals("GET") || method.equals("HEAD");
        var call = HttpCall.builder(method, bare && body instanceof Map<?, ?> map ? asked(uri, map) : uri)
                .header("Accept", JSON + ", */*")
                .limits(HttpLimits.DEFAULTS
                        .withFirstByte(limit)
                        .withTotal(limit)
                        .withMaxBytes(options.getMaxBlobSize()));
        if (options.getProxyKey() != null) {
            call.header(WebCall.KEY, options.getProxyKey()).header(WebCall.SECRET, options.getProxySecret());
        }
        if (!bare && body != null) {
            var given = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
            call.header("Content-Type", given != null ? given : body instanceof byte[] ? BYTES : JSON)
                    .body(HttpBody.bytes(sent(body)));
        }
        return call.build();
    }

    /** Text and bytes are sent as they are, everything else as JSON. */
    private static byte[] sent(Object body) {
        return body instanceof byte[] bytes
                ? bytes
                : body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
    }

    /** The entries of a map are the parameters of a question. */
    private static URI asked(URI uri, Map<?, ?> map) {
        var query = map.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        var text = uri.toString();
        return query.isEmpty() ? uri : URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + query);
    }

    private static String encoded(Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }

    /** JSON becomes values, text stays text, everything else are bytes. */
    private static Object answered(Exchange exchange, HttpReply reply) {
        var text =
                reply.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/");
        var body = reply.isJson() ? WebCall.json(reply) : text ? reply.text() : reply.body();
        exchange.getMessage().setHeader(ModalConstants.STATUS, reply.status());
        exchange.getMessage().setBody(body);
        return body;
    }
}
