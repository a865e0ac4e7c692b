package dev.serai.n8n.flow;

import dev.serai.support.camel.EndpointCall;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.support.service.ServiceSupport;

/** Runs flows beside the route that has begun them. */
final class Beside extends ServiceSupport {

    private final CamelContext context;
    private final ExecutorService pool;
    private final Map<String, EndpointCall> calls = new ConcurrentHashMap<>();

    private Beside(CamelContext context) {
        this.context = context;
        pool = context.getExecutorServiceManager().newCachedThreadPool(this, "n8n-flow");
    }

    static Beside of(CamelContext context) {
        synchronized (context) {
            var known = context.hasService(Beside.class);
            if (known != null) {
                return known;
            }
            var made = new Beside(context);
            try {
                context.addService(made, true, true);
            } catch (Exception e) {
                throw RuntimeCamelException.wrapRuntimeCamelException(e);
            }
            return made;
        }
    }

    void execute(Runnable work) {
        pool.execute(work);
    }

    CompletableFuture<Exchange> start(String uri, Exchange exchange) {
        var call = calls.computeIfAbsent(uri, this::call);
        var body = exchange.getMessage().getBody();
        var result = new CompletableFuture<Exchange>();
        pool.execute(() -> {
            try {
                call.send(exchange, body, copy -> {}).whenComplete((copy, error) -> {
                    if (error == null) {
                        result.complete(copy);
                    } else {
                        result.completeExceptionally(error);
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private EndpointCall call(String uri) {
        try {
            return new EndpointCall(context, uri);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    @Override
    protected void doShutdown() {
        calls.values().forEach(EndpointCall::close);
        context.getExecutorServiceManager().shutdownNow(pool);
    }
}
