package dev.serai.ollama;

import dev.serai.ollama.client.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a transfer goes: to an endpoint, or else to the log. */
final class ProgressReport implements Consumer<Progress>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReport.class);
    /** A server reports many times a second, which nobody reads. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String verb;
    private final String model;
    private final AsyncProducer target;
    private String status = "";
    private String digest;
    private long told;
    private long measuredAt;
    private long measuredBytes;
    private double rate = -1;
    private boolean busy;
    private boolean closed;
    private Map<String, Object> waiting;

    ProgressReport(OllamaEndpoint endpoint, String verb, String model) {
        this.verb = verb;
        this.model = model;
        this.target = target(endpoint);
    }

    private static AsyncProducer target(OllamaEndpoint endpoint) {
        var uri = endpoint.getConfiguration().getProgressTo();
        if (uri == null) {
            return null;
        }
        try {
            var producer = endpoint.getCamelContext().getEndpoint(uri).createAsyncProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalArgumentException("progressTo '" + uri + "' cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void accept(Progress progress) {
        long now = System.nanoTime();
        boolean news = !progress.status().equals(status)
                || progress.digest() != null && !progress.digest().equals(digest)
                || progress.completed() >= 0 && progress.completed() == progress.total();
        measure(progress, now);
        status = progress.status();
        digest = progress.digest();
        if (news || now - told > QUIET_NANOS) {
            told = now;
            tell(progress);
        }
    }

    private void measure(Progress progress, long now) {
        if (progress.digest() == null || !progress.digest().equals(digest) || progress.completed() < measuredBytes) {
            measuredAt = now;
            measuredBytes = Math.max(0, progress.completed());
            rate = -1;
        } else if (now - measuredAt > QUIET_NANOS / 5) {
            rate = (progress.completed() - measuredBytes) * 1e9 / (now - measuredAt);
            measuredAt = now;
            measuredBytes = progress.completed();
        }
    }

    private void tell(Progress progress) {
        var report = new LinkedHashMap<String, Object>();
        report.put("operation", verb);
        report.put("model", model);
        report.put("status", progress.status());
        if (progress.digest() != null) {
            report.put("digest", progress.digest());
        }
        if (progress.total() > 0) {
            long completed = Math.max(0, progress.completed());
            report.put("completed", completed);
            report.put("total", progress.total());
            report.put("percent", (int) (completed * 100 / progress.total()));
            if (rate >= 0) {
                report.put("bytesPerSecond", (long) rate);
            }
        }
        if (target == null) {
            log(report);
        } else {
            send(report);
        }
    }

    private void log(Map<String, Object> report) {
        if (report.containsKey("percent")) {
            LOG.info(
                    "{} {}: {} {} % of {} bytes, {} bytes/s",
                    verb,
                    model,
                    report.get("status"),
                    report.get("percent"),
                    report.get("total"),
                    report.getOrDefault("bytesPerSecond", "?"));
        } else {
            LOG.info("{} {}: {}", verb, model, report.get("status"));
        }
    }

    /** One report after the other; while one is being handled only the newest waits. */
    private void send(Map<String, Object> report) {
        synchronized (this) {
            if (busy) {
                waiting = report;
                return;
            }
            busy = true;
        }
        var exchange = target.getEndpoint().createExchange(ExchangePattern.InOnly);
        exchange.getMessage().setBody(report);
        target.process(exchange, synchronous -> {
            if (exchange.getException() != null) {
                // A listener that fails does not stop the transfer.
                LOG.warn(
                        "The progress of {} {} could not be told: {}",
                        verb,
                        model,
                        exchange.getException().toString());
            }
            Map<String, Object> next;
            synchronized (this) {
                busy = false;
                next = waiting;
                waiting = null;
                if (next == null && closed) {
                    ServiceHelper.stopService(target);
                }
            }
            if (next != null) {
                send(next);
            }
        });
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (busy) {
                return;
            }
        }
        ServiceHelper.stopService(target);
    }
}
