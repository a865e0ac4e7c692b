package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpCall;
import dev.serai.support.json.Json;
import dev.serai.support.service.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The life of sandboxes. */
public final class SandboxApi {

    /** More pages than this are no list that ends. */
    private static final int MOST_PAGES = 1_000;

    private static final int PAGE = 100;

    private final Gateway gateway;

    public SandboxApi(Gateway gateway) {
        this.gateway = gateway;
    }

    public CompletableFuture<Sandbox> create(JsonNode wish) {
        return one(gateway.api("POST", "/sandbox").json(Json.bytes(wish)).build());
    }

    /** Like {@link #create(JsonNode)}, after a while where too many have been asked for in too short a time. */
    public CompletableFuture<Sandbox> create(JsonNode wish, Duration limit) {
        var call = gateway.api("POST", "/sandbox").json(Json.bytes(wish)).build();
        return one(call, gateway.askPatiently(call, Family.SANDBOX, limit));
    }

    public CompletableFuture<Sandbox> get(String idOrName) {
        return one(gateway.api("GET", path(idOrName, "")).build());
    }

    /** Does something with it that takes no more than a path, such as {@code /start}. */
    public CompletableFuture<Sandbox> act(String idOrName, String action) {
        return one(gateway.api("POST", path(idOrName, action)).build());
    }

    public CompletableFuture<Sandbox> act(String idOrName, String action, JsonNode body) {
        return one(gateway.api("POST", path(idOrName, action))
                .json(Json.bytes(body))
                .build());
    }

    /** Deletes it; one that is gone already is no failure. */
    public CompletableFuture<Sandbox> delete(String idOrName) {
        var call = gateway.api("DELETE", path(idOrName, "")).repeatable(true).build();
        return goneAs(idOrName, gateway.ask(call, Family.SANDBOX).thenApply(answer -> {
            var sandbox = Sandbox.of(answer);
            return sandbox == null ? Sandbox.gone(idOrName) : sandbox;
        }));
    }

    /** Deletes it also when something is still under way with it, or the service is away for a moment. */
    public CompletableFuture<Sandbox> deleteSurely(String id, Duration limit) {
        return Polling.until(
                gateway.port(),
                () -> delete(id),
                deleted -> true,
                limit,
                never -> new DaytonaException(SandboxError.CONFLICT, "the sandbox " + id + " could not be deleted"));
    }

    /** Whether the service answers, and takes the key. */
    public CompletableFuture<?> reach() {
        return gateway.ask(gateway.api("GET", "/sandbox?limit=1").build(), Family.SANDBOX);
    }

    /** All that carry the labels, page after page. */
    public CompletableFuture<List<Sandbox>> labelled(Map<String, String> labels) {
        return pages("labels=" + Encoding.part(Json.text(labels)), null, new ArrayList<>(), 1);
    }

    private CompletableFuture<List<Sandbox>> pages(String query, String cursor, List<Sandbox> found, int page) {
        var from = cursor == null ? "" : "&cursor=" + Encoding.part(cursor);
        var call = gateway.api("GET", "/sandbox?limit=" + PAGE + "&" + query + from)
                .build();
        return gateway.ask(call, Family.SANDBOX).thenCompose(answer -> {
            answer.path("items").forEach(item -> {
                var sandbox = Sandbox.of(item);
                if (sandbox != null) {
                    found.add(sandbox);
                }
            });
            var next = Replies.text(answer, "nextCursor");
            return next == null || next.isEmpty() || next.equals(cursor) || page >= MOST_PAGES
                    ? CompletableFuture.completedFuture(found)
                    : pages(query, next, found, page + 1);
        });
    }

    /**
     * Waits until it is in one of the states. A state that tells of a failure ends the waiting with the service's
     * reason, and so does the end of a sandbox that was to become something else.
     */
    public CompletableFuture<Sandbox> await(String id, Set<String> wanted, Duration limit) {
        return Polling.until(
                        gateway.port(),
                        () -> wanted.contains(Sandbox.DESTROYED) ? goneAs(id, get(id)) : get(id),
                        sandbox -> wanted.contains(sandbox.state()) || isFinal(sandbox, wanted),
                        limit,
                        last -> late(id, wanted, limit, last))
                .thenApply(sandbox -> checked(sandbox, wanted));
    }

    /** A failed sandbox can still be deleted, but becomes nothing else. */
    private static boolean isFinal(Sandbox sandbox, Set<String> wanted) {
        var ending = wanted.contains(Sandbox.DESTROYED);
        return ending ? sandbox.failed() && wanted.size() > 1 : sandbox.failed() || sandbox.isGone();
    }

    private static Sandbox checked(Sandbox sandbox, Set<String> wanted) {
        if (wanted.contains(sandbox.state())) {
            return sandbox;
        }
        if (sandbox.failed()) {
            throw sandbox.failure();
        }
        throw new DaytonaException(
                SandboxError.LOST,
                "the sandbox " + sandbox.id() + " was to be " + String.join(" or ", wanted) + " and is "
                        + sandbox.state());
    }

    private static DaytonaException late(String id, Set<String> wanted, Duration limit, Sandbox last) {
        return new DaytonaException(
                SandboxError.STATE_TOO_LATE,
                "the sandbox " + id + " was not " + String.join(" or ", wanted) + " within " + limit.toMillis() + " ms"
                        + (last == null ? "" : ", it is " + last.state()));
    }

    private static CompletableFuture<Sandbox> goneAs(String id, CompletableFuture<Sandbox> answer) {
        return answer.exceptionally(error -> {
            var cause = Failures.unwrap(error);
            if (cause instanceof DaytonaException known && known.code() == SandboxError.NOT_FOUND) {
                return Sandbox.gone(id);
            }
            throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
        });
    }

    private CompletableFuture<Sandbox> one(HttpCall call) {
        return one(call, gateway.ask(call, Family.SANDBOX));
    }

    private CompletableFuture<Sandbox> one(HttpCall call, CompletableFuture<JsonNode> asked) {
        return asked.thenApply(answer -> {
            var sandbox = Sandbox.of(answer);
            if (sandbox == null) {
                throw gateway.faults(call.uri(), false).unreadable("describes no sandbox");
            }
            return sandbox;
        });
    }

    private static String path(String idOrName, String action) {
        return "/sandbox/" + Segment.of(idOrName) + action;
    }
}
