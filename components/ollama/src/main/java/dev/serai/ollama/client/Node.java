package dev.serai.ollama.client;

import dev.serai.support.http.Redaction;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One server of a pool and what is known of it. */
public final class Node {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Transport transport;
    private final String name;
    private final ModelServer server;
    private final Map<String, String> labels;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Set<String> loaded = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile long looked = System.nanoTime() - FRESH_NANOS;
    private volatile CompletableFuture<Void> looking;

    Node(Transport transport, ModelServer server, Map<String, String> labels) {
        this.transport = transport;
        this.name = Redaction.uri(transport.base()).toString();
        this.server = server;
        this.labels = Map.copyOf(labels);
    }

    public static Node ollama(Transport transport, Map<String, String> labels) {
        return new Node(transport, new OllamaApi(transport), labels);
    }

    public static Node openAi(Transport transport, Map<String, String> labels) {
        return new Node(transport, new OpenAiApi(transport), labels);
    }

    public URI uri() {
        return transport.base();
    }

    public String name() {
        return name;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public ModelServer server() {
        return server;
    }

    /** The server's own API. */
    public OllamaApi ollama() {
        if (server instanceof OllamaApi api) {
            return api;
        }
        throw new OllamaException(
                OllamaError.NOT_IN_API, "what is asked of " + name() + " is not part of OpenAI's API");
    }

    public int inFlight() {
        return inFlight.get();
    }

    public boolean isDown() {
        return down;
    }

    void enter() {
        inFlight.incrementAndGet();
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    void up() {
        failures.set(0);
        down = false;
    }

    /** How many times in a row it was not reached. */
    int failed() {
        down = true;
        loaded.clear();
        return failures.incrementAndGet();
    }

    void used(String model) {
        if (model != null) {
            loaded.add(tagged(model));
        }
    }

    /** Other servers than Ollama are started with their model. */
    boolean hasLoaded(String model) {
        return !(server instanceof OllamaApi) || model != null && loaded.contains(tagged(model));
    }

    /** Looks what is in memory, unless that was done a moment ago. Never fails: what is not known counts as absent. */
    CompletableFuture<Void> look() {
        if (!(server instanceof OllamaApi api) || System.nanoTime() - looked < FRESH_NANOS) {
            return CompletableFuture.completedFuture(null);
        }
        var current = looking;
        if (current != null && !current.isDone()) {
            return current;
        }
        var asked = api.loaded();
        var fresh = asked.thenAccept(models -> {
                    loaded.clear();
                    models.forEach(model -> used(String.valueOf(model.get("name"))));
                    looked = System.nanoTime();
                })
                .completeOnTimeout(null, 2, TimeUnit.SECONDS)
                .exceptionally(error -> null);
        // A server that hangs would otherwise collect a connection with each look.
        fresh.whenComplete((done, error) -> asked.cancel(true));
        looking = fresh;
        return fresh;
    }

    /** Ollama takes a name without a tag as its latest. */
    private static String tagged(String model) {
        return model.indexOf(':', model.lastIndexOf('/') + 1) < 0 ? model + ":latest" : model;
    }

    @Override
    public String toString() {
        return name();
    }
}
