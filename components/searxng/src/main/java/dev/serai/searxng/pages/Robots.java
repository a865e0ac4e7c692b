package dev.serai.searxng.pages;

import dev.serai.support.error.Failures;
import dev.serai.support.http.Redaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The robots.txt files of the sites read lately. */
final class Robots {

    private static final long MAX_BYTES = 512 * 1024;
    private static final int MOST_SITES = 256;
    private static final long KEPT = Duration.ofHours(1).toNanos();
    private static final long FAILURE_KEPT = Duration.ofMinutes(1).toNanos();

    private static final class Site {
        private final CompletableFuture<RobotsRules> rules = new CompletableFuture<>();
        private final long since = System.nanoTime();

        boolean isOld() {
            var kept = rules.isCompletedExceptionally() ? FAILURE_KEPT : KEPT;
            return rules.isDone() && System.nanoTime() - since > kept;
        }
    }

    private final Fetch.Net net;
    private final Executor parsers;
    private final Map<URI, Site> sites = new LinkedHashMap<>(16, 0.75f, true);

    Robots(Fetch.Net net, Executor parsers) {
        this.net = net;
        this.parsers = parsers;
    }

    /** Completes if the page may be read. */
    CompletionStage<Void> check(URI url) {
        if (!net.settings().robots()) {
            return CompletableFuture.completedFuture(null);
        }
        return rules(url.resolve("/robots.txt")).thenAccept(rules -> {
            var path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
            if (!rules.allow(path)) {
                var shown = Redaction.uri(url);
                throw new PageException(
                        PageError.ROBOTS, shown, "The site's robots.txt asks readers to leave " + shown + " alone");
            }
        });
    }

    private CompletableFuture<RobotsRules> rules(URI file) {
        Site site;
        synchronized (sites) {
            site = sites.get(file);
            if (site != null && !site.isOld()) {
                return site.rules;
            }
            site = new Site();
            sites.put(file, site);
            if (sites.size() > MOST_SITES) {
                sites.remove(sites.keySet().iterator().next());
            }
        }
        var asked = site;
        Fetch.file(net, file, MAX_BYTES)
                .result()
                .thenApplyAsync(answer -> read(file, answer), parsers)
                .whenComplete((rules, failure) -> {
                    if (failure == null) {
                        asked.rules.complete(rules);
                    } else {
                        asked.rules.completeExceptionally(unknown(file, failure));
                    }
                });
        return site.rules;
    }

    private RobotsRules read(URI file, Fetch.Answer answer) {
        if (answer.status() >= 500) {
            throw new PageException(PageError.ROBOTS_UNKNOWN, file, file + " gives status " + answer.status());
        }
        if (answer.status() >= 300) {
            return RobotsRules.NONE;
        }
        var bytes = Contents.unpacked(answer, MAX_BYTES);
        return RobotsRules.parse(
                new String(bytes, StandardCharsets.UTF_8), net.settings().product());
    }

    private static PageException unknown(URI file, Throwable failure) {
        var refusal = Fetch.refusal(file, Failures.unwrap(failure));
        if (refusal.code() == PageError.NOT_ALLOWED
                || refusal.code() == PageError.ROBOTS_UNKNOWN
                || refusal.code() == PageError.CLOSED) {
            return refusal;
        }
        return new PageException(
                PageError.ROBOTS_UNKNOWN, file, "Whether it may be read isn't known: " + refusal.getFact(), refusal);
    }
}
