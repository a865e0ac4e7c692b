package dev.serai.searxng;

import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import java.io.File;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches again and again, and sends what was not there before. No thread waits for the server. */
class SearxngConsumer extends ScheduledPollConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SearxngConsumer.class);
    private static final long DEFAULT_DELAY_MINUTES = 60;

    private final AtomicInteger sentSincePoll = new AtomicInteger();
    private final IdempotentRepository seen;
    private String name;
    private SearchWatch watch;
    private Pages pages;
    private ExecutorService routing;
    private volatile long failures;
    private volatile Throwable lastFailure;

    SearxngConsumer(SearxngEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        if (endpoint.getOperation() != SearxngOperation.SEARCH) {
            throw new SearxngException(
                    SearxngError.UNKNOWN_OPERATION,
                    "only searxng:search can start a route, not searxng:"
                            + endpoint.getOperation().wireName(),
                    "Start the route with searxng:search, or use the operation in 'to'.",
                    null);
        }
        // Made once, so that a route that is stopped and started again does not repeat everything.
        this.seen = repository(endpoint.getConfiguration());
    }

    private static IdempotentRepository repository(SearxngConfiguration options) {
        if (options.getIdempotentRepository() != null) {
            return options.getIdempotentRepository();
        }
        var most = Inputs.within("maxRemembered", options.getMaxRemembered(), 1, Integer.MAX_VALUE);
        return options.getSeenFile() == null
                ? MemoryIdempotentRepository.memoryIdempotentRepository(most)
                : FileIdempotentRepository.fileIdempotentRepository(new File(options.getSeenFile()), most);
    }

    @Override
    public SearxngEndpoint getEndpoint() {
        return (SearxngEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        // The endpoint passes Camel's default of half a second on, which no search engine would bear.
        if (getEndpoint().getDelay() < 0) {
            setDelay(Math.max(1, getTimeUnit().convert(DEFAULT_DELAY_MINUTES, TimeUnit.MINUTES)));
        }
        var options = getEndpoint().getConfiguration();
        var questions = new Questions(options);
        var query = questions.standing();
        var pool = Instances.of(options, getEndpoint().getComponent().port());
        ServiceHelper.startService(seen);
        name = "the search for '" + query.text() + "'";
        pages = new Pages(getEndpoint());
        if (questions.fetched() > 0) {
            pages.reader();
        }
        // Routes may block, which the threads that read from the server must not.
        routing = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "SearxngPoll");
        watch = new SearchWatch(
                this, new Searching(pool, options.getOnUnresponsive()), query, questions, pages, seen, routing);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (watch != null) {
            watch.stop();
            watch = null;
        }
        if (routing != null) {
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdown(routing);
            routing = null;
        }
        if (pages != null) {
            pages.close();
            pages = null;
        }
    }

    /** Only asks; the number returned is that of the exchanges since the last poll, by which Camel backs off. */
    @Override
    protected int poll() {
        watch.poll();
        return sentSincePoll.getAndSet(0);
    }

    void sent() {
        sentSincePoll.incrementAndGet();
    }

    /** What comes while the route is suspended is told when it goes on. */
    boolean rests() {
        return !isPollAllowed();
    }

    void done(Exchange exchange, boolean sync) {
        defaultConsumerCallback(exchange, true).done(sync);
    }

    void failed(Throwable error) {
        lastFailure = error;
        var before = failures;
        failures = before + 1;
        if (before > 0) {
            LOG.debug("{} still gives nothing: {}", name, error.getMessage());
            return;
        }
        LOG.warn("{} gives nothing: {}", name, error.getMessage());
        // The default handler would write it into the log once more.
        if (!(getExceptionHandler() instanceof LoggingExceptionHandler)) {
            getExceptionHandler().handleException(name + " gives nothing", error);
        }
    }

    void succeeded() {
        if (failures > 0) {
            failures = 0;
            LOG.info("{} gives results again", name);
        }
    }

    // What the readiness check looks at: poll() itself never fails, since it does not wait for the answer.
    @Override
    public long getErrorCounter() {
        return failures;
    }

    @Override
    protected Throwable getLastError() {
        return failures == 0 ? null : lastFailure;
    }
}
