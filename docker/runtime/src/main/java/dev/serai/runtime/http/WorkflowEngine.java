package dev.serai.runtime.http;

import dev.serai.runtime.access.Webhooks;
import dev.serai.runtime.config.Settings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** Makes consumers of platform-http that keep no thread while their route waits. */
public final class WorkflowEngine extends VertxPlatformHttpEngine {

    private final HttpFront front;
    private final Settings.Http limits;
    private final Webhooks webhooks;
    private final AtomicInteger waiting = new AtomicInteger();
    private ExecutorService workers;

    public WorkflowEngine(HttpFront front, Settings.Http limits, Webhooks webhooks) {
        this.front = front;
        this.limits = limits;
        this.webhooks = webhooks;
    }

    /** Before the first consumer, so that each finds the router of its port. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        var router = front.router();
        getCamelContext().getRegistry().bind(router.getName(), router);
        var profile = new ThreadPoolProfile("Http");
        profile.setPoolSize(limits.threads());
        profile.setMaxPoolSize(limits.threads());
        profile.setMaxQueueSize(limits.maxRequests());
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        profile.setAllowCoreThreadTimeOut(true);
        workers = getCamelContext().getExecutorServiceManager().newThreadPool(this, "Http", profile);
    }

    @Override
    protected void doStop() throws Exception {
        if (workers != null) {
            getCamelContext().getExecutorServiceManager().shutdown(workers);
        }
        super.doStop();
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return new WorkflowConsumer(endpoint, processor, front.routerName(), this);
    }

    @Override
    public int getServerPort() {
        return front.port();
    }

    ExecutorService workers() {
        return workers;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    /** Whether one more request may wait; it is given back with {@link #left}. */
    boolean enter() {
        if (waiting.incrementAndGet() <= limits.maxRequests()) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void left() {
        waiting.decrementAndGet();
    }

    boolean stopsWhenLeft() {
        return limits.stopWhenLeft();
    }
}
