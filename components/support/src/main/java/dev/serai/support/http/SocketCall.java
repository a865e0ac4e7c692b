package dev.serai.support.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A WebSocket to be opened: where, with which headers and protocols, and what it may take. */
public final class SocketCall {

    private final URI uri;
    private final List<String> protocols;
    private final SocketLimits limits;
    private final HttpCall handshake;

    private SocketCall(Builder builder) {
        uri = builder.uri;
        protocols = List.copyOf(builder.protocols);
        limits = builder.limits;
        handshake = HttpCall.get(asHttp(uri))
                .headers(checked(builder.headers))
                .limits(HttpLimits.DEFAULTS.withConnect(limits.connect()))
                .build();
    }

    /** The URI's scheme is ws or wss; http and https are taken for them. */
    public static Builder builder(URI uri) {
        return new Builder(uri);
    }

    public URI uri() {
        return uri;
    }

    public List<String> protocols() {
        return protocols;
    }

    public SocketLimits limits() {
        return limits;
    }

    /** The request that opens the WebSocket; its URI is what the egress list is asked about. */
    HttpCall handshake() {
        return handshake;
    }

    URI webSocketUri() {
        return withScheme(uri, isSecure(handshake.uri()) ? "wss" : "ws");
    }

    /** For messages: no secret of the URI is in it. */
    String target() {
        return "WebSocket " + Redaction.uri(webSocketUri());
    }

    private static URI asHttp(URI uri) {
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "ws", "http" -> withScheme(uri, "http");
            case "wss", "https" -> withScheme(uri, "https");
            default -> throw new IllegalArgumentException("not a ws or wss URI: " + Redaction.uri(uri));
        };
    }

    private static boolean isSecure(URI http) {
        return http.getScheme().equals("https");
    }

    private static URI withScheme(URI uri, String scheme) {
        return URI.create(scheme + uri.toString().substring(uri.getScheme().length()));
    }

    private static Map<String, String> checked(Map<String, String> headers) {
        headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("sec-websocket-"))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the header '" + name + "' is set by the WebSocket client");
                });
        return headers;
    }

    /** What may be shown: no secret of the URI or the headers. */
    @Override
    public String toString() {
        return "SocketCall[" + Redaction.uri(uri) + ", " + Redaction.headers(handshake.headers()) + "]";
    }

    public static final class Builder {
        private final URI uri;
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final List<String> protocols = new ArrayList<>();
        private SocketLimits limits = SocketLimits.DEFAULTS;

        private Builder(URI uri) {
            this.uri = Objects.requireNonNull(uri);
        }

        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** One of these is spoken, the first one preferred. */
        public Builder protocol(String value) {
            protocols.add(Objects.requireNonNull(value));
            return this;
        }

        public Builder limits(SocketLimits value) {
            limits = Objects.requireNonNull(value);
            return this;
        }

        public SocketCall build() {
            return new SocketCall(this);
        }
    }
}
