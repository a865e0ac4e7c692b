package dev.serai.modal.client.function;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Functions that were found a short time ago, so that not every call asks twice. */
final class FoundFunctions {

    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    record Key(String app, String tag, Map<String, ?> parameters) {}

    private record Found(CompletableFuture<FunctionHandle> handle, Instant until) {}

    private final Clock clock;
    private final Map<Key, Found> found = new ConcurrentHashMap<>();

    FoundFunctions(Clock clock) {
        this.clock = clock;
    }

    CompletableFuture<FunctionHandle> get(Key key, Supplier<CompletableFuture<FunctionHandle>> lookup) {
        var now = clock.instant();
        var known = found.get(key);
        if (known == null || now.isAfter(known.until()) || known.handle().isCompletedExceptionally()) {
            if (found.size() >= MOST) {
                found.clear();
            }
            known = new Found(lookup.get(), now.plus(LIFE));
            found.put(key, known);
        }
        // A copy, so that who gives up does not take the function from the others.
        return known.handle().copy();
    }
}
