package dev.serai.offline.searxng;

import dev.serai.offline.http.Exchange;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Web pages beside the server's own, for results to point to. */
final class Pages {
    private record Page(int status, String contentType, String body, String location) {}

    private static final Set<String> TAKEN = Set.of(
            "/", "/search", "/autocompleter", "/config", "/healthz", "/stats/errors", "/engine_descriptions.json");

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    void add(String path, int status, String contentType, String body, String location) {
        if (!path.startsWith("/") || TAKEN.contains(path)) {
            throw new IllegalArgumentException("a page cannot be at '" + path + "'");
        }
        pages.put(path, new Page(status, contentType, body, location));
    }

    void clear() {
        pages.clear();
    }

    /** False where there is no such page. */
    boolean answers(Exchange exchange) {
        var page = pages.get(exchange.path());
        if (page == null) {
            return false;
        }
        if (page.location() != null) {
            exchange.setHeader("Location", page.location());
        }
        exchange.send(page.status(), page.contentType(), page.body());
        return true;
    }
}
