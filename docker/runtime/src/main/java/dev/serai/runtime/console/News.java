package dev.serai.runtime.console;

import dev.serai.support.json.Json;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells open pages what has changed: at most four times a second about the same thing, in one write for each page. Who
 * reads too slowly is cut off; the page connects anew and loads what it shows.
 */
public final class News {

    static final int MOST_READERS = 100;

    private static final int PAUSE_MILLIS = 250;
    private static final int MOST_WAITING = 2_000;

    private final Set<EventResponse> readers = ConcurrentHashMap.newKeySet();
    private final Set<Item> waiting = new LinkedHashSet<>();
    private volatile Vertx vertx;

    /** What has changed: {@code run}, {@code workflow}, {@code task} or {@code system}, and which one. */
    private record Item(String kind, String id) {}

    /** May be called from any thread and costs next to nothing; nobody waits for a page. */
    public void publish(String kind, String id) {
        if (readers.isEmpty()) {
            return;
        }
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            // A page that misses one among thousands hears of the next ones, and loads the whole list then.
            if (waiting.size() < MOST_WAITING) {
                waiting.add(new Item(kind, id));
            }
        }
        if (first) {
            vertx.setTimer(PAUSE_MILLIS, timer -> send());
        }
    }

    void serve(RoutingContext request) {
        if (readers.size() >= MOST_READERS) {
            throw new ConsoleException(ConsoleError.TOO_MANY, MOST_READERS + " pages listen already");
        }
        vertx = request.vertx();
        var reader = new EventResponse(request);
        readers.add(reader);
        reader.begin(() -> readers.remove(reader));
    }

    int readers() {
        return readers.size();
    }

    private void send() {
        List<Item> items;
        synchronized (waiting) {
            items = new ArrayList<>(waiting);
            waiting.clear();
        }
        var text = new StringBuilder();
        items.forEach(item -> text.append("data: ").append(Json.text(item)).append("\n\n"));
        for (var reader : readers) {
            if (reader.isFull()) {
                readers.remove(reader);
                reader.cut();
            } else {
                reader.write(text.toString(), () -> {});
            }
        }
    }
}
