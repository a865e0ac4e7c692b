package dev.serai.support.camel;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while at least one server answers; the details name each. */
final class ServersHealthCheck extends AbstractHealthCheck {

    private static final long PATIENCE_SECONDS = 5;

    private final Supplier<Map<String, CompletableFuture<?>>> servers;
    private final String nobody;

    ServersHealthCheck(
            CamelContext context, String id, Supplier<Map<String, CompletableFuture<?>>> servers, String nobody) {
        super("camel", id);
        this.servers = servers;
        this.nobody = nobody;
        setCamelContext(context);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        boolean up = false;
        for (var server : servers.get().entrySet()) {
            var name = server.getKey();
            try {
                // A health check is asked for its answer by a thread of its own.
                server.getValue().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                builder.detail(name, "up");
                up = true;
            } catch (ExecutionException e) {
                builder.detail(name, e.getCause().getMessage());
            } catch (TimeoutException e) {
                server.getValue().cancel(true);
                builder.detail(name, "no answer in " + PATIENCE_SECONDS + " s");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                builder.detail(name, "interrupted");
            }
        }
        if (up) {
            builder.up();
        } else {
            builder.message(nobody).down();
        }
    }
}
