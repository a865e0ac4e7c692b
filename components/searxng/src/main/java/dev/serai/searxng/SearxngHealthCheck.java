package dev.serai.searxng;

import dev.serai.searxng.client.Instance;
import dev.serai.searxng.client.InstancePool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while at least one instance of the endpoint answers; the details name each. */
final class SearxngHealthCheck extends AbstractHealthCheck {

    private static final long PATIENCE_SECONDS = 5;

    private final InstancePool pool;

    SearxngHealthCheck(SearxngEndpoint endpoint, InstancePool pool, String id) {
        super("camel", "producer:searxng-" + id);
        this.pool = pool;
        setCamelContext(endpoint.getCamelContext());
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var questions = new LinkedHashMap<Instance, CompletableFuture<?>>();
        pool.instances().forEach(instance -> questions.put(instance, instance.health()));
        boolean up = false;
        for (var question : questions.entrySet()) {
            var name = question.getKey().name();
            try {
                // A health check is asked for its answer by a thread of its own.
                question.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                builder.detail(name, "up");
                up = true;
            } catch (ExecutionException e) {
                builder.detail(name, e.getCause().getMessage());
            } catch (TimeoutException e) {
                question.getValue().cancel(true);
                builder.detail(name, "no answer in " + PATIENCE_SECONDS + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                builder.detail(name, "interrupted");
            }
        }
        if (up) {
            builder.up();
        } else {
            builder.message("no SearXNG answers").down();
        }
    }
}
