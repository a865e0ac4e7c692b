package dev.serai.runtime.http;

import dev.serai.runtime.access.Webhooks;
import dev.serai.runtime.config.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** Makes consumers of platform-http that keep no thread while their route waits. */
public final class WorkflowEngine extends VertxPlatformHttpEngine {

    private static final int READERS = 200;
    /** Bytes of a body that must arrive in a millisecond. */
    private static final long SLOWEST = 64;
    /** The most that a body takes up before it arrives, so that those who only announce much keep nobody out. */
    private static final long FIRST = 64 << 10;

    private final HttpFront front;
    private final Settings.Http limits;
    private final Webhooks webhooks;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long room;
    private volatile long patience = TimeUnit.SECONDS.toMillis(30);
    private ExecutorService workers;
    private ExecutorService readers;

    public WorkflowEngine(HttpFront front, Settings.Http limits, Webhooks webhooks) {
        this.front = front;
        this.limits = limits;
        this.webhooks = webhooks;
        // A body is held twice for a while, and routes need memory too.
        this.room = Math.max(Runtime.getRuntime().maxMemory() / 4, limits.maxRequestSize());
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
        readers = readers();
    }

    /** Threads of their own for streams, whose reading may wait for a server; where there are too many, workers help. */
    private ExecutorService readers() {
        var pattern = getCamelContext().getExecutorServiceManager().getThreadNamePattern();
        return new ThreadPoolExecutor(
                0,
                READERS,
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new CamelThreadFactory(pattern, "HttpStream", true),
                (task, full) -> workers.execute(task));
    }

    @Override
    protected void doStop() throws Exception {
        if (workers != null) {
            getCamelContext().getExecutorServiceManager().shutdown(workers);
            readers.shutdown();
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

    /** For the reading of streams. */
    ExecutorService streams() {
        return readers;
    }

    /**
     * A place for one more request, or null when there is none.
     *
     * @param length of its body
     */
    Place enter(RoutingContext request, long length) {
        var first = Math.min(length, FIRST);
        var free = waiting.incrementAndGet() <= limits.maxRequests();
        if (bytes.addAndGet(first) <= room && free) {
            return new Place(this, request, first);
        }
        left(first);
        return null;
    }

    /** Whether there is room for so many bytes more; fewer always have it. */
    boolean takes(long more) {
        if (bytes.addAndGet(more) <= room || more <= 0) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void left(long length) {
        bytes.addAndGet(-length);
        waiting.decrementAndGet();
    }

    /** Whether all places are free again. */
    boolean isIdle() {
        return waiting.get() == 0 && bytes.get() == 0;
    }

    /** How many bytes all bodies take up. */
    long taken() {
        return bytes.get();
    }

    long room() {
        return room;
    }

    /** @param bytes that all bodies may take up */
    void setRoom(long bytes) {
        room = bytes;
    }

    /** How many bytes a body may have: as many as are announced, or as many as are taken. */
    long length(HttpServerRequest request) {
        var announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            try {
                return Math.max(0, Math.min(Long.parseLong(announced), limits.maxRequestSize()));
            } catch (NumberFormatException e) {
                return limits.maxRequestSize();
            }
        }
        return HttpFront.hasNoBody(request) ? 0 : limits.maxRequestSize();
    }

    /** How long the reading of a body may take of which so much is there. */
    long patience(long arrived) {
        return patience + arrived / SLOWEST;
    }

    /** @param millis for a small body */
    void setPatience(long millis) {
        patience = millis;
    }

    boolean stopsWhenLeft() {
        return limits.stopWhenLeft();
    }
}
