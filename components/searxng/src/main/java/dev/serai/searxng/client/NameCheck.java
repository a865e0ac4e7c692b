package dev.serai.searxng.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the engines and categories of a question are there: the server would silently ask its default ones
 * instead. What the instance has is asked once and kept for a while.
 */
final class NameCheck {

    private static final Logger LOG = LoggerFactory.getLogger(NameCheck.class);
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST_NAMED = 40;

    private record Known(Set<String> engines, Set<String> categories) {}

    private final Instance instance;
    private CompletableFuture<Known> known;
    private long asked;

    NameCheck(Instance instance) {
        this.instance = instance;
    }

    CompletableFuture<?> check(SearchQuery query) {
        if (query.engines().isEmpty() && query.categories().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return known().thenAccept(there -> {
            if (there != null) {
                check("engine", query.engines(), there.engines());
                check("category", query.categories(), there.categories());
            }
        });
    }

    private void check(String kind, List<String> names, Set<String> there) {
        for (var name : names) {
            if (!there.contains(name)) {
                var some = String.join(", ", there.stream().limit(MOST_NAMED).toList());
                throw new SearxngException(
                        SearxngError.UNKNOWN_NAME,
                        instance.name() + " has no " + kind + " '" + name + "'; it has " + some
                                + (there.size() > MOST_NAMED ? " and " + (there.size() - MOST_NAMED) + " more" : ""));
            }
        }
    }

    /** Null when the instance does not tell; a search is not refused for that. */
    private synchronized CompletableFuture<Known> known() {
        if (known == null || System.nanoTime() - asked > KEPT_NANOS) {
            asked = System.nanoTime();
            // A future that knows nothing of the request, so that nobody who gives up takes it away from the others.
            var answer = new CompletableFuture<Known>();
            known = answer;
            instance.config().thenApply(NameCheck::read).whenComplete((there, error) -> {
                if (error != null) {
                    LOG.debug("the names of engines and categories are not checked", error);
                    forget(answer);
                }
                answer.complete(there);
            });
            return answer.copy();
        }
        return known.copy();
    }

    private synchronized void forget(CompletableFuture<Known> answer) {
        if (known == answer) {
            known = null;
        }
    }

    private static Known read(Map<String, Object> config) {
        var engines = new TreeSet<String>();
        var categories = new TreeSet<String>(names(config.get("categories")));
        if (config.get("engines") instanceof Collection<?> entries) {
            for (var entry : entries) {
                if (entry instanceof Map<?, ?> engine && engine.get("name") instanceof String name) {
                    engines.add(name);
                    categories.addAll(names(engine.get("categories")));
                }
            }
        }
        return new Known(engines, categories);
    }

    private static List<String> names(Object list) {
        return list instanceof Collection<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
