package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which web pages may ask. A page of a stranger, shown by a browser on this network, must not start workflows. */
final class Origins {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Null allows the pages of this machine. */
    private final Set<String> allowed;

    Origins(String allowedOrigins) {
        allowed = allowedOrigins == null
                ? null
                : Arrays.stream(allowedOrigins.split(","))
                        .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** The headers that let the page read the answer; none for a request that no page sent. */
    Map<String, String> headers(Head head) {
        var origin = head.header("Origin");
        if (origin == null) {
            return Map.of();
        }
        if (!isAllowed(origin)) {
            throw new GatewayException(GatewayError.BAD_ORIGIN, "this page may not ask here");
        }
        return Map.of("Access-Control-Allow-Origin", origin, "Vary", "Origin");
    }

    /** The answer to a browser that asks whether it may ask. */
    static Plain preflight(Head head) {
        var wanted = head.header("Access-Control-Request-Headers");
        var answer = new Plain(
                204, Map.of("Access-Control-Allow-Methods", "GET, POST", "Access-Control-Max-Age", "600"), new byte[0]);
        return wanted == null || !wanted.matches("[A-Za-z0-9, _-]{1,1000}")
                ? answer
                : answer.with(Map.of("Access-Control-Allow-Headers", wanted));
    }

    private boolean isAllowed(String origin) {
        if (allowed != null) {
            return allowed.contains("*") || allowed.contains(origin.toLowerCase(Locale.ROOT));
        }
        try {
            var host = URI.create(origin).getHost();
            return host != null && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
