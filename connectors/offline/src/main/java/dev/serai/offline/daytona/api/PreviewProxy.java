package dev.serai.offline.daytona.api;

import dev.serai.offline.http.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Passes whole requests on to a port of this machine; answers without an end are not for it. */
final class PreviewProxy {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST = 32 << 20;
    private static final Set<String> OWN = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "expect",
            "authorization",
            "x-daytona-preview-token");

    private HttpClient client;

    void pass(Exchange exchange, int port, String path) {
        var query = exchange.rawQuery() == null ? "" : "?" + exchange.rawQuery();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + query))
                .timeout(LONGEST)
                .method(exchange.method(), HttpRequest.BodyPublishers.ofByteArray(exchange.body()));
        exchange.headers().forEach((name, values) -> {
            if (!OWN.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .whenComplete((answer, failure) -> exchange.onEventLoop(() -> {
                    if (failure != null || answer.body().length > MOST) {
                        exchange.send(502, "text/plain", "the port does not answer: " + failure);
                        return;
                    }
                    answer.headers().map().forEach((name, values) -> {
                        if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                            exchange.setHeader(name, values.get(0));
                        }
                    });
                    var type = answer.headers().firstValue("Content-Type").orElse(null);
                    exchange.send(answer.statusCode(), type, answer.body());
                }));
    }

    /** Made when it is first needed, since it has a thread of its own. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Runnable::run)
                    .connectTimeout(LONGEST)
                    .build();
        }
        return client;
    }
}
