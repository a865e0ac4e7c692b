package dev.serai.ollama;

import dev.serai.ollama.client.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while at least one server of the endpoint answers; the details name each. */
final class OllamaHealthCheck extends AbstractHealthCheck {

    private static final long PATIENCE_SECONDS = 5;

    private final ModelAccess access;

    OllamaHealthCheck(OllamaEndpoint endpoint, ModelAccess access, String id) {
        super("camel", "producer:ollama-" + id);
        this.access = access;
        setCamelContext(endpoint.getCamelContext());
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var questions = new LinkedHashMap<Node, CompletableFuture<?>>();
        access.nodes().forEach(node -> questions.put(node, node.server().models()));
        boolean up = false;
        for (var question : questions.entrySet()) {
            var node = question.getKey().name();
            try {
                // A health check is asked for its answer by a thread of its own.
                question.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                builder.detail(node, "up");
                up = true;
            } catch (ExecutionException e) {
                builder.detail(node, e.getCause().getMessage());
            } catch (TimeoutException e) {
                question.getValue().cancel(true);
                builder.detail(node, "no answer in " + PATIENCE_SECONDS + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                builder.detail(node, "interrupted");
            }
        }
        if (up) {
            builder.up();
        } else {
            builder.message("no model server answers").down();
        }
    }
}
