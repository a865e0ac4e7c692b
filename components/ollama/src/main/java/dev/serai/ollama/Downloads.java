package dev.serai.ollama;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Downloads of models that exchanges wait for; one download serves all that need it. */
final class Downloads {

    private final OllamaEndpoint endpoint;
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

    Downloads(OllamaEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Downloads a model unless that is under way. */
    CompletableFuture<Void> shared(String model, ModelAccess access) {
        var download = running.computeIfAbsent(model, name -> start(name, access));
        download.whenComplete((done, error) -> running.remove(model, download));
        return download.copy();
    }

    /** Downloads a model unless that was done before; a download that failed is tried again. */
    CompletableFuture<Void> once(String model, ModelAccess access) {
        var download = running.computeIfAbsent(model, name -> start(name, access));
        download.whenComplete((done, error) -> {
            if (error != null) {
                running.remove(model, download);
            }
        });
        return download.copy();
    }

    private CompletableFuture<Void> start(String model, ModelAccess access) {
        var progress = new ProgressReport(endpoint, "pull", model);
        var insecure = endpoint.getConfiguration().isInsecure();
        return access.direct(model, node -> node.ollama().pull(model, insecure, progress))
                .whenComplete((done, error) -> progress.close());
    }
}
