package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.Transfer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoint that hears how files go on, if there is one. */
final class ProgressTarget implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressTarget.class);
    /** Parts arrive more often than anyone wants to read. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AsyncProducer producer;
    private final Executor routes;

    private ProgressTarget(AsyncProducer producer, Executor routes) {
        this.producer = producer;
        this.routes = routes;
    }

    /**
     * @param uri null for none
     * @param routes where the endpoint is called: it may block, which the thread that brings a part must not
     */
    static ProgressTarget of(CamelContext context, String uri, Executor routes) {
        if (uri == null) {
            return new ProgressTarget(null, routes);
        }
        try {
            var producer = context.getEndpoint(uri).createAsyncProducer();
            ServiceHelper.startService(producer);
            return new ProgressTarget(producer, routes);
        } catch (Exception e) {
            throw Access.bad("progressTo '" + uri + "' cannot be reached: " + e.getMessage());
        }
    }

    Transfer.Listener report(String operation, ObjectPath path) {
        return producer == null ? (bytes, total) -> {} : new Report(operation, path);
    }

    @Override
    public void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }

    /** Tells of one file: its beginning, its end, and now and then in between. One report after the other. */
    private final class Report implements Transfer.Listener {

        private final String operation;
        private final ObjectPath path;
        private final long begun = System.nanoTime();
        private long first = -1;
        private long told;
        private boolean busy;
        private Map<String, Object> waiting;

        Report(String operation, ObjectPath path) {
            this.operation = operation;
            this.path = path;
        }

        @Override
        public void reached(long bytes, long total) {
            long now = System.nanoTime();
            Map<String, Object> report;
            synchronized (this) {
                if (first >= 0 && bytes != total && now - told < QUIET_NANOS) {
                    return;
                }
                first = first < 0 ? bytes : first;
                told = now;
                report = report(bytes, total, now);
                if (busy) {
                    waiting = report;
                    return;
                }
                busy = true;
            }
            routes.execute(() -> send(report));
        }

        private Map<String, Object> report(long bytes, long total, long now) {
            var report = new LinkedHashMap<String, Object>();
            report.put("operation", operation);
            report.put("bucket", path.bucket());
            report.put("path", path.path());
            report.put("completed", bytes);
            if (total >= 0) {
                report.put("total", total);
                report.put("percent", total == 0 ? 100 : (int) (bytes * 100.0 / total));
            }
            report.put("bytesPerSecond", (long) ((bytes - first) * 1e9 / Math.max(1, now - begun)));
            return report;
        }

        private void send(Map<String, Object> report) {
            var exchange = producer.getEndpoint().createExchange(ExchangePattern.InOnly);
            exchange.getMessage().setBody(report);
            producer.process(exchange, synchronous -> {
                if (exchange.getException() != null) {
                    // A listener that fails does not stop the file.
                    LOG.warn(
                            "The progress of {} {} could not be told: {}",
                            operation,
                            path,
                            exchange.getException().toString());
                }
                Map<String, Object> next;
                synchronized (this) {
                    next = waiting;
                    waiting = null;
                    busy = next != null;
                }
                if (next != null) {
                    routes.execute(() -> send(next));
                }
            });
        }
    }
}
