package dev.serai.agent.mcp.server;

import static dev.serai.agent.mcp.server.HttpAnswer.INVALID_REQUEST;

import dev.serai.agent.mcp.McpVersions;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What the transport asks of a request before its message is read. */
final class HttpRules {

    static final String VERSION = "MCP-Protocol-Version";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Null allows the pages of this machine. */
    private final Set<String> origins;

    HttpRules(String allowedOrigins) {
        origins = allowedOrigins == null
                ? null
                : Arrays.stream(allowedOrigins.split(","))
                        .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Why the request is not looked at any further, if so. */
    Optional<HttpAnswer> objection(Message request) {
        // A page of a stranger, shown by a browser on this network, must not call tools through it.
        var origin = header(request, "Origin");
        if (origin != null && !isAllowed(origin)) {
            return refused(403, "This origin is not allowed");
        }
        var method = request.getHeader(Exchange.HTTP_METHOD);
        if (method != null && !method.toString().equals("POST")) {
            return refused(405, "Send messages with POST; there are no sessions and no announcements here");
        }
        var type = header(request, Exchange.CONTENT_TYPE);
        if (type != null && !mediaType(type).equals("application/json")) {
            return refused(415, "Send application/json");
        }
        var accept = header(request, "Accept");
        if (accept != null && !takesJson(accept)) {
            return refused(406, "The answer is application/json, so accept it");
        }
        return Optional.empty();
    }

    /** The revision that the client has agreed on, if it is one of those known here. */
    Optional<String> version(Message request) {
        var version = header(request, VERSION);
        return version == null
                ? Optional.of(McpVersions.WITH_BATCHES)
                : Optional.of(version).filter(McpVersions::isServed);
    }

    private boolean isAllowed(String origin) {
        if (origins != null) {
            return origins.contains("*") || origins.contains(origin.toLowerCase(Locale.ROOT));
        }
        try {
            var host = URI.create(origin).getHost();
            return host != null && THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean takesJson(String accept) {
        return Arrays.stream(accept.split(","))
                .map(HttpRules::mediaType)
                .anyMatch(Set.of("application/json", "application/*", "*/*")::contains);
    }

    private static String mediaType(String value) {
        return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<HttpAnswer> refused(int status, String why) {
        return Optional.of(HttpAnswer.refused(status, INVALID_REQUEST, why));
    }

    static String header(Message request, String name) {
        var value = request.getHeader(name);
        if (value instanceof Collection<?> values) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null ? null : value.toString();
    }
}
