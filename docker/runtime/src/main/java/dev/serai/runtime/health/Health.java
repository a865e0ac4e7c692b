package dev.serai.runtime.health;

import dev.serai.runtime.http.HttpFront;
import dev.serai.runtime.http.HttpPages;
import dev.serai.runtime.http.Replies;
import dev.serai.support.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;

/** Whether the runtime can work: one word for whoever watches it, and each check for whoever may see the pages. */
public final class Health implements HttpPages {

    private static final int UNAVAILABLE = 503;
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final List<String> OF_ONE_WORKFLOW = List.of("producer:", "consumer:", "route:");
    private static final List<String> CHECKS = List.of("context", "route-controller");
    private static final List<String> REPOSITORIES = List.of("routes", "consumers", "producers");

    private final CamelContext context;
    private final Vertx vertx;
    private Future<Collection<HealthCheck.Result>> last;
    private long lastNanos;

    Health(CamelContext context, HttpFront front) {
        this.context = context;
        this.vertx = front.vertx();
        front.answerReadiness(this::ready);
    }

    /** Before the first producer starts, which otherwise finds nowhere to put its check. */
    void register() {
        var registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return;
        }
        for (var id : CHECKS) {
            register(registry, registry.resolveById(id));
        }
        for (var id : REPOSITORIES) {
            var repository = registry.resolveById(id);
            if (repository instanceof HealthCheckRepository checks) {
                checks.setEnabled(true);
            }
            register(registry, repository);
        }
    }

    private static void register(HealthCheckRegistry registry, Object check) {
        if (check != null) {
            registry.register(check);
        }
    }

    @Override
    public void addTo(Router router) {
        router.get("/health").handler(this::all);
    }

    /**
     * Whether requests are taken. No server of a workflow is asked: where one is away, the others still work, and whoever
     * watches would wait for its time limit.
     */
    private void ready(RoutingContext request) {
        var up = context.isStarted();
        Replies.json(request, up ? 200 : UNAVAILABLE, Json.object().put("status", up ? "UP" : "DOWN"));
    }

    private void all(RoutingContext request) {
        results().onComplete(done -> {
            if (done.failed()) {
                request.fail(done.cause());
                return;
            }
            var up = isUp(done.result());
            var answer = Json.object().put("status", !up ? "DOWN" : isWhole(done.result()) ? "UP" : "DEGRADED");
            var checks = answer.putArray("checks");
            done.result().forEach(result -> {
                var check = checks.addObject()
                        .put("id", result.getCheck().getId())
                        .put("state", String.valueOf(result.getState()));
                result.getMessage().ifPresent(message -> check.put("message", message));
            });
            Replies.json(request, up ? 200 : UNAVAILABLE, answer);
        });
    }

    /** Whether requests can be taken: where one workflow is off or misses its server, the others still work. */
    private static boolean isUp(Collection<HealthCheck.Result> results) {
        return results.stream().filter(result -> !isOfOneWorkflow(result)).noneMatch(Health::isDown);
    }

    private static boolean isWhole(Collection<HealthCheck.Result> results) {
        return results.stream().noneMatch(Health::isDown);
    }

    private static boolean isDown(HealthCheck.Result result) {
        return result.getState() == HealthCheck.State.DOWN;
    }

    private static boolean isOfOneWorkflow(HealthCheck.Result result) {
        var id = result.getCheck().getId();
        return OF_ONE_WORKFLOW.stream().anyMatch(id::startsWith);
    }

    /** Checks wait for servers; whoever asks often is told what was found a moment ago. */
    private synchronized Future<Collection<HealthCheck.Result>> results() {
        var now = System.nanoTime();
        if (last == null || last.isComplete() && now - lastNanos > FRESH_NANOS) {
            lastNanos = now;
            last = vertx.executeBlocking(() -> HealthCheckHelper.invokeReadiness(context), false);
        }
        return last;
    }
}
