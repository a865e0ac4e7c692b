package dev.serai.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RoutesBuilder;

/** A runtime on a free port, with a folder of its own, for one test. */
public final class Running implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final SeraiRuntime runtime;

    private Running(Path data, SeraiRuntime runtime) {
        this.data = data;
        this.runtime = runtime;
    }

    public static Running start(Map<String, String> variables, RoutesBuilder... routes) throws Exception {
        var data = Files.createTempDirectory("serai-runtime");
        var all = new HashMap<>(Map.of("SERAI_PORT", "0", "SERAI_DATA", data.toString(), "SERAI_STOP_TIMEOUT", "2s"));
        all.putAll(variables);
        SeraiRuntime runtime = null;
        try {
            runtime = SeraiRuntime.start(all);
            for (var route : routes) {
                runtime.camel().addRoutes(route);
            }
            return new Running(data, runtime);
        } catch (Exception e) {
            if (runtime != null) {
                runtime.close();
            }
            delete(data);
            throw e;
        }
    }

    public SeraiRuntime runtime() {
        return runtime;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + runtime.port() + path;
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url(path)));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(request(path, headers).GET());
    }

    public HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        runtime.close();
        delete(data);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
