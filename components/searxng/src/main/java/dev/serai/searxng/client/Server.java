package dev.serai.searxng.client;

import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Where an instance is, and how it is asked.
 *
 * @param base its root, with the path that it lies under
 * @param headers what goes with each request
 */
public record Server(
        HttpPort port,
        URI base,
        Map<String, String> headers,
        SearchMethod method,
        HttpLimits limits,
        RetryPolicy retry) {

    /**
     * What the limiter wants to see in a request that it takes for a person's. The name is our own, and none that it
     * takes for a robot's.
     */
    public static final Map<String, String> MANNERS = Map.of(
            "User-Agent", "Mozilla/5.0 (compatible; serai)",
            "Accept", "application/json,text/html;q=0.9,*/*;q=0.8",
            "Accept-Language", "en",
            "Accept-Encoding", "gzip, deflate",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Dest", "document",
            "Sec-Fetch-Site", "none");

    private static final int TOO_MANY = 429;

    /** A limiter counts every request, so to ask it again makes the wait longer. */
    public Server {
        var statuses = new HashSet<>(retry.statuses());
        if (statuses.remove(TOO_MANY)) {
            retry = new RetryPolicy(retry.maxAttempts(), retry.firstDelay(), retry.maxDelay(), statuses);
        }
        headers = Map.copyOf(headers);
    }

    public String name() {
        return Redaction.uri(base).toString();
    }

    /** A search changes nothing on the server, so it may be sent again whichever way it is sent. */
    CompletableFuture<HttpReply> search(String form, Faults faults) {
        return method == SearchMethod.GET
                ? send(HttpCall.get(uri("/search?" + form)), faults)
                : send(
                        HttpCall.post(uri("/search"), HttpBody.bytes(form.getBytes(StandardCharsets.UTF_8)))
                                .header("Content-Type", "application/x-www-form-urlencoded"),
                        faults);
    }

    CompletableFuture<HttpReply> get(String path, Map<String, String> more, Faults faults) {
        return send(HttpCall.get(uri(path)).headers(more), faults);
    }

    private CompletableFuture<HttpReply> send(HttpCall.Builder call, Faults faults) {
        HttpCall ready;
        try {
            ready = call.headers(headers)
                    .limits(limits)
                    .retry(retry)
                    .repeatable(true)
                    .build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new SearxngException(
                    SearxngError.BAD_OPTION, "the request to " + name() + ": " + e.getMessage(), e));
        }
        return port.send(ready).handle((reply, error) -> {
            if (error != null) {
                throw faults.of(error);
            }
            return faults.unpacked(reply, limits.maxBytes());
        });
    }

    private URI uri(String path) {
        var root = base.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    /** What may be shown. */
    @Override
    public String toString() {
        return "Server[" + name() + "]";
    }
}
