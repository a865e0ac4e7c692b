package dev.serai.routes;

import dev.serai.offline.junit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel with one file of routes and an HTTP server on a free port. */
final class LocalServer implements AutoCloseable {

    private final Main camel = new Main();
    private final int port = FreePorts.next();

    /** @param routes the location of a file, or the YAML itself */
    LocalServer(String routes, String ollama) throws Exception {
        this(routes, ollama, Map.of());
    }

    LocalServer(String routes, String ollama, Map<String, String> properties) throws Exception {
        properties.forEach(camel::addInitialProperty);
        if (routes.endsWith(".class")) {
            camel.configure().withRoutesBuilderClasses(routes.substring(0, routes.length() - ".class".length()));
        } else {
            camel.addInitialProperty("camel.main.routes-include-pattern", location(routes));
        }
        camel.addInitialProperty("camel.component.ollama.base-url", ollama);
        camel.addInitialProperty("camel.server.enabled", "true");
        camel.addInitialProperty("camel.server.host", "127.0.0.1");
        camel.addInitialProperty("camel.server.port", String.valueOf(port));
        camel.start();
    }

    private static String location(String routes) throws IOException {
        if (!routes.contains("\n")) {
            return routes;
        }
        var file = Files.createTempFile("routes", ".camel.yaml");
        file.toFile().deleteOnExit();
        return "file:" + Files.writeString(file, routes);
    }

    CamelContext camel() {
        return camel.getCamelContext();
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> postJson(String path, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
