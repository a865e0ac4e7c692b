package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/** Keeps web pages of other sites from using the server through a browser: foreign hosts and origins get 403. */
final class ForeignGuard {
    private static final Set<String> APP_SCHEMES = Set.of("app", "file", "tauri", "vscode-webview", "vscode-file");

    private final boolean loopback;

    private ForeignGuard(boolean loopback) {
        this.loopback = loopback;
    }

    /** A server that listens to the network answers to whatever name the network has for it. */
    static ForeignGuard forServerOn(String address) {
        try {
            return new ForeignGuard(InetAddress.getByName(address).isLoopbackAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("unknown address " + address, e);
        }
    }

    /** True where the request has been answered and must go no further. */
    boolean stops(Exchange exchange) {
        var origin = exchange.header("Origin");
        if (loopback && !ownHost(exchange.header("Host"))
                || origin != null && !ownOrigin(origin, exchange.header("Host"))) {
            exchange.sendEmpty(403);
            return true;
        }
        if (origin == null) {
            return false;
        }
        exchange.setHeader("Access-Control-Allow-Origin", origin).setHeader("Vary", "Origin");
        if (exchange.method().equals("OPTIONS")) {
            exchange.setHeader("Access-Control-Allow-Methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS")
                    .setHeader("Access-Control-Allow-Headers", "Authorization,Content-Type,User-Agent,Accept")
                    .sendEmpty(204);
            return true;
        }
        return false;
    }

    private static boolean ownHost(String header) {
        if (header == null || header.isEmpty()) {
            return true;
        }
        var host = nameOf("http://" + header);
        return host != null
                && (host.equals("localhost")
                        || host.endsWith(".localhost")
                        || host.endsWith(".local")
                        || host.endsWith(".internal")
                        || ownAddress(host));
    }

    private static boolean ownAddress(String host) {
        if (!host.startsWith("[") && !host.matches("\\d+(\\.\\d+){3}")) {
            return false;
        }
        try {
            var address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean ownOrigin(String origin, String hostHeader) {
        var scheme = origin.contains("://") ? origin.substring(0, origin.indexOf("://")) : "";
        if (APP_SCHEMES.contains(scheme)) {
            return true;
        }
        var host = nameOf(origin);
        return ("http://" + hostHeader).equals(origin)
                || Set.of("localhost", "127.0.0.1", "0.0.0.0").contains(String.valueOf(host));
    }

    private static String nameOf(String url) {
        try {
            return URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
