package dev.serai.n8n;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** An imported flow with a stand-in for the HTTP server, and a flow beside it that says what it was called with. */
final class Serving implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

    Serving(Imported imported, Path folder, Map<String, String> more) throws Exception {
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(20);
        context.addComponent("platform-http", new Server());
        var written = imported.write(Files.createTempDirectory(folder, "imported"));
        properties.load(new StringReader(imported.files().get("application.properties")));
        properties.put(imported.flow() + ".settings", "file:" + written.resolve(imported.flow() + ".n8n.json"));
        properties.put(imported.flow() + ".folder", "file:" + written);
        properties.putAll(more);
        context.getPropertiesComponent().setInitialProperties(properties);
        load(imported);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:told")
                        .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
    }

    /** Other routes of the same names take the place of those that are here, while flows wait in them. */
    void loadAnew(Imported imported, Path parent) throws Exception {
        var folder = imported.write(Files.createTempDirectory(parent, "anew"));
        properties.put(imported.flow() + ".settings", "file:" + folder.resolve(imported.flow() + ".n8n.json"));
        for (var route : List.copyOf(context.getRoutes())) {
            if (route.getRouteId().startsWith(imported.flow() + "/")) {
                context.getRouteController().stopRoute(route.getRouteId(), 1, TimeUnit.MILLISECONDS);
                context.removeRoute(route.getRouteId());
            }
        }
        load(imported);
    }

    private void load(Imported imported) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes(
                        imported.flow() + ".camel.yaml", imported.routes().getBytes(StandardCharsets.UTF_8)));
    }

    DefaultCamelContext context() {
        return context;
    }

    /** What the flow beside was called with, one call after the other. */
    BlockingQueue<Object> told() {
        return told;
    }

    Exchange get(String path) {
        return send("GET", path, null).join();
    }

    Exchange post(String path, Object body) {
        return send("POST", path, body).join();
    }

    /** To the route whose path fits, as a server does it. */
    CompletableFuture<Exchange> send(String method, String address, Object body) {
        var path = address.replaceFirst("^https?://[^/]*", "").replaceFirst("\\?.*", "");
        for (var route : context.getRoutes()) {
            var own = route.getEndpoint()
                    .getEndpointUri()
                    .replaceFirst("^platform-http:/*", "/")
                    .replaceFirst("\\?.*", "");
            var names = Pattern.compile("(?:\\{|%7B)(\\w+)(?:}|%7D)").matcher(own);
            var headers = new HashMap<String, Object>(Map.of(
                    Exchange.HTTP_METHOD,
                    method,
                    Exchange.CONTENT_TYPE,
                    body instanceof Map ? "application/x-www-form-urlencoded" : "application/json"));
            var fitting = Pattern.compile(names.replaceAll("(?<$1>[^/]+)")).matcher(path);
            if (address.contains("?")) {
                headers.put(Exchange.HTTP_QUERY, address.replaceFirst("^[^?]*\\?", ""));
            }
            if (route.getEndpoint().getEndpointUri().startsWith("platform-http") && fitting.matches()) {
                names.reset();
                while (names.find()) {
                    headers.put(names.group(1), fitting.group(names.group(1)));
                }
                return context.createProducerTemplate().asyncSend(route.getEndpoint(), exchange -> {
                    exchange.setPattern(org.apache.camel.ExchangePattern.InOut);
                    exchange.getMessage().setHeaders(headers);
                    exchange.getMessage().setBody(body);
                });
            }
        }
        throw new IllegalArgumentException("no route for " + path);
    }

    static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
    }

    static String text(Exchange answer) {
        if (answer.getException() != null) {
            throw new IllegalStateException(answer.getException());
        }
        return answer.getMessage().getBody(String.class);
    }

    @Override
    public void close() {
        context.stop();
    }

    private static final class Server extends DirectComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
                throws Exception {
            parameters.clear();
            return super.createEndpoint(uri, remaining, parameters);
        }
    }
}
