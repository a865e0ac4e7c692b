package dev.serai.offline.searxng;

import dev.serai.offline.http.Exchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Tells people from programs, and counts, as the server does when its limiter is on. */
final class Limiter {
    private static final Pattern ROBOT =
            Pattern.compile("(unknown|[cC][uU][rR][lL]|[wW]get|Java|Jakarta|Go-http-client|python|Python|okhttp|Apache-"
                    + "HttpClient|HttpClient|Jersey|Ruby|libwww-perl|Scrapy|Googlebot|bingbot).*");
    private static final Window PROGRAMS = new Window(4, Duration.ofHours(1));
    private static final Window BURST = new Window(15, Duration.ofSeconds(20));
    private static final Window LONG = new Window(150, Duration.ofMinutes(10));

    private record Window(int most, Duration length) {}

    private record Key(String address, Window window) {}

    private final Set<String> passed;
    private final LongSupplier nanos;
    private final Map<Key, Deque<Long>> seen = new HashMap<>();

    Limiter(Set<String> passed, LongSupplier nanos) {
        this.passed = Set.copyOf(passed);
        this.nanos = nanos;
    }

    boolean refuses(Exchange exchange, boolean wantsHtml) {
        if (exchange.path().equals("/healthz")) {
            return false;
        }
        var forwarded = text(exchange, "X-Forwarded-For");
        var address = forwarded.isEmpty() ? "127.0.0.1" : forwarded.split(",")[0].strip();
        if (passed.contains(address)) {
            return false;
        }
        var agent = text(exchange, "User-Agent");
        if (agent.isEmpty() || ROBOT.matcher(agent).matches()) {
            return true;
        }
        return exchange.path().equals("/search") && (isProgram(exchange) || isTooOften(address, wantsHtml));
    }

    private static boolean isProgram(Exchange exchange) {
        var encodings = text(exchange, "Accept-Encoding");
        return !text(exchange, "Accept").contains("text/html")
                || !encodings.contains("gzip") && !encodings.contains("deflate")
                || text(exchange, "Accept-Language").isBlank();
    }

    private boolean isTooOften(String address, boolean wantsHtml) {
        var refused = !wantsHtml && exceeds(address, PROGRAMS);
        refused |= exceeds(address, BURST);
        refused |= exceeds(address, LONG);
        return refused;
    }

    private synchronized boolean exceeds(String address, Window window) {
        var times = seen.computeIfAbsent(new Key(address, window), key -> new ArrayDeque<>());
        var now = nanos.getAsLong();
        while (!times.isEmpty() && now - times.peekFirst() > window.length().toNanos()) {
            times.removeFirst();
        }
        times.addLast(now);
        return times.size() > window.most();
    }

    synchronized void reset() {
        seen.clear();
    }

    private static String text(Exchange exchange, String header) {
        var value = exchange.header(header);
        return value == null ? "" : value;
    }
}
